"""A version from a file: choose it, and then the ordinary form with its text, beside what does not go along."""

from __future__ import annotations

import uuid

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import RequestLimit

from consultation.accounts.permissions import Permission
from consultation.accounts.requests import actor, requires, session_key
from consultation.accounts.views import limiter
from consultation.dossiers import access, files, version_page
from consultation.dossiers.forms import FileForm
from consultation.dossiers.tabs import tabs
from consultation.errors import InvalidInput
from consultation.uploads.read import read
from consultation.web import form_errors
from consultation.web.language import translate
from consultation.web.requests import transaction
from consultation.words import N_

blueprint = Blueprint("version_files", __name__)
OFTEN = "6 per minute; 60 per hour"
TOO_FAST = N_("U kiest heel snel achter elkaar een bestand. Wacht een minuut en probeer het opnieuw.")


def _too_fast(_limit: RequestLimit) -> Response:
    form = FileForm(formdata=None)
    form.file.errors = [translate(TOO_FAST)]
    slug: str = (request.view_args or {})["slug"]
    return make_response(_choose_page(slug, form), 429)


@blueprint.get("/werk/<slug>/documenten/bestand/")
@requires(Permission.CONSULTATION_EDIT)
def choose(slug: str) -> ResponseReturnValue:
    """Show the form for a file."""
    return _choose_page(slug, FileForm())


@blueprint.post("/werk/<slug>/documenten/bestand/")
@requires(Permission.CONSULTATION_EDIT)
@limiter.limit(OFTEN, key_func=session_key, on_breach=_too_fast)
def upload(slug: str) -> ResponseReturnValue:
    """Read a file in a process of its own, while no lock is held, and keep it and its text sealed."""
    form, name = FileForm(), request.args.get("document", "")
    try:
        version_page.document(slug, name)
        taken = read(*form.upload(), files.LIMITS)
        with transaction() as session:
            found = access.for_work(session, actor(), Permission.CONSULTATION_EDIT, slug)
            upload_id = files.take(session, actor(), found, taken)
    except InvalidInput as error:
        form_errors.put(form, error)
        return _choose_page(slug, form), 400
    return redirect(url_for("version_files.confirm", slug=slug, upload_id=upload_id, document=name or None), 303)


@blueprint.get("/werk/<slug>/documenten/bestand/<uuid:upload_id>/")
@requires(Permission.CONSULTATION_EDIT)
def confirm(slug: str, upload_id: uuid.UUID) -> ResponseReturnValue:
    """Show the text of the file in the form of a version; saving it is as for any other text."""
    about = version_page.document(slug, request.args.get("document", ""))
    return version_page.version_page(slug, version_page.from_file(slug, upload_id, about), about)


def _choose_page(slug: str, form: FileForm) -> str:
    about = version_page.document(slug, request.args.get("document", ""))
    return render_template(
        "dossiers/file_form.html", slug=slug, form=form, document=about, heading=version_page.heading(about),
        megabytes=files.LIMITS.bytes // 1024 // 1024, subtabs=tabs(slug, "documenten", actor().role),
    )  # fmt: skip
