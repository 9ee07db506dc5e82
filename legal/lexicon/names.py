"""Lists of first names, surnames and places, read from the data files of the package deduce; its code is never run."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

from legal.normalise import fold

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


def _list(kind: str) -> frozenset[str]:
    found: set[str] = set()
    for folder in _FOLDERS[kind]:
        lines = fold((_source() / folder / "items.txt").read_text(encoding="utf-8")).split("\n")
        found.update(filter(None, map(str.strip, lines)))
        # Words that stand in a list and are nearly always something else ("Broer", "Jong").
        exceptions = _source() / folder / "exceptions.txt"
        if exceptions.is_file():
            found.difference_update(fold(exceptions.read_text(encoding="utf-8")).split("\n"))
    return frozenset(found)


def _source() -> Path:
    spec = importlib.util.find_spec("deduce")
    if spec is None or not spec.submodule_search_locations:
        raise ListsMissing("the name lists are missing: pip install deduce")
    return Path(spec.submodule_search_locations[0], "data", "lookup", "src")
