"""A proper name that was found."""

from __future__ import annotations

from dataclasses import dataclass

from legal.terms import Label


@dataclass(frozen=True, slots=True)
class ProperName:
    """A name: its first and last word, of what kind it is, and how many points it has above the bar."""

    first: int
    last: int
    label: Label
    points: float
