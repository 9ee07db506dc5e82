"""Signing in half-way: what was typed travels along as hidden fields and comes back afterwards (nothing is lost).

The server keeps nothing of it. Only a post to an address of ours that needs a sign-in is taken up again, and
only when its reader presses the button on a page that shows what will be sent: no post happens by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from consultation.accounts import queries
from consultation.accounts.forms import SignInForm
from consultation.accounts.permissions import Permission, Role, allowed
from consultation.accounts.queries import DemoAccount
from consultation.web import pages
from consultation.web.requests import config, reading

PREFIX = "bewaard-"
MOST_FIELDS = 1_000
MOST_CHARACTERS = 1_000_000


@dataclass(frozen=True)
class Kept:
    """The fields of an interrupted post. `fields` are (name, value) in the order of the form."""

    fields: tuple[tuple[str, str], ...]
    without_file: bool = False

    @property
    def hidden(self) -> tuple[tuple[str, str], ...]:
        """The fields under the names by which the sign-in form carries them."""
        return tuple((PREFIX + name, value) for name, value in self.fields)

    @property
    def long(self) -> tuple[str, ...]:
        """The texts somebody would miss: those that look typed."""
        return tuple(value for name, value in self.fields if pages.is_typed(name, value))

    @property
    def fits(self) -> bool:
        """True when a page can carry it."""
        size = sum(len(name) + len(value) for name, value in self.fields)
        return len(self.fields) <= MOST_FIELDS and size <= MOST_CHARACTERS


def ask_to_sign_in() -> ResponseReturnValue:
    """Answer a post of somebody who is signed out (session over, or revoked): sign in, the text waits here."""
    fields = tuple((name, value) for name, value in request.form.items(multi=True) if name != "csrf_token")
    kept = Kept(fields, without_file=any(file.filename for file in request.files.values()))
    if not kept.fits:
        return pages.problem(401, kept="\n\n".join(kept.long))
    form = SignInForm(formdata=None, verder=request.full_path.rstrip("?"))
    return sign_in_page(form, kept), 401


def carried() -> Kept | None:
    """Return what the sign-in form carried along; None when it carried nothing that can be taken up."""
    fields = tuple(
        (name.removeprefix(PREFIX), value)
        for name, value in request.form.items(multi=True)
        if name.startswith(PREFIX) and name != PREFIX + "csrf_token"
    )
    found = Kept(fields)
    return found if fields and found.fits and _takes_posts(request.form.get("verder", "")) else None


def sign_in_page(form: SignInForm, kept: Kept | None) -> str:
    """Return the sign-in page; in a demonstration with its people, grouped by organisation."""
    people: tuple[DemoAccount, ...] = ()
    if config().demo_sign_in and not config().production:
        with reading() as session:
            people = queries.demo_accounts(session)
    demo = [(name, list(members)) for name, members in groupby(people, key=lambda person: person.organisation)]
    return render_template("accounts/sign_in.html", form=form, demo=demo, kept=kept)


def resume_page(kept: Kept) -> str:
    """Return the page that shows what was typed, with a button that sends it where it was going."""
    return render_template("accounts/resume.html", kept=kept, target=request.form.get("verder", ""))


def _takes_posts(target: str) -> bool:
    """Say whether `target` is an address of ours that takes a post from somebody who is signed in."""
    parts = urlsplit(target)
    adapter = current_app.create_url_adapter(request)
    if adapter is None or parts.scheme or parts.netloc or not target.startswith("/") or "\\" in target:
        return False
    try:
        endpoint, _ = adapter.match(parts.path, method="POST")
    except HTTPException:
        return False
    permission: Permission | None = getattr(current_app.view_functions[endpoint], "permission", None)
    return permission is not None and not allowed(Role.PUBLIC, permission)
