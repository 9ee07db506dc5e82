"""What was found and stays readable, what waits, and what an address keeps, beside a wider passage (rules 13, 36, 37, 40)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consultation.review import gate
from consultation.review.rules import Choice
from legal import guard
from legal.ranges import Ranges
from legal.terms import Ground, Label, Outcome
from tests.review.desk import CLEAR, PRICE, REASON, TEXT, Desk
from tests.world import World

AMOUNT = "€ 44,75"
BY_HAND = Choice(Outcome.REDACT, REASON, label=Label.PRICE, ground=Ground.AW_2_57_1)


@pytest.fixture
def desk(world: World) -> Desk:
    """Return a text with a price in it."""
    world.draft_consultation()
    return Desk(world, PRICE)


def _stays(desk: Desk) -> list[str]:
    with desk.world.database.reading() as session:
        return [words for _, words in desk.review(session).stays(desk.source)]


def _waits(desk: Desk) -> int:
    with desk.world.database.reading() as session:
        return len(desk.review(session).pending([desk.source.text_id]))


def _mark(desk: Desk, words: str) -> None:
    desk.mark(replace(BY_HAND, span=desk.place(words)), desk.world.lawyer)


def _freed(desk: Desk) -> None:
    desk.decide(desk.place(AMOUNT), CLEAR)
    desk.second(desk.world.lawyer)


def test_what_was_freed_stays(desk: Desk) -> None:
    _freed(desk)
    assert _stays(desk) == [AMOUNT]


def test_what_nobody_decided_about_does_not_stay(desk: Desk) -> None:
    """Rule 35: nor what waits for a second person."""
    assert _stays(desk) == []
    desk.decide(desk.place(AMOUNT), CLEAR)
    assert _stays(desk) == []


def test_of_what_is_cut_in_part_the_rest_stays(desk: Desk) -> None:
    desk.decide(desk.place(AMOUNT), Choice(Outcome.REDACT, REASON, span=desk.place("44,75")))
    desk.second(desk.world.lawyer)
    assert _stays(desk) == ["€ "]


def _under_a_wider_mark(desk: Desk) -> list[str]:
    _freed(desk)
    _mark(desk, "nu € 44,75 per")
    assert "44,75" not in desk.preview()
    return _stays(desk)


def test_what_a_wider_mark_takes_along_does_not_stay(desk: Desk) -> None:
    """Rules 36 and 39: the party and the publisher are told of what others read, and of nothing else."""
    assert _under_a_wider_mark(desk) == []


def test_twin_without_the_other_cuts_it_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: nothing is taken along."""
    monkeypatch.setattr(Ranges, "beside", lambda _self, start, end: [(start, end)])
    assert _under_a_wider_mark(desk) == [AMOUNT]


def test_of_what_another_mark_takes_in_part_the_rest_stays(desk: Desk) -> None:
    _freed(desk)
    _mark(desk, "44,75 per uur")
    assert _stays(desk) == ["€ "]


def _waits_under_a_wider_mark(desk: Desk) -> int:
    desk.decide(desk.place(AMOUNT), CLEAR)
    assert _waits(desk) == 1
    _mark(desk, "nu € 44,75 per")
    return _waits(desk)


def test_under_a_wider_mark_nothing_waits(desk: Desk) -> None:
    """Rule 40: nobody needs to agree with what does not go out."""
    assert _waits_under_a_wider_mark(desk) == 0
    assert desk.places() == []


