"""Several questions at once: every item is shown before anything happens, and only what was shown is done."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.accounts import queries as accounts
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers import guarding
from consultation.dossiers.models import Consultation
from consultation.questions import rules
from consultation.questions.answering import own_words, worklist
from consultation.questions.answering import service as answering
from consultation.questions.answering.own_words import OwnFinding
from consultation.questions.answering.worklist import Wanted
from consultation.questions.models import AnswerRevision, Question
from consultation.questions.rules import AnswerStatus
from consultation.questions.texts.sources import asked_text
from consultation.vault import service as vault
from consultation.vault.service import Reader
from legal.redaction import Redacted


class Act(StrEnum):
    """What can be done with several questions."""

    APPROVE = "approve"
    ASK = "ask"


PERMISSION = {Act.APPROVE: Permission.ANSWER_APPROVE, Act.ASK: Permission.ANSWER_WRITE}


@dataclass(frozen=True)
class Item:
    """One question with the answer as it would be approved. `stop` says why not: own, state, incomplete or empty.

    `mend`: what the guard found in the reader's own words (see own_words); the page that asks is the warning of it.
    """

    reference: str
    proposal: Redacted
    answer: str
    revision: int
    author: str
    bare_reference: bool
    mend: tuple[OwnFinding, ...]
    stop: str


def items(
    session: Session, actor: Actor, consultation: Consultation, act: Act, choice: tuple[Wanted, Collection[str]]
) -> tuple[Item, ...]:
    """Return the chosen questions; `choice` = (filter, references), without references the whole filter.

    Of a whole filter only what can be done; of a choice everything, with the reason why not.
    """
    authorize(actor, PERMISSION[act])
    questions = worklist.chosen_questions(session, actor, consultation, *choice)
    wanted = [question.revision_id for question in questions if question.revision_id]
    rows = {row.id: row for row in session.scalars(select(AnswerRevision).where(AnswerRevision.id.in_(wanted)))}
    pairs = [(question, rows.get(question.revision_id) if question.revision_id else None) for question in questions]
    if not choice[1]:
        pairs = [pair for pair in pairs if not _stop(actor, act, *pair)]
    texts = vault.read(session, consultation.id, [q.text_id for q, _ in pairs], Reader(actor.tag, "bulk"))
    names = accounts.person_names(session, {revision.author_id for _, revision in pairs if revision})
    review = guarding.review(session, consultation.id, [*texts, *rows])
    return tuple(
        Item(
            reference=question.reference,
            proposal=review.preview(asked_text(question.text_id, texts[question.text_id]["text"])),
            answer=revision.text if revision else "",
            revision=revision.number if revision else 0,
            author=names.get(revision.author_id, "") if revision else "",
            bare_reference=bool(revision and rules.bare_reference(revision.text)),
            mend=own_words.found(actor, review, revision) if act is Act.ASK else (),
            stop=_stop(actor, act, question, revision),
        )
        for question, revision in pairs
    )


def perform(session: Session, actor: Actor, consultation: Consultation, act: Act, seen: Mapping[str, int]) -> int:
    """Do it for the questions that still hold the revision that was `seen`, by reference; return how many."""
    authorize(actor, PERMISSION[act])
    if not seen:
        return 0
    questions = worklist.chosen_questions(session, actor, consultation, Wanted(), seen.keys())
    revisions: dict[uuid.UUID, int] = {question.id: seen[question.reference] for question in questions}
    if act is Act.ASK:
        return answering.ask_approvals(session, actor, consultation, revisions)
    return answering.approve(session, actor, consultation, revisions, revisions)


def _stop(actor: Actor, act: Act, question: Question, revision: AnswerRevision | None) -> str:
    """Say why this question cannot be done, or ""."""
    if revision is None:
        return "empty"
    if act is Act.APPROVE:
        return _stop_approval(actor, question, revision)
    if question.answer_status != AnswerStatus.CONCEPT:
        return "state"
    return "incomplete" if revision.changes_document and revision.changes_version_id is None else ""


def _stop_approval(actor: Actor, question: Question, revision: AnswerRevision) -> str:
    if question.answer_status != AnswerStatus.AWAITING:
        return "state"
    return "own" if revision.author_id == actor.person else ""
