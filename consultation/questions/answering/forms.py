"""The form for an answer, dense: it stands beside the list."""

from __future__ import annotations

import uuid

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from consultation.questions.answering.opened import OpenQuestion
from consultation.questions.answering.service import AnswerDraft


class AnswerForm(FlaskForm):
    """An answer, and whether it changes a document. The domain judges what is typed."""

    text = TextAreaField(_l("Antwoord van de gemeente"))
    changes_document = BooleanField(_l("Dit antwoord wijzigt een document"))
    changes_version = SelectField(_l("Nieuwe versie van het document"), validate_choice=False, choices=[])
    based_on = HiddenField()

    def draft(self, ask: bool) -> AnswerDraft:
        """Return what was typed; a version counts only when the box says that a document changes."""
        version = id_of(self.changes_version.data)
        changes = bool(self.changes_document.data)
        seen = self.based_on.data or ""
        return AnswerDraft(self.text.data or "", int(seen) if seen.isdecimal() else 0, changes, version if changes else None, ask)

    def offer(self, opened: OpenQuestion) -> AnswerForm:
        """Fill in the versions one can choose."""
        named = [SelectChoice(str(version), title) for version, title in opened.versions]
        self.changes_version.choices = [SelectChoice("", gettext("Kies een versie")), *named]
        return self


def answer_form(opened: OpenQuestion) -> AnswerForm:
    """Return the form with the answer as it stands."""
    chosen = str(opened.changes_version_id or "")
    form = AnswerForm(
        formdata=None,
        text=opened.answer,
        changes_document=opened.changes_document,
        changes_version=chosen,
        based_on=str(opened.based_on),
    )
    return form.offer(opened)


def id_of(value: str | None) -> uuid.UUID | None:
    """Return the id that a field holds, or None when it holds none."""
    try:
        return uuid.UUID(value or "")
    except ValueError:
        return None
