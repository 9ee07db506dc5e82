"""What waits for a party, over all consultations it can read."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.parties import queries as parties
from consultation.publications import queries as publications
from consultation.publications.pages import Card, Item, RoundInfo
from consultation.publications.queries import Reader, Sight
from consultation.questions.asking import own_previews, own_questions
from consultation.record import queries as record
from legal.guard import Cleared


class Waits(StrEnum):
    """The kinds of things that wait for a party."""

    RULES = "rules"
    DRAFTS = "drafts"
    PREVIEW = "preview"
    NOTE = "note"
    DOCUMENT = "document"


@dataclass(frozen=True)
class Thing:
    """One thing to do: how many, until when (None = no deadline), and which publication."""

    kind: Waits
    count: int = 1
    until: datetime | None = None
    item: Item | None = None


@dataclass(frozen=True)
class Stand:
    """One consultation in which the party takes part, or can."""

    slug: str
    title: Cleared
    takes_part: bool
    round: RoundInfo | None
    answers_at: datetime | None
    things: tuple[Thing, ...]


@dataclass(frozen=True)
class PartyDesk:
    """The consultations that wait, those that run, and those one can still join."""

    stands: tuple[Stand, ...]

    @property
    def count(self) -> int:
        """How many things wait."""
        return sum(len(stand.things) for stand in self.stands)

    @property
    def mine(self) -> tuple[Stand, ...]:
        """Where the party takes part or is invited: what waits first, then by deadline."""
        return tuple(stand for stand in self.stands if stand.takes_part)

    @property
    def others(self) -> tuple[Stand, ...]:
        """Open consultations that it can join."""
        return tuple(stand for stand in self.stands if not stand.takes_part and stand.round is not None)

    @property
    def next_deadline(self) -> datetime | None:
        """The nearest close of a round where it takes part."""
        ahead = [stand.round.closes_at for stand in self.mine if stand.round is not None and stand.round.is_open]
        return min(ahead, default=None)


def desk(session: Session, actor: Actor, municipality_id: uuid.UUID, now: datetime) -> PartyDesk:
    """Return what waits for the actor's organisation in this house."""
    authorize(actor, Permission.PARTY_READ)
    cards = publications.cards(session, municipality_id, Reader(actor.organisation), now)
    stands = [_stand(session, actor, Sight(municipality_id, card.slug, Reader(actor.organisation), now), card) for card in cards]
    return PartyDesk(tuple(sorted(stands, key=lambda stand: not stand.things)))


def _stand(session: Session, actor: Actor, sight: Sight, card: Card) -> Stand:
    standing = parties.standing(session, card.id, actor.organisation)
    current, answers = card.current_round, card.next_answers
    things: list[Thing] = []
    if standing is not None and standing.accepted_at is None:
        things.append(Thing(Waits.RULES, until=current.closes_at if current else None))
    if standing is not None:
        drafts = own_questions.drafts(session, actor, card.id)
        if drafts and current is not None and current.is_open:
            things.append(Thing(Waits.DRAFTS, drafts, current.closes_at))
        waiting, until = own_previews.waiting(session, actor, card.id)
        if waiting:
            things.append(Thing(Waits.PREVIEW, waiting, until))
        things += _unread(session, actor, sight)
    return Stand(
        slug=card.slug,
        title=card.title,
        takes_part=standing is not None,
        round=current,
        answers_at=answers.answers_at if answers else None,
        things=tuple(things),
    )


def _unread(session: Session, actor: Actor, sight: Sight) -> list[Thing]:
    """Return the notes and newest document versions that nobody of the organisation opened yet."""
    shelf = publications.shelf(session, sight)
    newest: dict[str, Item] = {}
    for item in shelf.documents:
        newest.setdefault(item.ref.rpartition("/")[0], item)
    wanted = [*((Waits.NOTE, item) for item in shelf.notes), *((Waits.DOCUMENT, item) for item in newest.values())]
    opened = record.openings(session, [item.id for _, item in wanted])
    return [Thing(kind, item=item) for kind, item in wanted if (item.id, actor.organisation) not in opened]
