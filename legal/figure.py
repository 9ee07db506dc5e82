"""A figure in a text: where it stands, what it says of itself, how it is written."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple


class Kind(Enum):
    """What a figure says of itself."""

    MONEY = auto()
    PERCENT = auto()
    FTE = auto()
    BARE = auto()
    TOWNS = auto()
    CODE = auto()


MONEY, PERCENT, FTE, BARE, TOWNS, CODE = Kind
"""Every kind by itself, for what asks for one all the time: in Python 3.11 an enum is slow to give its members."""


class Quantity(NamedTuple):
    """A figure: its place in `folded`, its kind, the words it takes, and how it is written.

    `shape` is "euro" for what looks like an amount without saying so (two decimals), "big" from a thousand on,
    "words" when spelled out, "pair" and "spelled" for numbers word after word, "scaled" with a word such as "mln",
    "part" and "ratio" for "een derde" and "1 op de 5", else "plain".
    """

    start: int
    end: int
    kind: Kind
    first: int
    last: int
    shape: str = "plain"
