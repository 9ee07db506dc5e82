"""Deciding on the review screen: about questions, answers and documents alike, each through its own verb."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.accounts import queries as accounts
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers import guarding
from consultation.dossiers.models import Consultation
from consultation.errors import InvalidInput, TooLate
from consultation.questions.findings import deciding
from consultation.questions.findings.deciding import Verdict
from consultation.questions.models import Question
from consultation.questions.reviewing import second_person
from consultation.review import deciding as reviewing
from consultation.review.models import FindingDecision
from consultation.review.rules import Choice, Span
from consultation.review.texts import Source
from consultation.review_screen import listing
from consultation.review_screen.places import Fault, place_of
from consultation.words import N_

GONE = N_("Deze tekst is intussen gewijzigd of openbaar. Kijk opnieuw en beslis dan.")
ABSENT = N_("Deze woorden staan niet zo in de tekst. Neem ze precies over.")
NOT_OVER = N_("Kies woorden waar de bevinding in valt, of die in de bevinding vallen.")
SEVERAL = N_("Deze woorden staan er vaker. Neem er een paar woorden omheen bij.")
NONE = N_("Kies een stuk van de tekst, of schrijf de woorden over.")


@dataclass(frozen=True)
class Words:
    """Words that somebody chose in a text, and about where he chose them."""

    words: str
    near: int | None = None


@dataclass(frozen=True)
class Target:
    """Which finding, in which text of which unit; `text_id` is the text that was seen.

    `words`: not what was found, but these words of that text.
    """

    unit: str
    field: str
    text_id: uuid.UUID | None = None
    place: Span = (0, 0)
    words: Words | None = None


@dataclass(frozen=True)
class Undone:
    """What was taken back: how many decisions, where the first of them is, what it was and for which reason."""

    count: int
    unit: str
    number: int
    name: str
    outcome: str
    reason: str


@dataclass(frozen=True)
class Overtaken:
    """What a colleague decided meanwhile, so that nobody overrules what he did not see."""

    by: str
    at: datetime
    outcome: str


def decide(session: Session, actor: Actor, consultation: Consultation, target: Target, choice: Choice) -> None:
    """Decide about one finding; with `target.words` about more or less of the text than was found.

    Raises InvalidInput per field; NotFound when somebody decided meanwhile; TooLate, Conflict for a text that changed.
    """
    authorize(actor, Permission.FINDING_DECIDE)
    if target.words is not None:
        source = _source(session, actor, consultation, target)
        choice = replace(choice, span=_chosen(source.text, target.words, target.place, NOT_OVER))
    if _is_question(session, consultation, target.unit):
        verdict = Verdict(target.field, target.place, choice, target.text_id)
        deciding.decide(session, actor, consultation, target.unit, verdict)
        return
    source = _source(session, actor, consultation, target)
    known = guarding.review(session, consultation.id, [source.text_id])
    reviewing.decide(session, actor, known, source, target.place, choice)


def mark(session: Session, actor: Actor, consultation: Consultation, target: Target, choice: Choice) -> FindingDecision:
    """Redact what no detector found: the words say where, `target.field` in which text, empty for any of them (rule 36)."""
    authorize(actor, Permission.FINDING_DECIDE)
    words = target.words or Words("")
    for source in _sources(session, actor, consultation, target.unit):
        if target.field not in {"", source.field} or place_of(source.text, words.words) is Fault.ABSENT:
            continue
        choice = replace(choice, span=_chosen(source.text, words, None, ABSENT))
        target = replace(target, field=source.field, text_id=source.text_id)
        return _mark(session, actor, consultation, target, choice)
    raise InvalidInput({"words": [ABSENT if words.words.strip() else NONE]})


def undo(session: Session, actor: Actor, consultation: Consultation) -> Undone:
    """Take back what this person decided last and did not take back yet. Raises TooLate when there is nothing."""
    authorize(actor, Permission.FINDING_DECIDE)
    rows = second_person.mine_to_undo(session, actor, consultation)
    count = second_person.undo(session, actor, consultation)
    places = {(row.text_id, row.field, row.found_start, row.found_end) for row in rows}
    board = listing.board(session, actor, consultation)
    spot = next((one for one in board.spots if one.place in places), None)
    texts = {row.text_id for row in rows}
    unit = next((one for one in board.units if (one.key == spot.unit if spot else one.texts & texts)), None)
    # A passage that was chosen by hand is no finding any more: back to its text.
    name = unit.name if unit and texts <= unit.texts else ""  # of several questions at once none is named
    return Undone(count, unit.key if unit else "", spot.number if spot else 0, name, rows[0].outcome, rows[0].reason)


def overtaken(session: Session, actor: Actor, consultation: Consultation, target: Target) -> Overtaken | None:
    """Return the newest decision about a place, for who wanted to decide about it; None when there is none."""
    authorize(actor, Permission.FINDING_DECIDE)
    if target.text_id is None:
        return None
    known = guarding.review(session, consultation.id, [target.text_id])
    places = known.decisions.get((target.text_id, target.field), {})
    last = [now.last for place, now in places.items() if place[:2] == target.place and now.last]
    if not last:
        return None
    row = max(last, key=lambda one: one.decided_at)
    return Overtaken(accounts.person_names(session, {row.decided_by}).get(row.decided_by, ""), row.decided_at, row.outcome)


def _mark(session: Session, actor: Actor, consultation: Consultation, target: Target, choice: Choice) -> FindingDecision:
    if _is_question(session, consultation, target.unit):
        verdict = Verdict(target.field, target.place, choice, target.text_id)
        return deciding.mark(session, actor, consultation, target.unit, verdict)
    source = _source(session, actor, consultation, target)
    known = guarding.review(session, consultation.id, [source.text_id])
    return reviewing.mark(session, actor, known, source, choice)


def _chosen(text: str, words: Words, over: Span | None, absent: str) -> Span:
    if not words.words.strip():
        raise InvalidInput({"words": [NONE]})
    found = place_of(text, words.words, words.near, over)
    if isinstance(found, Fault):
        raise InvalidInput({"words": [SEVERAL if found is Fault.SEVERAL else absent]})
    return found


def _is_question(session: Session, consultation: Consultation, unit: str) -> bool:
    where = (Question.consultation_id == consultation.id, Question.reference == unit)
    return session.scalar(select(Question.id).where(*where)) is not None


def _sources(session: Session, actor: Actor, consultation: Consultation, unit: str) -> Collection[Source]:
    if _is_question(session, consultation, unit):
        question = deciding.held(session, consultation, Question.reference == unit)
        return deciding.sources_of(session, actor, question)
    named = listing.document_sources(session, consultation, unit)
    if named is None:
        raise TooLate(GONE)
    return named[1]


def _source(session: Session, actor: Actor, consultation: Consultation, target: Target) -> Source:
    found = _sources(session, actor, consultation, target.unit)
    source = next((one for one in found if (one.field, one.text_id) == (target.field, target.text_id)), None)
    if source is None:
        raise TooLate(GONE)
    return source
