"""Checking a proof that somebody brings: yes, no, or not known. Nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from legal.record.verify import Outcome, verify_bytes


class Answer(StrEnum):
    """YES: correct and signed by this platform. NO: not correct. UNKNOWN: it cannot be told."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Checked:
    """The answer with its reasons, and whose signature stands under the proof."""

    answer: Answer
    lines: tuple[str, ...]
    readable: bool
    other_key: bool = False


def check(proof: bytes, key: str, language: str) -> Checked:
    """Check a proof file offline, the same way as `python -m legal verify`; `key` is this platform's own."""
    verdict = verify_bytes(proof)
    lines = tuple(line.text(language) for line in verdict.lines[1:])
    if verdict.outcome is Outcome.UNREADABLE:
        return Checked(Answer.UNKNOWN, lines, readable=False)
    if verdict.outcome is Outcome.INCORRECT:
        return Checked(Answer.NO, lines, readable=True)
    # The last line says that the key came with the file: here it can be compared.
    known = verify_bytes(proof, key).outcome is Outcome.CORRECT
    return Checked(Answer.YES if known else Answer.UNKNOWN, lines[:-1], readable=True, other_key=not known)
