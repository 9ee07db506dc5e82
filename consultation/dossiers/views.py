"""Work pages of a consultation: start, overview, edit, documents, parties."""

from __future__ import annotations

import uuid

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from consultation import clock
from consultation.accounts.permissions import Permission, allowed
from consultation.accounts.requests import actor, requires
from consultation.dossiers import access, queries, rules, service
from consultation.dossiers.forms import OPENNESS, ConsultationForm, InviteForm, VersionForm
from consultation.dossiers.tabs import tabs
from consultation.dossiers.version_page import document, version_page
from consultation.errors import Conflict, InvalidInput
from consultation.parties import queries as party_queries
from consultation.parties import service as parties
from consultation.web import form_errors, richtext
from consultation.web.requests import reading, transaction

blueprint = Blueprint("dossiers", __name__)


@blueprint.get("/werk/nieuw/")
@requires(Permission.CONSULTATION_CREATE)
def new() -> ResponseReturnValue:
    """Show the form for a new consultation."""
    return _consultation_page(ConsultationForm(), "")


@blueprint.post("/werk/nieuw/")
@requires(Permission.CONSULTATION_CREATE)
def create() -> ResponseReturnValue:
    """Start a consultation."""
    form = ConsultationForm()
    if form.validate_on_submit():
        try:
            with transaction() as session:
                slug = service.create(session, actor(), form.draft()).slug
            return redirect(f"/werk/{slug}/", 303)
        except InvalidInput as error:
            form_errors.put(form, error)
    return _consultation_page(form, ""), 400


@blueprint.get("/werk/<slug>/bewerken/")
@requires(Permission.CONSULTATION_EDIT)
def edit(slug: str) -> ResponseReturnValue:
    """Show a consultation that is not public yet as a form."""
    with reading() as session:
        found = access.for_work(session, actor(), Permission.CONSULTATION_EDIT, slug)
        file = queries.consultation_file(session, found, clock.now(session))
    return _consultation_page(ConsultationForm(obj=file, seen=file.fingerprint), slug)


@blueprint.post("/werk/<slug>/bewerken/")
@requires(Permission.CONSULTATION_EDIT)
def save(slug: str) -> ResponseReturnValue:
    """Save a changed consultation; when a colleague was first, show both (message 13)."""
    form = ConsultationForm()
    if form.validate_on_submit():
        try:
            with transaction() as session:
                found = access.for_work(session, actor(), Permission.CONSULTATION_EDIT, slug)
                service.edit(session, actor(), found, form.draft(), form.seen.data or "")
            return redirect(f"/werk/{slug}/", 303)
        except Conflict:
            return _both_texts(form, slug), 409
        except InvalidInput as error:
            form_errors.put(form, error)
    return _consultation_page(form, slug), 400


@blueprint.get("/werk/<slug>/documenten/")
@requires(Permission.WORK_READ)
def documents(slug: str) -> ResponseReturnValue:
    """Show the documents with their versions."""
    with reading() as session:
        found = access.for_work(session, actor(), Permission.WORK_READ, slug)
        rows = queries.documents(session, found, clock.now(session))
    return render_template(
        "dossiers/documents.html", slug=slug, title=found.title, documents=rows, subtabs=tabs(slug, "documenten", actor().role),
        may_edit=allowed(actor().role, Permission.CONSULTATION_EDIT),
    )  # fmt: skip


@blueprint.get("/werk/<slug>/documenten/nieuw/")
@requires(Permission.CONSULTATION_EDIT)
def new_version(slug: str) -> ResponseReturnValue:
    """Show the form for a new document, or the next version of `?document=`."""
    about = document(slug, request.args.get("document", ""))
    form = VersionForm()
    if about is not None:
        form = VersionForm(number=about.next_number, body=about.versions[0].body)
    return version_page(slug, form, about)


@blueprint.post("/werk/<slug>/documenten/nieuw/")
@requires(Permission.CONSULTATION_EDIT)
def add_version(slug: str) -> ResponseReturnValue:
    """Add a version, or only show how it will look."""
    about = document(slug, request.args.get("document", ""))
    form = VersionForm()
    if not form.validate_on_submit():
        return version_page(slug, form, about), 400
    try:
        if "bekijk" in request.form:
            richtext.check(rules.tidy_version(form.draft()).body, "body")
            return version_page(slug, form, about, preview=True)
        with transaction() as session:
            found = access.for_work(session, actor(), Permission.CONSULTATION_EDIT, slug)
            service.add_version(session, actor(), found, form.draft(), about.id if about else None)
        return redirect(url_for("dossiers.documents", slug=slug), 303)
    except InvalidInput as error:
        form_errors.put(form, error)
    return version_page(slug, form, about), 400


@blueprint.get("/werk/<slug>/partijen/")
@requires(Permission.WORK_READ)
def show_parties(slug: str) -> ResponseReturnValue:
    """Show who takes part."""
    return _parties_page(slug, InviteForm(formdata=None))


@blueprint.post("/werk/<slug>/partijen/")
@requires(Permission.PARTY_INVITE)
def invite(slug: str) -> ResponseReturnValue:
    """Invite a provider."""
    form = InviteForm()
    with transaction() as session:
        found = access.for_work(session, actor(), Permission.PARTY_INVITE, slug)
        chosen = _uuid(form.organisation.data or "")
        try:
            parties.invite(session, actor(), found.id, chosen or uuid.UUID(int=0))
            return redirect(url_for("dossiers.show_parties", slug=slug), 303)
        except InvalidInput as error:
            form_errors.put(form, error)
    return _parties_page(slug, form), 400


def _consultation_page(form: ConsultationForm, slug: str, theirs: queries.ConsultationFile | None = None) -> str:
    if slug:
        with reading() as session:
            access.for_work(session, actor(), Permission.CONSULTATION_EDIT, slug)
    subtabs = tabs(slug, "overzicht", actor().role) if slug else []
    words = {choice.value: choice.label for choice in OPENNESS}
    return render_template(
        "dossiers/consultation_form.html", form=form, slug=slug, theirs=theirs, openness=words, subtabs=subtabs
    )


def _both_texts(form: ConsultationForm, slug: str) -> str:
    """Show what a colleague saved beside what was typed; the next save answers to what is shown now."""
    with reading() as session:
        found = access.for_work(session, actor(), Permission.CONSULTATION_EDIT, slug)
        theirs = queries.consultation_file(session, found, clock.now(session))
    form.seen.data = theirs.fingerprint
    return _consultation_page(form, slug, theirs)


def _parties_page(slug: str, form: InviteForm) -> str:
    with reading() as session:
        found = access.for_work(session, actor(), Permission.WORK_READ, slug)
        rows = party_queries.parties(session, found.id)
        free = party_queries.candidates(session, found.id)
    form.organisation.choices = [
        SelectChoice("", gettext("Kies een partij")),
        *(SelectChoice(str(candidate.organisation_id), candidate.name) for candidate in free),
    ]
    return render_template(
        "dossiers/parties.html", slug=slug, title=found.title, openness=found.openness, parties=rows, form=form,
        may_invite=allowed(actor().role, Permission.PARTY_INVITE), free=len(free), subtabs=tabs(slug, "partijen", actor().role),
    )  # fmt: skip


def _uuid(value: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(value)
    except ValueError:
        return None
