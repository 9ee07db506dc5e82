"""Bytes and a file name to rows: the file is parsed in another process, which may fail without harm (R15)."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from consultation.questions.spreadsheet.sheet import Limits, Mark, Note, RawRow, Sheet, UnreadableFile, refuse
from consultation.questions.spreadsheet.words import number

ROOT = Path(__file__).parents[3]
WORKER = "consultation.questions.spreadsheet.worker"
LONGEST_EXTENSION = 10
MEGABYTE = 1024 * 1024
DEFAULT_LIMITS = Limits()


def read(data: bytes, filename: str, limits: Limits = DEFAULT_LIMITS) -> Sheet:
    """The rows of an xlsx, ods, csv or JSON Lines file. Raises UnreadableFile with words for the user."""
    if len(data) > limits.bytes:
        size = number(-(-len(data) // MEGABYTE))
        raise refuse("too_large", size=size, limit=number(limits.bytes // MEGABYTE))
    extension = Path(filename).suffix[1:].lower()[:LONGEST_EXTENSION]
    answer = _ask_worker(data, extension, limits)
    if "refused" in answer:
        raise UnreadableFile(answer["refused"], answer["message_nl"])
    return _sheet(answer["sheet"])


def _ask_worker(data: bytes, extension: str, limits: Limits) -> dict[str, Any]:
    """Run the worker with an empty environment: no key or address of ours reaches it."""
    order = json.dumps({"extension": extension, "limits": asdict(limits)}).encode("ascii")
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module, no word from outside
            [sys.executable, "-B", "-E", "-s", "-X", "utf8", "-m", WORKER],
            input=order + b"\n" + data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={},
            timeout=limits.wall_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise refuse("too_heavy") from error
    if done.returncode < 0:
        raise refuse("too_heavy")
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        raise refuse("damaged") from error
    return answer


def _sheet(found: dict[str, Any]) -> Sheet:
    """The sheet as the worker wrote it down."""
    rows = (RawRow(**(row | {"marks": tuple(Mark(**mark) for mark in row["marks"])})) for row in found["rows"])
    notes = tuple(Note(**note) for note in found["notes"])
    return Sheet(tuple(rows), notes, tuple(found["columns"]))
