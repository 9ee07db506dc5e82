"""The process that reads one uploaded file: `python -m consultation.questions.spreadsheet.worker`.

Standard input: one line of JSON (extension and limits), then the bytes.
Standard output: one JSON object, {"sheet": …} or {"refused": code, "message_nl": words}.
Nothing of the file stands in arguments, logs or exit status (R14).
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from consultation.questions.spreadsheet.confine import confine
from consultation.questions.spreadsheet.parse import parse
from consultation.questions.spreadsheet.sheet import Limits, UnreadableFile, refuse


def main() -> int:
    """Read, answer, end."""
    order = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**order["limits"])
    confine(limits)
    try:
        sys.stdout.write(_answer(order["extension"], limits))
    except MemoryError:
        sys.stdout.write(_refused(refuse("too_heavy")))
    return 0


def _answer(extension: str, limits: Limits) -> str:
    try:
        return json.dumps({"sheet": asdict(parse(sys.stdin.buffer.read(), extension, limits))})
    except UnreadableFile as refusal:
        return _refused(refusal)


def _refused(refusal: UnreadableFile) -> str:
    return json.dumps({"refused": refusal.code, "message_nl": refusal.message_nl})


if __name__ == "__main__":
    sys.exit(main())
