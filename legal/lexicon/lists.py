"""Lists of words that one rule or another looks for, read from lists.txt; and the other files of words, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


def wordlist(name: str) -> frozenset[str]:
    """The words of one list. Raises KeyError for a list that the file does not have."""
    return _lists()[name]


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words of a list; a "_" in a word is a blank."""
    return "|".join(sorted(re.escape(word.replace("_", " ")) for word in words))


@cache
def _lists() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    name = ""
    for line in lines("lists.txt"):
        if line.startswith("["):
            name = line.strip("[] ")
            found[name] = set()
        elif name:
            found[name].update(line.split())
    return {key: frozenset(words) for key, words in found.items()}


def lines(file: str) -> Iterator[str]:
    """The lines of a file of this folder, without blank ones and comments. Raises FileNotFoundError."""
    for line in (_FOLDER / file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line
