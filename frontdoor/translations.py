"""Catalogues of translated texts: compiled when a source is newer than what was made of it."""

from __future__ import annotations

from pathlib import Path

from frontdoor import commands
from frontdoor.console import Stop, step
from frontdoor.places import PYTHON, ROOT, TRANSLATIONS


def ensure() -> None:
    """Compile `consultation/translations/` when needed. Raises Stop when a catalogue has a fault."""
    sources = TRANSLATIONS.glob("*/LC_MESSAGES/*.po")
    if all(_fresh(source) for source in sources):
        return
    with step("vertalingen klaarmaken", "compiling the translations"):
        command = [str(PYTHON), "-m", "babel.messages.frontend", "compile", "--directory", str(TRANSLATIONS)]
        done, output = commands.quiet(command, cwd=ROOT)
        if not done:
            last = output.strip().splitlines()[-1:] or ["?"]
            raise Stop(f"een vertaalbestand heeft een fout: {last[0]}", "a translation catalogue has a fault.")


def _fresh(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return compiled.is_file() and compiled.stat().st_mtime >= source.stat().st_mtime