def test_twin_who_looks_at_that_place_alone_waits(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: no passage is wider than another."""
    monkeypatch.setattr(Ranges, "cover", lambda *_: False)
    assert _waits_under_a_wider_mark(desk) == 1


def test_a_mark_beside_it_or_one_that_leaves_something_changes_nothing(desk: Desk) -> None:
    desk.decide(desk.place(AMOUNT), CLEAR)
    _mark(desk, "per uur")
    _mark(desk, "44,75")
    assert _waits(desk) == 1


def test_an_address_keeps_nothing_of_a_cut_wider_than_the_finding(world: World) -> None:
    """Rules 13 and 37: to the left of it as to the right."""
    world.draft_consultation()
    desk = Desk(world, TEXT)
    desk.decide(desk.place("Lindewede Begeleiding"), Choice(Outcome.REDACT, span=desk.place("en Lindewede Begeleiding niet")))
    with world.database.reading() as session:
        left = desk.review(session).without_findings(desk.source)
    assert left.split() == ["mailt", "naar", "."]


def _after_it_became_public(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> str | None:
    """Return how a text leaves whose price was cut, once the guard finds no price in it any more."""
    desk.decide(desk.place(AMOUNT), Choice(Outcome.REDACT))
    monkeypatch.setattr(guard, "scan", lambda _text, _context: ())
    return desk.leaves()


def test_what_was_cut_stays_cut_when_the_guard_stops_finding_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules 36, 39 and R13: its party agreed with the text without it; a rival would read from it what stands there."""
    text = _after_it_became_public(desk, monkeypatch)
    assert text is not None and "44,75" not in text and "gelakt" in text
    (item,) = desk.judged()
    assert item.kept and item.settled and item.cut


def test_twin_without_keeping_it_the_price_goes_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: what is not found is not looked at."""
    monkeypatch.setattr(gate, "_is_kept", lambda _now: False)
    assert _after_it_became_public(desk, monkeypatch) == PRICE


def test_a_person_can_let_it_stay_after_all(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule 36: with a reason, over the decision that was taken."""
    _after_it_became_public(desk, monkeypatch)
    desk.decide(desk.place(AMOUNT), CLEAR, newest=True)
    desk.second(desk.world.lawyer)
    assert desk.leaves() == PRICE and desk.judged() == ()


def test_a_wider_or_more_general_decision_stays_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.decide(desk.place(AMOUNT), Choice(Outcome.REDACT, span=desk.place("nu € 44,75 per uur")))
    monkeypatch.setattr(guard, "scan", lambda _text, _context: ())
    text = desk.leaves()
    assert text is not None and text.startswith("Wij rekenen [gelakt") and text.endswith(".") and "uur" not in text


def test_what_waited_for_a_second_person_still_waits(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule 40: words that somebody wanted more general do not go out as they are meanwhile."""
    desk.decide(desk.place(AMOUNT), Choice(Outcome.GENERALISE, REASON, replacement="een bedrag"))
    monkeypatch.setattr(guard, "scan", lambda _text, _context: ())
    assert desk.leaves() is None
    desk.second(desk.world.lawyer)
    assert desk.leaves() == "Wij rekenen nu een bedrag per uur."


def test_what_waits_about_a_signal_is_told_to_who_asks_for_it_alone(world: World) -> None:
    """Rule 44: by default nobody hears that there is one."""
    world.draft_consultation()
    desk = Desk(world, "Wij hebben met de andere aanbieders afgesproken om samen niet in te schrijven.")
    desk.decide_all(CLEAR, world.lawyer)
    with world.database.reading() as session:
        review = desk.review(session)
        assert review.pending([desk.source.text_id]) == []
        assert len(review.pending([desk.source.text_id], signals=True)) == 1


def test_a_signal_waits_also_under_a_wider_mark(world: World) -> None:
    """Rule 44: it does not go out under a mark, so another lawyer must still agree that it is none."""
    world.draft_consultation()
    desk = Desk(world, "Ja. Wij hebben met de andere aanbieders afgesproken om samen niet in te schrijven. Nee.")
    desk.decide_all(CLEAR, world.lawyer)
    desk.mark(replace(BY_HAND, span=(0, len(desk.text))), world.lawyer)
    with world.database.reading() as session:
        assert len(desk.review(session).pending([desk.source.text_id], signals=True)) == 1
