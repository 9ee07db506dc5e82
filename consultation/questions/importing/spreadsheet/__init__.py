"""Import of questions, with or without answers, from xlsx, ods, csv or JSON Lines. The template is in `template`."""

from consultation.questions.importing.spreadsheet.check import Checked, CheckedRow, Problem, Status, check
from consultation.questions.importing.spreadsheet.read import DEFAULT_LIMITS, read
from consultation.questions.importing.spreadsheet.sheet import FIELDS, Field, Limits, Mark, Note, RawRow, Sheet
from consultation.uploads.refusals import UnreadableFile

__all__ = [
    "DEFAULT_LIMITS",
    "FIELDS",
    "Checked",
    "CheckedRow",
    "Field",
    "Limits",
    "Mark",
    "Note",
    "Problem",
    "RawRow",
    "Sheet",
    "Status",
    "UnreadableFile",
    "check",
    "read",
]
