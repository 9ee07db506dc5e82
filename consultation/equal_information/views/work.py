"""All rows per party, for the roles that need them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.permissions import Permission
from consultation.accounts.requests import actor, requires, tenant
from consultation.dossiers import access
from consultation.dossiers.tabs import tabs
from consultation.equal_information import queries
from consultation.equal_information.queries import Overview, PartyLine
from consultation.equal_information.requests import wholeness
from consultation.errors import NotFound
from consultation.publications import queries as publications
from consultation.publications import urls
from consultation.publications.pages import Item, Shelf
from consultation.publications.queries import Sight
from consultation.publications.requests import reader_of
from consultation.web.requests import reading

Chips = list[tuple[str, int, str, bool]]


@dataclass(frozen=True)
class WorkPage:
    """The counts, and one item for every party that the filter lets through."""

    overview: Overview
    item: Item
    rows: tuple[PartyLine, ...]
    chips: Chips


blueprint = Blueprint("work", __name__)


@blueprint.get("/werk/<slug>/wie-kon-wat-zien/")
@requires(Permission.RECORD_READ_PARTIES)
def work(slug: str) -> ResponseReturnValue:
    """Show counts per item, and per party what it could see, since when, whether told, and when opened."""
    with reading() as session:
        found = access.for_work(session, actor(), Permission.RECORD_READ_PARTIES, slug)
        title, page = found.title, _page(session, slug)
    words = {"subtabs": tabs(slug, "wie-kon-wat-zien", actor().role), "title": title, "slug": slug}
    return render_template("equal_information/work.html", page=page, urls=urls, **words)


def _page(session: Session, slug: str) -> WorkPage | None:
    """Return the page, or None while nothing was published."""
    now = clock.now(session)
    try:
        shelf = publications.shelf(session, Sight(tenant().id, slug, reader_of(actor()), now))
    except NotFound:
        return None
    item = queries.chosen(shelf, request.args.get("stuk", type=int))
    rows = queries.rows(session, shelf, item, now)
    counts = queries.overview(session, shelf, now, everything=True)
    kept, chips = _filtered(shelf, item, rows)
    return WorkPage(replace(counts, broken=wholeness().broken_line(session, shelf)), item, kept, chips)


def _filtered(shelf: Shelf, item: Item, rows: tuple[PartyLine, ...]) -> tuple[tuple[PartyLine, ...], Chips]:
    groups = {
        "let-op": (gettext("Let op"), tuple(row for row in rows if row.needs_care)),
        "ongeopend": (gettext("Nog niet geopend"), tuple(row for row in rows if row.opened_at is None)),
        "alle": (gettext("Alle"), rows),
    }
    wanted = request.args.get("wie", "")
    wanted = wanted if wanted in groups else "let-op" if groups["let-op"][1] else "alle"
    root = f"/werk/{shelf.card.slug}/wie-kon-wat-zien/?stuk={item.position + 1}"
    chips = [(words, len(found), f"{root}&wie={name}#per-partij", name == wanted) for name, (words, found) in groups.items()]
    return groups[wanted][1], chips
