"""THE public read path: site, worker, exports and proofs read published things here and nowhere else.

One predicate decides what is readable (R5): the moment has come on the database clock, the release was
not stopped, and the reader is in its audience.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, exists, func, or_, select, true
from sqlalchemy.orm import Session

from consultation.db import UtcDateTime
from consultation.errors import NotFound
from consultation.parties import queries as parties
from consultation.publications import rendering
from consultation.publications.lines import Line, card_of, item_of, lines_query, urgency
from consultation.publications.models import Publication, PublicationFile, Release, ReleaseStopped
from consultation.publications.pages import Card, ConsultationPage, DocumentPage, Item, Shelf
from consultation.publications.pieces import Audience, Kind
from consultation.publications.sections import sections
from consultation.record import queries as record
from consultation.record.queries import Seal


@dataclass(frozen=True)
class Reader:
    """For whom something is read: an organisation, the staff of a municipality, or the public."""

    organisation_id: uuid.UUID | None = None
    staff: bool = False


@dataclass(frozen=True)
class Sight:
    """One look at a consultation: where, by whom, and when on the database clock."""

    municipality_id: uuid.UUID
    slug: str
    reader: Reader
    now: datetime


@dataclass(frozen=True)
class Standing:
    """What a reader can see of a consultation, in short: pages made at equal standings are equal."""

    consultation_id: uuid.UUID
    releases: tuple[uuid.UUID, ...]
    files: int
    sealed: int


EVERYBODY = Reader()
OUT = frozenset({"scheduled", "visible"})  # of the words of `state`: it was published and not stopped


def readable_now(now: datetime | BindParameter[datetime], reader: Reader) -> ColumnElement[bool]:
    """Return the one predicate, for queries that join Release."""
    return and_(out_now(now), _in_audience(reader))


def out_now(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Return the part of it that holds for every reader: the moment has come and nobody stopped it."""
    return and_(Release.visible_at <= now, ~_stopped())


def _stopped() -> ColumnElement[bool]:
    return exists().where(ReleaseStopped.release_id == Release.id)


def _in_audience(reader: Reader) -> ColumnElement[bool]:
    public = Release.audience == Audience.PUBLIC
    if reader.organisation_id is None:
        return public
    if reader.staff:
        return or_(public, Release.municipality_id == reader.organisation_id)
    return or_(public, parties.taking_part(Release.consultation_id, reader.organisation_id))


def readable(session: Session, release_id: uuid.UUID, organisation_id: uuid.UUID, now: datetime) -> bool:
    """Say whether a party can read a release now."""
    found = select(Release.id).where(Release.id == release_id, readable_now(now, Reader(organisation_id)))
    return session.scalar(found) is not None


def readers(session: Session, consultation_id: uuid.UUID, now: datetime) -> dict[uuid.UUID, int]:
    """Return how many of the parties can read each readable release now, asked of the same predicate."""
    party = parties.roster(consultation_id)
    each = Reader(party.c.organisation_id)  # type: ignore[arg-type]  # a column: asked for every party at once
    rows = session.execute(
        select(Release.id, func.count())
        .join(party, true())
        .where(Release.consultation_id == consultation_id, readable_now(now, each))
        .group_by(Release.id)
    )
    return {row[0]: row[1] for row in rows}


def state(session: Session, release_id: uuid.UUID | None, now: datetime) -> str:
    """Return where a release stands: none, scheduled, visible or stopped."""
    if release_id is None:
        return "none"
    if session.get(ReleaseStopped, release_id):
        return "stopped"
    return "visible" if session.get_one(Release, release_id).visible_at <= now else "scheduled"


def is_out(session: Session, release_id: uuid.UUID | None, now: datetime) -> bool:
    """Say whether a release went out and was not stopped, readable yet or not: what is in it does not change any more."""
    return state(session, release_id, now) in OUT


def is_visible(session: Session, release_id: uuid.UUID | None, now: datetime) -> bool:
    """Say whether the moment of a release has come: whom it is for, can read it."""
    return state(session, release_id, now) == "visible"


def standing(session: Session, sight: Sight) -> Standing | None:
    """Return what of a consultation can be seen now, in one cheap look; None when nothing can."""
    query = STANDING if sight.reader == EVERYBODY else _standing_query(readable_now(NOW, sight.reader))
    rows = session.execute(query, _asked(sight)).all()
    if not rows:
        return None
    return Standing(rows[0][1], tuple(row[0] for row in rows), rows[0][2], rows[0][3] or 0)


def _standing_query(readable: ColumnElement[bool]) -> Select[Any]:
    here = select(Publication.consultation_id).where(IN_HOUSE, AT_SLUG, Publication.kind == Kind.CONSULTATION)
    files = select(func.count()).where(PublicationFile.consultation_id == Release.consultation_id).scalar_subquery()
    return (
        select(Release.id, Release.consultation_id, files, record.newest_size(Release.consultation_id))
        .where(Release.consultation_id.in_(here), readable)
        .order_by(Release.id)
    )


def sealed_below(session: Session, consultation_id: uuid.UUID, now: datetime) -> int | None:
    """Return the place of the first publication that waits for its moment; None when none waits.

    A seal over that place would tell that something is coming to whoever looks now (rule 1, R5).
    """
    return session.scalar(WAITING, {"consultation": consultation_id, "now": now})


