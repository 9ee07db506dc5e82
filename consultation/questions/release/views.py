"""The overview of a consultation, and the page that makes its parts public."""

from __future__ import annotations

import uuid

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from consultation import clock
from consultation.accounts.permissions import Permission, allowed
from consultation.accounts.requests import actor, requires
from consultation.dossiers import access, findings, queries
from consultation.dossiers.forms import FindingForm
from consultation.dossiers.tabs import tabs
from consultation.errors import InvalidInput
from consultation.parties import queries as parties
from consultation.publications import service as publishing
from consultation.questions.release import overview as overviews
from consultation.questions.release import service as releases
from consultation.web import form_errors
from consultation.web.requests import reading, transaction

blueprint = Blueprint("release", __name__)


@blueprint.get("/werk/<slug>/")
@requires(Permission.WORK_READ)
def overview(slug: str) -> ResponseReturnValue:
    """Show where a consultation stands."""
    with reading() as session:
        found = access.for_work(session, actor(), Permission.WORK_READ, slug)
        shown = overviews.overview(session, found)
    return render_template(
        "release/overview.html", slug=slug, view=shown, subtabs=tabs(slug, "overzicht", actor().role),
        may_edit=allowed(actor().role, Permission.CONSULTATION_EDIT),
        may_publish=allowed(actor().role, Permission.CONSULTATION_PUBLISH),
    )  # fmt: skip


@blueprint.get("/werk/<slug>/publiceren/")
@requires(Permission.FINDING_DECIDE)
def confirm(slug: str) -> ResponseReturnValue:
    """Show what would go out, to whom, and what stops it."""
    return _confirm_page(slug)


@blueprint.post("/werk/<slug>/publiceren/")
@requires(Permission.CONSULTATION_PUBLISH)
def publish(slug: str) -> ResponseReturnValue:
    """Make everything that is ready public at one moment."""
    with transaction() as session:
        found = access.for_work(session, actor(), Permission.CONSULTATION_PUBLISH, slug)
        made = releases.release(session, actor(), found)
        slug = found.slug  # another one when the old address held a name
    return redirect(url_for("release.released", slug=slug, release_id=made.id), 303)


@blueprint.get("/werk/<slug>/publiceren/<uuid:release_id>/")
@requires(Permission.CONSULTATION_PUBLISH)
def released(slug: str, release_id: uuid.UUID) -> ResponseReturnValue:
    """Show when a release becomes readable; until then it can be stopped."""
    with reading() as session:
        found = access.for_work(session, actor(), Permission.CONSULTATION_PUBLISH, slug)
        shown = releases.released(session, found, release_id)
    return render_template(
        "release/released.html", slug=slug, title=found.title, release=shown, subtabs=tabs(slug, "overzicht", actor().role)
    )


@blueprint.post("/werk/<slug>/publiceren/<uuid:release_id>/stop/")
@requires(Permission.CONSULTATION_PUBLISH)
def stop(slug: str, release_id: uuid.UUID) -> ResponseReturnValue:
    """Stop a release before its moment."""
    with transaction() as session:
        found = access.for_work(session, actor(), Permission.CONSULTATION_PUBLISH, slug)
        releases.stop(session, actor(), found, release_id)
    return redirect(url_for("release.released", slug=slug, release_id=release_id), 303)


@blueprint.post("/werk/<slug>/publiceren/bevinding/")
@requires(Permission.FINDING_DECIDE)
def decide(slug: str) -> ResponseReturnValue:
    """Decide about a finding in a text of the municipality."""
    form = FindingForm()
    if form.validate_on_submit():
        try:
            with transaction() as session:
                found = access.for_work(session, actor(), Permission.FINDING_DECIDE, slug)
                findings.decide(session, actor(), found, form.verdict())
            return redirect(url_for("release.confirm", slug=slug), 303)
        except InvalidInput as error:
            form_errors.put(form, error)
    return _confirm_page(slug, form), 400


def _confirm_page(slug: str, form: FindingForm | None = None) -> str:
    with reading() as session:
        found = access.for_work(session, actor(), Permission.FINDING_DECIDE, slug)
        ready = releases.readiness(session, actor(), found)
        held = findings.waiting(session, found)
        moment = publishing.next_moment(session)
        count = parties.count(session, found.id)
        file = queries.consultation_file(session, found, clock.now(session))
    return render_template(
        "release/confirm.html", slug=slug, title=found.title, ready=ready, held=held, moment=moment, parties=count, file=file,
        fields=findings.FIELDS, form=form or FindingForm(formdata=None),
        may_publish=allowed(actor().role, Permission.CONSULTATION_PUBLISH), subtabs=tabs(slug, "overzicht", actor().role),
    )  # fmt: skip
