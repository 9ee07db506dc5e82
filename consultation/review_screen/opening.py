"""One question or document on the review screen: both panes, and everything about each finding (rule 36).

Opening a question writes one record entry (R1).
"""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from consultation.accounts import queries as accounts
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission, Role
from consultation.dossiers.models import Consultation
from consultation.questions.reviewing import under_review
from consultation.questions.reviewing.alike import open_questions
from consultation.questions.reviewing.under_review import TextUnderReview
from consultation.questions.texts.sources import WHOLE
from consultation.review import panes
from consultation.review.gate import Judged, cut_of, repeats
from consultation.review.guard_words import explained
from consultation.review.models import DecisionOpinion, FindingDecision
from consultation.review.panes import Part, Piece
from consultation.review.rules import Span, collusive, competitive
from consultation.review_screen.listing import Unit, document_sources, read_own
from legal.generalise import fitting
from legal.terms import BY_HAND, Certainty, Channel, Ground, Label

NEAR = 12  # findings shown before and after the one that is open


@dataclass(frozen=True)
class _Colleagues:
    """The names and roles of who decided here."""

    names: dict[uuid.UUID, str]
    roles: dict[uuid.UUID, Role]

    def pointer(self, row: FindingDecision) -> Pointer:
        return Pointer(self.names.get(row.decided_by, ""), self.roles.get(row.decided_by))


@dataclass(frozen=True)
class Made:
    """A decision as the screen tells it: by whom, when, what and why; what it called the passage, and on which ground."""

    id: uuid.UUID
    outcome: str
    by: str
    at: datetime
    mine: bool
    reason: str
    replacement: str
    kind: str
    ground: str
    agreed: Second | None = None


@dataclass(frozen=True)
class Second:
    """Who looked along as the second person, when, and why he did not agree, if so (rule 40)."""

    by: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True)
class Pointer:
    """Who pointed a passage out that no detector found."""

    name: str
    role: Role | None


@dataclass(frozen=True)
class Found:
    """One finding with what is known of it. `over` is the newest decision about it; `waits` needs a second person.

    `refused` is the newest when a second person did not agree with it, and `refusal` is his word.
    `goes` are the words that are cut, when a decision made that more or less than what was found.
    `by_hand`: the guard did not find it, somebody chose it. `asker`: in a question it can tell who asks (rules 14, 37).
    """

    number: int
    text_id: uuid.UUID
    field: str
    place: Span
    words: str = dataclasses.field(repr=False)
    goes: str = dataclasses.field(repr=False)
    kind: str
    sensitivity: str
    ground: str
    ground_words: str
    doubt: bool
    why: str
    rule: str
    version: str
    by_hand: Pointer | None
    collusion: bool
    competitive: bool
    asker: bool
    over: uuid.UUID | None
    made: Made | None
    waits: Made | None
    refused: Made | None
    refusal: Second | None
    options: tuple[str, ...]


@dataclass(frozen=True)
class Pane:
    """One text of it. `shown` is less than the whole when it is long."""

    field: str
    text_id: uuid.UUID
    typed: tuple[Piece, ...] = dataclasses.field(repr=False)
    read: tuple[Part, ...] = dataclasses.field(repr=False)
    text: str = dataclasses.field(repr=False)
    cut: bool = False


@dataclass(frozen=True)
class Repeat:
    """A figure or words that others would still read in a text, while they are cut elsewhere."""

    field: str
    words: str = dataclasses.field(repr=False)


@dataclass(frozen=True)
class Look:
    """For which finding a unit is opened; `whole` shows long texts to their end."""

    number: int = 0
    whole: bool = False


@dataclass(frozen=True)
class OpenUnit:
    """A question with its answer, or a document, as the lawyer sees it."""

    unit: Unit
    panes: tuple[Pane, ...]
    findings: tuple[Found, ...]
    repeats: tuple[Repeat, ...] = ()
    few: int = 0
    stand: str = ""

    def around(self, number: int) -> tuple[Found, ...]:
        """Return the findings that stand near one: all of them, unless there are many."""
        first = max(0, min(number - 1 - NEAR, len(self.findings) - 2 * NEAR))
        return self.findings[first : first + 2 * NEAR]

    def finding(self, number: int) -> Found | None:
        """Return a finding by its number."""
        return next((one for one in self.findings if one.number == number), None)


def open_unit(session: Session, actor: Actor, consultation: Consultation, unit: Unit, look: Look) -> OpenUnit:
    """Return a unit of the list with the words of its texts."""
    authorize(actor, Permission.FINDING_DECIDE)
    texts = [text for text in _texts(session, actor, consultation, unit) if not unit.kept_out or text.channel is Channel.ANSWER]
    judged = [(text, item) for text in texts for item in text.judged]
    known = _colleagues(session, consultation, [item for _, item in judged])
    findings = tuple(_found(actor, at, text, item, known) for at, (text, item) in enumerate(judged, 1))
    first = texts[0] if texts else None
    return OpenUnit(
        unit=unit,
        panes=tuple(_panes(texts, findings, look)),
        findings=findings,
        repeats=tuple(dict.fromkeys(_repeats(texts))),
        few=first.few if first else 0,
        stand=first.stand if first else "",
    )


