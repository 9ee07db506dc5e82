"""The first page after signing in, for a party and for the municipality."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from consultation import clock
from consultation.accounts.permissions import Permission, allowed
from consultation.accounts.requests import actor, requires, tenant
from consultation.desk import party_desk, work_desk
from consultation.web.requests import reading

blueprint = Blueprint("desk", __name__)


@blueprint.get("/mijn/")
@requires(Permission.PARTY_READ)
def party() -> ResponseReturnValue:
    """Show what waits for a party."""
    with reading() as session:
        desk = party_desk.desk(session, actor(), tenant().id, clock.now(session))
    return render_template("desk/party.html", desk=desk)


@blueprint.get("/werk/")
@requires(Permission.WORK_READ)
def work() -> ResponseReturnValue:
    """Show what waits for somebody of the municipality."""
    with reading() as session:
        desk = work_desk.desk(session, actor(), clock.now(session))
    return render_template("desk/work.html", desk=desk, may_create=allowed(actor().role, Permission.CONSULTATION_CREATE))
