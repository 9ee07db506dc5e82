"""The form for a question."""

from __future__ import annotations

import uuid

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, FileField, HiddenField, SelectField, StringField, TextAreaField

from consultation.errors import InvalidInput
from consultation.questions.asking.own_questions import OwnQuestion
from consultation.questions.asking.pages import FormPage
from consultation.questions.asking.service import QuestionDraft
from consultation.questions.rules import THEME_WORDS, Theme
from consultation.questions.texts import annexes
from consultation.questions.texts.annexes import Change
from consultation.uploads.read import Upload, read
from consultation.words import N_

WHOLE = _l("De hele consultatie, of iets anders")


class QuestionForm(FlaskForm):
    """A question with its place. `concept` is the id of the draft, `seen` the version that the form showed."""

    concept = HiddenField()
    seen = HiddenField()
    text = TextAreaField(_l("Uw vraag"))
    document = SelectField(_l("Over welk document gaat uw vraag?"), validate_choice=False)
    section = StringField(_l("Waar in het document?"), description=_l("Bijvoorbeeld: § 3.4, of bladzijde 12."))
    theme = SelectField(_l("Thema"), validate_choice=False)
    file = FileField(_l("Bijlage"), description=_l("Docx, odt, pdf, xlsx of ods, tot 5 MB."))
    drop = BooleanField(_l("Haal de bijlage weg"))

    def offer(self, page: FormPage) -> QuestionForm:
        """Fill the lists; themes come in the order of a note, with "other" in front as the first choice."""
        self.document.choices = [("", WHOLE), *((str(v.id), v.words) for v in page.versions)]
        others = [theme for theme in Theme if theme is not Theme.OTHER]
        words = {theme: _l(THEME_WORDS[theme]) for theme in others}
        self.theme.choices = [(Theme.OTHER.value, _l("Overig, of ik weet het niet")), *((t.value, words[t]) for t in others)]
        return self

    def begin(self, version_id: uuid.UUID | None, section: str) -> None:
        """Start a new draft at the place where the reader was."""
        self.concept.data = str(uuid.uuid4())
        self.document.data, self.theme.data = str(version_id or ""), Theme.OTHER.value
        self.section.data = section[:200]

    def show(self, question: OwnQuestion) -> None:
        """Show a saved draft."""
        self.concept.data, self.seen.data = str(question.id), str(question.version)
        self.text.data, self.section.data = question.text, question.section
        self.document.data, self.theme.data = str(question.document_version_id or ""), question.theme

    def question_id(self) -> uuid.UUID:
        """Return the id of the draft. A form without one that can be read starts a new draft."""
        return _uuid(self.concept.data) or uuid.uuid4()

    def draft(self) -> QuestionDraft:
        """Return what was filled in; a file is read in a process of its own. Raises InvalidInput for what cannot be used."""
        version_id = _uuid(self.document.data)
        if self.document.data and version_id is None:
            raise InvalidInput({"document": [N_("Kies een document uit de lijst.")]})
        return QuestionDraft(
            text=self.text.data or "",
            theme=self.theme.data or Theme.OTHER,
            document_version_id=version_id,
            section=self.section.data or "",
            seen=_uuid(self.seen.data),
            annex=Change(self._upload(), bool(self.drop.data)),
        )

    def _upload(self) -> Upload | None:
        chosen = self.file.data
        if not isinstance(chosen, FileStorage) or not chosen.filename:
            return None
        return read(chosen.stream.read(), chosen.filename, annexes.LIMITS)


def _uuid(value: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(value or "")
    except ValueError:
        return None
