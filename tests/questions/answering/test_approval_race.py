"""Somebody saves another text while a colleague approves: only what was read is approved (rule 19, message 13)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Select

from consultation.questions.answering import bulk, worklist
from consultation.questions.answering import service as answering
from consultation.questions.answering.bulk import Act
from consultation.questions.answering.service import AnswerDraft
from consultation.questions.models import AnswerRevision, Question
from tests.world import World

READ, UNREAD = "Zes maanden. Dat is lang genoeg.", "Twee weken, en niemand las dit."
SECONDS = 10  # to wait for the other thread


def _approved_text(world: World, monkeypatch: pytest.MonkeyPatch) -> str | None:
    """Approve the first text while the second is saved; return the text that is approved now, if any."""
    world.open_consultation()
    reference = world.ask(world.provider, "Hoe lang is de overgang voor cliënten?")
    question_id = world.question_id(reference)
    with world.database.transaction() as session:
        answering.save(session, world.expert, world.consultation(session), question_id, AnswerDraft(READ))
        answering.ask_approval(session, world.expert, world.consultation(session), question_id)
    chosen, saved = threading.Event(), threading.Event()
    monkeypatch.setattr(worklist, "chosen_questions", _paused(worklist.chosen_questions, chosen, saved))
    approving = threading.Thread(target=_approve, args=(world, reference))
    approving.start()
    assert chosen.wait(SECONDS)
    with world.database.transaction() as session:
        answering.save(session, world.expert, world.consultation(session), question_id, AnswerDraft(UNREAD, based_on=1))
    saved.set()
    approving.join(SECONDS)
    with world.database.reading() as session:
        question = session.get_one(Question, question_id)
        text = session.get_one(AnswerRevision, question.revision_id).text
        return text if question.answer_status == "approved" else None


def _paused(real: Callable[..., Any], chosen: threading.Event, saved: threading.Event) -> Callable[..., Any]:
    """Return `real`, holding its outcome until the colleague has saved."""

    def paused(*words: Any) -> Any:
        found = real(*words)
        chosen.set()
        assert saved.wait(SECONDS)
        return found

    return paused


def _approve(world: World, reference: str) -> None:
    with world.database.transaction() as session:
        bulk.perform(session, world.lead, world.consultation(session), Act.APPROVE, {reference: 1})


@pytest.mark.postgres
def test_a_text_that_nobody_read_is_not_approved(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The approver's list was read before the lock; the row is read again under it."""
    assert _approved_text(world, monkeypatch) is None


@pytest.mark.postgres
def test_twin_without_a_second_look_it_is(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: a lock alone hands out the row as it was remembered."""

    def only_locked(rows: Select[Any]) -> Select[Any]:
        return rows.with_for_update()

    monkeypatch.setattr(answering, "locked", only_locked)
    assert _approved_text(world, monkeypatch) == UNREAD
