"""Reading clarification notes: the page with its rows, the whole for a rendering, the proof."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from consultation.errors import NotFound
from consultation.outbox import OutboxRow
from consultation.publications import rendering
from consultation.publications.models import Publication, PublicationFile, PublishedAnswer, Release
from consultation.publications.pages import AnswerRow, NoteFilter, NotePage, Shelf
from consultation.publications.pieces import Kind
from consultation.publications.queries import find, pick
from consultation.record import queries as record
from consultation.record.queries import Committed

ROW = (
    PublishedAnswer.number,
    PublishedAnswer.theme,
    PublishedAnswer.about,
    PublishedAnswer.question,
    PublishedAnswer.answer,
    PublishedAnswer.changes,
    PublishedAnswer.changes_ref,
    PublishedAnswer.annex,
    PublishedAnswer.seals,
)
SEARCHED = (
    PublishedAnswer.question, PublishedAnswer.annex, PublishedAnswer.answer, PublishedAnswer.about, PublishedAnswer.number,
)  # fmt: skip
ROWS = select(*ROW).order_by(PublishedAnswer.position).limit(bindparam("most")).offset(bindparam("skip"))


@dataclass(frozen=True)
class WholeNote:
    """A note with all its rows, for a rendering."""

    publication: Publication
    release: Release
    rows: tuple[AnswerRow, ...]


def note_page(session: Session, page: Shelf, number: int, wanted: NoteFilter) -> NotePage:
    """Return one page of note `number` out of a consultation the reader may see.

    Raises NotFound when there is no such note, or no such page of it.
    """
    item = pick(page, Kind.NOTE, str(number))
    publication = session.get_one(Publication, item.id)
    where = _matching(item.id, wanted)
    total = publication.payload["answers"]
    found = NotePage(
        card=page.card,
        seal=page.seal,
        item=item,
        number=number,
        precedence=rendering.text_of(publication, "precedence"),
        rows=_page_rows(session, where, wanted),
        total=total,
        matching=total if _is_whole(wanted) else session.scalar(select(func.count()).where(where)) or 0,
        changing=item.facts["changing"],
        redacted=item.facts["redacted"],
        kept_out=item.facts["kept_out"],
        themes=_themes(session, item.id),
        filter=wanted,
        pdf_size=_pdf_size(session, item.id),
    )
    if wanted.page > found.pages:
        raise NotFound
    return found


def pdf(session: Session, page: Shelf, number: int) -> bytes | None:
    """Return the PDF of a note the reader may see, or None while it is being made. Raises NotFound."""
    return session.scalar(
        select(PublicationFile.content).where(
            PublicationFile.publication_id == pick(page, Kind.NOTE, str(number)).id, PublicationFile.kind == "pdf"
        )
    )


def pdf_step(session: Session, page: Shelf, number: int) -> str:
    """Return in which step the making of a PDF is, in the worker's words; nothing while it waits."""
    wanted = str(pick(page, Kind.NOTE, str(number)).id)
    rows = session.execute(
        select(OutboxRow.payload, OutboxRow.step).where(OutboxRow.consultation_id == page.card.id, OutboxRow.kind == "note_pdf")
    )
    return next((step for payload, step in rows if payload["publication"] == wanted), "")


def has_file(session: Session, publication_id: uuid.UUID, kind: str) -> bool:
    """Say whether a rendering of a publication is kept."""
    where = (PublicationFile.publication_id == publication_id, PublicationFile.kind == kind)
    return session.scalar(select(PublicationFile.kind).where(*where)) is not None


def whole(session: Session, publication_id: uuid.UUID) -> WholeNote:
    """Return a note with all its rows: for the worker, which makes files before the visible moment."""
    publication = session.get_one(Publication, publication_id)
    release = session.get_one(Release, publication.release_id)
    query = select(*ROW).where(PublishedAnswer.publication_id == publication_id).order_by(PublishedAnswer.position)
    return WholeNote(publication, release, tuple(_row(row) for row in session.execute(query)))


def proof(session: Session, page: Shelf, kind: Kind, ref: str) -> dict[str, Any]:
    """Return the proof file of a publication the reader may see. Raises NotFound."""
    return record.publication_proof(session, _committed(session, *find(session, page, kind, ref)), page.seal.size)


def first_changed(session: Session, page: Shelf) -> int | None:
    """Return the place of the first publication that no longer reads as the record has it, or None (F21)."""
    found = (find(session, page, Kind(item.kind), item.ref) for item in reversed(page.items))
    return record.first_changed(session, (_committed(session, *each) for each in found))


def _committed(session: Session, publication: Publication, release: Release) -> Committed:
    rows = session.scalars(
        select(PublishedAnswer).where(PublishedAnswer.publication_id == publication.id).order_by(PublishedAnswer.position)
    )
    content = rendering.content(publication, release, rows)
    return Committed(publication.consultation_id, publication.position, content, publication.salt)


def _is_whole(wanted: NoteFilter) -> bool:
    return not (wanted.words or wanted.theme or wanted.changing)


def _page_rows(session: Session, where: ColumnElement[bool], wanted: NoteFilter) -> tuple[AnswerRow, ...]:
    place = {"most": wanted.per_page, "skip": (wanted.page - 1) * wanted.per_page}
    return tuple(_row(row) for row in session.execute(ROWS.where(where), place))


def _matching(publication_id: uuid.UUID, wanted: NoteFilter) -> ColumnElement[bool]:
    parts: list[ColumnElement[bool]] = [PublishedAnswer.publication_id == publication_id]
    for word in wanted.words.split():
        parts.append(or_(*(column.icontains(word, autoescape=True) for column in SEARCHED)))
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


def _pdf_size(session: Session, publication_id: uuid.UUID) -> int | None:
    where = (PublicationFile.publication_id == publication_id, PublicationFile.kind == "pdf")
    return session.scalar(select(PublicationFile.size).where(*where))


def _row(row: Row[Any]) -> AnswerRow:
    seals = row.seals
    return AnswerRow(
        number=row.number,
        theme=row.theme,
        about=rendering.unseal(row.about, seals["about"]),
        question=rendering.unseal(row.question, seals["question"]),
        answer=rendering.unseal(row.answer, seals["answer"]),
        changes=rendering.unseal(row.changes, seals["changes"]) if row.changes else None,
        changes_ref=row.changes_ref,
        annex=rendering.unseal(row.annex, seals["annex"]) if row.annex else None,
    )
