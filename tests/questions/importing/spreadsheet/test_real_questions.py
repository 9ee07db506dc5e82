"""641 real questions with their answers come through every format letter for letter."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest

from consultation.questions.importing.spreadsheet import RawRow, Sheet, Status, check, read
from consultation.questions.importing.spreadsheet.template import template
from tests.questions.importing.spreadsheet.files import book, ods, ods_cell, ods_row, ods_table

REPOSITORY = Path(__file__).parents[4]
Record = dict[str, str]


@pytest.fixture(scope="module")
def source() -> Path:
    folder = Path(os.environ.get("SHARED_DIR", REPOSITORY.parent / "shared"))
    path = folder / "real" / "questions.jsonl"
    assert path.is_file(), f"{path} is missing: put the folder `shared` beside the repository or set SHARED_DIR"
    return path


@pytest.fixture(scope="module")
def records(source: Path) -> list[Record]:
    found = [json.loads(line) for line in source.read_bytes().decode().split("\n") if line]
    assert len(found) == 641
    return found


def came_through(sheet: Sheet, records: list[Record]) -> None:
    checked = check(sheet, ())
    assert checked.count(Status.GOOD) == len(records), checked.message_nl[:500]
    found = [(row.row.question.encode(), row.row.answer.encode(), row.row.about.encode()) for row in checked.rows]
    assert found == [(r["question"].encode(), r["answer"].encode(), r["reference"].encode()) for r in records]


def test_json_lines(source: Path, records: list[Record]) -> None:
    came_through(read(source.read_bytes(), source.name), records)


def test_xlsx_from_the_template(records: list[Record]) -> None:
    rows = [RawRow(line, r["question"], r["answer"], r["reference"]) for line, r in enumerate(records, 2)]
    came_through(read(template(with_answers=True, rows=rows), "v.xlsx"), records)


def test_xlsx_by_another_program(records: list[Record]) -> None:
    rows = [["id", "reference", "question", "answer"]]
    rows += [[r["id"], r["reference"], r["question"], r["answer"]] for r in records]
    came_through(read(book(rows), "v.xlsx"), records)


@pytest.mark.parametrize(("separator", "encoding"), [(";", "utf-8"), (",", "utf-8-sig"), ("\t", "utf-16")])
def test_csv(records: list[Record], separator: str, encoding: str) -> None:
    target = io.StringIO()
    writer = csv.writer(target, delimiter=separator)
    writer.writerows([("Verwijzing", "Vraag", "Antwoord"), *((r["reference"], r["question"], r["answer"]) for r in records)])
    came_through(read(target.getvalue().encode(encoding), "v.csv"), records)


def test_ods(records: list[Record]) -> None:
    def cell(text: str) -> str:
        return ods_cell("</text:p><text:p>".join(text.replace("&", "&amp;").replace("<", "&lt;").split("\n")))

    rows = [ods_row(cell(r["question"]), cell(r["answer"]), cell(r["reference"])) for r in records]
    came_through(read(ods(ods_table(ods_row("Vraag", "Antwoord", "Gaat over"), *rows)), "v.ods"), records)
