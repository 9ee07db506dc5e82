"""Add up the points of the words around a passage: a simple sum that can be checked by hand, and explained.

The points stand in `lexicon/points/*.txt` and were fitted on labelled texts (`./bench guard-fit`, ADR 9). A line is
a role, what stands there, for which texts it counts, and its points on two questions. A role says where a word stands
("L0": left, near); what stands there is a word, or a kind of word of lexicon/cues.txt behind "#".
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from pathlib import Path

from legal.lexicon.cues import Cue

_FOLDER = Path(__file__).parent / "lexicon" / "points"
_CUES = tuple((int(cue), str(cue.name)) for cue in Cue if cue is not Cue.PHRASE)
_MOST_REMEMBERED = 50_000
ANYWHERE = "*"
"""The column of points that count in every text."""

Points = complex
"""Points on two questions at once: the real part is the first, the imaginary part the second; one addition adds both."""


class Table:
    """The points that count in one sort of text: by role, then by token."""

    def __init__(self, rows: Iterable[tuple[str, str, Points]]) -> None:
        self.roles: dict[str, dict[str, Points]] = {}
        for role, token, points in rows:
            row = self.roles.setdefault(role, {})
            row[token] = row.get(token, 0) + points
        self.base: Points = self.roles.get("base", {}).get("base", 0j)
        self._of_cues: dict[tuple[str, int], Points] = {}
        self._of_words: dict[tuple[str, str, int], Points] = {}

    def of_tokens(self, tokens: Iterable[tuple[str, str]]) -> Points:
        """The points of some (role, token) pairs together."""
        total, roles = 0j, self.roles
        for role, token in tokens:
            row = roles.get(role)
            if row is not None:
                total += row.get(token, 0)
        return total

    def of_word(self, role: str, token: str, cues: int) -> Points:
        """The points of a word with its kinds in a role, and on its side ("L" of "L0") wherever it stands there."""
        key = (role, token, cues)
        found = self._of_words.get(key)
        if found is None:
            if len(self._of_words) > _MOST_REMEMBERED:
                self._of_words.clear()
            found = 0j
            for name in {role, role[0]} if role[0] in "LR" else {role}:
                found += self.roles.get(name, {}).get(token, 0) + self.of_cues(name, cues)
            self._of_words[key] = found
        return found

    def of_cues(self, role: str, cues: int) -> Points:
        """The points of all kinds of one word together, in one role."""
        found = self._of_cues.get((role, cues))
        if found is None:
            if len(self._of_cues) > _MOST_REMEMBERED:
                self._of_cues.clear()
            found = self._of_cues[role, cues] = self.of_tokens((role, f"#{name}") for name in names_of(cues))
        return found


class Remembered(dict[str, Points]):
    """The points of a word by itself; what a word tells never changes, so it is reckoned once."""

    def __init__(self, table: Table, tokens: Callable[[str], Iterable[tuple[str, str]]]) -> None:
        super().__init__()
        self._table, self._tokens = table, tokens

    def __missing__(self, word: str) -> Points:
        if len(self) > _MOST_REMEMBERED:
            self.clear()
        found = self[word] = self._table.of_tokens(self._tokens(word))
        return found


class Scorecard:
    """All points of a pair of questions, for every sort of text."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._rows = [line.split("\t") for line in lines if line and not line.startswith("//")]
        self._tables: dict[tuple[str, ...], Table] = {}

    def table(self, *columns: str) -> Table:
        """The points for a text that belongs to all of `columns`: those of each, and those that always count."""
        found = self._tables.get(columns)
        if found is None:
            wanted = {ANYWHERE, *columns}
            rows = ((role, token, complex(float(one), float(two))) for role, token, column, one, two in self._rows if column in wanted)
            found = self._tables[columns] = Table(rows)
        return found


@cache
def scorecard(name: str) -> Scorecard:
    """The scorecard in `lexicon/points/<name>.txt`. Raises FileNotFoundError when there is none."""
    return Scorecard((_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines())


def likelihood(points: float) -> float:
    """Points above the bar as a number from 0.5 to 1, in hundredths."""
    return round(1 / (1 + math.exp(-min(points, 30.0))), 2)


@lru_cache(maxsize=_MOST_REMEMBERED)
def names_of(cues: int) -> tuple[str, ...]:
    """The names of the kinds in a set of cues."""
    return tuple(name for cue, name in _CUES if cues & cue)
