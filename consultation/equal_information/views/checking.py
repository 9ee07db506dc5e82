"""Checking a receipt or a proof on the site, the same way as anybody can do offline."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from consultation.accounts.permissions import Permission
from consultation.accounts.requests import requires
from consultation.accounts.views import limiter
from consultation.equal_information.forms import ProofForm
from consultation.publications.requests import PRIVATE, for_everybody
from consultation.record.checking import check
from consultation.web.language import chosen
from consultation.web.requests import database

TEMPLATE = "equal_information/check.html"
LARGEST_KEPT = 200_000  # characters of a pasted text that are given back to be mended


blueprint = Blueprint("checking", __name__)


def _without_token(state: BlueprintSetupState) -> None:
    """No token in this form: it changes nothing, keeps nothing and does not look at who sends it, so
    there is nothing to forge; and the page stays the same for everybody (rule 9)."""
    state.app.extensions["csrf"].exempt(do_check)


blueprint.record_once(_without_token)


@blueprint.get("/bewijs/controleren/")
@requires(Permission.PUBLIC_READ)
def show_form() -> ResponseReturnValue:
    """Show the form, and how to do it without us."""
    return for_everybody(render_template(TEMPLATE, form=ProofForm(), checked=None, public_key=_public_key()))


@blueprint.post("/bewijs/controleren/")
@limiter.limit("30 per minute", override_defaults=True)
@requires(Permission.PUBLIC_READ)
def do_check() -> ResponseReturnValue:
    """Say yes, no or unknown, and why. The proof is forgotten when the answer is sent."""
    form = ProofForm(request.form)
    brought = request.files["bestand"].read() if "bestand" in request.files else b""
    data = brought or (form.tekst.data or "").strip().encode("utf-8", "replace")
    if not data:
        form.bestand.errors = [gettext("Kies een bestand of plak de tekst van een bewijs.")]
        return _answer(render_template(TEMPLATE, form=form, checked=None, public_key=_public_key()), 400)
    checked = check(data, _public_key(), chosen())
    if checked.readable or brought or len(data) > LARGEST_KEPT:
        form.tekst.data = ""
    return _answer(render_template(TEMPLATE, form=form, checked=checked, public_key=_public_key()), 200)


def _public_key() -> str:
    key: str = database().info["signer"].public_key
    return key


def _answer(html: str, status: int) -> Response:
    response = make_response(html, status)
    response.headers["Cache-Control"] = PRIVATE
    return response
