"""What is public already: the list, saying so, agreeing as a second person, ending (rule 45)."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from consultation.accounts.actor import Actor
from consultation.accounts.permissions import Permission
from consultation.accounts.requests import actor, requires
from consultation.dossiers import access
from consultation.dossiers.models import Consultation
from consultation.dossiers.tabs import tabs
from consultation.errors import Conflict, InvalidInput
from consultation.review_screen import claiming
from consultation.review_screen.claim_forms import ClaimForm
from consultation.web import form_errors
from consultation.web.language import words_of
from consultation.web.requests import transaction

blueprint = Blueprint("claims", __name__)
Act = Callable[[Session, Actor, Consultation, uuid.UUID], None]


@dataclass(frozen=True)
class _Fault:
    """What was wrong with agreeing or ending, and with which claim."""

    claim_id: uuid.UUID
    words: str


@blueprint.get("/werk/<slug>/openbaar/")
@requires(Permission.FINDING_SECOND)
def listed(slug: str) -> ResponseReturnValue:
    """Show what somebody said is public, with its source and how it stands."""
    return _page(slug, ClaimForm(formdata=None))


@blueprint.post("/werk/<slug>/openbaar/")
@requires(Permission.FINDING_DECIDE)
def claim(slug: str) -> ResponseReturnValue:
    """Say that a text is public; it counts once a second person agreed."""
    form = ClaimForm()
    if form.validate_on_submit():
        try:
            with transaction() as session:
                found = access.for_work(session, actor(), Permission.FINDING_DECIDE, slug)
                claiming.claim(session, actor(), found, form.draft())
            flash(gettext("Bewaard. Dit telt zodra een tweede persoon het ermee eens is."))
            return redirect(url_for("claims.listed", slug=slug), 303)
        except InvalidInput as error:
            form_errors.put(form, error)
    return _page(slug, form), 400


@blueprint.post("/werk/<slug>/openbaar/<uuid:claim_id>/eens/")
@requires(Permission.FINDING_SECOND)
def agree(slug: str, claim_id: uuid.UUID) -> ResponseReturnValue:
    """Agree as the second person."""
    told = gettext("Dit geldt nu als openbaar. De vragen zijn opnieuw geteld.")
    return _do(slug, claim_id, Permission.FINDING_SECOND, claiming.agree, told)


@blueprint.post("/werk/<slug>/openbaar/<uuid:claim_id>/einde/")
@requires(Permission.FINDING_DECIDE)
def end(slug: str, claim_id: uuid.UUID) -> ResponseReturnValue:
    """End it."""
    told = gettext("Beëindigd. Over deze woorden beslist u weer per tekst. Wat al openbaar is, blijft openbaar.")
    return _do(slug, claim_id, Permission.FINDING_DECIDE, claiming.end, told)


def _do(slug: str, claim_id: uuid.UUID, permission: Permission, act: Act, told: str) -> ResponseReturnValue:
    try:
        with transaction() as session:
            act(session, actor(), access.for_work(session, actor(), permission, slug), claim_id)
    except InvalidInput as error:
        return _page(slug, ClaimForm(formdata=None), _Fault(claim_id, words_of(error))), 400
    except Conflict as error:
        return _page(slug, ClaimForm(formdata=None), _Fault(claim_id, words_of(error))), 409
    flash(told)
    return redirect(url_for("claims.listed", slug=slug), 303)


def _page(slug: str, form: ClaimForm, fault: _Fault | None = None) -> str:
    with transaction() as session:
        found = access.for_work(session, actor(), Permission.FINDING_SECOND, slug)
        lines = claiming.listed(session, actor(), found)
    return render_template(
        "review/claims.html", slug=slug, title=found.title, lines=lines, form=form, fault=fault,
        back=url_for("review.screen", slug=slug), subtabs=tabs(slug, "controle", actor().role),
    )  # fmt: skip
