"""Answering: the list with one question open beside it, saving, and two texts side by side."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from consultation.accounts.permissions import Permission
from consultation.accounts.requests import actor, requires
from consultation.dossiers import access
from consultation.dossiers.tabs import tabs
from consultation.errors import InvalidInput
from consultation.questions.answering import correcting, worklist
from consultation.questions.answering import flow as answering_flow
from consultation.questions.answering.flow import TwoTexts
from consultation.questions.answering.forms import AnswerForm
from consultation.questions.answering.work_page import address, marks, page, wanted
from consultation.questions.answering.worklist import Wanted
from consultation.web import form_errors
from consultation.web.requests import transaction

blueprint = Blueprint("work", __name__)
blueprint.add_app_template_filter(marks, "marks")


@blueprint.get("/werk/<slug>/vragen/")
@requires(Permission.QUESTION_READ)
def questions(slug: str) -> ResponseReturnValue:
    """Show the list with one question open. Opening it writes a line in the record."""
    return page(slug, wanted())


@blueprint.post("/werk/<slug>/vragen/<kenmerk>/antwoord/")
@requires(Permission.ANSWER_WRITE)
def answer(slug: str, kenmerk: str) -> ResponseReturnValue:
    """Save an answer as a concept, or save it, ask approval and go to the next question."""
    form, place = AnswerForm(), wanted(kenmerk)
    ask = request.form.get("actie") == "akkoord"
    try:
        with transaction() as session:
            found = access.for_work(session, actor(), Permission.ANSWER_WRITE, slug)
            saved = answering_flow.save(session, actor(), found, place, form.draft(ask))
    except InvalidInput as error:
        form_errors.put(form, error)
        return page(slug, place, form), 400
    if saved.two_texts is not None:
        return _two_texts(slug, place, saved.two_texts), 409
    if saved.warned:
        flash(gettext("Bewaard. Akkoord is nog niet gevraagd. Lees eerst de waarschuwing bij het antwoord."))
        return redirect(address(slug, place), 303)
    return _next(slug, place, saved.after) if ask else redirect(address(slug, place), 303)


@blueprint.post("/werk/<slug>/vragen/<kenmerk>/herstel/")
@requires(Permission.ANSWER_WRITE)
def correct(slug: str, kenmerk: str) -> ResponseReturnValue:
    """Begin a correction of a public answer: it comes in the next nota."""
    with transaction() as session:
        found = access.for_work(session, actor(), Permission.ANSWER_WRITE, slug)
        question_id = worklist.question_id(session, actor(), found, kenmerk)
        reference = correcting.correct(session, actor(), found, question_id)
    flash(gettext("Schrijf hier het goede antwoord. Het komt in de volgende nota."))
    return redirect(address(slug, Wanted("all", 1, reference)), 303)


def _next(slug: str, place: Wanted, after: str) -> ResponseReturnValue:
    flash(gettext("Vraag %(reference)s wacht op akkoord van iemand anders.", reference=place.reference))
    if not after:
        flash(gettext("Dit was de laatste vraag in dit filter."))
    return redirect(address(slug, Wanted(place.filter, place.page, after)), 303)


def _two_texts(slug: str, place: Wanted, texts: TwoTexts) -> str:
    keep = url_for("work.answer", slug=slug, kenmerk=place.reference, filter=place.filter, bladzijde=place.page)
    return render_template(
        "questions/two_texts.html", slug=slug, texts=texts, reference=place.reference, keep=keep,
        back=address(slug, place), subtabs=tabs(slug, "vragen", actor().role),
    )  # fmt: skip
