"""Forms for an import: the file, the rows to fix, and what becomes of the answers."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import FileStorage, MultiDict
from wtforms import FileField, Form, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from consultation.questions.importing.spreadsheet import Field
from consultation.questions.importing.spreadsheet.sheet import FIELDS
from consultation.questions.importing.staging import StagedRow

ANSWERS = [
    SelectChoice("akkoord", _l("Vraag meteen akkoord: iemand anders leest ze na")),
    SelectChoice("concept", _l("Bewaar ze als concept: ik lees ze eerst zelf")),
]


class ImportForm(FlaskForm):
    """The file with questions."""

    file = FileField(_l("Bestand met vragen"), description=_l("Xlsx, ods, csv of jsonl, tot 10 MB en 2.000 rijen."))

    def upload(self) -> tuple[bytes, str]:
        """Return the bytes and the name of the file; nothing when none was chosen."""
        chosen = self.file.data
        if not isinstance(chosen, FileStorage) or not chosen.filename:
            return b"", ""
        return chosen.stream.read(), chosen.filename


class TakeForm(FlaskForm):
    """What becomes of the answers in the file."""

    answers = RadioField(_l("Antwoorden uit het bestand"), choices=ANSWERS, default="akkoord")


class RowForm(Form):
    """A row that must be fixed, on the page itself."""

    question = TextAreaField(_l("Vraag"))
    answer = TextAreaField(_l("Antwoord"))
    about = StringField(_l("Gaat over"))
    document = StringField(_l("Document"))
    section = StringField(_l("Paragraaf"))
    page = StringField(_l("Bladzijde"))
    theme = StringField(_l("Thema"))


def row_form(row: StagedRow) -> RowForm:
    """Return the form of a row with its faults at the fields."""
    form = RowForm(prefix=_prefix(row.line), data={str(name): text for name, text in row.texts.items()})
    for problem in row.problems:
        if problem.stops and problem.field is not None:
            form[problem.field].errors = [*form[problem.field].errors, problem.message_nl]
    return form


def edits(rows: tuple[StagedRow, ...], typed: MultiDict[str, str]) -> Mapping[int, Mapping[Field, str]]:
    """Return what was typed per line and field."""
    return {
        row.line: {field: typed[name] for field in FIELDS if (name := f"{_prefix(row.line)}-{field}") in typed} for row in rows
    }


def _prefix(line: int) -> str:
    return f"rij{line}"
