"""Objections of parties, for who decides about findings (rule 39)."""

from __future__ import annotations

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from consultation.accounts.permissions import Permission
from consultation.accounts.requests import actor, requires
from consultation.dossiers import access
from consultation.dossiers.tabs import tabs
from consultation.errors import InvalidInput
from consultation.questions.answering.work_page import Fault
from consultation.questions.objections import service as objections
from consultation.questions.objections.service import Ruling
from consultation.web.language import words_of
from consultation.web.requests import transaction

blueprint = Blueprint("objections", __name__)

ANEW = "bezwaar"  # the filter of the review screen with what must be decided anew


@blueprint.get("/werk/<slug>/bezwaren/")
@requires(Permission.FINDING_DECIDE)
def waiting(slug: str) -> ResponseReturnValue:
    """Show the objections that wait for a decision."""
    return _page(slug)


@blueprint.post("/werk/<slug>/bezwaren/<uuid:preview_id>/")
@requires(Permission.FINDING_DECIDE)
def rule(slug: str, preview_id: uuid.UUID) -> ResponseReturnValue:
    """Follow an objection, or go on with a reason."""
    ruling = Ruling(request.form.get("besluit") == "gegrond", request.form.get("reden", ""))
    try:
        with transaction() as session:
            found = access.for_work(session, actor(), Permission.FINDING_DECIDE, slug)
            reference = objections.rule(session, actor(), found, preview_id, ruling)
    except InvalidInput as error:
        return _page(slug, Fault(str(preview_id), words_of(error), ruling.reason)), 400
    if ruling.upheld:
        flash(gettext("U volgt het bezwaar tegen vraag %(reference)s. Neem hier een ander besluit.", reference=reference))
        return redirect(url_for("review.screen", slug=slug, filter=ANEW, tekst=reference), 303)
    flash(gettext("Het besluit over het bezwaar is bewaard. De vraagsteller leest het."))
    return redirect(url_for("objections.waiting", slug=slug), 303)


def _page(slug: str, fault: Fault | None = None) -> str:
    with transaction() as session:
        found = access.for_work(session, actor(), Permission.FINDING_DECIDE, slug)
        items = objections.open_objections(session, actor(), found)
    return render_template(
        "questions/objections.html", slug=slug, title=found.title, items=items, fault=fault,
        anew=ANEW, subtabs=tabs(slug, "vragen", actor().role),
    )  # fmt: skip
