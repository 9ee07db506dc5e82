"""Plans of a provider: held as a sentence, without what leads it in; in a long text only what weighs more (rule 43)."""

from __future__ import annotations

import pytest

from legal.detectors import plans
from legal.reading import read
from legal.scanning import scan
from legal.scorecard import Table
from legal.terms import Certainty, Channel, Ground, GuardContext, Label, Speaker
from tests.legal.detectors.alone import scan_with
from tests.legal.named import sentence_of

ANSWER = GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.ANSWER)
MINUTES = GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.MINUTES)
DOUBT, SURE = Certainty.DOUBT, Certainty.HIGH

PLAIN_PLANS = [
    ("Wij schrijven alleen in op perceel 3.", "plans.bid", Label.MARKET),
    ("Wij overwegen om een tweede locatie te openen in de regio.", "plans.strategy", Label.MARKET),
    ("Wij willen volgend jaar een kleinere aanbieder overnemen.", "plans.strategy", Label.MARKET),
    ("Wij gaan onze tarieven volgend jaar verhogen.", "plans.pricing", Label.PRICE),
]
NO_PLANS = ["Mogen wij op meer percelen inschrijven?", "Wanneer is de sluitingsdatum?", "De gemeente wil meer preventie.", ""]


def check_plans() -> None:
    for text, rule, label in PLAIN_PLANS:
        findings = scan_with(plans, text)
        assert [(one.rule, one.label, one.ground) for one in findings] == [(rule, label, Ground.AW_2_57_1)], text
    assert not any(scan_with(plans, text) for text in NO_PLANS)


def test_a_plain_plan_is_found_and_a_question_is_not() -> None:
    check_plans()


@pytest.mark.usefixtures("fresh_points")
@pytest.mark.parametrize("points", [9 + 0j, -9 + 0j])
def test_the_check_of_plans_is_not_blind(points: complex, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a guard to whom every word is a plan, and one to whom none is."""
    monkeypatch.setattr(Table, "of_tokens", lambda table, tokens, total=0j: points)
    with pytest.raises(AssertionError):
        check_plans()


def found(text: str, points: float, context: GuardContext | None = None) -> list[tuple[str, str, Certainty, float]]:
    """What is found when the first sentence has so many points."""
    reading = read(text)
    reading.judged = ((sentence_of(reading, 0, reading.sentence(0)[1]), complex(points)),)
    findings = plans.detect(reading, context or GuardContext())
    return [(one.quote(text), one.rule.removeprefix("plans."), one.certainty, one.score) for one in findings]


PLAN = "Wij gaan dat daar zo bouwen"


@pytest.mark.parametrize(("context", "bar"), [(None, 0.9), (ANSWER, 1.2), (MINUTES, -0.6)])
@pytest.mark.parametrize(("count", "more"), [(1, 0.0), (3, 0.0), (4, 0.6), (8, 0.6), (9, 1.2), (30, 1.2), (31, 2.2), (400, 2.2)])
def test_the_more_sentences_the_more_one_must_weigh(count: int, more: float, context: GuardContext | None, bar: float) -> None:
    text = f"{PLAN}. " + "Dat is waar. " * (count - 1)
    assert found(text, bar + more + 0.01, context) == [(PLAN, "strategy", DOUBT, 0.5)]
    assert found(text, bar + more - 0.01, context) == []
    assert found(text, bar + more + 1.51, context)[0][2:] == (SURE, 0.82)


def test_a_bid_is_held_however_long_the_text_is() -> None:
    bid, more = "Wij schrijven samen met een partner in op perceel 9", "Dat is waar. " * 60
    assert found(f"{bid}. {more}", 1.41) == [(bid, "bid", DOUBT, 0.5)]
    assert found(f"{bid}. {more}", 1.4) == found(f"{PLAN}. {more}", 2.0) == []
    assert any(one.rule == "plans.bid" for one in scan(more + bid, GuardContext()))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (f"Het bestuur zegt dat {PLAN.lower()}", PLAN.lower()),
        (f"Onder ons, {PLAN.lower()}", PLAN.lower()),
        (f"Antwoord van de aanbieder: {PLAN.lower()}", PLAN.lower()),
        ("Wij overwegen om daar zo een huis te bouwen", "daar zo een huis te bouwen"),
        ("Het kan zijn dat wij daar stoppen", "wij daar stoppen"),
        ("Wij overwegen om iets", "Wij overwegen om iets"),  # too little is left
        (PLAN, PLAN),
    ],
)
def test_what_leads_a_plan_in_stays(text: str, quote: str) -> None:
    assert [one[0] for one in found(text, 5.0)] == [quote]


TROUBLE = [
    ("De bank heeft ons krediet opgezegd.", "plans.position"),
    ("Er ligt beslag op onze rekening van de deurwaarder.", "plans.strategy"),
    ("Sinds vorige week staan wij onder surseance van betaling.", "plans.position"),
]


@pytest.mark.parametrize(("text", "rule"), TROUBLE)
def test_trouble_told_without_a_figure(text: str, rule: str) -> None:
    """Rule 43: how a provider stands is of use to its rivals, also without an amount."""
    assert [one.rule for one in scan(text, GuardContext())] == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "Wat gebeurt er met cliënten als een aanbieder failliet gaat?",
        "Artikel 12 geeft de gemeente het recht om te ontbinden bij faillissement of surseance van de opdrachtnemer.",
        "Moet de jaarrekening een goedkeurende verklaring van de accountant hebben?",
    ],
)
def test_trouble_of_nobody_stays(text: str) -> None:
    assert scan(text, GuardContext()) == ()


@pytest.mark.parametrize(("text", "rule"), TROUBLE)
def test_twin_without_the_points_of_trouble_it_stays(text: str, rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans, "position", lambda _read, _one: -9.0)
    assert rule == "plans.strategy" or scan(text, GuardContext()) == ()
