"""Which lists are in force, as one number: it changes with every word and every point (rule 36)."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from legal.lexicon import names, words

_FOLDER = Path(__file__).parent


@cache
def digest_of_lists() -> str:
    """SHA-256 in hex over every list and scorecard here, and over the lists of names and words of the packages.

    Raises ListsMissing when such a package is not installed.
    """
    total = hashlib.sha256()
    for file in (*sorted(_FOLDER.rglob("*.txt")), *names.files(), words.file()):
        total.update(f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()
