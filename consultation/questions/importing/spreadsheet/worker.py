"""The process that reads one sheet of questions: `python -m consultation.questions.importing.spreadsheet.worker`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from consultation.questions.importing.spreadsheet.parse import parse
from consultation.questions.importing.spreadsheet.sheet import Limits
from consultation.uploads.confined import serve
from consultation.uploads.refusals import Unfit, UnreadableFile


def answer(order: Mapping[str, Any], limits: Limits, take: Callable[[], bytes]) -> dict[str, Any]:
    """Return {"sheet": …}, or what is wrong with the file: its words are found by who asked."""
    try:
        return {"sheet": asdict(parse(take(), order["extension"], limits))}
    except UnreadableFile as refusal:
        raise Unfit(refusal.code, **refusal.message_nl.params) from refusal


if __name__ == "__main__":
    sys.exit(serve(Limits, answer))
