"""Judges every row of an import: good, to fix, or double; says in Dutch what is the matter and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from consultation.questions.importing.spreadsheet.sheet import FIELDS, Field, Mark, Note, RawRow, Sheet
from consultation.questions.importing.spreadsheet.words import FIELD_NAMES, PROBLEMS, SUMMARIES
from consultation.review.texts import same_words
from consultation.uploads.cleaning import clean, even
from consultation.uploads.phrases import number

LONGEST_TEXT = 10_000
LONGEST_SHORT_TEXT = 500
LONGEST: dict[Field, int] = dict.fromkeys(FIELDS, LONGEST_SHORT_TEXT) | {
    "question": LONGEST_TEXT,
    "answer": LONGEST_TEXT,
}
STOPPING = frozenset({"error_value", "not_text", "extra_cells"})
STOPPING_IN_TEXT = frozenset({"formula"})
Forbidden = Callable[[str], str | None]


class Status(StrEnum):
    """What can be done with a row now."""

    GOOD = "good"
    TO_FIX = "to_fix"
    DOUBLE = "double"


@dataclass(frozen=True)
class Problem:
    """One remark about a row. Without `stops` the row can go on as it is."""

    line: int
    field: Field | None
    code: str
    message_nl: str
    stops: bool = False


@dataclass(frozen=True)
class CheckedRow:
    """A row with cleaned texts. A field in which something forbidden stood is empty."""

    row: RawRow
    status: Status
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Checked:
    """All rows of an import, judged."""

    rows: tuple[CheckedRow, ...]
    notes: tuple[Note, ...] = ()

    def count(self, status: Status) -> int:
        """How many rows have this status."""
        return sum(1 for row in self.rows if row.status is status)

    @property
    def message_nl(self) -> str:
        """Message 9: how many rows are good, then what is wrong with the others."""
        stopping = (problem.message_nl for row in self.rows for problem in row.problems if problem.stops)
        return " ".join([self._summary(), *stopping])

    def _summary(self) -> str:
        good, total = self.count(Status.GOOD), len(self.rows)
        code = "some" if good not in (1, total) else "single"
        if good == total:
            code = "one" if total == 1 else "all"
        return SUMMARIES[code] % {"good": number(good), "total": number(total)}


def nothing_forbidden(text: str) -> str | None:
    """The check for texts that need none."""
    return None


def check(
    sheet: Sheet, existing: Collection[str], forbidden: Forbidden = nothing_forbidden, with_answers: bool = True
) -> Checked:
    """Judge the rows. `forbidden` gives words for the user, or None.

    `existing`: questions that the importer may read, and no others. A row called double because of a question
    that is hidden from the reader would betray it (R13).
    """
    known = {same_words(even(text)) for text in existing}
    first_lines: dict[str, int] = {}
    rows = []
    for raw in sheet.rows:
        row, problems = _cleaned(raw if with_answers else _without_answer(raw), forbidden)
        # A sheet keeps its signs as they are; a question that was typed here lost its curly quotes.
        key = same_words(even(row.question))
        if key:
            problems += _doubles(row.line, key, known, first_lines)
            first_lines.setdefault(key, row.line)
        rows.append(CheckedRow(row, _status(problems), tuple(problems)))
    notes = sheet.notes
    if not with_answers and any(row.answer.strip() for row in sheet.rows):
        notes += (Note("answers_not_read"),)
    return Checked(tuple(rows), notes)


def _without_answer(row: RawRow) -> RawRow:
    """A question of someone who may only ask."""
    return replace(row, answer="", marks=tuple(mark for mark in row.marks if mark.field != "answer"))


def _cleaned(raw: RawRow, forbidden: Forbidden) -> tuple[RawRow, list[Problem]]:
    """The row as we keep it, and what is the matter with its own fields."""
    texts: dict[Field, str] = {}
    problems: list[Problem] = []
    for field in FIELDS:
        texts[field], removed = clean(raw.text(field))
        if removed:
            problems.append(_problem("characters_removed", raw.line, field, number(removed)))
        refusal = forbidden(texts[field]) if texts[field] else None
        if refusal:
            texts[field] = ""
            problems.append(_problem("forbidden", raw.line, field, refusal, stops=True))
        if len(texts[field]) > LONGEST[field]:
            problems.append(_problem("too_long", raw.line, field, number(len(texts[field])), stops=True))
    refused = {problem.field for problem in problems if problem.code == "forbidden"}
    # A mark may quote its cell: what is forbidden must not come back that way.
    row = RawRow(line=raw.line, **texts, marks=tuple(mark for mark in raw.marks if mark.field not in refused))
    problems = _of_marks(row) + problems
    if not row.question and "question" not in refused:
        problems.insert(0, _empty_question(row))
    return row, problems


def _of_marks(row: RawRow) -> list[Problem]:
    """Words for what the reader noticed."""
    marks = [mark for mark in row.marks if (mark.field, mark.code) != ("question", "merged")]
    return [_problem(mark.code, row.line, mark.field, mark.detail, stops=_stops(mark)) for mark in _once_per_row(marks)]


def _once_per_row(marks: Iterable[Mark]) -> list[Mark]:
    """Message 10 names the row only: two formulas in a row need it once, unless only one of them stops the row."""
    seen: dict[object, Mark] = {}
    for mark in sorted(marks, key=_stops, reverse=True):
        seen.setdefault(mark.code if mark.code == "formula" else mark, mark)
    return list(seen.values())


def _stops(mark: Mark) -> bool:
    return mark.code in STOPPING or (mark.code in STOPPING_IN_TEXT and mark.field in ("question", "answer"))


def _empty_question(row: RawRow) -> Problem:
    merged = next((mark for mark in row.marks if (mark.field, mark.code) == ("question", "merged")), None)
    if merged:
        return _problem("empty_merged_question", row.line, "question", merged.detail, stops=True)
    return _problem("empty_question", row.line, "question", stops=True)


def _doubles(line: int, key: str, known: Collection[str], first_lines: dict[str, int]) -> list[Problem]:
    if key in first_lines:
        return [_problem("double_in_file", line, "question", number(first_lines[key]), stops=True)]
    return [_problem("double_existing", line, "question", stops=True)] if key in known else []


def _status(problems: Iterable[Problem]) -> Status:
    """To fix wins from double: a broken row cannot be sent even when it is no longer double."""
    stopping = Counter(problem.code.startswith("double_") for problem in problems if problem.stops)
    if stopping[False]:
        return Status.TO_FIX
    return Status.DOUBLE if stopping[True] else Status.GOOD


def _problem(code: str, line: int, field: Field | None, detail: str = "", stops: bool = False) -> Problem:
    words = {
        "line": number(line),
        "field": FIELD_NAMES[field] if field else "",
        "detail": detail,
        "limit": number(LONGEST[field]) if field else "",
    }
    return Problem(line, field, code, PROBLEMS[code] % words, stops)
