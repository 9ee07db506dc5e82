"""From readable rows to the lines of a list: what is published, without the texts of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select

from consultation.publications import rendering
from consultation.publications.models import Publication, Release
from consultation.publications.pages import Card, Item, RoundInfo
from consultation.publications.pieces import Kind

Line = Row[Any]
# Without the texts: a list of documents must not read every document.
LINE = (
    Publication.id,
    Publication.consultation_id,
    Publication.release_id,
    Publication.slug,
    Publication.kind,
    Publication.ref,
    Publication.title,
    Publication.payload["title"].label("title_seal"),
    Publication.payload["facts"].label("facts"),
    Publication.payload["texts"]["change_reason"].label("reason"),
    Publication.content_hash,
    Publication.position,
    Release.visible_at,
)


def lines_query(where: ColumnElement[bool], readable: ColumnElement[bool]) -> Select[Any]:
    """Return the query for lines, newest first; `readable` is the one predicate of queries."""
    return (
        select(*LINE)
        .join(Release, Release.id == Publication.release_id)
        .where(where, readable)
        .order_by(Release.visible_at.desc(), Publication.position.desc())
    )


def item_of(line: Line) -> Item:
    """Return a published thing as a line in a list."""
    return Item(
        id=line.id,
        kind=line.kind,
        ref=line.ref,
        title=rendering.unseal(line.title, line.title_seal),
        visible_at=line.visible_at,
        position=line.position,
        fingerprint=line.content_hash,
        facts=line.facts,
        release_id=line.release_id,
        reason=rendering.unseal(line.reason["text"], line.reason["seal"]) if line.reason else None,
    )


def card_of(lines: Sequence[Line], now: datetime) -> Card | None:
    """Build a card from the readable publications of one consultation; None when it is not public."""
    about = next((line for line in lines if line.kind == Kind.CONSULTATION), None)
    if about is None:
        return None
    newest: dict[int, RoundInfo] = {}
    for line in lines:
        if line.kind == Kind.ROUND:
            info = RoundInfo.of(line.facts, now)
            newest.setdefault(info.number, info)
    return Card(
        id=about.consultation_id,
        slug=about.slug,
        title=rendering.unseal(about.title, about.title_seal),
        openness=about.facts["openness"],
        visible_at=about.visible_at,
        rounds=tuple(newest[number] for number in sorted(newest)),
        notes=sum(line.kind == Kind.NOTE for line in lines),
    )


def urgency(card: Card) -> tuple[int, float, str]:
    """Return the key that puts open consultations first, by next deadline, then coming ones, then the others."""
    current = card.current_round
    if current is None:
        return (2, -card.visible_at.timestamp(), card.slug)
    return (0 if current.is_open else 1, current.closes_at.timestamp(), card.slug)
