"""Notes: made by one, published by another on a page that says what happens, stoppable until the moment."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from consultation.accounts.permissions import Permission, allowed
from consultation.accounts.requests import actor, requires
from consultation.dossiers import access
from consultation.dossiers.tabs import tabs
from consultation.errors import InvalidInput, PublishBlocked
from consultation.questions.answering import worklist
from consultation.questions.notes import composing
from consultation.questions.notes import pages as note_pages
from consultation.web.language import words_of
from consultation.web.requests import reading, transaction

blueprint = Blueprint("notes", __name__)


@blueprint.get("/werk/<slug>/notas/")
@requires(Permission.QUESTION_READ)
def overview(slug: str) -> ResponseReturnValue:
    """Show the notes and what waits to go into the next one."""
    return _list_page(slug)


@blueprint.post("/werk/<slug>/notas/")
@requires(Permission.NOTE_COMPOSE)
def compose(slug: str) -> ResponseReturnValue:
    """Make the next note, or add what was approved since to the one in the making."""
    try:
        with transaction() as session:
            found = access.for_work(session, actor(), Permission.NOTE_COMPOSE, slug)
            number = composing.compose(session, actor(), found).number
    except InvalidInput as error:
        return _list_page(slug, words_of(error)), 400
    return redirect(url_for("notes.note", slug=slug, number=number), 303)


@blueprint.get("/werk/<slug>/notas/<int:number>/")
@requires(Permission.QUESTION_READ)
def note(slug: str, number: int) -> ResponseReturnValue:
    """Show a note: in the making, planned or public. Opening its texts writes a line in the record."""
    page = max(1, min(request.args.get("bladzijde", 1, type=int), 10_000))
    with transaction() as session:
        found = access.for_work(session, actor(), Permission.QUESTION_READ, slug)
        is_out = note_pages.is_out(session, actor(), found, number)
        out = note_pages.published(session, actor(), found, number) if is_out else None
        file = None if is_out else note_pages.in_the_making(session, actor(), found, number, page)
    if out is not None:
        return render_template("notes/published.html", out=out, **_common(slug))
    return render_template("notes/making.html", file=file, **_common(slug))


@blueprint.post("/werk/<slug>/notas/<int:number>/weg/")
@requires(Permission.NOTE_COMPOSE)
def take_out(slug: str, number: int) -> ResponseReturnValue:
    """Take a question out; it waits for the next note."""
    reference = request.form.get("vraag", "")
    with transaction() as session:
        found = access.for_work(session, actor(), Permission.NOTE_COMPOSE, slug)
        question_id = worklist.question_id(session, actor(), found, reference)
        composing.take_out(session, actor(), found, number, question_id)
    flash(gettext("Vraag %(reference)s staat niet meer in deze nota. Hij wacht op de volgende.", reference=reference))
    return redirect(url_for("notes.note", slug=slug, number=number), 303)


@blueprint.get("/werk/<slug>/notas/<int:number>/publiceren/")
@requires(Permission.NOTE_PUBLISH)
def confirm(slug: str, number: int) -> ResponseReturnValue:
    """Say what publishing does, before it is done; what stays readable is opened for it (R1)."""
    with transaction() as session:
        found = access.for_work(session, actor(), Permission.NOTE_PUBLISH, slug)
        going = note_pages.going_out(session, actor(), found, number)
    if going.line.is_out:
        return redirect(url_for("notes.note", slug=slug, number=number), 303)
    return render_template("notes/confirm.html", going=going, refused=(), unseen="", **_common(slug))


@blueprint.post("/werk/<slug>/notas/<int:number>/publiceren/")
@requires(Permission.NOTE_PUBLISH)
def publish(slug: str, number: int) -> ResponseReturnValue:
    """Publish to everybody at one moment, or nothing at all and the reasons why."""
    seen = request.form.getlist("herhaald") if request.form.get("gelezen") else []
    try:
        with transaction() as session:
            found = access.for_work(session, actor(), Permission.NOTE_PUBLISH, slug)
            composing.publish(session, actor(), found, number, repeats=seen)
    except PublishBlocked as error:
        return _blocked(slug, number, error.reasons), 409
    except InvalidInput as error:
        return _blocked(slug, number, (), error.fields["repeats"][0]), 400
    return redirect(url_for("notes.note", slug=slug, number=number), 303)


@blueprint.post("/werk/<slug>/notas/<int:number>/stop/")
@requires(Permission.NOTE_PUBLISH)
def stop(slug: str, number: int) -> ResponseReturnValue:
    """Stop a note before its moment."""
    with transaction() as session:
        found = access.for_work(session, actor(), Permission.NOTE_PUBLISH, slug)
        composing.stop(session, actor(), found, number)
    return redirect(url_for("notes.note", slug=slug, number=number), 303)


def _blocked(slug: str, number: int, reasons: Sequence[str], unseen: str = "") -> str:
    """Show every reason; the findings are counted anew, so that the list of questions shows them too."""
    with transaction() as session:
        found = access.for_work(session, actor(), Permission.NOTE_PUBLISH, slug)
        composing.blockers(session, actor(), found, number)
        going = note_pages.going_out(session, actor(), found, number)
    return render_template("notes/confirm.html", going=going, refused=reasons, unseen=unseen, **_common(slug))


def _list_page(slug: str, fault: str = "") -> str:
    with reading() as session:
        found = access.for_work(session, actor(), Permission.QUESTION_READ, slug)
        listed = note_pages.note_list(session, actor(), found)
    return render_template("notes/list.html", notes_made=listed, fault=fault, **_common(slug))


def _common(slug: str) -> dict[str, object]:
    role = actor().role
    return {
        "slug": slug,
        "subtabs": tabs(slug, "notas", role),
        "may_compose": allowed(role, Permission.NOTE_COMPOSE),
        "may_decide": allowed(role, Permission.FINDING_DECIDE),
        "may_publish": allowed(role, Permission.NOTE_PUBLISH),
        "may_see_parties": allowed(role, Permission.RECORD_READ_PARTIES),
    }