def _texts(session: Session, actor: Actor, consultation: Consultation, unit: Unit) -> Sequence[TextUnderReview]:
    if unit.is_question:
        questions = [one for one in open_questions(session, consultation) if one.reference == unit.key]
        return under_review.of_these(session, actor, consultation, questions)
    where, sources = document_sources(session, consultation, unit.key) or (unit.name, [])
    named = [(where, source) for source in sources]
    return under_review.of_own(session, actor, consultation, named, lambda review, source: read_own(review, source).findings)


def _colleagues(session: Session, consultation: Consultation, judged: Sequence[Judged]) -> _Colleagues:
    states = [(item.decision, item.counting) for item in judged]
    ids = {row.decided_by for made, now in states for row in (made, now.pending, now.first, now.last) if row}
    ids |= {said.given_by for _, now in states for said in (now.agreed, now.refusal) if said}
    return _Colleagues(accounts.person_names(session, ids), accounts.person_roles(session, consultation.municipality_id, ids))


def _panes(texts: Sequence[TextUnderReview], findings: Sequence[Found], look: Look) -> Iterator[Pane]:
    at = 1
    for text in texts:
        if text.field == "about" and text.original == WHOLE:
            continue  # no place was named: fixed words of ours
        focus = next((one.place for one in findings if one.number == look.number and _is_of(one, text)), None)
        shown = (0, len(text.original)) if look.whole else panes.window(text.original, focus)
        yield Pane(
            field=text.field,
            text_id=text.text_id,
            typed=tuple(panes.as_typed(text.original, text.judged, at, shown)),
            read=tuple(panes.as_read(text.original, text.judged, shown)),
            text=text.original[slice(*shown)],
            cut=shown != (0, len(text.original)),
        )
        at += len(text.judged)


def _repeats(texts: Sequence[TextUnderReview]) -> Iterator[Repeat]:
    """Yield what stays readable while it is cut elsewhere in this unit: an answer leaks what it repeats (35)."""
    cuts = [(text.original, [cut_of(item) for item in text.judged if item.cut]) for text in texts]
    for at, (start, end) in repeats(cuts):
        yield Repeat(texts[at].field, texts[at].original[start:end])


def _is_of(found: Found, text: TextUnderReview) -> bool:
    return (found.text_id, found.field) == (text.text_id, text.field)


def _found(actor: Actor, number: int, text: TextUnderReview, item: Judged, known: _Colleagues) -> Found:
    one, now, cut = item.finding, item.counting, cut_of(item)
    words = one.quote(text.original)
    return Found(
        number=number,
        text_id=text.text_id,
        field=text.field,
        place=(one.start, one.end),
        words=words,
        goes=text.original[cut.start : cut.end] if item.cut else words,
        kind=one.label.nl,
        sensitivity=one.sensitivity.nl,
        ground=one.ground.value,
        ground_words=one.ground.nl,
        doubt=one.certainty is Certainty.DOUBT,
        why=explained(one),
        rule=one.rule,
        version=one.version,
        by_hand=known.pointer(now.first) if one.rule == BY_HAND and now.first else None,
        collusion=collusive(one),
        competitive=competitive(one.label, one.ground) or now.competitive,
        asker=one.label is Label.ORG_IDENTITY and text.channel is Channel.QUESTION,
        over=now.last.id if now.last else None,
        made=_made(actor, item.decision, known.names, now.agreed) if item.decision and item.settled else None,
        waits=_made(actor, now.pending, known.names) if now.pending else None,
        refused=_made(actor, now.last, known.names) if now.refusal and now.last else None,
        refusal=_second(now.refusal, known.names) if now.refusal else None,
        options=fitting(one, words),
    )


def _made(actor: Actor, row: FindingDecision, names: dict[uuid.UUID, str], agreed: DecisionOpinion | None = None) -> Made:
    return Made(
        id=row.id,
        outcome=row.outcome,
        by=names.get(row.decided_by, ""),
        at=row.decided_at,
        mine=row.decided_by == actor.person_id,
        reason=row.reason,
        replacement=row.replacement,
        kind=Label(row.label).nl,
        ground=Ground(row.ground).nl,
        agreed=_second(agreed, names) if agreed else None,
    )


def _second(row: DecisionOpinion, names: dict[uuid.UUID, str]) -> Second:
    return Second(names.get(row.given_by, ""), row.given_at, row.reason)
