"""What one value in the record must look like: used when the server builds and when a file is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from legal.record.canonical import LARGEST_INTEGER
from legal.record.words import Message

Fact = str | int | bool | None

LONGEST_TEXT = 500  # characters
LONGEST_FACT = 200  # characters: room for a code, an instant or a title of a list; not for content
MOST_FACTS = 30
_HEX = re.compile(r"[0-9a-f]*")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,49}")
_KIND = re.compile(r"[a-z][a-z0-9_]{0,49}(?:\.[a-z][a-z0-9_]{0,49}){0,3}")
_INSTANT = re.compile(r"2[0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")


class FieldError(ValueError):
    """A value that does not have the right shape. `field`: path such as "checkpoint.size"."""

    def __init__(self, field: str, problem: Message) -> None:
        super().__init__(f"{field}: {problem.en}")
        self.field = field
        self.problem = problem

    def under(self, parent: str) -> FieldError:
        """The same problem, seen from the object one level up."""
        joint = "" if self.field.startswith("[") else "."
        return FieldError(f"{parent}{joint}{self.field}", self.problem)


def text(field: str, value: object, longest: int = LONGEST_TEXT) -> str:
    """A non-empty line of at most `longest` printable characters; raises FieldError."""
    if not isinstance(value, str) or not 0 < len(value) <= longest or not value.isprintable():
        raise FieldError(field, Message(f"moet een regel tekst zijn van 1 tot {longest} tekens",
                                        f"must be one line of 1 to {longest} characters"))
    return value


def hex_text(field: str, value: object, size: int = 32) -> str:
    """Exactly `size` bytes as lower-case hexadecimal text; raises FieldError."""
    if not isinstance(value, str) or len(value) != 2 * size or not _HEX.fullmatch(value):
        raise FieldError(field, Message(f"moet bestaan uit {2 * size} tekens 0-9 en a-f (kleine letters)",
                                        f"must be {2 * size} characters 0-9 and a-f (lower case)"))
    return value


def identifier(field: str, value: object) -> str:
    """A UUID in its usual lower-case form; raises FieldError."""
    if not isinstance(value, str) or not _UUID.fullmatch(value):
        raise FieldError(field, Message("moet een uuid zijn, in kleine letters", "must be a lower-case uuid"))
    return value


def kind(field: str, value: object) -> str:
    """A dotted lower-case name such as "clarification_note.published"; raises FieldError."""
    if not isinstance(value, str) or not _KIND.fullmatch(value):
        raise FieldError(field, Message("moet een soort zijn, in kleine letters met punten",
                                        "must be a kind: lower-case words joined by dots"))
    return value


def instant(field: str, value: object) -> str:
    """RFC 3339 in UTC with six decimals, years 2000-2999, an existing moment; raises FieldError."""
    problem = Message('moet een bestaand tijdstip zijn als "2026-11-22T09:00:00.000000Z"',
                      'must be an existing time such as "2026-11-22T09:00:00.000000Z"')
    if not isinstance(value, str) or not _INSTANT.fullmatch(value):
        raise FieldError(field, problem)
    try:
        datetime.fromisoformat(value)
    except ValueError:
        raise FieldError(field, problem) from None
    return value


def count(field: str, value: object, least: int = 0) -> int:
    """A whole number from `least` to 2**53 - 1; true and false are no numbers; raises FieldError."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= LARGEST_INTEGER:
        raise FieldError(field, Message(f"moet een heel getal zijn, {least} of meer",
                                        f"must be a whole number, {least} or more"))
    return value


def facts(field: str, value: object) -> dict[str, Fact]:
    """A copy of at most 30 named non-secret facts, each short (R10: never content); raises FieldError."""
    if not isinstance(value, Mapping) or len(value) > MOST_FACTS:
        raise FieldError(field, Message(f"moet een lijst zijn van hoogstens {MOST_FACTS} feiten",
                                        f"must be an object of at most {MOST_FACTS} facts"))
    return {_fact_name(field, name): _fact(f"{field}.{name}", fact) for name, fact in value.items()}


def _fact_name(field: str, name: object) -> str:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise FieldError(field, Message("bevat een naam die niet uit kleine letters bestaat",
                                        "holds a name that is not in lower-case letters"))
    return name


def _fact(field: str, value: object) -> Fact:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int) and abs(value) <= LARGEST_INTEGER:
        return value
    if isinstance(value, str):
        return text(field, value, LONGEST_FACT)
    raise FieldError(field, Message("moet tekst, een heel getal, true, false of null zijn",
                                    "must be text, a whole number, true, false or null"))
