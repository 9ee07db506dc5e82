"""The vocabulary: complete, in Dutch, and without a word of the text (rules 36 and 38)."""

import dataclasses

import pytest

from legal.terms import Certainty, Finding, Ground, Label, Outcome, Rule, Sensitivity

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


def test_terms_cannot_be_changed() -> None:
    finding: Finding = RULE.at((0, 1))
    with pytest.raises(dataclasses.FrozenInstanceError):
        finding.end = 2  # type: ignore[misc]
