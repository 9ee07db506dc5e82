"""The rows of an import between the check and the taking: what each will become, and what is the matter with it. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from consultation.questions import rules
from consultation.questions.importing.spreadsheet import CheckedRow, Field, Mark, RawRow, Sheet, check
from consultation.questions.importing.spreadsheet.check import Problem, Status
from consultation.questions.importing.spreadsheet.sheet import FIELDS
from consultation.questions.rules import Theme
from consultation.questions.texts.sources import WHOLE, asked
from consultation.review.gate import Review
from consultation.review.service import bsn_fault
from consultation.review.texts import Source, same_words
from legal.terms import Channel

NOBODY = uuid.UUID(int=0)
THEMES = {
    same_words(words): theme for theme, label in rules.THEME_WORDS.items() for words in (theme.value, label, *label.split(" en "))
}


@dataclass(frozen=True)
class Known:
    """What rows are compared with. `titles`: published document by the words of its title, with its newest version."""

    texts: tuple[str, ...]
    titles: Mapping[str, tuple[uuid.UUID, str]]
    review: Review


@dataclass(frozen=True)
class StagedRow:
    """A row with what it will become: its place in the documents, theme, and what the guard sees in it."""

    line: int
    texts: Mapping[Field, str]
    marks: tuple[Mark, ...]
    status: str
    problems: tuple[Problem, ...]
    place: str
    theme_code: str
    version_id: uuid.UUID | None
    findings: int
    signals: int = 0

    @property
    def question(self) -> str:
        """The question."""
        return self.texts["question"]

    @property
    def answer(self) -> str:
        """The answer, or an empty text."""
        return self.texts["answer"]


@dataclass(frozen=True)
class Staging:
    """All rows of an import. `rest` is the batch in which the rows wait that were not good."""

    rows: tuple[StagedRow, ...]
    notes: tuple[str, ...] = ()
    taken: bool = False
    rest: uuid.UUID | None = None

    def count(self, status: str) -> int:
        """How many rows have this status: good, to_fix or double."""
        return sum(row.status == status for row in self.rows)

    @property
    def faulty(self) -> tuple[StagedRow, ...]:
        """The rows that cannot go on as they are."""
        return tuple(row for row in self.rows if row.status != Status.GOOD)

    @property
    def good(self) -> tuple[StagedRow, ...]:
        """The rows that can be taken."""
        return tuple(row for row in self.rows if row.status == Status.GOOD)

    def at(self, *, taken: bool, rest: uuid.UUID | None) -> Staging:
        """Return the same rows with where the batch stands."""
        return replace(self, taken=taken, rest=rest)

    def content(self) -> dict[str, Any]:
        """Return all this as plain values, to be sealed."""
        rows = [asdict(row) | {"version_id": str(row.version_id) if row.version_id else ""} for row in self.rows]
        return {"rows": rows, "notes": list(self.notes)}

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Staging:
        """Return what `content` made."""
        return cls(tuple(_row(row) for row in content["rows"]), tuple(content["notes"]))

    def amended(self, edits: Mapping[int, Mapping[Field, str]]) -> Sheet:
        """Return the rows as a sheet again, with what was typed per line and field, to be looked over once more."""
        return Sheet(tuple(_amended(row, edits.get(row.line, {})) for row in self.rows))


def prepare(sheet: Sheet, known: Known, notes: tuple[str, ...] | None = None) -> Staging:
    """Look over a sheet: which rows are good, and what each becomes. A BSN stops its row (rule 41)."""
    checked = check(sheet, known.texts, bsn_fault)
    rows = tuple(_prepared(row, known) for row in checked.rows)
    return Staging(rows, _without_bsn(note.message_nl for note in checked.notes) if notes is None else notes)


def _without_bsn(notes: Iterable[str]) -> tuple[str, ...]:
    """A note quotes the names of sheets and columns: a BSN among them is not kept either (rule 41)."""
    return tuple(dict.fromkeys(bsn_fault(note) or note for note in notes))


def theme_of(words: str) -> Theme:
    """Return the theme that a cell names, else the theme for all other questions."""
    return THEMES.get(same_words(words), Theme.OTHER)


def place_of(row: RawRow, known: Known) -> tuple[uuid.UUID | None, str]:
    """Return the published document that a row names, if it does, and the rest of its place in words (rule 15)."""
    found = known.titles.get(same_words(row.document))
    section = f"§ {row.section}" if row.section[:1].isdigit() else row.section
    page = f"bladzijde {row.page}" if row.page.isdigit() else row.page
    parts = (row.about, "" if found else row.document, section, page)
    return found[0] if found else None, ", ".join(part for part in parts if part)


def _prepared(checked: CheckedRow, known: Known) -> StagedRow:
    row = checked.row
    version_id, place = place_of(row, known)
    title = known.titles[same_words(row.document)][1] if version_id else ""
    about = ", ".join(part for part in (title, place) if part) or WHOLE
    sources = [*asked(NOBODY, row.question, about), Source(NOBODY, "answer", row.answer, Channel.ANSWER)]
    good = checked.status is Status.GOOD
    return StagedRow(
        line=row.line,
        texts={field: row.text(field) for field in FIELDS},
        marks=row.marks,
        status=checked.status.value,
        problems=checked.problems,
        place=place,
        theme_code=theme_of(row.theme).value,
        version_id=version_id,
        findings=known.review.open_findings(sources) if good else 0,
        signals=known.review.open_signals(sources) if good else 0,
    )


def _amended(row: StagedRow, edits: Mapping[Field, str]) -> RawRow:
    """A remark of the reader about a cell goes when its text was written anew."""
    changed = {field for field, text in edits.items() if text.strip() != row.texts[field]}
    marks = tuple(mark for mark in row.marks if mark.field not in changed and not (mark.field is None and changed))
    return RawRow(line=row.line, **{**row.texts, **{field: edits[field] for field in changed}}, marks=marks)


def _row(kept: Mapping[str, Any]) -> StagedRow:
    return StagedRow(**{
        **kept,
        "marks": tuple(Mark(**mark) for mark in kept["marks"]),
        "problems": tuple(Problem(**problem) for problem in kept["problems"]),
        "version_id": uuid.UUID(kept["version_id"]) if kept["version_id"] else None,
    })  # fmt: skip
