"""Bytes and a file name to rows: the file is parsed in another process, which may fail without harm (R15)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from consultation.questions.importing.spreadsheet.sheet import Limits, Mark, Note, RawRow, Sheet, refuse
from consultation.questions.importing.spreadsheet.words import WORDS
from consultation.uploads import confined
from consultation.uploads.phrases import number
from consultation.uploads.refusals import Unfit, worded

WORKER = "consultation.questions.importing.spreadsheet.worker"
LONGEST_EXTENSION = 10
MEGABYTE = 1024 * 1024
DEFAULT_LIMITS = Limits()


def read(data: bytes, filename: str, limits: Limits = DEFAULT_LIMITS) -> Sheet:
    """The rows of an xlsx, ods, csv or JSON Lines file. Raises UnreadableFile with words for the user."""
    if len(data) > limits.bytes:
        size = number(-(-len(data) // MEGABYTE))
        raise refuse("too_large", size=size, limit=number(limits.bytes // MEGABYTE))
    extension = Path(filename).suffix[1:].lower()[:LONGEST_EXTENSION]
    try:
        answer = confined.ask(WORKER, {"extension": extension}, data, limits)
    except Unfit as refusal:
        raise worded(refusal, WORDS) from refusal
    return _sheet(answer["sheet"])


def _sheet(found: dict[str, Any]) -> Sheet:
    """The sheet as the worker wrote it down."""
    rows = (RawRow(**(row | {"marks": tuple(Mark(**mark) for mark in row["marks"])})) for row in found["rows"])
    notes = tuple(Note(**note) for note in found["notes"])
    return Sheet(tuple(rows), notes, tuple(found["columns"]))
