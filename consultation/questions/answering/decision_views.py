"""The second person: approving one answer or many, giving back, deciding about findings."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from consultation.accounts.permissions import Permission
from consultation.accounts.requests import actor, requires
from consultation.dossiers import access
from consultation.dossiers.tabs import tabs
from consultation.errors import Conflict, InvalidInput
from consultation.questions.answering import bulk, worklist
from consultation.questions.answering import service as answering
from consultation.questions.answering.bulk import Act
from consultation.questions.answering.forms import id_of
from consultation.questions.answering.work_page import Fault, address, page, wanted
from consultation.questions.answering.worklist import Wanted
from consultation.questions.findings import deciding
from consultation.questions.findings.deciding import Verdict
from consultation.review.rules import Choice
from consultation.web.language import words_of
from consultation.web.requests import transaction
from consultation.words import N_
from legal.terms import Outcome

blueprint = Blueprint("decisions", __name__)

CHANGED = N_("Het antwoord is intussen gewijzigd. Lees het opnieuw en geef dan akkoord.")
LONGEST_CHOICE = 5_000
OUTCOMES = {"lak": Outcome.REDACT, "laat": Outcome.CLEAR, "algemener": Outcome.GENERALISE}


@blueprint.post("/werk/<slug>/vragen/<kenmerk>/akkoord/")
@requires(Permission.ANSWER_APPROVE)
def approve(slug: str, kenmerk: str) -> ResponseReturnValue:
    """Approve one answer and go to the next question. Only the text that was read can be approved."""
    place = wanted(kenmerk)
    with transaction() as session:
        found = access.for_work(session, actor(), Permission.ANSWER_APPROVE, slug)
        after = worklist.to_approve(session, actor(), found, place)
        if not bulk.perform(session, actor(), found, Act.APPROVE, {kenmerk: request.form.get("gezien", 0, type=int)}):
            raise Conflict(CHANGED)
    flash(gettext("Vraag %(reference)s is akkoord.", reference=kenmerk))
    return redirect(address(slug, Wanted(place.filter, place.page, after)), 303)


@blueprint.post("/werk/<slug>/vragen/<kenmerk>/terug/")
@requires(Permission.ANSWER_APPROVE)
def give_back(slug: str, kenmerk: str) -> ResponseReturnValue:
    """Send an answer back to its writer, with a reason."""
    place, reason = wanted(kenmerk), request.form.get("reden", "")
    try:
        with transaction() as session:
            found = access.for_work(session, actor(), Permission.ANSWER_APPROVE, slug)
            question_id = worklist.question_id(session, actor(), found, kenmerk)
            answering.give_back(session, actor(), found, question_id, reason)
    except InvalidInput as error:
        return page(slug, place, fault=Fault("terug", words_of(error), reason)), 400
    flash(gettext("Vraag %(reference)s is terug bij de schrijver.", reference=kenmerk))
    return redirect(address(slug, place), 303)


@blueprint.post("/werk/<slug>/vragen/<kenmerk>/bevinding/")
@requires(Permission.FINDING_DECIDE)
def decide(slug: str, kenmerk: str) -> ResponseReturnValue:
    """Decide about one finding: redact it, make it more general, or leave it with a reason."""
    place, verdict = wanted(kenmerk), _verdict()
    try:
        with transaction() as session:
            found = access.for_work(session, actor(), Permission.FINDING_DECIDE, slug)
            deciding.decide(session, actor(), found, kenmerk, verdict)
    except InvalidInput as error:
        fault = Fault(f"{verdict.field}-{verdict.place[0]}", words_of(error), verdict.choice.reason)
        return page(slug, place, fault=fault), 400
    return redirect(address(slug, place), 303)


@blueprint.get("/werk/<slug>/vragen/akkoord/")
@requires(Permission.ANSWER_APPROVE)
def approve_many(slug: str) -> ResponseReturnValue:
    """List every answer that would be approved."""
    return _many_page(slug, Act.APPROVE)


@blueprint.post("/werk/<slug>/vragen/akkoord/")
@requires(Permission.ANSWER_APPROVE)
def do_approve_many(slug: str) -> ResponseReturnValue:
    """Approve the answers that were listed."""
    return _many(slug, Act.APPROVE)


@blueprint.get("/werk/<slug>/vragen/akkoord-vragen/")
@requires(Permission.ANSWER_WRITE)
def ask_many(slug: str) -> ResponseReturnValue:
    """List every answer for which approval would be asked."""
    return _many_page(slug, Act.ASK)


@blueprint.post("/werk/<slug>/vragen/akkoord-vragen/")
@requires(Permission.ANSWER_WRITE)
def do_ask_many(slug: str) -> ResponseReturnValue:
    """Ask approval for the answers that were listed."""
    return _many(slug, Act.ASK)


def _verdict() -> Verdict:
    form = request.form
    outcome = OUTCOMES.get(form.get("besluit", ""), Outcome.REDACT)
    choice = Choice(outcome, form.get("reden", ""), form.get("vervang", ""), over=id_of(form.get("op")))
    place = (form.get("begin", 0, type=int), form.get("eind", 0, type=int))
    return Verdict(form.get("veld", ""), place, choice, id_of(form.get("tekst")))


def _many_page(slug: str, act: Act) -> ResponseReturnValue:
    place, references = wanted(), request.args.getlist("vraag")[:LONGEST_CHOICE]
    if not references and "alle" not in request.args:
        flash(gettext("Kies eerst een of meer vragen in de lijst."))
        return redirect(address(slug, Wanted(place.filter, place.page)), 303)
    with transaction() as session:
        found = access.for_work(session, actor(), bulk.PERMISSION[act], slug)
        items = bulk.items(session, actor(), found, act, (place, references))
    return render_template(
        "questions/many.html", slug=slug, title=found.title, act=act.value, items=items, place=place,
        back=address(slug, Wanted(place.filter, place.page)), subtabs=tabs(slug, "vragen", actor().role),
    )  # fmt: skip


def _many(slug: str, act: Act) -> ResponseReturnValue:
    place = wanted()
    pairs = (value.rpartition(":") for value in request.form.getlist("keuze")[:LONGEST_CHOICE])
    seen = {reference: int(number) for reference, _, number in pairs if number.isdecimal()}
    with transaction() as session:
        found = access.for_work(session, actor(), bulk.PERMISSION[act], slug)
        done = bulk.perform(session, actor(), found, act, seen)
    if act is Act.APPROVE:
        flash(ngettext("%(num)s antwoord is akkoord.", "%(num)s antwoorden zijn akkoord.", done))
    else:
        flash(ngettext("%(num)s antwoord wacht op akkoord.", "%(num)s antwoorden wachten op akkoord.", done))
    if left := len(seen) - done:
        flash(
            ngettext(
                "%(num)s antwoord veranderde intussen en bleef liggen.",
                "%(num)s antwoorden veranderden intussen en bleven liggen.",
                left,
            )
        )
    return redirect(address(slug, Wanted(place.filter)), 303)
