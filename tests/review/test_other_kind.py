"""A reviewer can say that a finding is something else than the guard took it for: with the class and ground of that (36)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from consultation.errors import InvalidInput
from consultation.record.models import LedgerLeaf
from consultation.review import chains, deciding, rules
from consultation.review.models import FindingDecision
from consultation.review.rules import Choice
from legal.terms import Ground, Label, Outcome, Sensitivity
from tests.review.desk import CLEAR, PRICE, REDACT, Desk
from tests.review_screen.screens import screen
from tests.world import World

Browser = Callable[..., FlaskClient]
MAIL = "jan@elzenwaard.example"
AS_PRICE = replace(REDACT, label=Label.PRICE)


@pytest.fixture
def desk(world: World) -> Desk:
    """Return a text in which a mail address was found, which needs no second person."""
    world.open_consultation()
    return Desk(world, f"Mail naar {MAIL} als u dit wilt weten.")


def _entry(world: World) -> str:
    with world.database.reading() as session:
        return [entry for entry in session.scalars(select(LedgerLeaf.entry)) if '"finding.decided"' in entry][-1]


def test_class_and_ground_follow_from_the_kind(desk: Desk) -> None:
    """Rule 36: in the row, in the record, and in the mark that everybody reads (38)."""
    made = desk.decide(desk.place(MAIL), AS_PRICE)
    assert (made.label, made.sensitivity, made.ground) == (Label.PRICE, Sensitivity.TARIFF_OR_PRICE, Ground.AW_2_57_1)
    assert desk.leaves() == "Mail naar [gelakt: prijs of tarief, Aw 2.57] als u dit wilt weten."
    for fact in ('"label":"PRICE"', '"class":"tariff_or_price"', '"ground":"aw-2.57-1"'):
        assert fact in _entry(desk.world)


def test_a_ground_of_ones_own_goes_before(desk: Desk) -> None:
    """The kind changes, and the ground that somebody chose stays."""
    made = desk.decide(desk.place(MAIL), replace(AS_PRICE, ground=Ground.FAIR_COMP))
    assert (made.label, made.ground) == (Label.PRICE, Ground.FAIR_COMP)


def _redacted_once_more(desk: Desk) -> FindingDecision:
    desk.decide(desk.place(MAIL), replace(AS_PRICE, ground=Ground.FAIR_COMP))
    return desk.decide(desk.place(MAIL), REDACT, desk.world.lawyer, newest=True)


def test_who_names_no_kind_keeps_what_a_colleague_said(desk: Desk) -> None:
    """Rule 36: redacting once more does not take back the kind, nor the ground that the mark tells everybody."""
    made = _redacted_once_more(desk)
    assert (made.label, made.sensitivity, made.ground) == (Label.PRICE, Sensitivity.TARIFF_OR_PRICE, Ground.FAIR_COMP)


def test_twin_without_it_the_kind_goes_back_unseen(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: the choice is taken as it comes."""
    monkeypatch.setattr(deciding, "_still_called", lambda _item, choice: choice)
    assert _redacted_once_more(desk).label is Label.EMAIL


def test_who_names_the_kind_that_was_found_goes_back_to_it(desk: Desk) -> None:
    """It is a choice then, with the ground of that kind."""
    desk.decide(desk.place(MAIL), AS_PRICE)
    made = desk.decide(desk.place(MAIL), replace(REDACT, label=Label.EMAIL), newest=True)
    assert (made.label, made.ground) == (Label.EMAIL, Ground.AVG)


def test_another_kind_only_where_words_go(desk: Desk) -> None:
    """Rules 35, 41: what stays or becomes more general is what was found; nothing is called a citizen service number."""
    for choice in (replace(CLEAR, label=Label.PRICE), replace(REDACT, label=Label.BSN)):
        with pytest.raises(InvalidInput) as refusal:
            desk.decide(desk.place(MAIL), choice)
        assert refusal.value.fields["label"] == (rules.NO_OTHER_KIND,)
    assert desk.rows() == []


def _cleared_after(desk: Desk) -> FindingDecision:
    desk.decide(desk.place(MAIL), AS_PRICE)
    return desk.decide(desk.place(MAIL), CLEAR, newest=True)


def test_what_was_called_a_price_stays_only_with_a_second_person(desk: Desk) -> None:
    """Rule 40: whoever called it competition-sensitive is not overruled by one person."""
    assert _cleared_after(desk).needs_second


