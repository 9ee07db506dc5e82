"""Who asks, in which house: loaded once per request; the door of every view."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlsplit

from flask import current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from consultation import clock
from consultation.accounts import queries, resume_views
from consultation.accounts.actor import Actor
from consultation.accounts.permissions import Permission, Role, allowed
from consultation.accounts.queries import Tenant
from consultation.accounts.service import token_hash
from consultation.errors import NotAllowed, NotFound
from consultation.web.requests import config, reading

View = Callable[..., ResponseReturnValue]


def cookie_name() -> str:
    """Return the session cookie's name: bound to host and TLS in production (R19)."""
    return "__Host-sessie" if config().production else "sessie"


def token() -> str | None:
    """Return the session token the browser sent."""
    return request.cookies.get(cookie_name())


def session_key() -> str:
    """Return what tells one signed-in browser from another without showing its token: for rate limits."""
    return token_hash(token() or request.remote_addr or "").hex()


def actor() -> Actor:
    """Return who asks: one look-up per request."""
    if "actor" not in g:
        with reading() as session:
            g.actor = queries.actor_of(session, token(), clock.now(session))
    return cast(Actor, g.actor)


def tenant() -> Tenant:
    """Return the municipality this host belongs to. Raises NotFound when there is none."""
    if "tenant" not in g:
        with reading() as session:
            known = queries.tenants(session)
        by_host = {found.host: found for found in known if found.host}
        free = [found for found in known if not found.host]
        fallback = free[0] if free else None
        found = by_host.get(request.host.lower(), fallback)
        if found is None:
            raise NotFound
        g.tenant = found
    return cast(Tenant, g.tenant)


def requires(permission: Permission) -> Callable[[View], View]:
    """Declare what a view needs. Without it: sign in first, or the same 404 as any unknown page (R13)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(*args: Any, **kwargs: Any) -> ResponseReturnValue:
            if allowed(Role.PUBLIC, permission):
                return current_app.ensure_sync(view)(*args, **kwargs)
            asker = actor()
            if not asker.signed_in:
                return _sign_in_first()
            if not allowed(asker.role, permission) or not _at_home(asker):
                raise NotAllowed
            return current_app.ensure_sync(view)(*args, **kwargs)

        checked.permission = permission  # type: ignore[attr-defined]
        return checked

    return decorate


def safe_target(path: str | None, fallback: str) -> str:
    """Return `path` when it is an address on this site, else `fallback`."""
    parts = urlsplit(path or "")
    inside = path and path.startswith("/") and not path.startswith(("//", "/\\")) and not parts.netloc
    return str(path) if inside and "\\" not in str(path) and str(path).isprintable() else fallback


def _sign_in_first() -> ResponseReturnValue:
    """Send a reader to the sign-in page and back; whoever posted something signs in where the text stays."""
    if request.method == "POST":
        return resume_views.ask_to_sign_in()
    return redirect(url_for("accounts.sign_in", verder=request.full_path.rstrip("?")))


def _at_home(asker: Actor) -> bool:
    """Staff work in their own municipality's house only; a provider visits every house."""
    return asker.role is Role.PROVIDER_MEMBER or asker.organisation_id == tenant().id
