"""Numbers, lists and names from a file as they stand in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

SHOWN = 12


def number(value: int) -> str:
    """A whole number as Dutch readers write it: 10.000."""
    return f"{value:,}".replace(",", ".")


def listing(things: Sequence[str]) -> str:
    """The first things in a row, and how many more there are."""
    shown = ", ".join(things[:SHOWN])
    return shown if len(things) <= SHOWN else f"{shown} en nog {number(len(things) - SHOWN)}"


def counted(one: str, more: str, things: Sequence[str]) -> str:
    """The things with the word that fits their number: rij 5, rijen 5, 7."""
    return f"{one if len(things) == 1 else more} {listing(things)}"


def quoted(text: str, longest: int = 40) -> str:
    """A name from the file on one line, printable and not too long."""
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def column_letter(column: int) -> str:
    """The letter above a column, counted from 0: A, B, … Z, AA."""
    letters = ""
    rest = column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters
