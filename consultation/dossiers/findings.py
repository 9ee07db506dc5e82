"""Findings of the guard in the municipality's own texts that are on their way out."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers import guarding, pieces
from consultation.dossiers.models import Consultation, Document, DocumentVersion
from consultation.errors import TooLate
from consultation.review import deciding as reviewing
from consultation.review.gate import Judged
from consultation.review.guard_words import explained
from consultation.review.rules import Choice
from consultation.review.texts import Source
from consultation.words import N_
from legal.generalise import fitting

AROUND = 80  # characters of the sentence shown on either side of a finding
FIELDS = {
    "title": N_("Titel"),
    "rationale": N_("Waarom deze consultatie"),
    "contact_role": N_("Contactpunt"),
    "contact_email": N_("E-mailadres van het contactpunt"),
    "body": N_("Tekst"),
    "change_reason": N_("Wat er verandert"),
}


@dataclass(frozen=True)
class Held:
    """An open finding: in which text and field, which words between which others, and why.

    `over` is the newest decision about it; `pending`: somebody decided, and a second person must still agree.
    """

    key: str
    where: str
    field: str
    before: str
    words: str
    after: str
    why: str
    kind: str
    over: uuid.UUID | None
    pending: bool
    options: tuple[str, ...]


@dataclass(frozen=True)
class Verdict:
    """What somebody decided about the finding called `key`."""

    key: str
    choice: Choice


def waiting(session: Session, consultation: Consultation) -> tuple[Held, ...]:
    """Return the open findings in everything that is not public yet."""
    named = list(texts(session, consultation))
    review = guarding.review(session, consultation.id, [source.text_id for _, source in named])
    return tuple(_held(where, source, item) for where, source in named for item in review.judged(source) if not item.settled)


def decide(session: Session, actor: Actor, consultation: Consultation, verdict: Verdict) -> None:
    """Decide about one of them (rule 36). Raises TooLate when it is not open, or the text was changed."""
    authorize(actor, Permission.FINDING_DECIDE)
    named = list(texts(session, consultation))
    review = guarding.review(session, consultation.id, [source.text_id for _, source in named])
    for _, source in named:
        for item in review.judged(source):
            place = (item.finding.start, item.finding.end)
            if not item.settled and _key(source, *place) == verdict.key:
                reviewing.decide(session, actor, review, source, place, verdict.choice)
                return
    raise TooLate(N_("Over deze bevinding is al besloten, of de tekst is gewijzigd. Kijk opnieuw."))


def named_source(session: Session, consultation: Consultation, text_id: uuid.UUID, field: str) -> tuple[str, Source] | None:
    """Return a text of the municipality that is not public yet, with its name; None when there is no such text (any more)."""
    named = texts(session, consultation)
    return next(((where, one) for where, one in named if (one.text_id, one.field) == (text_id, field)), None)


def texts(session: Session, consultation: Consultation) -> Iterator[tuple[str, Source]]:
    """Yield the texts of the municipality that are not public yet, each with its name."""
    if consultation.release_id is None:
        yield from ((N_("Deze consultatie"), source) for source in pieces.consultation_sources(consultation))
    rows = session.execute(
        select(Document, DocumentVersion)
        .join(DocumentVersion, DocumentVersion.document_id == Document.id)
        .where(DocumentVersion.consultation_id == consultation.id, DocumentVersion.release_id.is_(None))
        .order_by(Document.title, DocumentVersion.created_at)
    )
    for document, version in rows:
        name = f"{document.title}, versie {version.number}"
        yield from ((name, source) for source in pieces.version_sources(document, version))


def _held(where: str, source: Source, item: Judged) -> Held:
    finding, text = item.finding, source.text
    return Held(
        key=_key(source, finding.start, finding.end),
        where=where,
        field=FIELDS[source.field],
        before=_tail(text[: finding.start]),
        words=finding.quote(text),
        after=_head(text[finding.end :]),
        why=explained(finding),
        kind=finding.label.nl,
        over=item.counting.last.id if item.counting.last else None,
        pending=item.counting.pending is not None,
        options=fitting(finding, finding.quote(text)),
    )


def _tail(text: str) -> str:
    """Return the last words before a finding; the first of them is whole."""
    if len(text) <= AROUND:
        return text
    return "… " + text[-AROUND:].split(maxsplit=1)[-1] if " " in text[-AROUND:-1] else "…" + text[-AROUND:]


def _head(text: str) -> str:
    """Return the first words after a finding; the last of them is whole."""
    if len(text) <= AROUND:
        return text
    return text[:AROUND].rsplit(maxsplit=1)[0] + " …" if " " in text[1:AROUND] else text[:AROUND] + "…"


def _key(source: Source, start: int, end: int) -> str:
    return f"{source.text_id}/{source.field}/{start}/{end}"
