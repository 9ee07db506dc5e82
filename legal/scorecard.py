"""Add up the points of the words around a passage: a simple sum that can be checked by hand, and explained.

The points stand in `lexicon/points/*.txt` and were fitted on labelled texts (`./bench guard-fit`, ADR 9). A line is
a role, what stands there, for which texts it counts, and its points. A role says where a word stands ("left, near");
what stands there is a word, or a kind of word of lexicon/cues.txt behind "#".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from legal.lexicon.cues import Cue

_FOLDER = Path(__file__).parent / "lexicon" / "points"
_CUES = tuple((int(cue), cue.name) for cue in Cue)
_MOST_REMEMBERED = 20_000
ANYWHERE = "*"
"""The column of points that count in every text."""


class Role(dict[str, float]):
    """What stands in one place -> its points; 0 for anything unknown."""

    def __init__(self) -> None:
        super().__init__()
        self._of_cues: dict[int, float] = {}

    def __missing__(self, _token: str) -> float:
        return 0.0

    def of_cues(self, cues: int) -> float:
        """The points of all kinds of a word together."""
        found = self._of_cues.get(cues)
        if found is None:
            if len(self._of_cues) > _MOST_REMEMBERED:
                self._of_cues.clear()
            found = self._of_cues[cues] = sum(self[f"#{name}"] for name in names_of(cues))
        return found


class Table:
    """The points that count in one sort of text: by role, then by token."""

    def __init__(self) -> None:
        self.roles: dict[str, Role] = {}

    def role(self, name: str) -> Role:
        """The points of one role; empty when nothing in it counts."""
        found = self.roles.get(name)
        if found is None:
            found = self.roles[name] = Role()
        return found

    @property
    def base(self) -> float:
        """The points that every candidate begins with."""
        return self.role("base")["base"]

    def of_tokens(self, tokens: Iterable[tuple[str, str]]) -> float:
        """The points of some (role, token) pairs together."""
        roles = self.roles
        return sum(roles[role][token] for role, token in tokens if role in roles)


class Scorecard:
    """All points of one question, for every sort of text."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._rows = [tuple(line.split("\t")) for line in lines if line and not line.startswith("//")]
        self._tables: dict[tuple[str, ...], Table] = {}

    def table(self, *columns: str) -> Table:
        """The points for a text that belongs to all of `columns`: those of each, and those that always count."""
        found = self._tables.get(columns)
        if found is None:
            found = self._tables[columns] = Table()
            wanted = {ANYWHERE, *columns}
            for role, token, column, points in self._rows:
                if column in wanted:
                    row = found.role(role)
                    row[token] = row[token] + float(points)
        return found


@cache
def scorecard(name: str) -> Scorecard:
    """The scorecard in `lexicon/points/<name>.txt`. Raises FileNotFoundError when there is none."""
    return Scorecard((_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines())


def names_of(cues: int) -> Iterator[str]:
    """The names of the kinds in a set of cues."""
    return (str(name) for cue, name in _CUES if cues & cue)
