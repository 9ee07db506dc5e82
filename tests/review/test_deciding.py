"""Decisions about findings: with a reason, by the right person, in the record, and never the words (rules 35, 36; R2)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from consultation.errors import InvalidInput, NotAllowed, NotFound
from consultation.record.models import LedgerLeaf
from consultation.review import deciding, rules
from consultation.review.models import FindingDecision
from consultation.review.rules import Choice
from legal import guard
from legal.generalise import options
from legal.guard import Cleared, Refused
from legal.terms import Ground, Label, Outcome, Sensitivity
from tests.review.desk import CLEAR, PRICE, REASON, REDACT, TEXT, Desk
from tests.world import World

SIGNAL = "Wij hebben met de andere aanbieders afgesproken om samen niet in te schrijven."
BY_HAND = Choice(Outcome.REDACT, REASON, label=Label.MARKET, ground=Ground.AW_2_57_1)


@pytest.fixture
def desk(world: World) -> Desk:
    """Return a text with three findings: two names and a mailbox."""
    world.draft_consultation()
    return Desk(world)


@pytest.fixture
def priced(world: World) -> Desk:
    """Return a text with a price in it."""
    world.draft_consultation()
    return Desk(world, PRICE)


def test_a_text_leaves_when_every_finding_is_decided(desk: Desk) -> None:
    """Rule 35: one open finding holds the whole text."""
    places = desk.places()
    assert len(places) == 3
    for place in places:
        assert isinstance(desk.gate(), Refused)
        desk.decide(place, REDACT)
    cleared = desk.gate()
    assert isinstance(cleared, Cleared)
    assert not [name for name in ("Elzenwaard", "elzenwaard", "Lindewede", "jan@") if name in cleared.text]
    assert cleared.redactions == 3


def test_what_stays_needs_a_reason_of_ten_characters(desk: Desk) -> None:
    """Rule 36: overriding a finding says why; redacting needs no reason."""
    place = desk.places()[0]
    for reason in ("", "te kort", " " * 30):
        with pytest.raises(InvalidInput) as refusal:
            desk.decide(place, Choice(Outcome.CLEAR, reason))
        assert list(refusal.value.fields) == ["reason"]
    desk.decide_all(CLEAR)
    desk.second(desk.world.lawyer)
    assert desk.leaves() == TEXT


@pytest.mark.parametrize(
    "reason",
    ["Dit is openbaar, dus het mag.", "Het is al gepubliceerd hoor.", "Dat staat al in het besluit.", "Dit staat op de website.",
     "Dit is publieke informatie.", "De gemeente publiceerde dit eerder.", "Openbaar, het gaat om 2000 euro.",
     "Te lezen op de website.", "Dit kan blijven staan, het staat in een besluit.", "Openbaar, € 2000 per jaar.",
     "Dit staat niet in een openbaar stuk, maar op de website."],
)
def test_what_is_said_to_be_public_names_since_when(desk: Desk, reason: str) -> None:
    """Rule 45, through every door: also typed by hand, and for less than the whole finding."""
    start, end = desk.places()[0]
    for choice in (Choice(Outcome.CLEAR, reason), Choice(Outcome.REDACT, reason, span=(start + 3, end))):
        with pytest.raises(InvalidInput) as refusal:
            desk.decide((start, end), choice)
        assert refusal.value.fields == {"reason": (rules.NO_SOURCE,)}
    desk.decide((start, end), Choice(Outcome.CLEAR, f"{reason} Raadsbesluit 3 maart 2026."))


@pytest.mark.parametrize(
    "reason",
    [
        "Dit gaat over reizen met het openbaar vervoer.", "Dit staat niet op zichzelf.", "Dit is algemeen bekend.",
        "De openbaarheid is hier geen punt.", "Wij staan achter de keus.",
        "Dit mag blijven staan in de vraag, het is algemeen bekend.", "Dit is niet openbaar, maar een gegeven van onszelf.",
        "Dit staat in de tekst om uit te leggen wat er mis is.", "De partij gaf geen toestemming, maar wij noemen het zelf.",
    ],
)  # fmt: skip
def test_another_reason_needs_no_year(desk: Desk, reason: str) -> None:
    desk.decide(desk.places()[0], Choice(Outcome.CLEAR, reason))


@pytest.mark.parametrize("reason", ["De partij wil zelf dat iedereen dit leest.", "De vrager gaf toestemming.", "Zij is akkoord"])
def test_what_a_party_wants_names_since_when(desk: Desk, reason: str) -> None:
    """Rule 39: through every door."""
    with pytest.raises(InvalidInput) as refusal:
        desk.decide(desk.places()[0], Choice(Outcome.CLEAR, reason))
    assert refusal.value.fields == {"reason": (rules.NO_CONSENT,)}
    desk.decide(desk.places()[0], Choice(Outcome.CLEAR, f"{reason} Mail 3 maart 2026."))


@pytest.mark.parametrize(
    "source", ["van 3.3.2026", "van 3-3-2026", "van 3/3/2026", ", 2026", "(2026)", "van maart 2026, blz. 3", "2026."]
)
def test_a_source_is_dated_however_the_day_is_written(desk: Desk, source: str) -> None:
    """Rule 45."""
    desk.decide(desk.places()[0], Choice(Outcome.CLEAR, f"Openbaar: raadsbesluit {source}"))


def test_twin_without_a_year_no_source_is_dated(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: no words name a year."""
    monkeypatch.setattr(rules, "dated", lambda _reason: False)
    with pytest.raises(InvalidInput):
        desk.decide(desk.places()[0], Choice(Outcome.CLEAR, "Openbaar: raadsbesluit van 3.3.2026"))


