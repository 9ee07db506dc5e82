"""Real public texts: little of what everybody may read is taken away (rule 43)."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from legal.detectors import DETECTORS, RULES
from legal.scanning import scan
from legal.terms import Channel, Finding, GuardContext, Label, Speaker

SHARED = Path(os.environ.get("SHARED_DIR", Path(__file__).resolve().parents[4] / "shared"))
QUESTIONS = SHARED / "real" / "questions.jsonl"
MINUTES = SHARED / "real" / "minutes"
SPEAKS = {
    "question": GuardContext(speaker=Speaker.PROVIDER, channel=Channel.QUESTION),
    "answer": GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.ANSWER),
}
# Who was present stands in minutes, and how to reach them: that must go, so it says nothing of too much.
NAMES = (Label.PERSON, Label.EMAIL, Label.PHONE, Label.ORG_IDENTITY)
Finder = Callable[[str, GuardContext], tuple[Finding, ...]]


def texts(kind: str) -> list[str]:
    if not QUESTIONS.is_file():
        pytest.fail(f"{QUESTIONS} is missing: put the folder shared/ beside the repository, or set SHARED_DIR")
    with QUESTIONS.open(encoding="utf-8") as lines:
        return [json.loads(line)[kind] for line in lines]


def letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def share_taken(kind: str, finder: Finder = scan) -> float:
    """The share of letters and digits that goes from all questions, or from all answers."""
    taken = sum(letters(one.quote(text)) for text in texts(kind) for one in finder(text, SPEAKS[kind]))
    return taken / sum(map(letters, texts(kind)))


@pytest.mark.parametrize("kind", ["question", "answer"])
def test_at_most_one_percent_of_a_real_nota_is_taken(kind: str) -> None:
    assert len(texts(kind)) == 641
    assert share_taken(kind) <= 0.01


def test_the_share_is_not_blind() -> None:
    """Sabotage twin: a guard that takes every figure takes more than one percent."""

    def greedy(text: str, context: GuardContext) -> Iterator[Finding]:
        found = scan("BSN 123456782", context)[0]
        yield from (found.__class__(**{**_fields(found), "start": 0, "end": min(len(text), 20)}) for _ in [0] if text)

    assert share_taken("question", lambda text, context: tuple(greedy(text, context))) > 0.01


def _fields(finding: Finding) -> dict[str, object]:
    return {name: getattr(finding, name) for name in finding.__dataclass_fields__}


def test_minutes_lose_little_but_names() -> None:
    """Sixteen real sets of minutes: apart from who was there, at most one percent and a half goes."""
    context = GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.MINUTES)
    minutes = [path.read_text(encoding="utf-8") for path in sorted(MINUTES.iterdir())]
    taken = sum(letters(one.quote(text)) for text in minutes for one in scan(text, context) if one.label not in NAMES)
    assert len(minutes) == 16
    assert taken / sum(map(letters, minutes)) <= 0.015


def test_every_detector_has_rules_of_its_own() -> None:
    """Rule 36: a finding names a rule that is in the register, and rule ids are unique."""
    assert len({rule.id for rule in RULES}) == len(RULES) >= len(DETECTORS)
    named = {one.rule for kind in SPEAKS for text in texts(kind) for one in scan(text, SPEAKS[kind])}
    assert len(named) > 10 and named <= {rule.id for rule in RULES}
