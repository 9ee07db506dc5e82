"""What the pages of a party show, as frozen values: where it stands, its questions, what was published."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.accounts.actor import Actor
from consultation.accounts.permissions import Permission
from consultation.dossiers import access
from consultation.dossiers.models import Consultation, Document, DocumentVersion
from consultation.parties import queries as parties
from consultation.parties.queries import Standing
from consultation.publications import queries as publications
from consultation.publications.pages import ConsultationPage, Item, RoundInfo
from consultation.publications.queries import Reader
from consultation.questions.asking import own_previews, own_questions
from consultation.questions.asking.own_previews import OwnPreview
from consultation.questions.asking.own_questions import Counts, OwnQuestion, OwnReceipt, Preview
from consultation.record import queries as record
from legal.guard import Cleared


@dataclass(frozen=True)
class Visit:
    """Who comes to which address, when: what every page of a party starts from."""

    actor: Actor
    municipality_id: uuid.UUID
    slug: str
    now: datetime


@dataclass(frozen=True)
class Place:
    """Where a party stands in a consultation: the head of each of its pages.

    `previews` are its texts that wait for its "Klopt", until `previews_until` at the earliest (rule 39).
    """

    slug: str
    title: Cleared
    contact_role: Cleared
    contact_email: Cleared
    hours_asked: int
    standing: Standing | None
    round: RoundInfo | None
    counts: Counts
    previews: int
    previews_until: datetime | None

    @property
    def accepted(self) -> bool:
        """True when the organisation accepted the rules (rule 64)."""
        return self.standing is not None and self.standing.accepted_at is not None

    @property
    def open(self) -> bool:
        """True when a question can be sent now."""
        return self.round is not None and self.round.is_open


@dataclass(frozen=True)
class StartPage:
    """The own start page. `unread` are the things that nobody of the organisation opened yet.

    `before` counts what was there before the party came, as long as some of that is unread (rule 5).
    """

    place: Place
    items: tuple[Item, ...]
    unread: frozenset[uuid.UUID]
    before: int


@dataclass(frozen=True)
class ListPage:
    """The organisation's questions."""

    place: Place
    questions: tuple[OwnQuestion, ...]


@dataclass(frozen=True)
class PublicVersion:
    """A document version that a question can be about."""

    id: uuid.UUID
    document: str
    number: str
    words: str


@dataclass(frozen=True)
class FormPage:
    """The form for a question: `question` is the saved draft, None for a new one."""

    place: Place
    versions: tuple[PublicVersion, ...]
    question: OwnQuestion | None = None

    def version_id(self, document: str, number: str) -> uuid.UUID | None:
        """Return the version that an address names, or None."""
        return next((v.id for v in self.versions if (v.document, v.number) == (document, number)), None)


@dataclass(frozen=True)
class CheckPage:
    """A draft before it is sent."""

    place: Place
    preview: Preview


@dataclass(frozen=True)
class PreviewPage:
    """How the organisation's texts will read for others."""

    place: Place
    previews: tuple[OwnPreview, ...]


@dataclass(frozen=True)
class ReceiptPage:
    """A receipt. `again` is True after a second submit (message 5)."""

    place: Place
    own: OwnReceipt
    again: bool = False


def consultation_of(session: Session, visit: Visit, permission: Permission = Permission.PARTY_READ) -> Consultation:
    """Return the consultation of this address. Raises NotFound when it is not there for this party (R13)."""
    place = (visit.municipality_id, visit.slug)
    return access.for_party(session, visit.actor, permission, place, visit.now)


def start(session: Session, visit: Visit) -> StartPage:
    """Return the own start page of a consultation."""
    found = consultation_of(session, visit)
    page = _page(session, visit)
    place = _place(session, visit, found, page)
    opened = record.openings(session, [item.id for item in page.items])
    seen = {publication for publication, party in opened if party == visit.actor.organisation}
    unread = frozenset(item.id for item in page.items if item.id not in seen)
    since = place.standing.since if place.standing else visit.now
    before = [item.id for item in page.items if item.visible_at < since]
    return StartPage(place, page.items, unread, len(before) if unread.intersection(before) else 0)


