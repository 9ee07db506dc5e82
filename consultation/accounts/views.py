"""Signing in and out, and the choice of language."""

from __future__ import annotations

from urllib.parse import quote

from flask import (
    Blueprint,
    Response,
    abort,
    make_response,
    redirect,
    request,
    url_for,
)
from flask import session as form_session
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from consultation.accounts import resume_views, service
from consultation.accounts.forms import SignInForm
from consultation.accounts.permissions import Permission, Role
from consultation.accounts.requests import (
    actor,
    cookie_name,
    requires,
    safe_target,
    token,
)
from consultation.web.language import LANGUAGES, choose
from consultation.web.requests import config, transaction

blueprint = Blueprint("accounts", __name__)
limiter = Limiter(get_remote_address, default_limits=[])


@blueprint.get("/inloggen/")
@requires(Permission.SESSION_MANAGE)
def sign_in() -> ResponseReturnValue:
    """Show the sign-in page."""
    form = SignInForm(verder=request.args.get("verder", ""))
    return resume_views.sign_in_page(form, None)


@blueprint.post("/inloggen/")
@limiter.limit("20 per minute; 100 per hour", override_defaults=True)
@requires(Permission.SESSION_MANAGE)
def do_sign_in() -> ResponseReturnValue:
    """Check the password and open a session."""
    form = SignInForm()
    if form.validate_on_submit():
        with transaction() as session:
            opened = service.sign_in(session, form.email.data or "", form.password.data or "")
        if opened:
            return _signed_in(opened)
        form.password.errors = [gettext("Dit e-mailadres en wachtwoord horen niet bij elkaar. Probeer het opnieuw.")]
    return resume_views.sign_in_page(form, resume_views.carried()), 400


@blueprint.post("/inloggen/demo/")
@requires(Permission.SESSION_MANAGE)
def demo_sign_in() -> ResponseReturnValue:
    """Sign in as a demo person; exists in a demonstration only, never in production."""
    if not config().demo_sign_in or config().production:
        abort(404)
    with transaction() as session:
        opened = service.open_demo_session(session, request.form.get("email", ""))
    if opened is None:
        abort(404)
    return _signed_in(opened)


@blueprint.post("/uitloggen/")
@requires(Permission.SESSION_MANAGE)
def sign_out() -> ResponseReturnValue:
    """Revoke the session, forget the form tokens of this browser, and go to the public site."""
    if found := token():
        with transaction() as session:
            service.sign_out(session, found)
    form_session.clear()
    response = make_response(redirect("/consultaties/", 303))
    response.delete_cookie(cookie_name(), secure=config().production, httponly=True, samesite="Lax")
    return response


@blueprint.get("/verder/")
@requires(Permission.SESSION_MANAGE)
def landing() -> ResponseReturnValue:
    """Go to the own start page: work for the municipality, "mijn" for a party, sign-in for others."""
    if not actor().signed_in:
        return redirect(url_for("accounts.sign_in"))
    return redirect("/mijn/" if actor().role is Role.PROVIDER_MEMBER else "/werk/")


@blueprint.get("/verder/<slug>/")
@requires(Permission.SESSION_MANAGE)
def own_page(slug: str) -> ResponseReturnValue:
    """Go from a public page, which is the same for everybody, to the own page of that consultation.

    With a place in a document: to the question form of a party.
    """
    if not actor().signed_in:
        return redirect(url_for("accounts.sign_in", verder=request.full_path.rstrip("?")))
    slug = quote(slug, safe="")
    if actor().role is not Role.PROVIDER_MEMBER:
        return redirect(f"/werk/{slug}/")
    place = request.query_string.decode("utf-8", "replace")
    return redirect(f"/mijn/{slug}/vragen/nieuw/?{place}" if "document" in request.args else f"/mijn/{slug}/")


@blueprint.get("/taal/<language>/")
@requires(Permission.SESSION_MANAGE)
def language(language: str) -> ResponseReturnValue:
    """Choose a language and go back."""
    if language not in LANGUAGES:
        abort(404)
    return choose(language, safe_target(request.args.get("terug"), "/consultaties/"))


def _signed_in(opened: str) -> Response:
    """Set the cookie of a new session; the one this browser came with, ends (R19). Then on to where one was."""
    if before := token():
        with transaction() as session:
            service.sign_out(session, before)
    kept = resume_views.carried()
    target = safe_target(request.form.get("verder"), url_for("accounts.landing"))
    answer = make_response(resume_views.resume_page(kept) if kept else redirect(target, 303))
    answer.set_cookie(cookie_name(), opened, max_age=36000, path="/", secure=config().production, httponly=True, samesite="Lax")
    return answer
