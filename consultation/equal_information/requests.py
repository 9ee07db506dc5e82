"""Noting openings after a page was sent, and the memory that goes with this process."""

from __future__ import annotations

from flask import Response, current_app, g, request

from consultation.accounts.requests import token
from consultation.equal_information.openings import Opened, Openings
from consultation.equal_information.wholeness import Wholeness
from consultation.web.requests import database


def note_when_sent(response: Response) -> Response:
    """Note what this reader opened, when the last byte is gone: the page waits for nothing and stays the same."""
    shown, brought = g.pop("shown", None), token()
    if shown and shown[1] and brought and request.method == "GET" and response.status_code in {200, 304}:
        opened, openings = Opened(brought, *shown), _openings()
        response.call_on_close(lambda: openings.note(opened))
    return response


def wholeness() -> Wholeness:
    """Return what this process knows of records that hold together."""
    found: Wholeness = current_app.extensions.setdefault("wholeness", Wholeness())
    return found


def _openings() -> Openings:
    if "openings" not in current_app.extensions:
        current_app.extensions["openings"] = Openings(database())
    found: Openings = current_app.extensions["openings"]
    return found
