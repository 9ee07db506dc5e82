"""Precision on real questions: hardly anything is flagged when nobody is known (rule 43)."""

import json
import os
from pathlib import Path

import pytest

from legal.detectors import DETECTORS, RULES
from legal.scanning import scan
from legal.terms import GuardContext

SHARED = Path(os.environ.get("SHARED_DIR", Path(__file__).resolve().parents[4] / "shared"))
QUESTIONS = SHARED / "real" / "questions.jsonl"


def texts(kind: str) -> list[str]:
    if not QUESTIONS.is_file():
        pytest.fail(f"{QUESTIONS} is missing: put the folder shared/ beside the repository, or set SHARED_DIR")
    with QUESTIONS.open(encoding="utf-8") as lines:
        return [json.loads(line)[kind] for line in lines]


def flagged(kind: str) -> list[str]:
    return [finding.rule for text in texts(kind) for finding in scan(text, GuardContext())]


def test_real_questions_are_hardly_flagged() -> None:
    """641 questions of care providers; each false alarm costs a reviewer a decision."""
    assert len(texts("question")) == 641
    assert len(flagged("question")) <= 2


def test_in_real_answers_only_addresses_are_flagged() -> None:
    assert set(flagged("answer")) <= {"people.email"} and len(flagged("answer")) <= 6


def test_every_detector_has_rules_of_its_own() -> None:
    """Rule 36: a finding names a rule that is in the register, and rule ids are unique."""
    assert len({rule.id for rule in RULES}) == len(RULES) >= len(DETECTORS)
