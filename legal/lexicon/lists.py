"""Lists of words that one rule or another looks for, read from lists.txt."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "lists.txt"


def wordlist(name: str) -> frozenset[str]:
    """The words of one list. Raises KeyError for a list that the file does not have."""
    return _lists()[name]


@cache
def _lists() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    name = ""
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[] ")
            found[name] = set()
        elif name and not line.startswith("#"):
            found[name].update(line.split())
    return {key: frozenset(words) for key, words in found.items()}
