"""Whether a word is ordinary Dutch, from the word list of the package pyspellchecker; its code is never run."""

from __future__ import annotations

import gzip
import importlib.util
import re
from functools import cache, lru_cache
from pathlib import Path

from legal.lexicon.names import ListsMissing
from legal.normalise import fold

# The list counts how often a word was seen; one that only stands in a dictionary has 50.
_SEEN = re.compile(r'"([^"]+)": (?:\d{3,}|[6-9]\d|5[1-9])[,}]')
_SHORTEST_PART, _LONGEST = 4, 40


@lru_cache(maxsize=1 << 15)
def familiarity(word: str) -> str:
    """How well known a word is: "common", "joined" (two common words in one) or "new".

    `word` is small and without accents. Raises ListsMissing.
    """
    if word in _common():
        return "common"
    return "joined" if _is_joined(word) else "new"


def _is_joined(word: str) -> bool:
    """Whether a word is two common words in one, with or without a linking s: "jeugdhulp", "zorgkantoor"."""
    common = _common()
    if len(word) > _LONGEST:
        return False
    for end in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        if word[:end] in common and (word[end:] in common or word[end:].removeprefix("s") in common):
            return True
    return False


@cache
def _common() -> frozenset[str]:
    listed = gzip.decompress(file().read_bytes()).decode("utf-8")
    return frozenset(fold("\n".join(_SEEN.findall(listed))).split("\n"))


def file() -> Path:
    """The word list of the package. Raises ListsMissing."""
    spec = importlib.util.find_spec("spellchecker")
    if spec is None or not spec.submodule_search_locations:
        raise ListsMissing("the word list is missing: pip install pyspellchecker")
    return Path(spec.submodule_search_locations[0], "resources", "nl.json.gz")
