"""The last look before a nota goes out: what people left readable, and what repeats words that are cut.

Rules 35, 36 and 40. Only the texts in which something was left or cut are opened, after a record entry (R1).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from consultation.accounts import queries as accounts
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission, allowed
from consultation.dossiers import guarding
from consultation.dossiers.models import Consultation
from consultation.questions.models import Question
from consultation.questions.notes import rows as note_rows
from consultation.questions.notes.rows import Opened
from consultation.review.gate import Review
from consultation.review.service import countings
from consultation.vault.service import Reader
from legal.terms import Label


@dataclass(frozen=True)
class Left:
    """Words that stay readable: of which question, what they are, who decided so and why, and who agreed.

    `repeats`: the same is cut elsewhere in that question or its answer: then others can still read it here (35).
    """

    reference: str
    field: str
    words: str = dataclasses.field(repr=False)
    kind: str
    reason: str
    by: str
    agreed: str
    repeats: bool


@dataclass(frozen=True)
class Repeat:
    """A figure or words that everybody will read in one text of a question, while they are cut in that or another one (rule 35).

    Nobody found them there: to hold them would let whoever writes an answer find a price by trying (R13). So the publisher,
    who may read the originals, must have seen them.
    """

    reference: str
    field: str
    words: str = dataclasses.field(repr=False)


@dataclass(frozen=True)
class LastLook:
    """What stays by decision, and what repeats."""

    left: tuple[Left, ...]
    repeats: tuple[Repeat, ...]


def last_look(session: Session, actor: Actor, consultation: Consultation, questions: Iterable[Question]) -> LastLook:
    """Return what stays readable in these questions and their answers, by reference.

    Words about which a signal of collusion was found harmless are shown to lawyers alone (44).
    """
    authorize(actor, Permission.NOTE_PUBLISH)
    lawyer = allowed(actor.role, Permission.COLLUSION_READ)
    some = _decided(session, consultation, list(questions), signals=lawyer)
    opened = note_rows.opened(session, consultation, some, Reader(actor.tag, "note stays")) if some else []
    review = guarding.review(session, consultation.id, [source.text_id for row in opened for source in row.leaving])
    return LastLook(_left(session, review, opened, lawyer=lawyer), tuple(repeats(review, opened)))


def repeats(review: Review, rows: Iterable[Opened]) -> Iterator[Repeat]:
    """Yield, by reference, what stays readable while the same goes elsewhere in that question or its answer."""
    for row in sorted(rows, key=lambda one: one.question.reference):
        for source, (start, end) in review.repeats(row.leaving):
            yield Repeat(row.question.reference, source.field, source.text[start:end])


def _left(session: Session, review: Review, opened: Iterable[Opened], *, lawyer: bool) -> tuple[Left, ...]:
    found = [
        (row, source.field, words, now.decision, now.agreed)
        for row in opened
        for source in row.leaving
        for now, words in review.stays(source)
        if now.decision and (lawyer or not now.decision.is_signal)
    ]
    keys = {key for *_, made, agreed in found for key in (made.decided_by, agreed and agreed.given_by) if key}
    people = accounts.person_names(session, keys)
    return tuple(
        Left(
            reference=row.question.reference,
            field=field,
            words=words,
            kind=Label(made.label).nl,
            reason=made.reason,
            by=people.get(made.decided_by, ""),
            agreed=people.get(agreed.given_by, "") if agreed else "",
            repeats=review.says_again(words, row.leaving),
        )
        for row, field, words, made, agreed in sorted(found, key=lambda one: one[0].question.reference)
    )


def _decided(session: Session, consultation: Consultation, questions: Sequence[Question], *, signals: bool) -> list[Question]:
    """Return the questions of which a decision leaves or cuts something: the others need not be opened."""
    of_text = {key: one.id for one in questions for key in (one.revision_id, None if one.kept_out else one.text_id) if key}
    places = countings(session, consultation.id, of_text)
    made = [(text_id, now.decision) for (text_id, _), taken in places.items() for now in taken.values() if now.decision]
    some = {of_text[text_id] for text_id, one in made if signals or not one.is_signal}
    return [one for one in questions if one.id in some]
