"""The peers of requirements-peers.lock, in a folder of their own: they are compared with, never used."""

from __future__ import annotations

import hashlib
import shutil

from frontdoor import environment, packages
from frontdoor.console import say, step
from frontdoor.places import ROOT, VENV

LOCK = "requirements-peers.lock"
FOLDER = VENV / "peers"
PACKAGES = FOLDER / "packages"
DEDUCE_CACHE = FOLDER / "deduce"

_STAMP = FOLDER / "lock"
_MEGABYTES = 900


def ensure() -> None:
    """Install the peers unless that very lock stands there already. Raises Stop with the cause, such as no network."""
    wanted = hashlib.sha256((ROOT / LOCK).read_bytes()).hexdigest()
    if _STAMP.is_file() and _STAMP.read_text() == wanted:
        return
    say("vergelijken met anderen: deduce, presidio en spaCy", "peers to compare with: deduce, presidio and spaCy")
    environment.room(_MEGABYTES)
    with environment.alone(), step("pakketten installeren in .venv/peers", "installing packages in .venv/peers") as detail:
        shutil.rmtree(FOLDER, ignore_errors=True)
        packages.install(LOCK, detail, target=PACKAGES)
        _STAMP.write_text(wanted)
