"""A real Chromium for the browser tests: found, or installed, never done without."""

from __future__ import annotations

import ctypes
import os
import shutil

from frontdoor import debian
from frontdoor.console import Stop

SETTING = "TEST_CHROMIUM"
_DRIVER_LIBRARY = "libatomic.so.1"
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find() -> str | None:
    """Return the path of Chromium, from TEST_CHROMIUM or the search path. Raises Stop when the setting is wrong."""
    named = os.environ.get(SETTING)
    if named and not os.access(named, os.X_OK):
        raise Stop(f"{SETTING}={named} is geen programma.", f"{SETTING}={named} is not a program.")
    return named or next((path for name in _NAMES if (path := shutil.which(name))), None)


def ensure() -> str:
    """Return the path of Chromium, installing it when we may. Raises Stop with the line to type otherwise."""
    found = find()
    if found is None:
        debian.install("chromium", "de browsertests hebben Chromium nodig", "the browser tests need Chromium")
        found = find()
    if found is None:
        raise Stop("Chromium is geïnstalleerd maar niet gevonden.", "Chromium was installed but is not found.")
    _ensure_driver()
    return found


def _ensure_driver() -> None:
    # Playwright's driver is a node of its own, and the smallest Debian lacks one library that it needs.
    try:
        ctypes.CDLL(_DRIVER_LIBRARY)
    except OSError:
        debian.install("libatomic1", "de browsertests hebben libatomic nodig", "the browser tests need libatomic")
