"""The own row of a party: what it could see, since when, whether it was told, and when it opened it."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from consultation import clock
from consultation.accounts.permissions import Permission
from consultation.accounts.requests import actor, requires, tenant
from consultation.dossiers import access
from consultation.dossiers.party_tabs import party_tabs
from consultation.equal_information import queries
from consultation.equal_information.requests import wholeness
from consultation.publications import queries as publications
from consultation.publications import urls
from consultation.publications.queries import Sight
from consultation.publications.requests import reader_of
from consultation.web.requests import reading

blueprint = Blueprint("party", __name__)


@blueprint.get("/mijn/<slug>/wie-kon-wat-zien/")
@requires(Permission.PARTY_READ)
def party(slug: str) -> ResponseReturnValue:
    """Show the public counts, and the own row of the party that is signed in."""
    with reading() as session:
        now = clock.now(session)
        found = access.for_party(session, actor(), Permission.PARTY_READ, (tenant().id, slug), now)
        shelf = publications.shelf(session, Sight(tenant().id, found.slug, reader_of(actor()), now))
        own = queries.own_rows(session, shelf, actor().organisation, now)
        counts = queries.overview(session, shelf, now)
        page = replace(counts, broken=wholeness().broken_line(session, shelf))
    subtabs = party_tabs(slug, "wie-kon-wat-zien")
    return render_template("equal_information/party.html", page=page, own=own, now=now, urls=urls, subtabs=subtabs)
