"""The review screen: looking, deciding, marking, a second person, taking back."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from sqlalchemy.orm import Session

from consultation.accounts.permissions import Permission
from consultation.accounts.requests import actor, requires
from consultation.dossiers import access
from consultation.dossiers.models import Consultation
from consultation.errors import Conflict, InvalidInput, NotAllowed, NotFound
from consultation.questions.answering.forms import id_of
from consultation.questions.findings import deciding
from consultation.questions.reviewing import said_page, second_person
from consultation.review.rules import NO_REASON, Opinion
from consultation.review_screen import acting, requests, screening
from consultation.review_screen.acting import Overtaken, Undone
from consultation.review_screen.page import OUTCOME_WORDS, Fault, page
from consultation.review_screen.screening import Asked
from consultation.web.language import format_clock, translate, words_of
from consultation.web.requests import reading, transaction

blueprint = Blueprint("review", __name__)

REASONS_FIELD = "reasons"

Act = Callable[[Session, Consultation], object]  # what was done; where to go on when it says so


@blueprint.get("/werk/<slug>/controle/")
@requires(Permission.FINDING_DECIDE)
def screen(slug: str) -> ResponseReturnValue:
    """Show the next open finding, or the one asked for, with its text in two panes."""
    return page(slug, requests.asked())


@blueprint.post("/werk/<slug>/controle/besluit/")
@requires(Permission.FINDING_DECIDE)
def decide(slug: str) -> ResponseReturnValue:
    """Decide about one finding and go to the next."""
    target = requests.target()
    return _do(slug, lambda session, found: acting.decide(session, actor(), found, target, requests.choice()))


@blueprint.post("/werk/<slug>/controle/toevoegen/")
@requires(Permission.FINDING_DECIDE)
def mark(slug: str) -> ResponseReturnValue:
    """Redact what nobody found yet, and go on where one was."""
    target, choice, place = requests.target(), requests.choice(), requests.asked()

    def act(session: Session, found: Consultation) -> Asked:
        added = acting.mark(session, actor(), found, target, choice)
        flash(gettext("Het gekozen stuk is gelakt."))
        return screening.behind(session, actor(), found, _at(place, target.unit, requests.number()), added)

    return _do(slug, act)


@blueprint.post("/werk/<slug>/controle/geheel/")
@requires(Permission.FINDING_DECIDE)
def whole(slug: str) -> ResponseReturnValue:
    """Keep a whole question out of the nota, or give it back to its party."""
    target, choice = requests.target(), requests.choice()
    return _do(slug, lambda session, found: deciding.decide_whole(session, actor(), found, target.unit, choice))


@blueprint.post("/werk/<slug>/controle/oordeel/")
@requires(Permission.FINDING_DECIDE)
def second(slug: str) -> ResponseReturnValue:
    """Agree with what a colleague decided, or refuse it with a reason, and go to the next."""
    opinion = Opinion(request.form.get("besluit") == "eens", request.form.get("reden", ""), "gelezen" in request.form)
    decision = id_of(request.form.get("op"))

    def act(session: Session, found: Consultation) -> None:
        if decision is None:
            raise NotFound
        flash(said_page.told(slug, second_person.give_opinion(session, actor(), found, decision, opinion)))

    return _do(slug, act)


@blueprint.post("/werk/<slug>/controle/terugnemen/")
@requires(Permission.FINDING_DECIDE)
def undo(slug: str) -> ResponseReturnValue:
    """Take back one's own last decision that still stands, and go back to where it was."""
    place = requests.asked()
    with transaction() as session:
        found = access.for_work(session, actor(), Permission.FINDING_DECIDE, slug)
        done = acting.undo(session, actor(), found)
    flash(_taken_back(done))
    return redirect(requests.address(slug, place, tekst=done.unit or None, bevinding=done.number or None), 303)


def _do(slug: str, act: Act) -> ResponseReturnValue:
    """Do it and go on; say what was wrong on the page itself, with everything that was typed."""
    place, unit, number = requests.asked(), requests.unit(request.form.get("tekst", "")), requests.number()
    try:
        with transaction() as session:
            done = act(session, access.for_work(session, actor(), Permission.FINDING_DECIDE, slug))
    except InvalidInput as error:
        return page(slug, _at(place, unit, number), _fault(words_of(error), _where(error)), 400)
    except NotAllowed:
        raise
    except (NotFound, Conflict) as error:
        gone = translate(acting.GONE) if isinstance(error, NotFound) else words_of(error)
        return page(slug, _at(place, unit, number), _fault(_first(slug) or gone), 409)
    onward = done if isinstance(done, Asked) else _at(place, unit, number, after=True)
    return redirect(requests.onward(slug, onward), 303)


def _at(place: Asked, unit: str, number: int, *, after: bool = False) -> Asked:
    return Asked(place.filter, place.note, unit, number, after)


def _fault(words: str, where: str = "") -> Fault:
    return Fault(request.form.get("besluit", ""), words, requests.typed(), where)


def _where(error: InvalidInput) -> str:
    """Return which field is wrong; for want of a reason that is the list to choose one from."""
    return REASONS_FIELD if error.fields.get("reason") == (NO_REASON,) else next(iter(error.fields), "")


def _first(slug: str) -> str:
    """Return who was first, and with what; nothing when nobody was."""
    with reading() as session:
        found = access.for_work(session, actor(), Permission.FINDING_DECIDE, slug)
        theirs = acting.overtaken(session, actor(), found, requests.target())
    return _told(theirs) if theirs else ""


def _taken_back(done: Undone) -> str:
    """Return what was taken back, with the reason: whoever pressed a key too many need not think of it again."""
    told = [ngettext("%(num)s besluit is teruggenomen.", "%(num)s besluiten zijn teruggenomen.", done.count)]
    if done.name:
        told.append(gettext("Het gaat om %(name)s.", name=done.name))
    if done.outcome in OUTCOME_WORDS:
        told.append(gettext("Het was: %(outcome)s.", outcome=translate(OUTCOME_WORDS[done.outcome][1]).lower()))
    if done.reason:
        told.append(gettext("De reden was: %(reason)s", reason=done.reason))
    return " ".join(told)


def _told(theirs: Overtaken) -> str:
    outcome = OUTCOME_WORDS.get(theirs.outcome)
    told: str = gettext(
        "%(name)s besliste intussen, om %(time)s: %(outcome)s. Uw besluit is niet bewaard. Wat u schreef, staat er nog.",
        name=theirs.by,
        time=format_clock(theirs.at),
        outcome=translate(outcome[1]).lower() if outcome else gettext("teruggenomen"),
    )
    return told
