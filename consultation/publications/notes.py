"""Reading clarification notes: the page with its rows, the whole for a rendering, the proof."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, func, or_, select
from sqlalchemy.orm import Session

from consultation.publications import rendering
from consultation.publications.models import (
    Publication,
    PublicationFile,
    PublishedAnswer,
    Release,
)
from consultation.publications.pages import (
    AnswerRow,
    ConsultationPage,
    NoteFilter,
    NotePage,
)
from consultation.publications.pieces import Kind
from consultation.publications.queries import find, item_of
from consultation.record import queries as record


@dataclass(frozen=True)
class WholeNote:
    """A note with all its rows, for a rendering."""

    publication: Publication
    release: Release
    rows: tuple[AnswerRow, ...]


def note_page(
    session: Session, page: ConsultationPage, number: int, wanted: NoteFilter
) -> NotePage:
    """Return one page of note `number` out of a consultation the reader may see. Raises NotFound."""
    publication, release = find(session, page, Kind.NOTE, str(number))
    facts = publication.payload["facts"]
    where = _matching(publication.id, wanted)
    matching = (
        session.scalar(select(func.count()).select_from(PublishedAnswer).where(where))
        or 0
    )
    rows = session.scalars(
        select(PublishedAnswer)
        .where(where)
        .order_by(PublishedAnswer.position)
        .limit(wanted.per_page)
        .offset((wanted.page - 1) * wanted.per_page)
    )
    return NotePage(
        item=item_of(publication, release),
        number=number,
        precedence=rendering.text_of(publication, "precedence"),
        rows=tuple(_row(row) for row in rows),
        total=publication.payload["answers"],
        matching=matching,
        changing=facts["changing"],
        redacted=facts["redacted"],
        themes=_themes(session, publication.id),
        filter=wanted,
        pdf_size=session.scalar(
            select(PublicationFile.size).where(
                PublicationFile.publication_id == publication.id,
                PublicationFile.kind == "pdf",
            )
        ),
    )


def pdf(session: Session, page: ConsultationPage, number: int) -> bytes | None:
    """Return the PDF of a note the reader may see, or None while it is being made. Raises NotFound."""
    publication, _ = find(session, page, Kind.NOTE, str(number))
    return session.scalar(
        select(PublicationFile.content).where(
            PublicationFile.publication_id == publication.id,
            PublicationFile.kind == "pdf",
        )
    )


def whole(session: Session, publication_id: uuid.UUID) -> WholeNote:
    """Return a note with all its rows: for the worker, which makes files before the visible moment."""
    publication = session.get_one(Publication, publication_id)
    release = session.get_one(Release, publication.release_id)
    return WholeNote(
        publication, release, tuple(_row(row) for row in _rows(session, publication_id))
    )


def proof(
    session: Session, page: ConsultationPage, kind: Kind, ref: str
) -> dict[str, Any]:
    """Return the proof file of a publication the reader may see. Raises NotFound."""
    publication, release = find(session, page, kind, ref)
    content = rendering.content(publication, release, _rows(session, publication.id))
    return record.publication_proof(
        session,
        publication.consultation_id,
        publication.position,
        content,
        publication.salt,
    )


def _rows(session: Session, publication_id: uuid.UUID) -> list[PublishedAnswer]:
    return list(
        session.scalars(
            select(PublishedAnswer)
            .where(PublishedAnswer.publication_id == publication_id)
            .order_by(PublishedAnswer.position)
        )
    )


def _matching(publication_id: uuid.UUID, wanted: NoteFilter) -> ColumnElement[bool]:
    parts: list[ColumnElement[bool]] = [
        PublishedAnswer.publication_id == publication_id
    ]
    if wanted.words:
        found = [
            cast(column, String).icontains(wanted.words, autoescape=True)
            for column in (
                PublishedAnswer.question,
                PublishedAnswer.answer,
                PublishedAnswer.about,
            )
        ]
        parts.append(or_(*found))
    if wanted.theme:
        parts.append(PublishedAnswer.theme == wanted.theme)
    if wanted.changing:
        parts.append(PublishedAnswer.changes != "")
    return and_(*parts)


def _themes(session: Session, publication_id: uuid.UUID) -> tuple[tuple[str, int], ...]:
    rows = session.execute(
        select(PublishedAnswer.theme, func.count())
        .where(PublishedAnswer.publication_id == publication_id)
        .group_by(PublishedAnswer.theme)
        .order_by(func.min(PublishedAnswer.position))
    )
    return tuple((theme, number) for theme, number in rows)


def _row(row: PublishedAnswer) -> AnswerRow:
    seals = row.seals
    return AnswerRow(
        number=row.number,
        theme=row.theme,
        about=rendering.unseal(row.about, seals["about"]),
        question=rendering.unseal(row.question, seals["question"]),
        answer=rendering.unseal(row.answer, seals["answer"]),
        changes=rendering.unseal(row.changes, seals["changes"])
        if row.changes
        else None,
        changes_ref=row.changes_ref,
    )