def test_twin_who_forgets_the_kind_lets_it_out_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: what counts does not remember what anybody called it."""
    monkeypatch.setattr(chains, "competitive", lambda *_: False)
    assert not _cleared_after(desk).needs_second


def test_a_price_called_something_else_is_still_a_price(world: World) -> None:
    """Rule 40: also one that somebody marked by hand, which no detector knows."""
    world.open_consultation()
    desk = Desk(world, "Wij rekenen wat wij altijd rekenen.")
    place = desk.place("wat wij altijd rekenen")
    desk.mark(Choice(Outcome.REDACT, span=place, label=Label.PRICE, ground=Ground.AW_2_57_1))
    desk.decide(place, replace(REDACT, label=Label.PERSON), newest=True)
    assert desk.leaves() == "Wij rekenen [gelakt: naam van een persoon, AVG]."
    assert desk.decide(place, CLEAR, newest=True).needs_second


def test_taking_it_back_takes_back_the_kind(world: World) -> None:
    """What counted before counts again, by hand too."""
    world.open_consultation()
    desk = Desk(world, "Wij rekenen wat wij altijd rekenen.")
    place = desk.place("wat wij altijd rekenen")
    desk.mark(Choice(Outcome.REDACT, span=place, label=Label.PRICE, ground=Ground.AW_2_57_1))
    desk.decide(place, replace(REDACT, label=Label.PERSON), newest=True)
    desk.undo(world.publisher)
    assert desk.judged()[0].finding.label is Label.PRICE
    assert desk.leaves() == "Wij rekenen [gelakt: prijs of tarief, Aw 2.57]."


def test_less_of_what_is_called_a_price_needs_a_second_person(desk: Desk) -> None:
    """Rule 40: beside a narrower cut something stays readable."""
    start, end = desk.place(MAIL)
    narrower = replace(AS_PRICE, span=(start, end - 8), reason=CLEAR.reason)
    assert desk.decide((start, end), narrower).needs_second


def _made_more_general_around(desk: Desk) -> FindingDecision:
    """Return what is made by hand of the whole text, after a mail address in it was called a price."""
    desk.decide(desk.place(MAIL), AS_PRICE)
    wide = replace(CLEAR, outcome=Outcome.GENERALISE, replacement="een locatie", span=(0, len(desk.text)))
    return desk.mark(replace(wide, label=Label.ADDRESS, ground=Ground.AVG))


def test_words_around_what_was_called_a_price_need_a_second_person(desk: Desk) -> None:
    """Rule 40: who makes a wider passage more general makes that price more general too."""
    assert _made_more_general_around(desk).needs_second
    assert desk.leaves() is None


def test_twin_as_found_one_person_lets_it_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: of the other findings only what the detector says counts."""
    monkeypatch.setattr(deciding, "_as_called", lambda judged: [item.finding for item in judged])
    assert not _made_more_general_around(desk).needs_second


def test_from_a_finding_beside_it_too(world: World) -> None:
    """Rule 40: the wider passage may begin at another finding."""
    world.open_consultation()
    desk = Desk(world, f"Wij zitten aan de Kerkstraat 12, 1234 AB Zilverdijk. Mail naar {MAIL}.")
    place = next((one.start, one.end) for one in (item.finding for item in desk.judged()) if one.label is Label.ADDRESS)
    desk.decide(desk.place(MAIL), AS_PRICE)
    wide = replace(CLEAR, outcome=Outcome.GENERALISE, replacement="een locatie", span=(0, len(desk.text)))
    assert desk.decide(place, wide).needs_second


def test_on_the_screen(world: World, browser: Browser) -> None:
    """By key S or by mouse: the list is closed, the page tells what it was called, and by whom."""
    world.open_consultation()
    world.ask(world.provider, PRICE)
    shown = screen(world, browser)
    assert 'data-key="s"' in shown.page.text and 'value="BSN"' not in shown.page.text
    shown.send("lak", besluit="lak", soort="FINANCE")
    with world.database.reading() as session:
        row = session.scalars(select(FindingDecision)).one()
    assert (row.label, row.sensitivity) == (Label.FINANCE, Sensitivity.MARKET_SHARE_OR_TURNOVER)
    shown.open("?filter=alles")
    assert "Soort: financieel gegeven. Grond: vertrouwelijke informatie" in shown.text
    assert "gelakt: financieel gegeven" in shown.right
    assert '<option value="">Financieel gegeven</option>' in shown.page.text and '<option value="PRICE">' in shown.page.text


def test_a_kind_that_cannot_be_is_told(world: World, browser: Browser) -> None:
    """Posted by hand: refused in words, with the choice given back and nothing decided."""
    world.open_consultation()
    world.ask(world.provider, PRICE)
    shown = screen(world, browser).send("lak", 400, besluit="lak", soort="BSN")
    assert rules.NO_OTHER_KIND in shown.text and "<title>1 fout: " in shown.page.text
    with world.database.reading() as session:
        assert session.scalars(select(FindingDecision)).all() == []
