"""The equal-information record as pages show it: items x parties (available, told, opened)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation import clock
from consultation.dossiers.rules import Openness
from consultation.errors import NotFound
from consultation.parties import queries as parties
from consultation.parties.queries import Party
from consultation.publications import queries as publications
from consultation.publications.models import Delivery, Release
from consultation.publications.pages import Card, Item, Shelf
from consultation.record import queries as record
from consultation.record.queries import Seal

# Fewer parties than this, and a number of readers would tell one party that another one is reading
# (R4, R9, rule 29). The roles that see the rows per party see the numbers too.
SMALLEST_CROWD = 5

Count = tuple[int, int]


class Notice(StrEnum):
    """How the message to one party about one release went; the best of its members counts."""

    ARRIVED = "arrived"
    WAITING = "waiting"
    RETRYING = "retrying"
    FAILED = "failed"
    NONE = "none"


@dataclass(frozen=True)
class ItemLine:
    """One published thing with its counts, each (how many, out of how many); None = not shown or not measured."""

    item: Item
    available: Count
    delivered: Count | None
    opened: Count | None


@dataclass(frozen=True)
class PartyLine:
    """One published thing for one party."""

    name: str
    item: Item
    since: datetime
    joined: datetime
    late: bool
    notice: Notice
    opened_at: datetime | None

    @property
    def needs_care(self) -> bool:
        """True when somebody should look at it: came later, or was there and did not get the message."""
        missed = self.notice is Notice.NONE and self.joined <= self.item.visible_at
        return self.late or missed or self.notice in {Notice.FAILED, Notice.RETRYING}


@dataclass(frozen=True)
class Overview:
    """Everything that was published, with counts; it changes with every reader, so it is never kept."""

    card: Card
    seal: Seal
    lines: tuple[ItemLine, ...]
    parties: int
    late: tuple[datetime, ...]
    untold: int
    closed: bool
    crowd: bool
    broken: int | None
    shown: tuple[uuid.UUID, ...] = ()
    lasts: bool = False


@dataclass(frozen=True)
class _Facts:
    """What is known of parties and items, read at once."""

    parties: tuple[Party, ...]
    readers: Mapping[uuid.UUID, int]
    addressed: Mapping[uuid.UUID, int]
    notices: Mapping[tuple[uuid.UUID, uuid.UUID], Notice]
    openings: Mapping[tuple[uuid.UUID, uuid.UUID], datetime]


def overview(session: Session, shelf: Shelf, now: datetime, *, everything: bool = False) -> Overview:
    """Return the counts per item, newest first. `everything`: for roles that see the rows per party too.

    Others read how many opened an item before today: a number that moves tells whoever looks on who does so now (rule 29).
    """
    facts = _facts(session, shelf, now)
    until = now if everything else clock.day_begins(now)
    crowd = everything or len(facts.parties) >= SMALLEST_CROWD
    start = _start(shelf)
    return Overview(
        card=shelf.card,
        seal=shelf.seal,
        lines=tuple(_line(item, facts, crowd, until) for item in shelf.items),
        parties=len(facts.parties),
        late=tuple(sorted(party.since for party in facts.parties if _is_late(party, start))),
        untold=_untold(facts),
        closed=_is_closed(shelf),
        crowd=crowd,
        broken=None,
    )


def rows(session: Session, shelf: Shelf, item: Item, now: datetime) -> tuple[PartyLine, ...]:
    """Return one item for every party, in order of name (rule 9)."""
    facts = _facts(session, shelf, now)
    return tuple(_party_line(party, item, facts, shelf) for party in facts.parties)


def own_rows(session: Session, shelf: Shelf, organisation_id: uuid.UUID, now: datetime) -> tuple[PartyLine, ...]:
    """Return every item for one party; empty when it does not take part."""
    facts = _facts(session, shelf, now)
    return tuple(
        _party_line(party, item, facts, shelf)
        for party in facts.parties
        if party.organisation_id == organisation_id
        for item in shelf.items
    )


def chosen(shelf: Shelf, place: int | None) -> Item:
    """Return the item at a place in the record (1 is the first), else the newest. Raises NotFound."""
    if place is None:
        return shelf.items[0]
    found = next((item for item in shelf.items if item.position == place - 1), None)
    if found is None:
        raise NotFound
    return found


def _is_closed(shelf: Shelf) -> bool:
    return shelf.card.openness == Openness.CLOSED


def _start(shelf: Shelf) -> datetime | None:
    """Return from when a party that joins is late: in a closed consultation after its first release, in
    an open one after the next, because there nobody can join before it was announced."""
    moments = sorted({item.visible_at for item in shelf.items})
    announced = 0 if _is_closed(shelf) else 1
    return moments[announced] if announced < len(moments) else None


def _is_late(party: Party, start: datetime | None) -> bool:
    return start is not None and party.since > start


def _facts(session: Session, shelf: Shelf, now: datetime) -> _Facts:
    releases = {item.release_id for item in shelf.items}
    addressed = session.execute(select(Release.id, Release.parties).where(Release.id.in_(releases)))
    return _Facts(
        parties=parties.parties(session, shelf.card.id),
        readers=publications.readers(session, shelf.card.id, now),
        addressed={row[0]: row[1] for row in addressed},
        notices=_notices(session, releases),
        openings=record.openings(session, [item.id for item in shelf.items]),
    )


def _notices(session: Session, releases: Iterable[uuid.UUID]) -> dict[tuple[uuid.UUID, uuid.UUID], Notice]:
    found: dict[tuple[uuid.UUID, uuid.UUID], Notice] = {}
    best = list(Notice)
    rows = session.execute(
        select(Delivery.release_id, Delivery.organisation_id, Delivery.sent_at, Delivery.gave_up_at, Delivery.attempts).where(
            Delivery.release_id.in_(list(releases))
        )
    )
    for release_id, organisation_id, sent_at, gave_up_at, attempts in rows:
        state = Notice.ARRIVED if sent_at else Notice.FAILED if gave_up_at else Notice.RETRYING if attempts else Notice.WAITING
        key = (release_id, organisation_id)
        found[key] = min(state, found.get(key, state), key=best.index)
    return found


def _line(item: Item, facts: _Facts, crowd: bool, until: datetime) -> ItemLine:
    total = len(facts.parties)
    addressed = facts.addressed[item.release_id]
    arrived = sum(notice is Notice.ARRIVED for (release_id, _), notice in facts.notices.items() if release_id == item.release_id)
    moments = (facts.openings.get((item.id, party.organisation_id)) for party in facts.parties)
    opened = sum(moment is not None and moment <= until for moment in moments)
    return ItemLine(
        item=item,
        available=(facts.readers.get(item.release_id, 0), total),
        delivered=(arrived, addressed) if addressed else None,
        opened=(opened, total) if crowd and total else None,
    )


def _party_line(party: Party, item: Item, facts: _Facts, shelf: Shelf) -> PartyLine:
    closed, start = _is_closed(shelf), _start(shelf)
    return PartyLine(
        name=party.name,
        item=item,
        since=max(item.visible_at, party.since) if closed else item.visible_at,
        joined=party.since,
        late=_is_late(party, start) and party.since > item.visible_at,
        notice=facts.notices.get((item.release_id, party.organisation_id), Notice.NONE),
        opened_at=facts.openings.get((item.id, party.organisation_id)),
    )


def _untold(facts: _Facts) -> int:
    """Count the parties that a message of some release did not reach."""
    return len({party for (_, party), notice in facts.notices.items() if notice in {Notice.FAILED, Notice.RETRYING}})