def test_twin_without_the_rule_no_year_is_asked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: no reason says that words are public."""
    monkeypatch.setattr(rules, "lacks_source", lambda _reason: "")
    desk.decide(desk.places()[0], Choice(Outcome.CLEAR, "Dit is openbaar, dus het mag."))


def test_without_the_guard_the_text_would_leave(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin of the gate: a guard that finds nothing clears everything."""
    assert isinstance(desk.gate(), Refused)
    monkeypatch.setattr(guard, "scan", lambda _text, _context: ())
    assert isinstance(desk.gate(), Cleared)


def test_a_decision_says_everything_except_the_words(desk: Desk) -> None:
    """Rule 36: class, ground, reason, decider, time, rule, version and policy; in the record without words or reason (53)."""
    desk.decide_all(CLEAR)
    with desk.world.database.reading() as session:
        entries = [entry for entry in session.scalars(select(LedgerLeaf.entry)) if '"finding.decided"' in entry]
    rows = desk.rows()
    assert len(rows) == len(entries) == 3
    for row in rows:
        assert (row.outcome, row.reason, row.decided_by) == ("clear", REASON, desk.world.publisher.person)
        assert (row.decided_at, row.policy) == (desk.world.moment.now, guard.policy())
        assert all((row.rule, row.version, row.ground, row.sensitivity, row.label))
        assert not [value for value in vars(row).values() if "elzenwaard" in str(value).lower()]
    for entry in entries:
        assert desk.world.publisher.tag in entry
        assert "lzenwaard" not in entry
        assert REASON not in entry


def test_a_reason_holds_no_citizen_service_number(desk: Desk) -> None:
    """Rule 41: not through the back door either."""
    with pytest.raises(InvalidInput) as refusal:
        desk.decide(desk.places()[0], Choice(Outcome.CLEAR, "Het bsn 111222333 is van een medewerker."))
    assert list(refusal.value.fields) == ["reason"]


def test_a_place_without_a_finding_is_not_decided(desk: Desk) -> None:
    """A decision that fits no finding would let nothing through, and is refused at once."""
    start, end = desk.places()[0]
    for place in ((start, end + 1), (start + 1, end), (0, len(TEXT) + 5), (-1, 3)):
        with pytest.raises(NotFound):
            desk.decide(place, REDACT)


