"""Where things stand in the project folder."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
INSTALL_LOG = VENV / "install.log"
VENDOR = ROOT / "static" / "vendor"
TRANSLATIONS = ROOT / "consultation" / "translations"
DATA = ROOT / "data"
