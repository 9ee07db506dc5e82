"""The consultation and its documents as pieces to publish, each text through the gate."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consultation.dossiers import guarding
from consultation.dossiers.models import Consultation, Document, DocumentVersion
from consultation.errors import PublishBlocked
from consultation.publications.pieces import Kind, Piece
from consultation.review.gate import Review
from consultation.review.rules import held
from consultation.review.texts import Source
from legal.guard import Cleared, Refused, is_cleared
from legal.terms import Channel

CONSULTATION_TEXTS = ("title", "rationale", "contact_role", "contact_email")


def own_words(session: Session, consultation_id: uuid.UUID, text: str) -> Cleared:
    """Pass a short text of the municipality through the gate. Raises PublishBlocked when it is held."""
    result = guarding.review(session, consultation_id).clear(Source(consultation_id, "own", text, Channel.ANSWER))
    if isinstance(result, Refused):
        raise PublishBlocked([f"De tekst “{text[:60]}” bevat een naam of nummer van een partij. Pas de titel aan."])
    return result


def consultation_sources(consultation: Consultation) -> list[Source]:
    """Return the texts of a consultation on their way out.

    A wording has an id of its own: a decision about one wording says nothing about the next (rule 36).
    """
    texts = {name: str(getattr(consultation, name)) for name in CONSULTATION_TEXTS}
    return [Source(uuid.uuid5(consultation.id, f"{name} {text}"), name, text, Channel.ANSWER) for name, text in texts.items()]


def version_sources(document: Document, version: DocumentVersion) -> list[Source]:
    """Return the texts of a document version on their way out; its title counts too (rule 37)."""
    found = [
        Source(version.id, "title", document.title, Channel.ANSWER),
        Source(version.id, "body", version.body, Channel.ANSWER),
    ]
    why = Source(version.id, "change_reason", version.change_reason, Channel.ANSWER)
    return [*found, why] if version.change_reason else found


def consultation_piece(session: Session, consultation: Consultation) -> tuple[Piece | None, list[str]]:
    """Return the consultation as a piece, or the reasons why it cannot go out yet."""
    sources = consultation_sources(consultation)
    review = guarding.review(session, consultation.id, [source.text_id for source in sources])
    texts, reasons = _clear(review, sources, consultation.title)
    if reasons:
        return None, reasons
    facts: dict[str, str | int | bool | None] = {
        "openness": consultation.openness,
        "medium": consultation.medium,
        "interaction": consultation.interaction,
        "hours_asked": consultation.hours_asked,
    }
    return Piece(Kind.CONSULTATION, consultation.slug, texts.pop("title"), texts, facts), []


def versions(
    session: Session,
    consultation: Consultation,
    wanted: Iterable[uuid.UUID] | None = None,
) -> tuple[list[Piece], list[str]]:
    """Return document versions that are not public yet (all, or the `wanted` ones) and what stops them."""
    query = (
        select(Document, DocumentVersion)
        .join(DocumentVersion, DocumentVersion.document_id == Document.id)
        .where(
            DocumentVersion.consultation_id == consultation.id,
            DocumentVersion.release_id.is_(None),
        )
        .order_by(Document.title, DocumentVersion.created_at)
    )
    rows = session.execute(query if wanted is None else query.where(DocumentVersion.id.in_(list(wanted)))).all()
    review = guarding.review(session, consultation.id, [version.id for _, version in rows])
    found: list[Piece] = []
    reasons: list[str] = []
    for document, version in rows:
        name = f"{document.title}, versie {version.number}"
        texts, faults = _clear(review, version_sources(document, version), name)
        reasons += faults
        if not faults:
            title = texts.pop("title")
            facts: dict[str, str | int | bool | None] = {"number": version.number}
            found.append(
                Piece(
                    Kind.DOCUMENT,
                    f"{document.slug}/{version.number}",
                    title,
                    texts,
                    facts,
                )
            )
    return found, reasons


def mark(session: Session, version_ids: Iterable[uuid.UUID], release_id: uuid.UUID) -> None:
    """Note in which release these versions went out."""
    session.execute(
        update(DocumentVersion)
        .where(
            DocumentVersion.id.in_(list(version_ids)),
            DocumentVersion.release_id.is_(None),
        )
        .values(release_id=release_id)
    )


def unmark(session: Session, release_id: uuid.UUID) -> None:
    """A stopped release published nothing: its versions wait again."""
    session.execute(update(DocumentVersion).where(DocumentVersion.release_id == release_id).values(release_id=None))


def _clear(review: Review, sources: list[Source], name: str) -> tuple[dict[str, Cleared], list[str]]:
    results = {source.field: review.clear(source) for source in sources}
    texts = {field: result for field, result in results.items() if is_cleared(result)}
    if len(texts) == len(results):
        return texts, []
    refused = sum(len(result.findings) for result in results.values() if isinstance(result, Refused))
    return texts, [held(name, refused, len(review.pending(source.text_id for source in sources)))]