def test_a_decision_is_taken_by_who_saw_the_newest(desk: Desk) -> None:
    """The second person at the same finding hears that somebody was first; looking again, he can decide over it."""
    place = desk.places()[0]
    first = desk.decide(place, REDACT)
    with pytest.raises(NotFound):
        desk.decide(place, CLEAR)
    second = desk.decide(place, CLEAR, desk.world.lawyer, newest=True)
    assert second.supersedes == first.id
    assert [row.outcome for row in sorted(desk.rows(), key=lambda row: row.step)] == ["redact", "clear"]
    with pytest.raises(NotFound):
        desk.decide(place, replace(CLEAR, over=first.id))


def test_who_decides(desk: Desk) -> None:
    """Rule 58: the lawyer and the publisher, nobody else."""
    place = desk.places()[0]
    for actor in (desk.world.lead, desk.world.expert, desk.world.auditor, desk.world.provider):
        with pytest.raises(NotAllowed):
            desk.decide(place, REDACT, actor)
        with pytest.raises(NotAllowed):
            desk.mark(replace(BY_HAND, span=(0, 4)), actor)
        with pytest.raises(NotAllowed):
            desk.whole(Choice(Outcome.WITHHOLD, REASON, ground=Ground.AW_2_53_3), actor)
    desk.decide(place, REDACT, desk.world.lawyer)
    desk.decide(desk.places()[0], REDACT, desk.world.publisher)


def test_a_decision_counts_in_its_own_consultation_alone(desk: Desk) -> None:
    """The same text id elsewhere is another text."""
    desk.decide_all(REDACT)
    assert isinstance(desk.gate(), Cleared)
    desk.world.draft_consultation(title="Een andere consultatie")
    assert isinstance(desk.gate(), Refused)


def test_a_wider_redaction_takes_what_is_under_it(desk: Desk) -> None:
    """Rules 35, 38: one decision over two findings and what is between them; the rest stays to be decided."""
    wide = desk.place("naar jan@elzenwaard.example en Lindewede Begeleiding")
    desk.decide(desk.place("jan@elzenwaard.example"), replace(REDACT, span=wide))
    assert desk.places() == [desk.place("Stichting Elzenwaard")]
    desk.decide_all(REDACT)
    assert desk.leaves() == "[gelakt: naam van een organisatie, Aw 2.57] mailt [gelakt: e-mailadres, AVG] niet."


def test_a_narrower_redaction_frees_the_rest_and_says_why(priced: Desk) -> None:
    """Rules 35, 36, 40: it releases a part of what was found, so it needs a reason and a second person."""
    found = priced.places()[0]
    narrow = priced.place("44,75")
    assert found != narrow
    with pytest.raises(InvalidInput) as refusal:
        priced.decide(found, replace(REDACT, span=narrow))
    assert list(refusal.value.fields) == ["reason"]
    assert priced.decide(found, Choice(Outcome.REDACT, REASON, span=narrow)).needs_second
    assert priced.leaves() is None
    priced.second(priced.world.lawyer)
    assert priced.leaves() == "Wij rekenen nu € [gelakt: prijs of tarief, Aw 2.57] per uur."


def test_more_general_words_come_from_a_closed_list(priced: Desk) -> None:
    """Rule 35: no free word can leak; the words stand there without a mark."""
    found = priced.places()[0]
    for words in ("", "vierenveertig euro", "€ 44,75", "een percentage", "iemand"):
        with pytest.raises(InvalidInput) as refusal:
            priced.decide(found, Choice(Outcome.GENERALISE, replacement=words))
        assert list(refusal.value.fields) == ["replacement"]
    priced.decide(found, Choice(Outcome.GENERALISE, replacement="een bedrag"))
    priced.second(priced.world.lawyer)
    assert "een bedrag" in (priced.leaves() or "")
    assert "44,75" not in (priced.leaves() or "44,75")


