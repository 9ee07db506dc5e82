"""Lists of first names, surnames and places, read from the data files of the package deduce; its code is never run.

more_names.txt adds names of our own, ambiguous_names.txt tells which first names are ordinary words as well, and
public_names.txt which names are everybody's.
"""

from __future__ import annotations

import importlib.util
import re
from functools import cache, lru_cache
from pathlib import Path

from legal.lexicon.lists import lines, wordlist
from legal.normalise import fold

_MORE = Path(__file__).parent / "more_names.txt"
_SHORTEST_CLEAR = 3
_FOLDERS = {
    "first": ("names/lst_first_name",),
    "last": ("names/lst_surname", "names/lst_interfix_surname"),
    "place": ("locations/lst_placename/lst_residence", "locations/lst_placename/lst_municipality"),
}


class ListsMissing(RuntimeError):
    """The package with the lists is not installed; without it names would slip through, so nothing is scanned."""


@cache
def first_names() -> frozenset[str]:
    """First names, small and without accents. Raises ListsMissing."""
    return _list("first")


@cache
def surnames() -> frozenset[str]:
    """Surnames without their prefix ("van der"), small and without accents. Raises ListsMissing."""
    return _list("last")


@cache
def places() -> frozenset[str]:
    """Dutch towns, villages and municipalities, small and without accents. Raises ListsMissing."""
    return _list("place")


@lru_cache(maxsize=1 << 15)
def listed(word: str) -> str:
    """In which lists a word stands: F(irst name), S(urname), P(lace), as "FS-". Raises ListsMissing."""
    return ("F" if word in first_names() else "-") + ("S" if word in surnames() else "-") + ("P" if word in places() else "-")


@cache
def ambiguous() -> frozenset[str]:
    """First names that are ordinary words as well."""
    return frozenset(lines("ambiguous_names.txt"))


@cache
def clear_first_names() -> frozenset[str]:
    """First names that are no other word, so that they are names also without a capital. Raises ListsMissing."""
    return frozenset(name for name in first_names() if len(name) >= _SHORTEST_CLEAR) - ambiguous()


@cache
def clear_surnames() -> frozenset[str]:
    """Surnames that are no ordinary word: a small one after a first name could be just that word. Raises ListsMissing."""
    return surnames() - ambiguous() - wordlist("proper_names.ordinary_surnames")


@cache
def public_names() -> frozenset[str]:
    """Names of everybody ("vng", "hoge raad"), with single blanks between the words."""
    return frozenset(re.sub(r"[^\w]+", " ", name).strip() for name in lines("public_names.txt"))


def files() -> list[Path]:
    """The files of the package that are read here, in order. Raises ListsMissing."""
    folders = [_source() / folder for kind in _FOLDERS.values() for folder in kind]
    found = (folder / name for folder in folders for name in ("items.txt", "exceptions.txt"))
    return [file for file in found if file.is_file()]


def _list(kind: str) -> frozenset[str]:
    found: set[str] = set()
    for folder in _FOLDERS[kind]:
        lines = fold((_source() / folder / "items.txt").read_text(encoding="utf-8")).split("\n")
        found.update(filter(None, map(str.strip, lines)))
        # Words that stand in a list and are nearly always something else ("Broer", "Jong").
        exceptions = _source() / folder / "exceptions.txt"
        if exceptions.is_file():
            found.difference_update(fold(exceptions.read_text(encoding="utf-8")).split("\n"))
    return frozenset(found | _more(kind))


def _more(kind: str) -> frozenset[str]:
    """Names of our own list, under a line "[first]" or "[last]": those that the lists above are thin on."""
    names: dict[str, set[str]] = {}
    for line in _MORE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = names.setdefault(line.strip("[]"), set())
        elif line and not line.startswith("#"):
            section.add(line)
    return frozenset(names.get(kind, ()))


def _source() -> Path:
    spec = importlib.util.find_spec("deduce")
    if spec is None or not spec.submodule_search_locations:
        raise ListsMissing("the name lists are missing: pip install deduce")
    return Path(spec.submodule_search_locations[0], "data", "lookup", "src")
