"""What decisions of humans settle, and what they do not (rules 35 and 36); findings are given here, nothing is scanned."""

from dataclasses import replace

import pytest

from legal.decisions import Judged, judge
from legal.redaction import Cut
from legal.terms import BY_HAND, Decision, Finding, Ground, Label, Outcome, Rule, Sensitivity

LENGTH = 30
NAME = Rule("test.name", "1", Label.PERSON, Sensitivity.PERSONAL_DATA, Ground.AVG, "Dit is een naam.")
PRICE = Rule("test.price", "1", Label.PRICE, Sensitivity.TARIFF_OR_PRICE, Ground.AW_2_57_1, "Dit is een prijs.")
BSN = Rule("test.bsn", "1", Label.BSN, Sensitivity.BSN, Ground.AVG, "Dit is een nummer.")
FINDINGS = (NAME.at((0, 4)), PRICE.at((10, 15)), NAME.at((20, 30)))

NO_FINDING = "Een besluit past bij geen enkele bevinding. Bekijk de tekst opnieuw."
OUTSIDE = "Een besluit ligt buiten de tekst."
NOBODY = "Een besluit noemt niet wie het nam."
NO_REASON = "Vrijgeven kan alleen met een reden."
BY_HAND_NEEDS = "Zelf lakken kan alleen met een soort en een grond."
NO_WORDS = "Algemener maken kan alleen met een van de aangeboden omschrijvingen."
CLOSED = "Er is besloten dat deze tekst niet openbaar wordt."


def decide(one: Finding, outcome: Outcome = Outcome.REDACT, reason: str = "openbaar", replacement: str = "") -> Decision:
    return Decision(one.start, one.end, one.rule, outcome, reason, "u1", replacement=replacement)


def by_hand(start: int, end: int, label: Label | None = Label.CASE, ground: Ground | None = Ground.AVG) -> Decision:
    return Decision(start, end, BY_HAND, Outcome.REDACT, "", "u1", label, ground)


def settled(*decisions: Decision) -> Judged:
    return judge(LENGTH, FINDINGS, decisions)


def test_every_finding_settled_in_its_own_way() -> None:
    first, price, last = FINDINGS
    made = settled(decide(first), decide(price, Outcome.GENERALISE, replacement="een bedrag"), decide(last, Outcome.CLEAR))
    assert made == Judged((), (), (Cut(0, 4, Label.PERSON, Ground.AVG), Cut(10, 15, Label.PRICE, Ground.AW_2_57_1, "een bedrag")))


def test_no_findings_and_no_decisions() -> None:
    assert judge(LENGTH, (), ()) == Judged((), (), ())
    assert judge(LENGTH, (), [by_hand(29, 30)]).cuts == (Cut(29, 30, Label.CASE, Ground.AVG),)


@pytest.mark.parametrize(
    ("settled_ones", "reason"),
    [(0, "Er zijn nog 3 bevindingen zonder besluit."), (1, "Er zijn nog 2 bevindingen zonder besluit."),
     (2, "Er is nog 1 bevinding zonder besluit.")],
)  # fmt: skip
def test_what_is_left_is_counted(settled_ones: int, reason: str) -> None:
    made = settled(*map(decide, FINDINGS[:settled_ones]))
    assert (made.undecided, made.reasons) == (FINDINGS[settled_ones:], (reason,))


PRICE_FOUND = FINDINGS[1]
OBJECTIONS = {
    "before the text": (replace(by_hand(0, 3), start=-1), OUTSIDE),
    "behind the text": (by_hand(28, LENGTH + 1), OUTSIDE),
    "empty": (by_hand(5, 5), OUTSIDE),
    "reversed": (by_hand(6, 5), OUTSIDE),
    "nobody": (replace(by_hand(5, 6), decider=" -"), NOBODY),
    "clearing without a reason": (decide(PRICE_FOUND, Outcome.CLEAR, "..."), NO_REASON),
    "clearing less": (replace(decide(PRICE_FOUND, Outcome.CLEAR), end=14), NO_FINDING),
    "clearing more": (replace(decide(PRICE_FOUND, Outcome.CLEAR), start=9), NO_FINDING),
    "clearing by another rule": (replace(decide(PRICE_FOUND, Outcome.CLEAR), rule=NAME.id), NO_FINDING),
    "clearing by hand": (replace(decide(PRICE_FOUND, Outcome.CLEAR), rule=BY_HAND), NO_FINDING),
    "redacting less": (replace(decide(PRICE_FOUND), start=11), NO_FINDING),
    "redacting by another rule": (replace(decide(PRICE_FOUND), rule=NAME.id), NO_FINDING),
    "redacting by a rule that found nothing": (replace(decide(PRICE_FOUND), rule="test.none"), NO_FINDING),
    "another rule with a kind of its own": (
        replace(decide(PRICE_FOUND), rule="test.none", label=Label.CASE, ground=Ground.AVG), NO_FINDING,
    ),
    "by hand without a kind": (by_hand(5, 6, None), BY_HAND_NEEDS),
    "by hand without a ground": (by_hand(5, 6, ground=None), BY_HAND_NEEDS),
    "by hand over a finding without a kind": (by_hand(10, 15, None), BY_HAND_NEEDS),
    "by hand over a finding without a ground": (by_hand(10, 15, ground=None), BY_HAND_NEEDS),
    "no words": (decide(PRICE_FOUND, Outcome.GENERALISE), NO_WORDS),
    "words of another kind": (decide(PRICE_FOUND, Outcome.GENERALISE, replacement="iemand"), NO_WORDS),
    "free words": (decide(PRICE_FOUND, Outcome.GENERALISE, replacement="€ 44,75"), NO_WORDS),
    "words for less": (replace(decide(PRICE_FOUND, Outcome.GENERALISE, replacement="een bedrag"), end=14), NO_WORDS),
    "withheld": (decide(PRICE_FOUND, Outcome.WITHHOLD), CLOSED),
    "refused": (decide(PRICE_FOUND, Outcome.REFUSE), CLOSED),
}  # fmt: skip


