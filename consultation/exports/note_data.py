"""What stands in a nota, and how it goes to the typesetter: as plain data, our own words included."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from consultation.clock import in_dutch
from consultation.exports.note_runs import NARROW, change_runs, lines, narrow_runs, one_line, runs

_ROW_STAYS_WHOLE = 12  # lines; a longer row may run on to the next page
PAGE = 60.0  # what fits on a line across the whole page, in em
_OTHER_THEME = "Overige vragen"


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One question with its answer, as published. Texts may hold redaction marks."""

    number: str
    theme: str | None
    about: str
    question: str
    answer: str
    changes: str
    annex: str = ""


@dataclass(frozen=True, slots=True)
class NoteDocument:
    """A published nota. `visible_since` must be aware; a fact is (label, value), value's first line is strong."""

    municipality: str
    consultation: str
    note_number: int
    visible_since: datetime
    lead: str
    precedence_clause: str
    facts: tuple[tuple[str, str], ...]
    rows: tuple[NoteRow, ...]
    kept_out: int
    redacted: int
    fingerprint: str
    verify_hint: str
    language: str = "nl"


def job(document: NoteDocument, fonts: Path) -> dict[str, object]:
    """Return what the typesetter needs. Raises ValueError for a naive time or a language without fixed words."""
    if document.visible_since.tzinfo is None:
        raise ValueError("visible_since must be aware")
    if document.language != "nl":
        raise ValueError("the fixed words of a nota exist in Dutch only")
    return {
        "fonts": [os.fspath(fonts.resolve())] if fonts.is_dir() else [],
        "timestamp": int(document.visible_since.timestamp()),
        "note": _note(document),
    }


def _note(document: NoteDocument) -> dict[str, object]:
    name = f"Nota van inlichtingen {document.note_number}"
    where = [one_line(document.consultation), one_line(document.municipality)]
    return {
        "language": document.language,
        "title": " – ".join([name, *where]),
        "name": name,
        "municipality": runs(document.municipality),
        "consultation": runs(document.consultation),
        "lead": runs(document.lead),
        "precedence": runs(document.precedence_clause),
        "facts": [_fact("Openbaar sinds", _since(document.visible_since))]
        + [_fact(label, value) for label, value in document.facts],
        "treated": [runs(part) for part in _treated(document.kept_out, document.redacted)],
        "groups": _groups(document.rows),
        "annexes": [{"number": runs(row.number), "text": runs(row.annex, PAGE)} for row in document.rows if row.annex],
        "fingerprint": _grouped(document.fingerprint),
        "hint": runs(document.verify_hint),
    }


def _fact(label: str, value: str) -> dict[str, object]:
    first, _, rest = value.partition("\n")
    return {
        "label": runs(label),
        "first": runs(first, NARROW),
        "rest": runs(rest, NARROW),
    }


def _since(instant: datetime) -> str:
    day, hour = in_dutch(instant)
    return f"{day}\n{hour}, Nederlandse tijd"


def _treated(kept_out: int, redacted: int) -> tuple[str, str]:
    """Say what is not there (Aw 2.53 lid 3: a reader must know that something was kept out)."""
    if kept_out:
        asked = "1 vraag is" if kept_out == 1 else f"{kept_out} vragen zijn"
        verb = "staat" if kept_out == 1 else "staan"
        first, rest = f"{asked} apart behandeld", f"en {verb} niet in deze nota."
    else:
        first, rest = "Geen vraag is apart behandeld.", ""
    texts = "1 tekst" if redacted == 1 else f"{redacted} teksten"
    cuts = f"In {texts} is iets gelakt." if redacted else "Er is niets gelakt."
    return first, f"{rest} {cuts}".strip()


def _groups(rows: tuple[NoteRow, ...]) -> list[dict[str, object]]:
    """Rows by theme, in the order in which the themes first appear; rows without a theme come last."""
    themes = list(dict.fromkeys(row.theme for row in rows if row.theme))
    bare = [row for row in rows if not row.theme]
    groups = [_group(theme, [row for row in rows if row.theme == theme]) for theme in themes]
    return groups + ([_group(_OTHER_THEME if themes else "", bare)] if bare else [])


def _group(theme: str, rows: list[NoteRow]) -> dict[str, object]:
    return {"theme": runs(theme), "rows": [_row(row) for row in rows]}


def _row(row: NoteRow) -> dict[str, object]:
    return {
        "number": runs(row.number, 5.0),
        "about": narrow_runs(row.about),
        "question": runs(row.question),
        "annexed": bool(row.annex),
        "answer": runs(row.answer),
        "changes": change_runs(row.changes),
        "whole": _height(row) <= _ROW_STAYS_WHOLE,
    }


def _height(row: NoteRow) -> int:
    return max(lines(row.question), lines(row.answer), lines(row.about, NARROW), lines(row.changes, NARROW))


def _grouped(fingerprint: str) -> str:
    text = one_line(fingerprint)
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
