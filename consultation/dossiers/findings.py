"""Findings of the guard in the municipality's own texts that are on their way out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers import pieces
from consultation.dossiers.models import Consultation, Document, DocumentVersion
from consultation.errors import NotFound
from consultation.review import service as reviewing
from consultation.review.service import Source
from legal.terms import Outcome


@dataclass(frozen=True)
class Held:
    """An open finding: in which text, which words, and why."""

    key: str
    where: str
    words: str
    why: str
    kind: str


def waiting(session: Session, consultation: Consultation) -> tuple[Held, ...]:
    """Return the open findings in everything that is not public yet."""
    texts = list(_texts(session, consultation))
    review = reviewing.review(session, consultation.id, [source.text_id for _, source in texts])
    return tuple(
        Held(
            key=_key(source, item.finding.start, item.finding.end),
            where=where,
            words=source.text[item.finding.start : item.finding.end],
            why=item.finding.why,
            kind=item.finding.label.nl,
        )
        for where, source in texts
        for item in review.judged(source)
        if item.decision is None
    )


def decide(  # noqa: PLR0913
    session: Session, actor: Actor, consultation: Consultation, key: str, outcome: Outcome, reason: str
) -> None:
    """Decide about one of them (rule 36). Raises NotFound when it is not open."""
    authorize(actor, Permission.FINDING_DECIDE)
    for _, source in _texts(session, consultation):
        review = reviewing.review(session, consultation.id, [source.text_id])
        for item in review.judged(source):
            place = (item.finding.start, item.finding.end)
            if _key(source, *place) == key:
                reviewing.decide(session, actor, consultation.id, source, place, outcome, reason)
                return
    raise NotFound


def _texts(session: Session, consultation: Consultation) -> Iterator[tuple[str, Source]]:
    if consultation.release_id is None:
        yield from ((consultation.title, source) for source in pieces.consultation_sources(consultation))
    rows = session.execute(
        select(Document, DocumentVersion)
        .join(DocumentVersion, DocumentVersion.document_id == Document.id)
        .where(DocumentVersion.consultation_id == consultation.id, DocumentVersion.release_id.is_(None))
    )
    for document, version in rows:
        name = f"{document.title}, versie {version.number}"
        yield from ((name, source) for source in pieces.version_sources(document, version))


def _key(source: Source, start: int, end: int) -> str:
    return f"{source.text_id}/{source.field}/{start}/{end}"
