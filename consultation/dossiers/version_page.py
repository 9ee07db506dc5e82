"""The page of a document version that is being written, from nothing, from the version before it, or from a file."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from flask import render_template
from flask_babel import gettext

from consultation import clock
from consultation.accounts.permissions import Permission
from consultation.accounts.requests import actor
from consultation.dossiers import access, files, queries, rules
from consultation.dossiers.forms import VersionForm
from consultation.dossiers.queries import DocumentFile
from consultation.dossiers.tabs import tabs
from consultation.errors import NotFound
from consultation.web import richtext
from consultation.web.requests import reading, transaction


def document(slug: str, name: str) -> DocumentFile | None:
    """Return a document of this consultation by its address, or None for a new one."""
    with reading() as session:
        found = access.for_work(session, actor(), Permission.CONSULTATION_EDIT, slug)
        rows = queries.documents(session, found, clock.now(session))
    return next((row for row in rows if row.slug == name), None)


def version_page(slug: str, form: VersionForm, about: DocumentFile | None, preview: bool = False) -> str:
    """Return the form; with `preview` also how it will look. A text from a file stands beside what stayed behind."""
    shown = richtext.render(rules.tidy_version(form.draft()).body) if preview else None
    return render_template(
        "dossiers/version_form.html", slug=slug, form=form, document=about, preview=shown, heading=heading(about),
        report=_report(slug, form), subtabs=tabs(slug, "documenten", actor().role),
    )  # fmt: skip


def heading(about: DocumentFile | None) -> str:
    """Return what is being made, in words."""
    words: str = gettext("Nieuwe versie van %(title)s", title=about.title) if about else gettext("Nieuw document")
    return words


def from_file(slug: str, upload_id: uuid.UUID, about: DocumentFile | None) -> VersionForm:
    """Return the form with the text of a file in it. Raises NotFound."""
    with transaction() as session:
        found = access.for_work(session, actor(), Permission.CONSULTATION_EDIT, slug)
        text = files.taken(session, actor(), found, upload_id)
    number = about.next_number if about else "1.0"
    return VersionForm(formdata=None, title=text.title, number=number, body=text.body, source=str(upload_id))


def _report(slug: str, form: VersionForm) -> Mapping[str, int] | None:
    """Return what stayed behind in the file, or None for a text without a file."""
    source = form.draft().source
    if source is None:
        return None
    try:
        with transaction() as session:
            found = access.for_work(session, actor(), Permission.CONSULTATION_EDIT, slug)
            return files.taken(session, actor(), found, source).report
    except NotFound:
        return None
