"""Every sentence the verifier says, in Dutch (B1) and in English."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

OLDER = "against."  # stands before the field when the trouble is in the older of two files
LONGEST_QUOTE = 80  # characters of a foreign value that a message repeats
MONTHS = (
    ("januari", "January"), ("februari", "February"), ("maart", "March"), ("april", "April"),
    ("mei", "May"), ("juni", "June"), ("juli", "July"), ("augustus", "August"),
    ("september", "September"), ("oktober", "October"), ("november", "November"), ("december", "December"),
)

FIELDS = {
    "at": ("het tijdstip", "the time"),
    "audience": ("het publiek", "the audience"),
    "commitment": ("de vingerafdruk", "the fingerprint"),
    "content": ("de inhoud", "the content"),
    "entry": ("de regel in het register", "the entry in the record"),
    "index": ("de plek in het register", "the place in the record"),
    "key": ("de sleutel", "the key"),
    "opening": ("de ingestuurde tekst", "the submitted text"),
    "origin": ("de naam van het register", "the name of the record"),
    "path": ("het pad door het register", "the path through the record"),
    "received_at": ("het tijdstip van ontvangst", "the time of receipt"),
    "reference": ("het kenmerk", "the reference"),
    "root": ("de samenvatting van het register", "the digest of the record"),
    "salt": ("het toegevoegde toeval", "the added randomness"),
    "signature": ("de handtekening", "the signature"),
    "size": ("het aantal regels", "the number of entries"),
    "statement": ("de verklaring van ontvangst", "the statement of receipt"),
    "time": ("het tijdstip", "the time"),
}

# The first part of an entry's subject ("note/1") or of its kind ("note.published") -> what a reader calls it.
THINGS = {
    "announcement": ("Deze mededeling", "This announcement"),
    "answer": ("Dit antwoord", "This answer"),
    "clarification_note": ("Deze nota", "This clarification note"),
    "consultation": ("Deze consultatie", "This consultation"),
    "document": ("Dit document", "This document"),
    "note": ("Deze nota", "This clarification note"),
    "round": ("Deze vragenronde", "This question round"),
    "session_minutes": ("Dit verslag", "These minutes"),
}


class Message(NamedTuple):
    """One sentence, `nl` first because the product is Dutch; `en` says the same."""

    nl: str
    en: str

    def text(self, language: str = "nl") -> str:
        """The sentence in `language`: "en" for English, anything else is Dutch."""
        return self.en if language == "en" else self.nl


def quote(value: object) -> str:
    """A value from a file made safe to print: no control or direction characters, at most 80 long."""
    text = str(value)
    clean = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text[:200])
    return clean if len(clean) <= LONGEST_QUOTE else clean[: LONGEST_QUOTE - 1] + "…"


def field_name(field: str) -> Message:
    """A field path such as "checkpoint.root" in words, with the path itself between brackets.

    Trouble with a whole file ("bestand") or a line in it ("regel 3") is about the file.
    """
    if field.removeprefix(OLDER).startswith(("bestand", "regel ")):
        older = field.startswith(OLDER)
        return Message("het oudere bestand", "the older file") if older else Message("het bestand", "the file")
    last = field.rsplit(".", 1)[-1].split("[", 1)[0]
    nl, en = FIELDS.get(last, ("het veld", "the field"))
    where = quote(field)
    return Message(f"{nl} ({where})", f"{en} ({where})")


def thing(kind: str, subject: str) -> Message:
    """What a reader calls an entry of this kind about this subject; "Dit stuk" when neither is known."""
    names = (subject.split("/", 1)[0], kind.split(".", 1)[0])
    return Message(*next((THINGS[name] for name in names if name in THINGS), ("Dit stuk", "This item")))


def moment(instant: str) -> Message:
    """A validated RFC 3339 instant in Dutch time, or in UTC where the machine has no zone data."""
    utc = datetime.fromisoformat(instant).astimezone(UTC)
    try:
        local, nl, en = utc.astimezone(ZoneInfo("Europe/Amsterdam")), "Nederlandse tijd", "Dutch time"
    except ZoneInfoNotFoundError:
        local, nl, en = utc, "UTC", "UTC"
    clock = f"{local.hour:02}.{local.minute:02}.{local.second:02}"
    month_nl, month_en = MONTHS[local.month - 1]
    return Message(
        f"{local.day} {month_nl} {local.year} om {clock} uur ({nl})",
        f"{local.day} {month_en} {local.year} at {clock.replace('.', ':')} ({en})",
    )
