"""The same words, found by the same rule, decided alike over all open texts of a nota: listed first, then done at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission, allowed
from consultation.db import locked
from consultation.dossiers import guarding
from consultation.dossiers.models import Consultation
from consultation.publications import queries as publications
from consultation.questions.findings import deciding
from consultation.questions.models import ClarificationNote, Question
from consultation.questions.notes import rows as note_rows
from consultation.questions.notes.rows import Opened
from consultation.questions.rules import QuestionStatus
from consultation.review import deciding as reviewing
from consultation.review import memory
from consultation.review.gate import Judged, Review
from consultation.review.rules import Choice, collusive
from consultation.review.texts import Source
from consultation.vault.service import Reader
from legal.terms import Certainty, Outcome

AROUND = 60  # characters shown on either side


@dataclass(frozen=True)
class Alike:
    """One open finding with the same words: in which question, between which words, what it is and whether the guard doubts.

    `key` names it in a form.
    """

    key: str
    reference: str
    field: str
    before: str
    words: str
    after: str
    kind: str
    doubt: bool


@dataclass(frozen=True)
class _Spot:
    question: Question
    source: Source
    item: Judged

    @property
    def place(self) -> tuple[int, int]:
        return self.item.finding.start, self.item.finding.end

    @property
    def key(self) -> str:
        start, end = self.place
        return f"{self.source.text_id}/{self.source.field}/{start}/{end}"

    @property
    def kind(self) -> str:
        """By what two findings are alike: as the list of the screen counts them."""
        return memory.kind(self.item.finding.rule, self.item.finding.quote(self.source.text))


def alike(session: Session, actor: Actor, consultation: Consultation, key: str, note: int | None = None) -> tuple[Alike, ...]:
    """Return every open finding like the one called `key`, itself included; empty when that is not open any more.

    Looks in the questions of nota `note`, or in all that are in no published nota. Writes one record entry (R1).
    """
    authorize(actor, Permission.FINDING_DECIDE)
    spots = _spots(session, actor, consultation, note, lock=False)[1]
    wanted = next((spot.kind for spot in spots if spot.key == key), None)
    return tuple(_shown(spot) for spot in spots if spot.kind == wanted)


def groups(session: Session, actor: Actor, consultation: Consultation, note: int | None = None) -> dict[str, int]:
    """Return how many open findings are alike, by the key of the first of them: only where there are two or more."""
    authorize(actor, Permission.FINDING_DECIDE)
    by_kind: dict[str, list[str]] = defaultdict(list)
    for spot in _spots(session, actor, consultation, note, lock=False)[1]:
        by_kind[spot.kind].append(spot.key)
    return {keys[0]: len(keys) for keys in by_kind.values() if len(keys) > 1}


def decide_alike(session: Session, actor: Actor, consultation: Consultation, keys: Collection[str], choice: Choice) -> int:
    """Decide the same about the findings that were listed, as one act: each with its record entry; return how many.

    What was decided or changed since it was listed is left alone. All must be alike: a list of different words is
    no batch, and none of it is done.
    """
    authorize(actor, Permission.FINDING_DECIDE)
    review, spots = _spots(session, actor, consultation, None, lock=True)
    chosen = [spot for spot in spots if spot.key in set(keys)]
    if len({spot.kind for spot in chosen}) != 1:
        return 0
    return _decide(session, actor, review, chosen, choice)


def redact_all(session: Session, actor: Actor, consultation: Consultation, keys: Collection[str]) -> int:
    """Redact all that was listed, as one act, whatever the words are: redacting releases nothing. Return how many.

    A signal of collusion is left alone: it does not go under a mark (44).
    """
    authorize(actor, Permission.FINDING_DECIDE)
    review, spots = _spots(session, actor, consultation, None, lock=True)
    chosen = [spot for spot in spots if spot.key in set(keys) and not collusive(spot.item.finding)]
    return _decide(session, actor, review, chosen, Choice(Outcome.REDACT))


def listed(session: Session, actor: Actor, consultation: Consultation, note: int | None = None) -> tuple[Alike, ...]:
    """Return every open finding in a nota, or in all that is in no published nota, that can be redacted at once."""
    authorize(actor, Permission.FINDING_DECIDE)
    spots = _spots(session, actor, consultation, note, lock=False)[1]
    return tuple(_shown(spot) for spot in spots if not collusive(spot.item.finding))


def _decide(session: Session, actor: Actor, review: Review, chosen: Sequence[_Spot], choice: Choice) -> int:
    acts = [reviewing.act_on(review, spot.source, spot.place, _over(choice, spot.item)) for spot in chosen]
    done = reviewing.decide_all(session, actor, review, acts) if acts else 0
    for question in {spot.question.id: spot.question for spot in chosen}.values():
        deciding.recount(session, actor, question)
    return done


def _over(choice: Choice, item: Judged) -> Choice:
    return replace(choice, span=None, over=item.counting.last.id if item.counting.last else None)


def _spots(
    session: Session, actor: Actor, consultation: Consultation, note: int | None, *, lock: bool
) -> tuple[Review, list[_Spot]]:
    questions = open_questions(session, consultation, note, lock=lock)
    rows = note_rows.opened(session, consultation, questions, Reader(actor.tag, "alike"))
    review = guarding.review(session, consultation.id, (source.text_id for row in rows for source in row.all))
    mine = [row for row in rows if allowed(actor.role, Permission.COLLUSION_READ) or not _for_the_lawyer(review, row)]
    return review, list(_open(review, mine))


def _for_the_lawyer(review: Review, row: Opened) -> bool:
    """Say whether a signal of collusion stands in these texts: nothing of them is for anybody else (rule 44)."""
    return any(collusive(item.finding) and not item.freed for source in row.all for item in review.judged(source))


def _open(review: Review, rows: Iterable[Opened]) -> Iterator[_Spot]:
    for row in rows:
        for source in row.leaving:
            for item in review.judged(source):
                if not item.settled and item.counting.pending is None:
                    yield _Spot(row.question, source, item)


def open_questions(
    session: Session, consultation: Consultation, note: int | None = None, *, lock: bool = False
) -> list[Question]:
    """Return the questions that nobody published yet, in one order, so that two batches do not wait for each other."""
    notes = session.scalars(select(ClarificationNote).where(ClarificationNote.consultation_id == consultation.id)).all()
    now = clock.now(session)
    out = [one.id for one in notes if publications.is_out(session, one.release_id, now)]
    where: list[ColumnElement[bool]] = [
        Question.consultation_id == consultation.id,
        Question.status == QuestionStatus.SUBMITTED,
        Question.note_id.is_(None) | Question.note_id.not_in(out),
    ]
    if note is not None:
        where.append(Question.note_id.in_([one.id for one in notes if one.number == note]))
    found = select(Question).where(*where).order_by(Question.id)
    return list(session.scalars(locked(found) if lock else found))


def _shown(spot: _Spot) -> Alike:
    start, end = spot.place
    text = spot.source.text
    return Alike(
        key=spot.key,
        reference=spot.question.reference,
        field=spot.source.field,
        before=_before(text, start),
        words=text[start:end],
        after=_after(text, end),
        kind=spot.item.finding.label.nl,
        doubt=spot.item.finding.certainty is Certainty.DOUBT,
    )


def _before(text: str, start: int) -> str:
    """Return what stands in front, from the first whole word of it."""
    if start <= AROUND:
        return text[:start]
    part = text[start - AROUND - 1 : start]
    return "… " + part[part.find(" ") + 1 :]


def _after(text: str, end: int) -> str:
    """Return what stands behind, up to the last whole word of it."""
    if len(text) <= end + AROUND:
        return text[end:]
    part = text[end : end + AROUND + 1]
    return part[: part.rfind(" ") if " " in part else AROUND] + " …"
