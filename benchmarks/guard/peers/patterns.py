"""A plain scan with regular expressions, as an engineer would write it in a day: amounts and what is personal.

Eleven alternatives in one expression, checksums where there are any. It knows amounts, not whose they are.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from benchmarks.guard.peers import Find

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_TIMES = r"mln\.?|miljoen|mld\.?|miljard|ton|k"
_ONES = r"een|één|twee|drie|vier|vijf|zes|zeven|acht|negen"
_TENS = r"twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig"
_TEENS = r"tien|elf|twaalf|(?:der|veer|vijf|zes|zeven|acht|negen)tien"
_WORDS = rf"(?:(?:(?:{_ONES})(?:en|ën))?(?:{_TENS})|{_TEENS}|honderd|duizend|{_ONES})+"
_MONTHS = r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"

ALTERNATIVES = {
    "euro": rf"(?:€|\bEUR\b|\beuro\b)\s?(?:{_NUMBER})(?:,-|,–)?(?:\s?(?:{_TIMES})\b)?"
    rf"|\b(?:{_NUMBER})(?:,-)?\s?(?:(?:{_TIMES})\s?)?(?:euro\b|EUR\b|€)(?:\s\d\d\b)?",
    "percent": rf"\b(?:{_NUMBER})\s?(?:%|procent\b)",
    "words": rf"\b(?i:{_WORDS})(?:\s(?:{_TIMES}))?\s(?:euro|procent|cent|fte)\b(?:\s(?i:{_WORDS})\b)?",
    "mail": r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    "phone": r"(?<![\w+])(?:\+31|0031|0)(?:\s?\(0\))?[ -]?[1-9](?:[ -]?\d){8}(?!\d)",
    "postcode": r"\b[1-9]\d{3}\s?[A-Z]{2}\b(?:\s\d+\b)?",
    "bsn": r"(?<!\d)\d{3}\.?\d{3}\.?\d{3}(?!\d)",
    "iban": r"\b[A-Z]{2}\d\d(?:\s?[A-Z0-9]{4}){2,6}(?:\s?[A-Z0-9]{1,4})?\b",
    "date": rf"\b[0-3]?\d[-/.][01]?\d[-/.](?:19|20)?\d\d\b|\b[0-3]?\d\s(?:{_MONTHS})\s(?:19|20)\d\d\b",
    "plate": r"\b(?:[A-Z]{2}-\d\d-\d\d|\d\d-\d\d-[A-Z]{2}|\d\d-[A-Z]{2}-\d\d|[A-Z]{2}-\d\d-[A-Z]{2}|[A-Z]{2}-[A-Z]{2}-\d\d"
    r"|\d\d-[A-Z]{2}-[A-Z]{2}|\d\d-[A-Z]{3}-\d|\d-[A-Z]{3}-\d\d|[A-Z]{2}-\d{3}-[A-Z]|[A-Z]-\d{3}-[A-Z]{2})\b",
    "kvk": r"\b(?i:kvk|k\.v\.k\.|kamer van koophandel)(?:[ -]?(?:nummer|nr\.?))?:?\s?\d{8}\b",
}
_SCAN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in ALTERNATIVES.items()))
_PLAIN = re.compile(r"[\x00-\x25\x27-\x7f€]+")
_ENTITY = re.compile(r"&#?\w{1,8};")


def as_typed() -> Find:
    """Return the scan of the text as it is."""
    return lambda text, facts: _without_allowed(text, facts, _matches(text))


def normalised() -> Find:
    """Return the same scan after NFKC, without format characters, with entities read."""

    def find(text: str, facts: Mapping[str, Any]) -> list[tuple[int, int]]:
        plain, places = _normalise(text)
        found = ((places[start], places[end - 1] + 1) for start, end in _matches(plain))
        return _without_allowed(text, facts, found)

    return find


def _matches(text: str) -> Iterator[tuple[int, int]]:
    for found in _SCAN.finditer(text):
        check = _CHECKS.get(found.lastgroup or "")
        if check is None or check(found[0]):
            yield found.span()


def _normalise(text: str) -> tuple[str, list[int] | range]:
    if text.isascii() and "&" not in text:
        return text, range(len(text))
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(text):
        plain = _PLAIN.match(text, at)
        entity = None if plain else _ENTITY.match(text, at)
        end = plain.end() if plain else entity.end() if entity else at + 1
        piece = text[at:end]
        if plain:
            places.extend(range(at, end))
        else:
            piece = unicodedata.normalize("NFKC", html.unescape(piece) if entity else piece)
            piece = "".join(char for char in piece if unicodedata.category(char) != "Cf")
            places.extend([at] * len(piece))
        pieces.append(piece)
        at = end
    return "".join(pieces), places


def _eleven(text: str) -> bool:
    digits = [int(char) for char in text if char.isdigit()]
    total = sum(weight * digit for weight, digit in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), digits, strict=True))
    return total % 11 == 0 and any(digits)


def _ninety_seven(text: str) -> bool:
    joined = "".join(text.split())
    return int("".join(str(int(char, 36)) for char in joined[4:] + joined[:4])) % 97 == 1


_CHECKS: dict[str, Callable[[str], bool]] = {"bsn": _eleven, "iban": _ninety_seven}


def _without_allowed(text: str, facts: Mapping[str, Any], found: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges that are no part of what the municipality allows."""
    allowed = [words.casefold() for words in facts.get("allow") or ()]
    return [(start, end) for start, end in found if not any(text[start:end].casefold() in words for words in allowed)]
