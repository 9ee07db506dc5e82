"""Twelve ways in which a person, a program or somebody with a plan writes the same secret."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from tests.canaries.table import Canary

ZERO_WIDTH, SOFT_HYPHEN, NO_BREAK = "\u200b", "\u00ad", "\u00a0"
ALIKE = str.maketrans("aeopcxyiAEOPCXKMHTB", "аеорсхуіАЕОРСХКМНТВ")  # Latin to Cyrillic
DIGIT_ALIKE = str.maketrans("01", "Ol")


def _full_width(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


def _between(text: str, sign: str) -> str:
    """Put a sign between the letters and digits that stand side by side."""
    return "".join(
        here + (sign if here.isalnum() and after.isalnum() else "") for here, after in zip(text, text[1:] + " ", strict=True)
    )


def _spaced(text: str) -> str:
    """Digits with spaces between them; what has no digits gets a new line and double spaces."""
    apart = "".join(here + (" " if (here + after).isdecimal() else "") for here, after in zip(text, text[1:] + " ", strict=True))
    return apart if apart != text else text.replace(" ", "  ").replace("  ", "\n", 1)


def _alike(text: str) -> str:
    """Letters of another alphabet; in a number a letter for a digit."""
    return text.translate(ALIKE) if any(sign.isalpha() for sign in text) else text.translate(DIGIT_ALIKE)


def _entities(text: str) -> str:
    return "".join(f"&#{ord(sign)};" if sign.isalnum() else sign for sign in text)


def _swapped(text: str) -> str:
    return text.swapcase()  # the key for capitals was on


ENCODINGS: dict[str, Callable[[Canary], str]] = {
    "as typed": lambda one: one.secret,
    "in words": lambda one: one.words,
    "other notation": lambda one: one.other,
    "full width": lambda one: _full_width(one.secret),
    "zero width": lambda one: _between(one.secret, ZERO_WIDTH),
    "spaced": lambda one: _spaced(one.secret),
    "look-alikes": lambda one: _alike(one.secret),
    "entities": lambda one: _entities(one.secret),
    "soft hyphens": lambda one: _between(one.secret, SOFT_HYPHEN),
    "no-break spaces": lambda one: one.secret.replace(" ", NO_BREAK).replace(",", f",{ZERO_WIDTH}"),
    "apart": lambda one: unicodedata.normalize("NFD", one.secret),
    "mixed case": lambda one: _swapped(one.secret),
}


def written(one: Canary, encoding: str) -> str:
    """Return the sentence of a canary with its secret in an encoding."""
    return one.sentence.format(ENCODINGS[encoding](one))