def test_no_number_comes_in_the_place_of_a_plan(world: World) -> None:
    """Rule 35: the verb asks what the page offers."""
    world.draft_consultation()
    plan = Desk(world, "Wij schrijven zeker in op perceel 2.")
    with pytest.raises(InvalidInput) as refusal:
        plan.decide(plan.places()[0], Choice(Outcome.GENERALISE, replacement="10 tot 50"))
    assert list(refusal.value.fields) == ["replacement"]
    plan.decide(plan.places()[0], Choice(Outcome.GENERALISE, replacement="een wijziging in het aanbod"))


def test_twin_with_every_word_of_its_kind_a_share_stands_for_a_price(priced: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: what fits is whatever the kind has."""
    monkeypatch.setattr(rules, "fitting", lambda found, _words: options(found.label))
    priced.decide(priced.places()[0], Choice(Outcome.GENERALISE, replacement="een percentage"))


@pytest.mark.parametrize("span", [(0, 3), (5, 5), (-1, 40), (0, 400), (30, 31)])
def test_a_range_of_its_own_lies_in_the_text_and_touches_the_finding(priced: Desk, span: tuple[int, int]) -> None:
    """Else a decision about one passage would cut another."""
    with pytest.raises(InvalidInput) as refusal:
        priced.decide(priced.places()[0], Choice(Outcome.REDACT, REASON, span=span))
    assert list(refusal.value.fields) == ["span"]


def test_what_no_detector_saw_is_marked_by_hand(desk: Desk) -> None:
    """Rule 36: a passage with a kind and a ground; it leaves as a mark, and can be given up again."""
    desk.decide_all(REDACT)
    made = desk.mark(replace(BY_HAND, span=desk.place("mailt naar")))
    assert (made.rule, made.sensitivity, made.needs_second) == ("by-hand", "strategy_or_investment", False)
    assert "[gelakt: bedrijfsgegeven, Aw 2.57]" in (desk.leaves() or "")
    assert "gelakt: bedrijfsgegeven" in desk.preview()
    with pytest.raises(NotFound):
        desk.mark(replace(BY_HAND, span=desk.place("mailt naar")))
    assert desk.undo(desk.world.publisher) == 1
    assert "mailt naar" in (desk.leaves() or "")
    assert [item.finding.rule for item in desk.judged() if item.finding.rule == "by-hand"] == []
    desk.mark(replace(BY_HAND, span=desk.place("mailt naar")))
    assert "mailt naar" not in (desk.leaves() or "mailt naar")


@pytest.mark.parametrize("missing", ["label", "ground", "span"])
def test_by_hand_says_what_it_is(desk: Desk, missing: str) -> None:
    """Rule 36: class and ground are part of every outcome."""
    with pytest.raises(InvalidInput):
        desk.mark(replace(BY_HAND, **{"span": (0, 5), missing: None}))


def _goes_under_a_mark(desk: Desk, choice: Choice) -> bool:
    fields = list[str]()
    try:
        desk.decide(desk.places()[0], choice, desk.world.lawyer)
    except InvalidInput as refusal:
        fields = list(refusal.fields)
    assert fields in ([], ["signal"])
    return not fields


UNDER_A_MARK = pytest.mark.parametrize(
    "choice", [REDACT, replace(REDACT, span=(0, 9), reason=REASON), Choice(Outcome.GENERALISE, REASON, "een aantal")]
)


@UNDER_A_MARK
def test_a_signal_of_collusion_does_not_go_under_a_mark(world: World, choice: Choice) -> None:
    """Rule 44: such a text is not redacted and passed on."""
    world.draft_consultation()
    assert not _goes_under_a_mark(Desk(world, SIGNAL), choice)


def test_twin_without_the_rule_it_does(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage of rule 44: when nothing is a signal, it is redacted as anything else."""
    world.draft_consultation()
    monkeypatch.setattr(rules, "collusive", lambda _found: False)
    assert _goes_under_a_mark(Desk(world, SIGNAL), REDACT)


def test_a_signal_under_a_wider_mark_is_still_open(world: World) -> None:
    """Rule 44: whoever redacts all around it has not decided about it; the count says so, and the gate holds the text."""
    world.draft_consultation()
    desk = Desk(world, f"Goedemiddag. {SIGNAL} Klopt dat?")
    places = desk.places()
    desk.mark(replace(BY_HAND, span=(0, len(desk.text))), world.lawyer)
    assert desk.places() == places
    assert desk.leaves() is None


def test_a_text_as_a_whole_stays_out_or_goes_back(desk: Desk) -> None:
    """Rules 16, 35: whatever was decided about its findings, the gate holds it then."""
    desk.decide_all(REDACT)
    for outcome in (Outcome.WITHHOLD, Outcome.REFUSE):
        with pytest.raises(InvalidInput) as refusal:
            desk.whole(Choice(outcome))
        assert set(refusal.value.fields) == {"reason", "ground"}
        made = desk.whole(Choice(outcome, REASON, ground=Ground.AW_2_53_3, sensitivity=Sensitivity.COLLUSION_SIGNAL))
        assert (made.start, made.end, made.rule) == (0, 0, "whole-text")
        assert desk.leaves() is None
        with pytest.raises(NotFound):
            desk.whole(Choice(outcome, REASON, ground=Ground.AW_2_53_3))
        assert desk.undo(desk.world.lawyer) == 1
        assert desk.leaves() is not None


def test_a_decision_about_words_is_not_about_a_whole_text(desk: Desk) -> None:
    """Each verb takes its own outcomes."""
    for outcome in (Outcome.WITHHOLD, Outcome.REFUSE):
        with pytest.raises(NotFound):
            desk.decide(desk.places()[0], Choice(outcome, REASON))
    with pytest.raises(NotFound):
        desk.whole(REDACT)
    with pytest.raises(NotFound):
        desk.mark(replace(BY_HAND, outcome=Outcome.CLEAR, span=(0, 5)))


def test_rows_are_added_and_never_changed(desk: Desk) -> None:
    """Rule 53: taking back is a row more."""
    place = desk.places()[0]
    desk.decide(place, REDACT)
    before = {row.id: vars(row) | {"_sa_instance_state": None} for row in desk.rows()}
    desk.undo(desk.world.publisher)
    after = {row.id: vars(row) | {"_sa_instance_state": None} for row in desk.rows()}
    assert len(after) == 2
    assert {key: after[key] for key in before} == before
    assert place in desk.places()
    assert isinstance(desk.rows()[0], FindingDecision)


def test_a_mark_at_the_place_of_a_finding_can_be_decided_again(desk: Desk) -> None:
    """Rule 36: both stand at one place; the newest decision tells which of them is meant."""
    place = desk.place("Lindewede Begeleiding")
    with desk.world.database.transaction() as session:
        known = desk.review(session)
        made = deciding.mark(session, desk.world.publisher, known, desk.source, replace(BY_HAND, span=place))
    again = desk.decide(place, Choice(Outcome.CLEAR, REASON, over=made.id))
    assert again.supersedes == made.id and again.rule == "by-hand"


def test_what_is_left_of_a_text_without_its_findings(desk: Desk) -> None:
    """Rules 13 and 37: a wider passage takes a finding inside it along, and nothing of either comes back."""
    start, end = desk.place("mailt naar jan@elzenwaard.example en")
    with desk.world.database.transaction() as session:
        known = desk.review(session)
        deciding.mark(session, desk.world.publisher, known, desk.source, replace(BY_HAND, span=(start, end)))
    with desk.world.database.reading() as session:
        left = desk.review(session).without_findings(desk.source)
    assert left.split() == ["niet."]
