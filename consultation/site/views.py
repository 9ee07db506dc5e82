"""Pages and files that say how this platform works: the same for everybody, without a database of texts."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from consultation import clock
from consultation.accounts.permissions import Permission
from consultation.accounts.requests import requires, tenant
from consultation.publications.requests import for_everybody
from consultation.web.requests import config, reading

blueprint = Blueprint("site", __name__)
ROBOTS = "User-agent: *\nDisallow: /mijn/\nDisallow: /werk/\nDisallow: /inloggen/\nDisallow: /verder/\nDisallow: /taal/\n"
PROMISED = timedelta(days=180)


@blueprint.get("/hoe-het-werkt/")
@requires(Permission.PUBLIC_READ)
def how_it_works() -> ResponseReturnValue:
    """Say how a consultation goes, what becomes public and how it stays fair."""
    return for_everybody(render_template("site/how_it_works.html"))


@blueprint.get("/toegankelijkheid/")
@requires(Permission.PUBLIC_READ)
def accessibility() -> ResponseReturnValue:
    """Say what was done for accessibility, what is known not to be right, and where to report it."""
    return for_everybody(render_template("site/accessibility.html", contact_email=_contact()))


@blueprint.get("/privacy/")
@requires(Permission.PUBLIC_READ)
def privacy() -> ResponseReturnValue:
    """Say what is kept of whom, why, how long, and how it is protected."""
    return for_everybody(render_template("site/privacy.html", contact_email=_contact()))


@blueprint.get("/.well-known/security.txt")
@requires(Permission.PUBLIC_READ)
def security_txt() -> ResponseReturnValue:
    """Say where to report a weakness (RFC 9116, rule 62)."""
    lines = (
        f"Contact: mailto:{_contact()}",
        f"Expires: {_expires():%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages: nl, en",
        f"Canonical: {config().public_url}/.well-known/security.txt",
    )
    return _plain("\n".join(lines) + "\n")


@blueprint.get("/robots.txt")
@requires(Permission.PUBLIC_READ)
def robots() -> ResponseReturnValue:
    """Keep search engines out of pages that belong to one reader."""
    return _plain(ROBOTS)


def _contact() -> str:
    return tenant().contact_email or config().mail_from


def _expires() -> datetime:
    """Return the first of a month about half a year away: the file stays the same for a month."""
    with reading() as session:
        return (clock.now(session) + PROMISED).replace(day=1)


def _plain(text: str) -> Response:
    return Response(text, content_type="text/plain; charset=utf-8")
