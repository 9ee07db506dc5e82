"""The second person: what waits for agreement; and taking back, keeping apart and giving back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from consultation.accounts.permissions import Permission
from consultation.accounts.requests import actor, requires
from consultation.dossiers import access
from consultation.dossiers.findings import FIELDS
from consultation.dossiers.tabs import tabs
from consultation.errors import InvalidInput
from consultation.questions.answering.work_page import Fault, address, page, wanted
from consultation.questions.answering.worklist import Wanted
from consultation.questions.findings import deciding
from consultation.questions.reviewing import said_page, second_person
from consultation.questions.reviewing.second_person import Waiting
from consultation.review.rules import Choice, Opinion
from consultation.web import security
from consultation.web.language import words_of
from consultation.web.requests import transaction
from consultation.words import N_
from legal.terms import Ground, Outcome

blueprint = Blueprint("second", __name__)

WHERE = FIELDS | {"question": N_("Vraag"), "about": N_("Plaats"), "answer": N_("Antwoord")}
WHOLE = {"apart": Outcome.WITHHOLD, "terug": Outcome.REFUSE}


@blueprint.get("/werk/<slug>/tweede/")
@requires(Permission.FINDING_SECOND)
def waiting(slug: str) -> ResponseReturnValue:
    """Show the decisions that count only after a second person agreed; `plek`: at which of them one is."""
    return _page(slug, request.args.get("plek", 1, type=int))


@blueprint.post("/werk/<slug>/tweede/<uuid:decision_id>/")
@requires(Permission.FINDING_SECOND)
def give_opinion(slug: str, decision_id: uuid.UUID) -> ResponseReturnValue:
    """Agree, or refuse with a reason; the next one comes in its place."""
    spot = request.form.get("plek", 1, type=int)
    opinion = Opinion(request.form.get("oordeel") == "eens", request.form.get("reden", ""), "gelezen" in request.form)
    try:
        with transaction() as session:
            found = access.for_work(session, actor(), Permission.FINDING_SECOND, slug)
            said = second_person.give_opinion(session, actor(), found, decision_id, opinion)
    except InvalidInput as error:
        return _page(slug, spot, Fault(str(decision_id), words_of(error), opinion.reason, unread="read" in error.fields))
    flash(said_page.told(slug, said))
    return redirect(url_for("second.waiting", slug=slug, plek=spot if spot > 1 else None), 303)


@blueprint.post("/werk/<slug>/terugnemen/")
@requires(Permission.FINDING_DECIDE)
def undo(slug: str) -> ResponseReturnValue:
    """Take back one's own last decision."""
    with transaction() as session:
        found = access.for_work(session, actor(), Permission.FINDING_DECIDE, slug)
        count = second_person.undo(session, actor(), found)
    flash(ngettext("%(num)s besluit is teruggenomen.", "%(num)s besluiten zijn teruggenomen.", count))
    return redirect(address(slug, wanted()), 303)


@blueprint.post("/werk/<slug>/vragen/<kenmerk>/geheel/")
@requires(Permission.FINDING_DECIDE)
def whole(slug: str, kenmerk: str) -> ResponseReturnValue:
    """Keep a question out of the nota, or give it back to its party."""
    place, choice = wanted(kenmerk), _choice()
    try:
        with transaction() as session:
            found = access.for_work(session, actor(), Permission.FINDING_DECIDE, slug)
            deciding.decide_whole(session, actor(), found, kenmerk, choice)
    except InvalidInput as error:
        return page(slug, place, fault=Fault("geheel", words_of(error), choice.reason)), 400
    if choice.outcome is Outcome.REFUSE:
        flash(gettext("Vraag %(reference)s is terug bij de vraagsteller.", reference=kenmerk))
        place = Wanted(place.filter, place.page)
    return redirect(address(slug, place), 303)


def _choice() -> Choice:
    form = request.form
    ground = next((one for one in Ground if one.value == form.get("grond")), None)
    return Choice(WHOLE.get(form.get("besluit", ""), Outcome.WITHHOLD), form.get("reden", ""), ground=ground)


def _page(slug: str, spot: int, fault: Fault | None = None) -> ResponseReturnValue:
    with transaction() as session:
        found = access.for_work(session, actor(), Permission.FINDING_SECOND, slug)
        items = second_person.waiting(session, actor(), found)
    html = render_template(
        "questions/second.html", slug=slug, title=found.title, items=items, where=WHERE, fault=fault,
        at=_at(items, spot), subtabs=tabs(slug, "vragen", actor().role),
    )  # fmt: skip
    return security.scripted(html, 400 if fault else 200)


def _at(items: Sequence[Waiting], spot: int) -> int:
    """Return which of them has the focus: the first at this place or behind it that is for this reader, else the first."""
    mine = [number for number, item in enumerate(items, 1) if not item.own]
    return next((number for number in mine if number >= spot), mine[0] if mine else 0)
