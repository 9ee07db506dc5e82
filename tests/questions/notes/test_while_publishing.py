"""A note goes out while a colleague adds to it or an asker takes a question back: nothing is lost, nobody is stuck."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from consultation.errors import TooLate
from consultation.publications.models import PublishedAnswer
from consultation.questions.asking import service as asking
from consultation.questions.models import ClarificationNote, Question
from consultation.questions.notes import composing
from consultation.questions.notes import rows as note_rows
from tests.world import World

SECONDS = 20  # to wait for the other thread; PostgreSQL sees a deadlock after one
BEFORE_THE_LOCK, UNDER_THE_LOCK = 1, 2  # the first and the second look at a note's questions


class Publication:
    """Publishes note 1 and lets somebody else act after its first or second look at the questions."""

    def __init__(self, world: World, monkeypatch: pytest.MonkeyPatch, pause: int) -> None:
        self._world, self._monkeypatch, self._pause = world, monkeypatch, pause
        self._looks, self._paused, self._acted = 0, threading.Event(), threading.Event()
        self._real = note_rows.questions_of
        self.wrong: list[str] = []

    def beside(self, act: Callable[[Session], object]) -> list[str]:
        """Publish with `act` beside it; return what went wrong on either side."""
        awake = threading.Event()

        def other() -> None:
            with self._world.database.transaction() as session:
                session.execute(text("SELECT 1"))  # connected: what follows takes no time
                awake.set()
                assert self._paused.wait(SECONDS)
                act(session)
            self._acted.set()

        colleague = threading.Thread(target=self._guarded, args=(other,))
        colleague.start()
        assert awake.wait(SECONDS)
        self._monkeypatch.setattr(note_rows, "questions_of", self._questions_of)
        self._guarded(lambda: self._world.schedule(1))
        colleague.join(SECONDS)
        return self.wrong

    def _guarded(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Exception as error:  # noqa: BLE001 - whatever it is, the test must say so
            self.wrong.append(type(error).__name__)

    def _questions_of(self, *words: Any, **more: Any) -> Any:
        found = self._real(*words, **more)
        if more.get("lock"):
            self._looks += 1
            if self._looks == self._pause:
                self._paused.set()
                self._acted.wait(3)  # who must wait for the publisher, does not get further
        return found


def _lost(world: World, monkeypatch: pytest.MonkeyPatch, pause: int) -> int:
    """Add to note 1 while it goes out; return how many questions are in it without standing in what was published."""
    world.open_consultation()
    world.answer(world.ask(world.provider, "Geldt de termijn ook in de zomer?"))
    world.compose()
    world.answer(world.ask(world.rival, "Telt reistijd mee als uur?"))
    publication = Publication(world, monkeypatch, pause)
    assert publication.beside(lambda session: composing.compose(session, world.lead, world.consultation(session))) == []
    with world.database.reading() as session:
        out = select(ClarificationNote.id).where(ClarificationNote.release_id.is_not(None))
        held = session.scalar(select(func.count()).select_from(Question).where(Question.note_id.in_(out)))
        return (held or 0) - (session.scalar(select(func.count()).select_from(PublishedAnswer)) or 0)


@pytest.mark.postgres
@pytest.mark.parametrize("pause", [BEFORE_THE_LOCK, UNDER_THE_LOCK])
def test_what_is_added_goes_along_or_waits(world: World, monkeypatch: pytest.MonkeyPatch, pause: int) -> None:
    """Rule 13, R5: no question is in a published note without standing in it."""
    assert _lost(world, monkeypatch, pause) == 0


@pytest.mark.postgres
def test_twin_without_a_second_look_it_is_lost(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: the publisher keeps to the questions that it saw before it had the note."""
    seen: dict[object, Any] = {}
    look = note_rows.questions_of

    def once(session: Session, note: ClarificationNote, *, lock: bool = False) -> Any:
        return seen.setdefault(session, look(session, note, lock=lock)) if lock else look(session, note)

    monkeypatch.setattr(note_rows, "questions_of", once)
    assert _lost(world, monkeypatch, BEFORE_THE_LOCK) == 1


@pytest.mark.postgres
def test_twin_without_waiting_for_the_publisher_it_is_lost(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: whoever composes takes the note as it was before the publisher had it."""
    look = composing.open_note
    monkeypatch.setattr(composing, "open_note", lambda session, consultation, **_: look(session, consultation))
    assert _lost(world, monkeypatch, UNDER_THE_LOCK) == 1


@pytest.mark.postgres
@pytest.mark.parametrize("pause", [BEFORE_THE_LOCK, UNDER_THE_LOCK])
def test_who_withdraws_hears_that_it_is_too_late(world: World, monkeypatch: pytest.MonkeyPatch, pause: int) -> None:
    """The publisher was first, and both get their answer: they do not wait for each other (rule 12)."""
    world.open_consultation()
    references = [world.ask(actor, f"Telt reistijd mee in wijk {n}?") for n, actor in enumerate((world.provider, world.rival))]
    for reference in references:
        world.answer(reference)
    world.compose()
    question_id = world.question_id(references[0])

    def withdraw(session: Session) -> None:
        asking.withdraw(session, world.provider, world.consultation(session), question_id)

    assert Publication(world, monkeypatch, pause).beside(withdraw) == [TooLate.__name__]
