"""The numbers that Word prints before headings and points: counted as Word counts, as questions refer to them (rule 15)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from consultation.uploads.limits import Limits
from consultation.uploads.numbers import formed
from consultation.uploads.stream import Listener

PLACE = re.compile(r"%([1-9])")
LEVELS = 9
LARGEST = 10_000


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False


@dataclass
class List:
    """A list: its levels and how far each has been counted."""

    levels: dict[int, Level] = field(default_factory=dict)
    counts: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


class Numbering(Listener):
    """Hears the numbering part, and then counts."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self._lists: dict[str, List] = {}
        self._list_of: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._id, self._ilvl = "", 0
        self._level = Level()

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        value = attributes.get("val", "")
        if name == "abstractNum":
            self._id = attributes.get("abstractNumId", "")
            self._lists[self._id] = List()
        elif name == "num":
            self._id = attributes.get("numId", "")
        elif name in ("lvl", "lvlOverride"):
            self._ilvl, self._level = _number(attributes.get("ilvl", "")), Level()
        elif name == "abstractNumId":
            self._list_of[self._id] = value
        elif name == "startOverride":
            self._restarts.setdefault(self._id, {})[self._ilvl] = _number(value)
        else:
            self._hear_level(name, value)

    def _hear_level(self, name: str, value: str) -> None:
        if name == "start":
            self._level = replace(self._level, start=_number(value))
        elif name == "numFmt":
            self._level = replace(self._level, form=value)
        elif name == "lvlText":
            self._level = replace(self._level, text=value)
        elif name == "isLgl":
            self._level = replace(self._level, legal=value not in ("0", "false"))

    def closed(self, name: str) -> None:
        if name == "lvl" and self._id in self._lists and "abstractNum" in self.path and self._ilvl < LEVELS:
            self._lists[self._id].levels[self._ilvl] = self._level

    def label(self, number: str, level: int) -> str | None:
        """Count one paragraph and return what Word prints before it: "" for a bullet, None for no list at all."""
        known = self._lists.get(self._list_of.get(number, ""))
        if known is None or not 0 <= level < LEVELS:
            return None
        restart = self._restarts.get(number, {}).pop(level, None)
        last = known.counts[level]
        start = known.levels.get(level, Level()).start
        known.counts[level] = restart if restart is not None else start if last is None else min(last + 1, LARGEST)
        known.counts[level + 1 :] = [None] * (LEVELS - level - 1)
        return _printed(known, level)


def _printed(known: List, level: int) -> str:
    own = known.levels.get(level, Level(form="bullet"))
    if own.form == "bullet":
        return ""

    def part(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        other = known.levels.get(place, Level())
        count = known.counts[place]
        form = "decimal" if own.legal else other.form
        return formed(other.start if count is None else count, form)

    return PLACE.sub(part, own.text).strip()


def _number(value: str) -> int:
    return min(int(value), LARGEST) if value.isdecimal() else 0