@pytest.mark.parametrize("name", OBJECTIONS)
def test_one_decision_that_does_not_fit_stops_the_text(name: str) -> None:
    """Fail closed: with every finding settled, one decision too many is reason enough, and says which."""
    decision, reason = OBJECTIONS[name]
    made = settled(*map(decide, FINDINGS), decision)
    assert (made.undecided, made.reasons) == ((), (reason,))


@pytest.mark.parametrize("name", OBJECTIONS)
def test_a_decision_that_does_not_fit_settles_nothing(name: str) -> None:
    decision, reason = OBJECTIONS[name]
    made = settled(decide(FINDINGS[0]), decision, decide(FINDINGS[2]))
    assert reason in made.reasons
    if reason not in (NO_REASON,):  # cleared, but not signed with a reason: the objection stops the text
        assert made.undecided == (PRICE_FOUND,) and "Er is nog 1 bevinding zonder besluit." in made.reasons


@pytest.mark.parametrize("decision", [by_hand(29, LENGTH), by_hand(0, 1), by_hand(0, LENGTH)])
def test_the_first_and_the_last_character_are_in_the_text(decision: Decision) -> None:
    assert settled(*map(decide, FINDINGS), decision).reasons == ()


def test_the_same_objection_is_made_once() -> None:
    made = settled(*map(decide, FINDINGS), by_hand(6, 6), by_hand(5, 5))
    assert made.reasons == (OUTSIDE,)


def test_a_number_of_a_citizen_has_words_of_its_own() -> None:
    """Rule 41."""
    found = BSN.at((0, 9))
    made = judge(LENGTH, (found,), [decide(found, Outcome.CLEAR, " ")])
    assert made.reasons == ("Een burgerservicenummer vrijgeven kan alleen met een reden.",)
    assert judge(LENGTH, (found,), [decide(found, Outcome.CLEAR, "dit is een RSIN")]) == Judged((), (), ())


def test_a_wider_decision_settles_what_lies_in_it() -> None:
    """By hand over everything, or by the rule of one finding over two: what is redacted needs no second decision."""
    assert settled(by_hand(0, LENGTH)).undecided == ()
    wide = replace(decide(FINDINGS[0]), end=15)
    assert settled(wide, decide(FINDINGS[2])) == Judged(
        (), (), (Cut(0, 15, Label.PERSON, Ground.AVG), Cut(20, 30, Label.PERSON, Ground.AVG))
    )


def test_a_decision_may_name_another_kind_and_ground() -> None:
    """Rules 36 and 38: the mark tells what the human said."""
    other = replace(decide(PRICE_FOUND), label=Label.FINANCE, ground=Ground.WOO_5_1_1C)
    assert settled(other).cuts == (Cut(10, 15, Label.FINANCE, Ground.WOO_5_1_1C),)


def test_words_follow_the_kind_that_the_decision_names() -> None:
    """A passage that the human calls a name gets words for a name, and none for a price."""
    named = replace(decide(PRICE_FOUND, Outcome.GENERALISE, replacement="iemand"), label=Label.PERSON)
    assert settled(named).cuts == (Cut(10, 15, Label.PERSON, Ground.AW_2_57_1, "iemand"),)
    assert settled(replace(named, replacement="een bedrag")).cuts == ()


def test_a_number_of_a_citizen_has_no_wider_words() -> None:
    """Rule 41: whatever kind the decision calls it."""
    number = BSN.at((10, 19))
    called = replace(decide(number, Outcome.GENERALISE, replacement="iemand"), label=Label.PERSON)
    made = judge(LENGTH, (number,), (called,))
    assert (made.cuts, made.reasons[0], made.undecided) == ((), NO_WORDS, (number,))


def test_words_that_are_not_asked_for_are_not_used() -> None:
    """To redact is to lay a mark, whatever stands in the field for words."""
    assert settled(decide(PRICE_FOUND, replacement="een bedrag")).cuts == (Cut(10, 15, Label.PRICE, Ground.AW_2_57_1),)


SIGNAL = Rule("test.signal", "1", Label.MARKET, Sensitivity.COLLUSION_SIGNAL, Ground.FAIR_COMP, "Dit lijkt een afspraak.")


@pytest.mark.parametrize(("outcome", "stopped"), [(Outcome.REDACT, True), (Outcome.GENERALISE, True), (Outcome.CLEAR, False)])
def test_a_signal_of_agreements_is_not_cut_out_and_passed_on(outcome: Outcome, stopped: bool) -> None:
    """Rule 44: redacted it would still go to everybody; only who finds it no signal lets the text go."""
    signal = SIGNAL.at((10, 15))
    made = judge(LENGTH, (FINDINGS[0], signal), [decide(FINDINGS[0]), decide(signal, outcome, replacement="een aantal")])
    assert any("afspraak tussen aanbieders" in reason for reason in made.reasons) is stopped
    assert made.undecided == ()


def test_who_frees_another_finding_frees_no_signal() -> None:
    """Rule 44: the decision must be about this rule at this place."""
    signal, name = SIGNAL.at((10, 15)), NAME.at((20, 30))
    for freed in (replace(decide(signal, Outcome.CLEAR), rule=PRICE.id), replace(decide(signal, Outcome.CLEAR), end=14)):
        assert judge(LENGTH, (signal, name), [decide(name), freed]).undecided == (signal,)
