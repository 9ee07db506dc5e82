"""The public page: one sentence, counts per item, and how to check it yourself. Never a party."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint
from flask.typing import ResponseReturnValue

from consultation.accounts.permissions import Permission
from consultation.accounts.requests import requires
from consultation.equal_information import queries
from consultation.equal_information.queries import Overview
from consultation.equal_information.requests import wholeness
from consultation.publications import queries as publications
from consultation.publications.requests import Download, Visit, send, show
from consultation.record import queries as record

blueprint = Blueprint("public", __name__)


@blueprint.get("/consultaties/<slug>/wie-kon-wat-zien/")
@requires(Permission.PUBLIC_READ)
def public(slug: str) -> ResponseReturnValue:
    """Show who could see what, in numbers."""
    return show(slug, "equal_information/public.html", _overview)


@blueprint.get("/consultaties/<slug>/wie-kon-wat-zien/zegel.json")
@requires(Permission.PUBLIC_READ)
def seal(slug: str) -> ResponseReturnValue:
    """Send the newest seal, with the path from the first one."""

    def query(here: Visit) -> Download:
        shelf = publications.shelf(here.session, here.sight)
        return Download("zegel.json", record.checkpoint_proof(here.session, shelf.card.id, shelf.seal.size) or {})

    return send(slug, query)


def _overview(here: Visit) -> Overview:
    shelf = publications.shelf(here.session, here.sight)
    found = queries.overview(here.session, shelf, here.sight.now)
    return replace(found, broken=wholeness().broken_line(here.session, shelf))
