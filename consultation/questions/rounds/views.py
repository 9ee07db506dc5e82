"""Setting up a question round."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from consultation import clock
from consultation.accounts.permissions import Permission
from consultation.accounts.requests import actor, requires
from consultation.dossiers import access
from consultation.dossiers.tabs import tabs
from consultation.errors import InvalidInput
from consultation.questions.rounds import service as rounds
from consultation.questions.rounds.forms import RoundForm
from consultation.web import form_errors
from consultation.web.requests import transaction

blueprint = Blueprint("rounds", __name__)
FIELDS = {"closes": "closes_day", "answers": "answers_day"}


@blueprint.get("/werk/<slug>/rondes/nieuw/")
@requires(Permission.CONSULTATION_EDIT)
def new(slug: str) -> ResponseReturnValue:
    """Show the form for the next round."""
    return _page(slug, RoundForm())


@blueprint.post("/werk/<slug>/rondes/nieuw/")
@requires(Permission.CONSULTATION_EDIT)
def add(slug: str) -> ResponseReturnValue:
    """Add the next round."""
    form = RoundForm()
    if form.validate_on_submit():
        try:
            with transaction() as session:
                found = access.for_work(session, actor(), Permission.CONSULTATION_EDIT, slug)
                rounds.add_round(session, actor(), found, form.draft(clock.now(session)))
            return redirect(f"/werk/{slug}/", 303)
        except InvalidInput as error:
            form_errors.put(form, error, FIELDS)
    return _page(slug, form), 400


def _page(slug: str, form: RoundForm) -> str:
    with transaction() as session:
        found = access.for_work(session, actor(), Permission.CONSULTATION_EDIT, slug)
        number = len(rounds.rounds(session, found.id)) + 1
    return render_template(
        "release/round_form.html", slug=slug, title=found.title, form=form, number=number,
        subtabs=tabs(slug, "overzicht", actor().role),
    )  # fmt: skip
