"""Both panes of a text: the second is exactly what would leave, and holds nothing of what goes (rules 36, 37)."""

from __future__ import annotations

import pytest

from consultation.review import panes
from consultation.review.rules import Choice
from legal.terms import Ground, Label, Outcome
from tests.review.desk import CLEAR, PRICE, REASON, REDACT, TEXT, Desk
from tests.world import World

LONG = "Een gewone zin zonder iets bijzonders erin.\n" * 400 + TEXT + "\n" + "Nog een gewone zin.\n" * 400


def _read(desk: Desk, shown: tuple[int, int] | None = None) -> list[panes.Part]:
    return list(panes.as_read(desk.text, desk.judged(), shown or (0, len(desk.text))))


def _typed(desk: Desk, shown: tuple[int, int] | None = None) -> list[panes.Piece]:
    return list(panes.as_typed(desk.text, desk.judged(), 1, shown or (0, len(desk.text))))


@pytest.mark.parametrize(
    "text",
    [TEXT, "Stichting Elzenwaard  Lindewede Begeleiding", "Wij van Stichting Elzenwaard rekenen € 44,75 ⟦gelakt: x⟧ per uur."],
)
def test_the_parts_are_what_others_read(world: World, text: str) -> None:
    """Word for word the preview, before and after decisions: also where two marks become one."""
    world.draft_consultation()
    desk = Desk(world, text)
    assert "".join(part.read.text for part in _read(desk)) == desk.preview()
    assert "".join(piece.text for piece in _typed(desk)) == text
    desk.decide(desk.places()[0], REDACT)
    assert "".join(part.read.text for part in _read(desk)) == desk.preview()
    desk.mark(Choice(Outcome.REDACT, span=(0, 5), label=Label.MARKET, ground=Ground.AW_2_57_1))
    assert "".join(part.read.text for part in _read(desk)) == desk.preview()
    assert "".join(piece.text for piece in _typed(desk)) == text


def test_what_nobody_decided_is_a_proposal(world: World) -> None:
    """And what stays is no mark at all."""
    world.draft_consultation()
    desk = Desk(world)
    first, second, *_ = desk.places()
    assert sum(part.open for part in _read(desk)) == 3
    desk.decide(first, REDACT)
    desk.decide(second, CLEAR)
    assert [part.open for part in _read(desk) if part.read.marks] == [False, True]
    assert [piece.freed for piece in _typed(desk) if piece.number] == [False, True, False]


def test_a_long_text_is_shown_around_its_finding(world: World) -> None:
    """Whole lines, with the finding in it."""
    world.draft_consultation()
    desk = Desk(world, LONG)
    place = desk.places()[0]
    shown = panes.window(LONG, place)
    assert shown[0] < place[0] and place[1] < shown[1] and shown[1] - shown[0] < 4_000
    assert "".join(piece.text for piece in _typed(desk, shown)) == LONG[slice(*shown)]
    assert "Elzenwaard" not in "".join(part.read.text for part in _read(desk, shown))
    assert panes.window(TEXT, None) == (0, len(TEXT))
    assert [piece.number for piece in _typed(desk, shown) if piece.number] == [1, 2, 3]


def test_words_that_come_instead_stand_there(world: World) -> None:
    world.draft_consultation()
    desk = Desk(world)
    desk.decide(desk.places()[0], Choice(Outcome.GENERALISE, REASON, "een aanbieder"))
    assert "een aanbieder" not in "".join(part.read.text for part in _read(desk))
    desk.second(world.lawyer)
    assert "een aanbieder" in "".join(part.read.text for part in _read(desk))


def test_what_goes_along_with_a_wider_passage_leaves_no_mark_of_its_own(world: World) -> None:
    """Word for word what leaves: the words over a passage come in the place of all that lies under them."""
    world.draft_consultation()
    desk = Desk(world, PRICE)
    span = (0, len(PRICE))
    desk.mark(Choice(Outcome.GENERALISE, REASON, "een bedrag", span=span, label=Label.PRICE, ground=Ground.AW_2_57_1))
    desk.second(world.lawyer)
    assert desk.preview() == "".join(part.read.text for part in _read(desk)) == desk.leaves() == "een bedrag"
