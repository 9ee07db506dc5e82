"""A proper name that was found."""

from __future__ import annotations

from typing import NamedTuple

from legal.terms import Label


class ProperName(NamedTuple):
    """A name: its first and last word, of what kind it is, and how many points it has above the bar."""

    first: int
    last: int
    label: Label
    points: float
