"""The vocabulary: complete, in Dutch, and without a word of the text (rules 36 and 38)."""

import dataclasses

import pytest

from legal import guard
from legal.decisions import Judged
from legal.guard import Refused
from legal.redaction import Cut, Redacted
from legal.terms import (
    BY_HAND,
    Certainty,
    Decision,
    Finding,
    Ground,
    GuardContext,
    Label,
    Outcome,
    PartyNames,
    Rule,
    Sensitivity,
)  # fmt: skip

RULE = Rule("test.rule", "7", Label.PRICE, Sensitivity.COST_PRICE, Ground.AW_2_57_1, "Dit is een prijs.")


@pytest.mark.parametrize("kind", [Label, Sensitivity, Ground, Outcome, Certainty])
def test_every_term_has_its_own_dutch_words(kind: type[Label]) -> None:
    words = [term.nl for term in kind]
    assert all(words) and len(set(words)) == len(words)


def test_the_vocabulary_is_that_of_law_and_practice() -> None:
    """Rule 36: 20 classes; rule 35: five outcomes; 15 grounds."""
    assert len(Sensitivity) == 20 and len(Ground) == 15 and len(Label) == 13
    assert [outcome.value for outcome in Outcome] == ["clear", "redact", "generalise", "withhold", "refuse"]


@pytest.mark.parametrize(
    ("ground", "short"),
    [(Ground.AW_2_57_1, "Aw 2.57"), (Ground.AW_2_53_3, "Aw 2.53"), (Ground.WOO_5_1_2E, "Woo 5.1"), (Ground.AVG, "AVG")],
)
def test_a_mark_names_the_article(ground: Ground, short: str) -> None:
    """Rule 38: "[gelakt: kostprijs, Aw 2.57]"."""
    assert ground.short == short


def test_a_finding_explains_itself() -> None:
    """Rule 36: class, ground, rule and version, in Dutch."""
    said = RULE.at((3, 9), Certainty.DOUBT).explanation
    for part in ("prijs of tarief", "kostprijs", "twijfel", "Dit is een prijs.", "2.57 lid 1", "test.rule", "versie 7"):
        assert part in said


@pytest.mark.parametrize("span", [(4, 4), (5, 4), (-1, 3)])
def test_an_empty_finding_cannot_be_made(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="at least one"):
        RULE.at(span)


def test_a_finding_names_the_words_that_made_it_so() -> None:
    """Rule 36: why, and by which words of our own list."""
    without, with_cues = RULE.at((3, 9)), RULE.at((3, 9), cues=("kostprijs", "ons tarief"))
    assert without.reason == "Dit is een prijs."
    assert with_cues.reason == "Dit is een prijs. Aanwijzing: \u201ckostprijs\u201d, \u201cons tarief\u201d."


@pytest.mark.parametrize(
    ("certainty", "given", "score"),
    [(Certainty.HIGH, None, 1.0), (Certainty.DOUBT, None, 0.6), (Certainty.HIGH, 0.0, 0.0), (Certainty.DOUBT, 0.9, 0.9)],
)
def test_a_score_that_is_not_given_follows_the_certainty(certainty: Certainty, given: float | None, score: float) -> None:
    assert RULE.at((0, 1), certainty, given).score == score


def test_a_finding_is_a_rule_at_a_place() -> None:
    assert RULE.at((3, 9), Certainty.DOUBT, 0.25, ("prijs",)) == Finding(
        3, 9, Label.PRICE, Sensitivity.COST_PRICE, Ground.AW_2_57_1, "test.rule", "7", "Dit is een prijs.", Certainty.DOUBT, 0.25,
        ("prijs",),
    )  # fmt: skip
    bare = Finding(0, 1, Label.BSN, Sensitivity.BSN, Ground.AVG, "r", "1", "Dit is een nummer.", Certainty.HIGH)
    assert (bare.score, bare.cues) == (1.0, ())


def test_a_finding_quotes_its_passage_and_no_more() -> None:
    assert RULE.at((3, 9)).quote("de kostprijs is") == "kostpr"


FACTS = (
    RULE,
    RULE.at((0, 1)),
    Decision(0, 1, BY_HAND, Outcome.REDACT, "", "u1"),
    PartyNames(),
    GuardContext(),
    Cut(0, 1, Label.PRICE, Ground.AVG),
    Redacted("", 0),
    Judged((), (), ()),
    Refused((), ()),
    guard._Facts("", 0, "", ""),
)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: type(fact).__name__)
def test_what_was_found_and_decided_cannot_be_changed(fact: object) -> None:
    """R2: nor can a text be hung onto it, to travel along."""
    first = dataclasses.fields(fact)[0].name  # type: ignore[arg-type]
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(fact, first, None)
    with pytest.raises(AttributeError):
        object.__setattr__(fact, "note", "tekst")
