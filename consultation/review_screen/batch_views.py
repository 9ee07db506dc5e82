"""Several findings at once: every one of them is listed before anything happens, and only what was listed is done."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from sqlalchemy.orm import Session

from consultation.accounts.permissions import Permission
from consultation.accounts.requests import actor, requires
from consultation.dossiers import access
from consultation.dossiers.models import Consultation
from consultation.dossiers.tabs import tabs
from consultation.errors import InvalidInput
from consultation.questions.reviewing import alike
from consultation.questions.reviewing.alike import Alike
from consultation.review.reasons import OFFERED
from consultation.review_screen import requests, screening
from consultation.review_screen.opening import Found
from consultation.review_screen.page import WHERE, Fault
from consultation.review_screen.screening import Asked
from consultation.web import security
from consultation.web.language import words_of
from consultation.web.requests import transaction
from consultation.words import N_

blueprint = Blueprint("review_batch", __name__)

MOST = 1_000
NOTHING = N_("Kies ten minste één plek.")


@dataclass(frozen=True)
class _List:
    """What is listed: the findings, and of which finding they have the words (none: of any)."""

    title: str
    items: Sequence[Alike]
    like: Found | None = None


@blueprint.get("/werk/<slug>/controle/zelfde/")
@requires(Permission.FINDING_DECIDE)
def same(slug: str) -> ResponseReturnValue:
    """List the open findings with the same words as one of them."""
    return _page(slug, requests.asked(), _same)


@blueprint.post("/werk/<slug>/controle/zelfde/")
@requires(Permission.FINDING_DECIDE)
def do_same(slug: str) -> ResponseReturnValue:
    """Decide the same about those that were chosen."""
    return _do(slug, _same, lambda session, found, keys: alike.decide_alike(session, actor(), found, keys, requests.choice()))


@blueprint.get("/werk/<slug>/controle/lakken/")
@requires(Permission.FINDING_DECIDE)
def batch(slug: str) -> ResponseReturnValue:
    """List every open finding of a nota, or of all questions."""
    return _page(slug, requests.asked(), _all)


@blueprint.post("/werk/<slug>/controle/lakken/")
@requires(Permission.FINDING_DECIDE)
def do_batch(slug: str) -> ResponseReturnValue:
    """Redact those that were chosen. Nothing else can be done with many at once: redacting releases nothing."""
    return _do(slug, _all, lambda session, found, keys: alike.redact_all(session, actor(), found, keys))


def _same(session: Session, found: Consultation, asked: Asked) -> _List:
    screen = screening.screen(session, actor(), found, asked)
    one = screen.current
    if one is None:
        return _List(found.title, ())
    key = f"{one.text_id}/{one.field}/{one.place[0]}/{one.place[1]}"
    return _List(found.title, alike.alike(session, actor(), found, key, asked.note), one)


def _all(session: Session, found: Consultation, asked: Asked) -> _List:
    return _List(found.title, alike.listed(session, actor(), found, asked.note))


def _page(
    slug: str, asked: Asked, listing: Callable[[Session, Consultation, Asked], _List], fault: Fault | None = None
) -> ResponseReturnValue:  # fmt: skip
    with transaction() as session:
        found = access.for_work(session, actor(), Permission.FINDING_DECIDE, slug)
        listed = listing(session, found, asked)
    g.here = request.full_path.rstrip("?")  # the list has one address, for its form too
    html = render_template(
        "review/batch.html", slug=slug, title=listed.title, items=listed.items[:MOST], like=listed.like, fault=fault, where=WHERE,
        reasons=OFFERED, here=g.here, asked=asked,
        back=requests.onward(slug, asked), subtabs=tabs(slug, "controle", actor().role),
    )  # fmt: skip
    return security.scripted(html, 400 if fault else 200)


def _do(
    slug: str,
    listing: Callable[[Session, Consultation, Asked], _List],
    act: Callable[[Session, Consultation, Collection[str]], int],
) -> ResponseReturnValue:
    asked, keys = requests.asked(), request.form.getlist("plek")[:MOST]
    try:
        if not keys:
            raise InvalidInput({"plek": [NOTHING]})
        with transaction() as session:
            done = act(session, access.for_work(session, actor(), Permission.FINDING_DECIDE, slug), keys)
    except InvalidInput as error:
        return _page(slug, asked, listing, Fault(request.form.get("besluit", ""), words_of(error), requests.typed()))
    flash(ngettext("%(num)s bevinding is beslist.", "%(num)s bevindingen zijn beslist.", done))
    if left := len(keys) - done:
        flash(ngettext("%(num)s was intussen al beslist of gewijzigd.", "%(num)s waren intussen al beslist of gewijzigd.", left))
    return redirect(requests.onward(slug, replace(asked, after=bool(asked.unit))), 303)
