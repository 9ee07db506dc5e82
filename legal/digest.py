"""Which guard this is, as one number: it changes with every rule, word and point (rule 36)."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from legal.lexicon import names, words

_FOLDER = Path(__file__).parent
_SOURCES = ("*.py", "detectors/*.py", "proper_names/*.py", "lexicon/*.py", "lexicon/*.txt", "lexicon/points/*.txt")


@cache
def digest() -> str:
    """SHA-256 in hex over the code, lists and points of the guard, and over the lists of the packages that it reads.

    Raises ListsMissing when such a package is not installed.
    """
    total = hashlib.sha256()
    own = sorted(file for pattern in _SOURCES for file in _FOLDER.glob(pattern))
    for file in (*own, *names.files(), words.file()):
        total.update(f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()
