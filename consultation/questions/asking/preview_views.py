"""A party reads how others will read its texts, and says "Klopt" or objects (rule 39)."""

from __future__ import annotations

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.permissions import Permission
from consultation.accounts.requests import actor, requires, tenant
from consultation.dossiers.party_tabs import party_tabs
from consultation.errors import InvalidInput
from consultation.questions.answering.work_page import Fault
from consultation.questions.asking import own_previews
from consultation.questions.asking import pages as party_pages
from consultation.questions.asking.pages import Visit
from consultation.web.language import words_of
from consultation.web.requests import transaction

blueprint = Blueprint("previews", __name__)


@blueprint.get("/mijn/<slug>/voorvertoning/")
@requires(Permission.PARTY_READ)
def own(slug: str) -> ResponseReturnValue:
    """Show how others will read the organisation's texts."""
    return _page(slug)


@blueprint.post("/mijn/<slug>/voorvertoning/<uuid:preview_id>/")
@requires(Permission.QUESTION_ASK)
def reply(slug: str, preview_id: uuid.UUID) -> ResponseReturnValue:
    """Say that a text can go out like this, or object with a reason."""
    objects, reason = request.form.get("antwoord") == "bezwaar", request.form.get("reden", "")
    try:
        with transaction() as session:
            found = party_pages.consultation_of(session, _visit(session, slug), Permission.QUESTION_ASK)
            if objects:
                reference = own_previews.object_to(session, actor(), found, preview_id, reason)
            else:
                reference = own_previews.agree(session, actor(), found, preview_id)
    except InvalidInput as error:
        return _page(slug, Fault(str(preview_id), words_of(error), reason)), 400
    if objects:
        flash(gettext("Uw bezwaar tegen vraag %(reference)s is ontvangen.", reference=reference))
    else:
        flash(gettext("U vindt dat vraag %(reference)s zo naar buiten kan. Bezwaar maken kan nu niet meer.", reference=reference))
    return redirect(url_for("previews.own", slug=slug), 303)


def _page(slug: str, fault: Fault | None = None) -> str:
    with transaction() as session:
        page = party_pages.previews(session, _visit(session, slug))
    place = page.place
    contact = (place.contact_role, f"mailto:{place.contact_email}") if place.contact_email.text else None
    subtabs = party_tabs(place.slug, "vragen")
    return render_template("party/previews.html", place=place, page=page, fault=fault, subtabs=subtabs, contact=contact)


def _visit(session: Session, slug: str) -> Visit:
    return Visit(actor(), tenant().id, slug, clock.now(session))
