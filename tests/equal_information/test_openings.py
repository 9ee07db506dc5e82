"""The first opening is noted after the page was sent: once, for parties only, and never in the way (rule 53)."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from consultation.equal_information import openings
from consultation.equal_information.openings import Opened, Openings
from consultation.record import service as record
from consultation.record.models import LedgerLeaf, Opening
from tests.publications.reading import keep_pdf, look, with_note
from tests.world import World

Browser = Callable[..., FlaskClient]


def _noted(world: World) -> set[uuid.UUID]:
    with world.database.reading() as session:
        return set(session.scalars(select(Opening.organisation_id)))


def _leaves(world: World) -> int:
    with world.database.reading() as session:
        where = (LedgerLeaf.consultation_id == world.consultation_id, LedgerLeaf.entry.contains("publication.opened"))
        return len(session.scalars(select(LedgerLeaf.position).where(*where)).all())


def _note(world: World) -> str:
    with_note(world, 1)
    world.publish_note()
    keep_pdf(world)
    return f"/consultaties/{world.slug}/notas/1/"


@pytest.fixture
def attempts(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return a list of all times the record was asked to note an opening."""
    seen: list[Any] = []
    write = record.note_opening

    def noted(*words: Any) -> bool:
        seen.append(words[1:])
        return write(*words)

    monkeypatch.setattr(openings.record, "note_opening", noted)
    return seen


def test_the_first_opening_is_noted_once(world: World, browser: Browser, attempts: list[Any]) -> None:
    """Page, next page, PDF, colleague: one line in the record, one attempt per process (R10)."""
    note = _note(world)
    colleague = world.member(world.provider, "Collega", "collega@partij.example")
    for who in (world.provider, world.provider, colleague):
        for path in ("", "?alles=1", "nota.pdf"):
            look(browser(who), note + path)
    assert _noted(world) == {world.provider.organisation} and _leaves(world) == 1 and len(attempts) == 1


def test_who_reads_without_taking_part_is_not_written_down(world: World, browser: Browser) -> None:
    """Not the public, not the municipality, not a provider that does not take part, not a list, not a HEAD."""
    note = _note(world)
    with world.database.transaction() as session:
        outsider = world._provider(session, "kijker", "Kijker Zorg", "30999888", "kijker.example")
    for who in (None, world.lead, world.auditor, outsider):
        look(browser(who), note)
    look(browser(world.provider), f"/consultaties/{world.slug}/notas/")
    look(browser(world.provider), f"{note}bewijs.json")
    with browser(world.provider).head(note):
        pass
    assert _noted(world) == set()


def test_not_found_opens_nothing(world: World, browser: Browser) -> None:
    """A note that waits for its moment was not opened by who guessed its address."""
    with_note(world, 1)
    world.schedule(world.compose())
    look(browser(world.provider), f"/consultaties/{world.slug}/notas/1/")
    assert _noted(world) == set()


def test_a_page_asked_again_with_its_etag_is_opened_too(world: World, browser: Browser) -> None:
    """304 says: what you have is what there is."""
    note = _note(world)
    etag = dict(look(browser(), note).headers)["ETag"]
    with browser(world.rival).get(note, headers={"If-None-Match": etag}) as answer:
        assert answer.status_code == 304
    assert _noted(world) == {world.rival.organisation}


def test_a_failure_stays_out_of_the_page_and_is_made_good(
    world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The database is busy: same bytes, one line in the log without a word of content, noted next time."""
    note = _note(world)
    expected = look(browser(), note)

    def busy(*_: Any) -> bool:
        raise OperationalError("INSERT a secret", {}, Exception("locked"))

    with monkeypatch.context() as broken:
        broken.setattr(openings.record, "note_opening", busy)
        assert look(browser(world.provider), note) == expected
    assert _noted(world) == set() and "secret" not in caplog.text and "an opening was not noted" in caplog.text
    look(browser(world.provider), note)
    assert _noted(world) == {world.provider.organisation}


def test_the_page_does_not_wait_for_the_note(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """All bytes are there before anything is written."""
    note = _note(world)
    order: list[str] = []
    monkeypatch.setattr(openings.record, "note_opening", lambda *_: order.append("noted"))
    answer = browser(world.provider).get(note)
    assert answer.data.endswith(b"</html>") or answer.data.strip().endswith(b"</html>")
    order.append("read")
    answer.close()
    assert order == ["read", "noted"]


def test_a_note_that_writes_first_is_found(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch, app: Flask) -> None:
    """Sabotage twin: written while the page is made, the order is another."""
    note = _note(world)
    order: list[str] = []
    monkeypatch.setattr(openings.record, "note_opening", lambda *_: order.append("noted"))
    monkeypatch.setattr("flask.Response.call_on_close", lambda _self, act: act())
    browser(world.provider).get(note)
    order.append("read")
    assert order == ["noted", "read"]


def test_one_thread_writes_while_others_go_on(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one opening waits for a lock, the next ones are left with it and written by it."""
    _note(world)
    token, started, free = world.session_token(world.provider), threading.Event(), threading.Event()
    written: list[uuid.UUID] = []

    def slow(_session: Any, _consultation: uuid.UUID, publication: uuid.UUID, _party: uuid.UUID) -> bool:
        started.set()
        free.wait(20)
        written.append(publication)
        return True

    monkeypatch.setattr(openings.record, "note_opening", slow)
    held = Openings(world.database)
    publications = [uuid.uuid4() for _ in range(3)]
    first = threading.Thread(target=held.note, args=(Opened(token, world.consultation_id, (publications[0],)),))
    first.start()
    assert started.wait(20)
    for publication in publications[1:]:
        held.note(Opened(token, world.consultation_id, (publication,)))
    assert written == []
    free.set()
    first.join(20)
    assert written == publications


def test_the_memory_of_openings_is_bounded() -> None:
    """The oldest go first; then the record itself says that it was noted before."""
    memory = openings._Memory(2)
    for name in "abc":
        memory.add(name)
    assert [memory.holds(name) for name in "abc"] == [False, True, True]
