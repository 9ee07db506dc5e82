"""Import: a file, a page that says row by row what is good and what must be fixed, and then all at once."""

from __future__ import annotations

import uuid

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from consultation.accounts.permissions import Permission
from consultation.accounts.requests import actor, requires
from consultation.dossiers import access
from consultation.dossiers.tabs import tabs
from consultation.errors import InvalidInput
from consultation.questions.importing import service as importing
from consultation.questions.importing.forms import ImportForm, TakeForm, edits, row_form
from consultation.questions.importing.spreadsheet import Sheet, read
from consultation.questions.importing.spreadsheet.template import template
from consultation.questions.importing.staging import Staging, prepare
from consultation.web import form_errors
from consultation.web.requests import reading, transaction

blueprint = Blueprint("imports", __name__)
SHOWN = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/werk/<slug>/vragen/importeren/")
@requires(Permission.QUESTION_IMPORT)
def choose(slug: str) -> ResponseReturnValue:
    """Show the template and the form for a file."""
    return _choose_page(slug, ImportForm())


@blueprint.get("/werk/<slug>/vragen/importeren/sjabloon.xlsx")
@requires(Permission.QUESTION_IMPORT)
def sheet_template(slug: str) -> ResponseReturnValue:
    """Hand out the sheet to fill in: the same bytes each time."""
    with reading() as session:
        access.for_work(session, actor(), Permission.QUESTION_IMPORT, slug)
    answer = Response(template(with_answers=True), mimetype=XLSX)
    answer.headers["Content-Disposition"] = "attachment; filename=vragen.xlsx"
    return answer


@blueprint.post("/werk/<slug>/vragen/importeren/")
@requires(Permission.QUESTION_IMPORT)
def upload(slug: str) -> ResponseReturnValue:
    """Read a file in a process of its own, look over its rows, and keep them sealed."""
    form = ImportForm()
    try:
        data, name = form.upload()
        if not name:
            raise InvalidInput({"file": [gettext("Kies een bestand.")]})
        batch_id = _look_over(slug, read(data, name))
    except InvalidInput as error:
        form_errors.put(form, error)
        return _choose_page(slug, form), 400
    return redirect(url_for("imports.checked", slug=slug, batch_id=batch_id), 303)


@blueprint.get("/werk/<slug>/vragen/importeren/<uuid:batch_id>/")
@requires(Permission.QUESTION_IMPORT)
def checked(slug: str, batch_id: uuid.UUID) -> ResponseReturnValue:
    """Show what is good and what must be fixed; after taking: what was taken."""
    return _checked_page(slug, batch_id, TakeForm())


@blueprint.post("/werk/<slug>/vragen/importeren/<uuid:batch_id>/")
@requires(Permission.QUESTION_IMPORT)
def fix_or_take(slug: str, batch_id: uuid.UUID) -> ResponseReturnValue:
    """Keep what was fixed and look again; or also take what is good."""
    form = TakeForm()
    _fix(slug, batch_id)
    if request.form.get("actie") == "neem":
        try:
            with transaction() as session:
                found = access.for_work(session, actor(), Permission.QUESTION_IMPORT, slug)
                importing.take(session, actor(), found, batch_id, ask=form.answers.data != "concept")
        except InvalidInput as error:
            return _checked_page(slug, batch_id, form, form_errors.put(form, error)), 400
    return redirect(url_for("imports.checked", slug=slug, batch_id=batch_id), 303)


def _fix(slug: str, batch_id: uuid.UUID) -> None:
    """Keep what was typed on the page, if anything was."""
    with transaction() as session:
        found = access.for_work(session, actor(), Permission.QUESTION_IMPORT, slug)
        staging = importing.staged(session, actor(), found, batch_id)
    typed = edits(staging.faulty, request.form)
    if not staging.taken and any(typed.values()):
        _look_over(slug, staging.amended(typed), staging, batch_id)


def _look_over(slug: str, sheet: Sheet, before: Staging | None = None, batch_id: uuid.UUID | None = None) -> uuid.UUID:
    """Compare and judge the rows while no lock is held, then seal them."""
    with transaction() as session:
        found = access.for_work(session, actor(), Permission.QUESTION_IMPORT, slug)
        known = importing.known(session, actor(), found)
    staging = prepare(sheet, known, before.notes if before else None)
    with transaction() as session:
        found = access.for_work(session, actor(), Permission.QUESTION_IMPORT, slug)
        return importing.stage(session, actor(), found, staging, batch_id)


def _choose_page(slug: str, form: ImportForm) -> str:
    with reading() as session:
        title = access.for_work(session, actor(), Permission.QUESTION_IMPORT, slug).title
    return render_template(
        "questions/import_choose.html", slug=slug, title=title, form=form, subtabs=tabs(slug, "vragen", actor().role)
    )


def _checked_page(slug: str, batch_id: uuid.UUID, form: TakeForm, faults: list[str] | None = None) -> str:
    with transaction() as session:
        found = access.for_work(session, actor(), Permission.QUESTION_IMPORT, slug)
        staging = importing.staged(session, actor(), found, batch_id)
    page = "questions/import_taken.html" if staging.taken else "questions/import_checked.html"
    return render_template(
        page, slug=slug, title=found.title, batch_id=batch_id, staging=staging, form=form, faults=faults or [],
        rows=[(row, row_form(row)) for row in staging.faulty[:SHOWN]], shown=SHOWN,
        subtabs=tabs(slug, "vragen", actor().role),
    )  # fmt: skip
