"""Add up the points of the words around a passage: a simple sum that can be checked by hand, and explained.

The points stand in `lexicon/points/*.txt` and were fitted on labelled texts (`./bench guard-fit`, ADR 9). A line is
a role, what stands there, for which texts it counts, and its points on two questions. A role says where a word stands
("L0": left, near); what stands there is a word, or a kind of word of lexicon/cues.txt behind "#".
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from legal.lexicon.cues import Cue
from legal.terms import Channel, GuardContext, Speaker

_FOLDER = Path(__file__).parent / "lexicon" / "points"
_CUES = tuple((int(cue), str(cue.name)) for cue in Cue if cue is not Cue.PHRASE)
_MOST_REMEMBERED = 50_000
ANYWHERE = "*"
"""The column of points that count in every text."""

Points = complex
"""Points on two questions at once: the real part is the first, the imaginary part the second; one addition adds both."""

Fact = tuple[str, str]
"""Something that counts: a role, and what stands there."""

Clue = tuple[Callable[..., Iterable[Fact]], *tuple[Any, ...]]
"""A function, and what it is told of a text; the facts it gives follow from that alone, so their points can be remembered."""


def told(clue: Clue) -> Iterable[Fact]:
    """The facts of a clue."""
    tell, *seen = clue
    return tell(*seen)


def just(role: str, token: str) -> Iterator[Fact]:
    """For a clue that is one fact."""
    yield role, token


def kinds(role: str, cues: int) -> Iterator[Fact]:
    """For a clue that is a set of cues: each kind is a fact."""
    return ((role, f"#{kind}") for kind in names_of(cues))


class Table:
    """The points that count in one sort of text: by role, then by token.

    `remembered[tell][thing]` are the points of all that `tell` tells of a thing; reckoned once for each thing.
    """

    def __init__(self, rows: Iterable[tuple[str, str, Points]]) -> None:
        self.roles: dict[str, dict[str, Points]] = {}
        for role, token, points in rows:
            row = self.roles.get(role)
            if row is None:
                row = self.roles[role] = {}
            row[token] = row[token] + points if token in row else points
        self.base: Points = self.roles.get("base", {}).get("base", 0j)
        self._pairs = {tuple(pair.split(" ", 1)): points for pair, points in self.roles.get("pair", {}).items()}
        self._of_cues: dict[tuple[str, int], Points] = {}
        self.remembered = _Memory(self)

    def of_tokens(self, tokens: Iterable[Fact], total: Points = 0j) -> Points:
        """The points of some facts together, on top of `total`."""
        roles = self.roles
        for role, token in tokens:
            if (row := roles.get(role)) and (points := row.get(token)):
                total += points
        return total

    def of_pairs(self, tokens: Sequence[str]) -> Points:
        """The points of every two tokens that follow one another: those of the role "pair" and the token "one other"."""
        return sum(filter(None, map(self._pairs.get, pairwise(tokens))), 0j)

    def of_cues(self, role: str, cues: int) -> Points:
        """The points of all kinds of one word together, in one role."""
        found = self._of_cues.get((role, cues))
        if found is None:
            if len(self._of_cues) > _MOST_REMEMBERED:
                self._of_cues.clear()
            found = self._of_cues[role, cues] = self.of_tokens((role, f"#{name}") for name in names_of(cues))
        return found


class _Memory(dict[Callable[[Any], Iterable[Fact]], "Remembered"]):
    """What tells of a thing -> the points of every thing it is asked of."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, tell: Callable[[Any], Iterable[Fact]]) -> Remembered:
        found = self[tell] = Remembered(self._table, tell)
        return found


class Remembered(dict[Any, Points]):
    """The points of a thing by itself; what it tells never changes, so it is reckoned once."""

    def __init__(self, table: Table, tell: Callable[[Any], Iterable[Fact]]) -> None:
        super().__init__()
        self._table, self._tell = table, tell

    def __missing__(self, thing: Any) -> Points:
        if len(self) > _MOST_REMEMBERED:
            self.clear()
        found = self[thing] = self._table.of_tokens(self._tell(thing))
        return found


class Scorecard:
    """All points of a pair of questions, for every sort of text."""

    def __init__(self, lines: Iterable[str]) -> None:
        # Every line is read once, however many tables it is in.
        lists = (line.split("\t") for line in lines if line and not line.startswith("//"))
        self._rows = [(column, (role, token, complex(float(one), float(two)))) for role, token, column, one, two in lists]
        self._tables: dict[tuple[str, ...], Table] = {}

    def table(self, *columns: str) -> Table:
        """The points for a text that belongs to all of `columns`: those of each, and those that always count."""
        found = self._tables.get(columns)
        if found is None:
            wanted = {ANYWHERE, *columns}
            found = self._tables[columns] = Table(row for column, row in self._rows if column in wanted)
        return found


@cache
def scorecard(name: str) -> Scorecard:
    """The scorecard in `lexicon/points/<name>.txt`. Raises FileNotFoundError when there is none."""
    return Scorecard((_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines())


def column(context: GuardContext) -> str:
    """In what sort of text: a party's, an answer of the municipality, minutes."""
    if context.channel is Channel.MINUTES:
        return "minutes"
    return "answer" if context.channel is Channel.ANSWER or context.speaker is Speaker.MUNICIPALITY else "party"


def likelihood(points: float) -> float:
    """Points above the bar as a number from 0.5 to 1, in hundredths."""
    return round(1 / (1 + math.exp(-min(points, 30.0))), 2)


@lru_cache(maxsize=_MOST_REMEMBERED)
def names_of(cues: int) -> tuple[str, ...]:
    """The names of the kinds in a set of cues."""
    return tuple(name for cue, name in _CUES if cues & cue)
