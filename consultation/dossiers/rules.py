"""What a consultation can be, and what must be there before it may go out. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from consultation.words import N_


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


@dataclass(frozen=True)
class VersionDraft:
    """A first or next version of a document."""

    title: str
    number: str
    body: str
    change_reason: str = ""


def faults(draft: ConsultationDraft) -> dict[str, list[str]]:
    """Return what is wrong with a draft, per field, in Dutch."""
    found: dict[str, list[str]] = {}
    if len(draft.rationale.strip()) < 40:
        found["rationale"] = [N_("Schrijf waarom u deze consultatie houdt. Gebruik ten minste 40 tekens.")]
    if len(draft.title.strip()) < 5:
        found["title"] = [N_("Geef de consultatie een titel van ten minste 5 tekens.")]
    if not draft.contact_role.strip():
        found["contact_role"] = [N_("Vul in wie het contactpunt is (een rol, geen naam).")]
    if draft.openness is Openness.CLOSED and len(draft.selection_grounds.strip()) < 20:
        found["selection_grounds"] = [
            N_("Een besloten consultatie heeft een reden nodig: waarom deze partijen? (ten minste 20 tekens)")
        ]
    return found


def slug_of(title: str) -> str:
    """Return the address of a title: lower case, no accents, words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:70].strip("-") or "stuk"


def valid_number(number: str) -> bool:
    """Say whether a version number looks like 1.0 or 2.13."""
    return re.fullmatch(r"[1-9]\d{0,2}\.\d{1,3}", number) is not None


def after(number: str, other: str) -> bool:
    """Say whether version `number` comes after `other`."""
    return [int(part) for part in number.split(".")] > [int(part) for part in other.split(".")]