def cards(session: Session, municipality_id: uuid.UUID, reader: Reader, now: datetime) -> tuple[Card, ...]:
    """Return the consultations of a municipality: open ones by next deadline, then the others."""
    query = lines_query(and_(IN_HOUSE, Publication.kind != Kind.DOCUMENT), readable_now(NOW, reader))
    by_consultation: dict[uuid.UUID, list[Line]] = {}
    for line in session.execute(query, {"house": municipality_id, "now": now}):
        by_consultation.setdefault(line.consultation_id, []).append(line)
    found = [card for lines in by_consultation.values() if (card := card_of(lines, now))]
    return tuple(sorted(found, key=urgency))


def shelf(session: Session, sight: Sight, only: tuple[Kind, str] | None = None) -> Shelf:
    """Return what can be read of a consultation, or `only` one kind and ref of it beside the rounds.

    Raises NotFound when the consultation is not there, or not for this reader (R13).
    """
    lines = _lines(session, sight, only)
    card = card_of(lines, sight.now)
    if card is None:
        raise NotFound
    return Shelf(card, tuple(map(item_of, lines)), _seal(session, lines, sight.now))


def consultation_page(session: Session, municipality_id: uuid.UUID, slug: str, reader: Reader, now: datetime) -> ConsultationPage:
    """Return a consultation. Raises NotFound when it is not there, or not for this reader (R13)."""
    found = shelf(session, Sight(municipality_id, slug, reader, now))
    about = session.get_one(Publication, found.of(Kind.CONSULTATION)[0].id)
    facts = about.payload["facts"]
    return ConsultationPage(
        card=found.card,
        items=found.items,
        seal=found.seal,
        rationale=html_of(about, "rationale"),
        medium=facts["medium"],
        interaction=facts["interaction"],
        contact_role=rendering.text_of(about, "contact_role"),
        contact_email=rendering.text_of(about, "contact_email"),
        hours_asked=facts["hours_asked"],
    )


def document_page(session: Session, page: Shelf, document: str, number: str) -> DocumentPage:
    """Return one version of a document out of a page the reader may see. Raises NotFound."""
    publication, _ = find(session, page, Kind.DOCUMENT, f"{document}/{number}")
    return DocumentPage(
        card=page.card,
        seal=page.seal,
        item=pick(page, Kind.DOCUMENT, f"{document}/{number}"),
        number=number,
        sections=sections(html_of(publication, "body")),
        versions=tuple(item for item in page.documents if item.ref.rpartition("/")[0] == document),
    )


def pick(page: Shelf, kind: Kind, ref: str) -> Item:
    """Return the line of a publication on a page the reader may see. Raises NotFound."""
    found = next((item for item in page.items if item.kind == kind and item.ref == ref), None)
    if found is None:
        raise NotFound
    return found


def find(session: Session, page: Shelf, kind: Kind, ref: str) -> tuple[Publication, Release]:
    """Return a publication that stands on a page the reader may see. Raises NotFound."""
    publication = session.get_one(Publication, pick(page, kind, ref).id)
    return publication, session.get_one(Release, publication.release_id)


def html_of(publication: Publication, name: str) -> Markup:
    """Return sanitised HTML made at publication from a cleared text."""
    return Markup(publication.payload["html"][name])  # noqa: S704 - cleaned when it was published


def _lines(session: Session, sight: Sight, only: tuple[Kind, str] | None) -> Sequence[Line]:
    asked = _asked(sight) | ({"kind": only[0], "ref": only[1]} if only else {})
    if sight.reader == EVERYBODY:
        return session.execute(ONE if only else ALL, asked).all()
    where = ONLY if only else AT_SLUG
    return session.execute(lines_query(and_(IN_HOUSE, where), readable_now(NOW, sight.reader)), asked).all()


def _asked(sight: Sight) -> dict[str, Any]:
    return {"house": sight.municipality_id, "slug": sight.slug, "now": sight.now}


def _seal(session: Session, lines: Sequence[Line], now: datetime) -> Seal:
    consultation_id = lines[0].consultation_id
    below = sealed_below(session, consultation_id, now)
    found = record.latest_seal(session, consultation_id, covering=max(line.position for line in lines), below=below)
    if found is None:
        raise LookupError("a publication without a seal: each is sealed in its own transaction")
    return found


# Put together once: a statement that is built anew for each request costs more than the database does.
NOW: BindParameter[datetime] = bindparam("now", type_=UtcDateTime())
IN_HOUSE = Publication.municipality_id == bindparam("house")
AT_SLUG = Publication.slug == bindparam("slug")
ONLY = and_(
    AT_SLUG,
    or_(
        Publication.kind.in_((Kind.CONSULTATION, Kind.ROUND)),
        and_(Publication.kind == bindparam("kind"), Publication.ref == bindparam("ref")),
    ),
)
STANDING = _standing_query(readable_now(NOW, EVERYBODY))
ALL = lines_query(and_(IN_HOUSE, AT_SLUG), readable_now(NOW, EVERYBODY))
ONE = lines_query(and_(IN_HOUSE, ONLY), readable_now(NOW, EVERYBODY))
WAITING = (
    select(func.min(Publication.position))
    .join(Release, Release.id == Publication.release_id)
    .where(Publication.consultation_id == bindparam("consultation"), Release.visible_at > NOW, ~_stopped())
)
