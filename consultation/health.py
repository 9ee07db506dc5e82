"""Is it alive, is it ready: for whoever watches the platform. Says nothing about its content."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from consultation import migrating
from consultation.accounts.permissions import Permission
from consultation.accounts.requests import requires
from consultation.jobs import heartbeat
from consultation.vault import service as vault
from consultation.vault.service import Unreadable
from consultation.web.requests import database, reading

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@requires(Permission.PUBLIC_READ)
def alive() -> ResponseReturnValue:
    """Answer while the process can answer."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
@requires(Permission.PUBLIC_READ)
def ready() -> ResponseReturnValue:
    """Answer 200 when database, migrations, worker and vault key are all there, else 503 and which not."""
    checks = {
        "database": _database(),
        "migrations": False,
        "vault_key": False,
        "worker": False,
    }
    if checks["database"]:
        checks["migrations"] = migrating.is_current(database().read_engine)
    if checks["migrations"]:
        checks["vault_key"] = _vault_key()
        checks["worker"] = _worker()
    whole = all(checks.values())
    return jsonify(
        status="ok" if whole else "not ready", checks=checks
    ), 200 if whole else 503


def _database() -> bool:
    try:
        with reading() as session:
            session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True


def _vault_key() -> bool:
    try:
        with reading() as session:
            vault.check_key(session, may_create=False)
    except Unreadable:
        return False
    return True


def _worker() -> bool:
    with reading() as session:
        return heartbeat.is_alive(session)
