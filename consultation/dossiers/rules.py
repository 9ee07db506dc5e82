"""What a consultation can be, and what must be there before it may go out. Pure."""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from consultation.words import N_

# The addresses beside `/werk/<slug>/`: a consultation called "Nieuw" would be out of reach.
RESERVED = frozenset({"nieuw"})
MOST_OBJECTION_DAYS = 20
LEAST_GROUP = 3  # below this a group hides nobody (rule 46)
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
_EMAIL = re.compile(r"[^\s@<>\"',;:]+@[^\s@<>\"',;:]+\.[^\s@<>\"',;:]{2,}")


class Openness(StrEnum):
    """For whom (law and practice: open, closed, or open plus invitations)."""

    OPEN = "open"
    CLOSED = "closed"
    HYBRID = "hybrid"


class Medium(StrEnum):
    """On paper, in a room, or both."""

    WRITTEN = "written"
    ORAL = "oral"
    BOTH = "both"


class Interaction(StrEnum):
    """Whether participants react to each other."""

    INTERACTIVE = "interactive"
    NON_INTERACTIVE = "non_interactive"


@dataclass(frozen=True)
class ConsultationDraft:
    """What somebody fills in to start a consultation."""

    title: str
    rationale: str
    openness: Openness
    medium: Medium
    interaction: Interaction
    contact_role: str
    contact_email: str = ""
    selection_grounds: str = ""
    hours_asked: int = 0
    objection_days: int = 2
    smallest_group: int = 5


@dataclass(frozen=True)
class VersionDraft:
    """A first or next version of a document; `source` is the file that its text came from."""

    title: str
    number: str
    body: str
    change_reason: str = ""
    source: uuid.UUID | None = None


def tidy(draft: ConsultationDraft) -> ConsultationDraft:
    """Return a draft without signs nobody can see, each short text on one line."""
    return replace(
        draft,
        title=_line(draft.title),
        rationale=_text(draft.rationale),
        contact_role=_line(draft.contact_role),
        contact_email=_line(draft.contact_email),
        selection_grounds=_text(draft.selection_grounds),
    )


def tidy_version(draft: VersionDraft) -> VersionDraft:
    """Return a version without signs nobody can see."""
    texts = (_line(draft.title), _line(draft.number), _text(draft.body), _text(draft.change_reason))
    return VersionDraft(*texts, source=draft.source)


def faults(draft: ConsultationDraft) -> dict[str, list[str]]:
    """Return what is wrong with a draft, per field, in Dutch."""
    found: dict[str, list[str]] = {}
    if len(draft.rationale.strip()) < 40:
        found["rationale"] = [N_("Schrijf waarom u deze consultatie houdt. Gebruik ten minste 40 tekens.")]
    if len(draft.title.strip()) < 5:
        found["title"] = [N_("Geef de consultatie een titel van ten minste 5 tekens.")]
    if not draft.contact_role.strip():
        found["contact_role"] = [N_("Vul in wie het contactpunt is (een rol, geen naam).")]
    if not 0 <= draft.objection_days <= MOST_OBJECTION_DAYS:
        found["objection_days"] = [N_("Vul een getal in van 0 tot 20.")]
    if draft.smallest_group < LEAST_GROUP:
        found["smallest_group"] = [N_("Vul een getal in van 3 of meer.")]
    if draft.contact_email.strip() and not _EMAIL.fullmatch(draft.contact_email.strip()):
        found["contact_email"] = [N_("Dit is geen e-mailadres. Schrijf het als naam@gemeente.nl.")]
    if draft.openness is Openness.CLOSED and len(draft.selection_grounds.strip()) < 20:
        found["selection_grounds"] = [
            N_("Een besloten consultatie heeft een reden nodig: waarom deze partijen? (ten minste 20 tekens)")
        ]
    return found


def slug_of(title: str) -> str:
    """Return the address of a title: lower case, no accents, words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:70].strip("-") or "stuk"


def free_slug(slug: str, taken: Collection[str]) -> str:
    """Return the address, with a number behind it when it is taken."""
    tries = (slug, *(f"{slug}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in tries if name not in taken)


def valid_number(number: str) -> bool:
    """Say whether a version number looks like 1.0 or 2.13."""
    return re.fullmatch(r"[1-9]\d{0,2}\.\d{1,3}", number, re.ASCII) is not None


def after(number: str, other: str) -> bool:
    """Say whether version `number` comes after `other`."""
    return order(number) > order(other)


def order(number: str) -> tuple[int, ...]:
    """Return the place of a version number among others: 1.10 comes after 1.9."""
    return tuple(int(part) for part in number.split("."))


def _text(text: str) -> str:
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _line(text: str) -> str:
    return " ".join(_text(text).split())
