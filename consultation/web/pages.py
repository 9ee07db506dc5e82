"""What every page needs: versioned static addresses, the gate in Jinja, error pages."""

from __future__ import annotations

import hashlib
import re
import secrets
import traceback
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flask import (
    Flask,
    Response,
    current_app,
    g,
    make_response,
    render_template,
    request,
    url_for,
)
from flask.globals import request_ctx
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel.speaklater import LazyString
from flask_wtf.csrf import CSRFError
from jinja2 import Undefined
from markupsafe import Markup, escape
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from werkzeug.exceptions import HTTPException

from consultation.db import is_away
from consultation.errors import Conflict, DomainError, InvalidInput, NotFound
from consultation.web import security
from consultation.web.language import translate, words_of
from consultation.words import N_
from legal.guard import LeakError, is_cleared
from legal.scanning import DetectorError

GUARD_DOWN = N_("De wacht werkt nu niet. Er kan niets naar buiten. Meld het bij de beheerder en probeer het later opnieuw.")
NOTHING_DONE = N_("Er is niets gewijzigd. Ga terug en kijk wat er nog moet.")
PRINTABLE = (str, int, Markup, LazyString, type(None), Undefined)
UNTYPED = {"csrf_token", "password", "verder"}
_ID = re.compile(r"[0-9a-f-]{32,64}")
STATUS: dict[type[DomainError], int] = {
    NotFound: 404,
    InvalidInput: 400,
    Conflict: 409,
    DomainError: 409,
}


@dataclass(frozen=True)
class Problem:
    """What the page for a problem says."""

    status: int
    title: str = ""
    detail: str = ""
    reasons: tuple[str, ...] = ()
    kept: str = ""
    code: str = ""
    actions: tuple[tuple[str, str], ...] = ()


def install(app: Flask) -> None:
    """Make the gate and the error pages part of the application."""
    app.jinja_env.finalize = only_printable
    app.jinja_env.globals.update(static_url=static_url, asks_before_leaving=asks_before_leaving)
    app.register_error_handler(DomainError, _domain_error)
    app.register_error_handler(DetectorError, _guard_down)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(DBAPIError, _database_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)


def only_printable(value: Any) -> Any:
    """Let through what a page may print. Raises LeakError for anything else, such as an Original (R2)."""
    if is_cleared(value) or isinstance(value, PRINTABLE):
        return value
    raise LeakError


def static_url(path: str) -> str:
    """Return the address of a static file with its version, so that it can be kept for a year."""
    return url_for(
        "static",
        filename=path,
        v=_version(Path(current_app.static_folder or "") / path),
    )


def asks_before_leaving() -> Markup:
    """Return the tag for the head of a page where one types a longer text: the browser asks before it is lost (ADR 11)."""
    security.allow_script()
    return Markup('<script src="{}" defer></script>').format(static_url("js/leaving.js"))


@cache
def _version(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12] if file.is_file() else "0"


def _domain_error(error: DomainError) -> ResponseReturnValue:
    status = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    if status == 404:
        return problem(404)
    reasons = tuple(translate(reason) for reason in getattr(error, "reasons", ()))
    return problem(status, title=words_of(error), detail=translate(NOTHING_DONE), reasons=reasons, kept=typed())


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error.get_response()
    if isinstance(error.response, Response):
        return error.response
    if request_ctx.url_adapter is None:  # a Host header that is no host: our page could not link to anything
        return error.get_response()
    response = make_response(problem(error.code, kept="" if error.code == 404 else typed()))
    for name in ("Allow", "Retry-After"):
        if value := error.get_response().headers.get(name):
            response.headers[name] = value
    return response


def typed() -> str:
    """Return what somebody wrote in the form of this request, to give it back; never a password.

    A request whose body cannot be read (too large) has nothing to give back.
    """
    try:
        texts = request.form.items(multi=True)
        return "\n\n".join(value for name, value in texts if is_typed(name, value))
    except HTTPException:
        return ""


def is_typed(name: str, value: str) -> bool:
    """Say whether a field looks like a text somebody wrote: not a token, an id, an address or a password."""
    return name not in UNTYPED and len(value.strip()) > 20 and not _ID.fullmatch(value)


def _stale_form(_error: CSRFError) -> ResponseReturnValue:
    """A form that is too old: the typed text is given back on the page, nothing is lost."""
    return problem(
        400,
        title=gettext("Deze pagina stond te lang open"),
        detail=gettext("Er is niets verstuurd. Log zo nodig opnieuw in, open de pagina opnieuw en plak uw tekst daar."),
        kept=typed(),
        actions=((gettext("Log opnieuw in"), url_for("accounts.sign_in")),),
    )


def _database_error(error: DBAPIError) -> ResponseReturnValue:
    """A full disk or a database that is gone: nothing was kept, so what was typed is given back (F8)."""
    if not is_away(error):
        return _unexpected(error)
    current_app.logger.error("database away: %s", type(error.orig).__name__)
    detail = gettext("Er is niets bewaard en niets verstuurd. Probeer het over een paar minuten opnieuw.")
    try:
        response = make_response(problem(503, detail=detail, kept=typed()))
    except SQLAlchemyError:  # the page itself asks the database whose house this is
        words = f"<p>{escape(detail)}</p><pre>{escape(typed())}</pre>"
        response = make_response(f"<!doctype html><html lang=nl><title>503</title>{words}</html>", 503)
    response.headers["Retry-After"] = "60"
    return response


def _guard_down(error: DetectorError) -> ResponseReturnValue:
    """Say that nothing can be stored or released now (F18); what was typed is given back."""
    current_app.logger.error("the guard is down: %s", error)
    return problem(503, detail=translate(GUARD_DOWN), kept=typed())


def _unexpected(error: Exception) -> ResponseReturnValue:
    """An error of ours: a code for the log and the page, nothing of the request in either (R14)."""
    code = secrets.token_hex(2).upper()
    frames = traceback.extract_tb(error.__traceback__)
    place = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames[-3:]))
    current_app.logger.error("unexpected %s at %s, code %s", type(error).__name__, place, code)
    if current_app.testing:
        raise error
    return problem(500, code=code, kept=typed())


def problem(status: int, **words: Any) -> tuple[str, int]:
    """Return the page for a problem: the same bytes for everybody who meets it (R13)."""
    g.is_problem = True
    return render_template("errors/problem.html", problem=Problem(status, **words)), status
