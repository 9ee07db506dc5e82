"""The review screen in one read: the list, the text that is open, and which finding comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers.models import Consultation
from consultation.questions.objections import service as objections
from consultation.review import deciding as reviewing
from consultation.review.models import FindingDecision
from consultation.review_screen import listing, rules
from consultation.review_screen.listing import Board, Unit
from consultation.review_screen.opening import Found, Look, OpenUnit, open_unit
from consultation.review_screen.rules import Filter, Spot, State

SAMPLE = 10  # texts offered to look at when nothing was found
AHEAD = 4  # findings shown in advance


@dataclass(frozen=True)
class Asked:
    """What of it is asked for. `after`: the first finding behind this one; else the finding `number` of `unit`."""

    filter: Filter = Filter.OPEN
    note: int | None = None
    unit: str = ""
    number: int = 0
    after: bool = False
    page: int = 1
    whole: bool = False


@dataclass(frozen=True)
class Screen:
    """The list with one text open. `same` counts the other open findings of the same words and rule; `objections` those that
    this reader may rule on."""

    title: str
    board: Board
    opened: OpenUnit | None
    current: Found | None
    before: Spot | None
    following: Spot | None
    ahead: tuple[Spot, ...]
    same: int
    objections: int
    can_undo: bool


def screen(session: Session, actor: Actor, consultation: Consultation, asked: Asked) -> Screen:
    """Return the screen. Opening the text writes one record entry (R1)."""
    authorize(actor, Permission.FINDING_DECIDE)
    board = listing.board(session, actor, consultation, asked.note)
    spots = board.spots
    unit, number = _place(board, spots, asked)
    opened = open_unit(session, actor, consultation, unit, Look(number, asked.whole)) if unit else None
    at = (unit.key if unit else "", number)
    before, following = rules.neighbours(spots, at, asked.filter)
    return Screen(
        title=consultation.title,
        board=board,
        opened=opened,
        current=opened.finding(number) if opened else None,
        before=before,
        following=following,
        ahead=_ahead(spots, at, asked.filter),
        same=_same(spots, at),
        objections=objections.waiting_for(session, actor, [consultation])[consultation.id],
        can_undo=reviewing.next_step(session, actor, consultation.id) > 1,
    )


def behind(session: Session, actor: Actor, consultation: Consultation, asked: Asked, added: FindingDecision) -> Asked:
    """Return where one goes on after a finding was added by hand: with the open one that stood there, else with the next.

    The added one itself when nothing is left. It moves the numbers of those behind it.
    """
    authorize(actor, Permission.FINDING_DECIDE)
    spots = listing.board(session, actor, consultation, asked.note).spots
    place = (added.text_id, added.field, added.found_start, added.found_end)
    made = next((spot.number for spot in spots if spot.unit == asked.unit and spot.place == place), 0)
    if not any(rules.matches(spot, asked.filter) for spot in spots):
        return replace(asked, number=made, after=False)
    before = asked.number - 1 + (made <= asked.number) if asked.number else made
    return replace(asked, number=before, after=True)


def sample(board: Board) -> tuple[Unit, ...]:
    """Return some texts to look at once more when nothing is left to decide: random references make them a random choice."""
    return tuple(unit for unit in board.units if not unit.closed)[:SAMPLE]


def _place(board: Board, spots: Sequence[Spot], asked: Asked) -> tuple[Unit | None, int]:
    """Return which text to open, and for which finding: the one asked for, else the next one that waits."""
    unit = board.unit(asked.unit)
    if unit is not None and not asked.after:
        if 0 < asked.number <= len(unit.spots):
            return unit, asked.number
        mine = sorted((spot.state is not State.OPEN, spot.number) for spot in unit.spots if rules.matches(spot, asked.filter))
        return unit, mine[0][1] if mine else min(1, len(unit.spots))
    spot = rules.following(spots, board.order, (asked.unit, asked.number), asked.filter)
    return (board.unit(spot.unit), spot.number) if spot else (None, 0)


def _ahead(spots: Sequence[Spot], at: tuple[str, int], chosen: Filter) -> tuple[Spot, ...]:
    places = [(spot.unit, spot.number) for spot in spots]
    here = places.index(at) if at in places else -1
    return tuple(spot for spot in spots[here + 1 :] if rules.matches(spot, chosen))[:AHEAD]


def _same(spots: Sequence[Spot], at: tuple[str, int]) -> int:
    current = next((spot for spot in spots if (spot.unit, spot.number) == at), None)
    if current is None or not current.kind or current.state is not State.OPEN:
        return 0
    return sum(spot.kind == current.kind and spot.state is State.OPEN for spot in spots) - 1