def head(session: Session, visit: Visit) -> Place:
    """Return only where the party stands."""
    return _place(session, visit, consultation_of(session, visit), _page(session, visit))


def question_list(session: Session, visit: Visit) -> ListPage:
    """Return the organisation's questions. Opening their texts writes a record entry."""
    found = consultation_of(session, visit)
    place = _place(session, visit, found, _page(session, visit))
    return ListPage(place, own_questions.own_questions(session, visit.actor, found, visit.now))


def form(session: Session, visit: Visit, question_id: uuid.UUID | None = None) -> FormPage:
    """Return what the form shows; with an id the saved draft. Raises NotFound for anybody else's."""
    found = consultation_of(session, visit, Permission.QUESTION_ASK)
    page = _page(session, visit)
    place = _place(session, visit, found, page)
    question = own_questions.own_question(session, visit.actor, found, question_id, visit.now) if question_id else None
    return FormPage(place, _versions(session, found, page), question)


def check(session: Session, visit: Visit, question_id: uuid.UUID) -> CheckPage:
    """Return a draft beside how others will probably read it."""
    found = consultation_of(session, visit, Permission.QUESTION_ASK)
    place = _place(session, visit, found, _page(session, visit))
    return CheckPage(place, own_questions.preview(session, visit.actor, found, question_id, visit.now))


def previews(session: Session, visit: Visit) -> PreviewPage:
    """Return how the organisation's texts will read for others, as far as somebody decided about them (rule 39)."""
    found = consultation_of(session, visit)
    place = _place(session, visit, found, _page(session, visit))
    return PreviewPage(place, own_previews.own_previews(session, visit.actor, found))


def receipt(session: Session, visit: Visit, reference: str, *, again: bool = False) -> ReceiptPage:
    """Return a receipt of the organisation. Raises NotFound for an unknown or another's reference alike."""
    found = consultation_of(session, visit)
    own = own_questions.own_receipt(session, visit.actor, found, reference, visit.now)
    return ReceiptPage(_place(session, visit, found, _page(session, visit)), own, again)


def _page(session: Session, visit: Visit) -> ConsultationPage:
    reader = Reader(visit.actor.organisation)
    return publications.consultation_page(session, visit.municipality_id, visit.slug, reader, visit.now)


def _place(session: Session, visit: Visit, consultation: Consultation, page: ConsultationPage) -> Place:
    waiting, until = own_previews.waiting(session, visit.actor, consultation.id)
    return Place(
        slug=visit.slug,
        title=page.card.title,
        contact_role=page.contact_role,
        contact_email=page.contact_email,
        hours_asked=page.hours_asked,
        standing=parties.standing(session, consultation.id, visit.actor.organisation),
        round=page.card.current_round or (page.card.rounds[-1] if page.card.rounds else None),
        counts=own_questions.counts(session, visit.actor, consultation, visit.now),
        previews=waiting,
        previews_until=until,
    )


def _versions(session: Session, consultation: Consultation, page: ConsultationPage) -> tuple[PublicVersion, ...]:
    """Return the readable document versions under the titles with which they were published."""
    rows = session.execute(
        select(DocumentVersion.id, Document.slug, DocumentVersion.number)
        .join(Document, Document.id == DocumentVersion.document_id)
        .where(DocumentVersion.consultation_id == consultation.id)
    )
    ids = {(slug, number): version_id for version_id, slug, number in rows}
    found = []
    for item in page.documents:
        document, _, number = item.ref.rpartition("/")
        words = f"{item.title.plain()}, versie {number}"
        found.append(PublicVersion(ids[document, number], document, number, words))
    return tuple(found)
