"""The moment of a release: not readable before it was there, stopped in time or not at all (rule 1, R5; message 16)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation import clock
from consultation.errors import NotFound, TooLate
from consultation.publications import service as publishing
from consultation.publications.models import Release, ReleaseStopped
from consultation.questions.release import service as release
from consultation.record import service as record
from tests.questions.release.test_release import _release, _state, _stop
from tests.world import World

Browser = Callable[..., FlaskClient]


def _slow(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the last step take so long that the chosen moment comes and goes."""
    step = publishing._promise

    def slow(*args: Any) -> None:
        step(*args)
        world.moment.advance(minutes=10)

    monkeypatch.setattr(publishing, "_promise", slow)


def _already_readable(world: World) -> list[Release]:
    """Return the releases that were readable before they were there."""
    with world.database.reading() as session:
        return list(session.scalars(select(Release).where(Release.visible_at <= world.moment.now)))


def test_a_publication_that_takes_too_long_does_not_happen(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """R5: nobody may be told that something was readable since a moment at which it was not there yet."""
    world.draft_consultation()
    before = _state(world)
    _slow(world, monkeypatch)
    with pytest.raises(TooLate):
        _release(world)
    assert _state(world) == before
    assert _already_readable(world) == []


def test_without_a_second_look_at_the_clock_it_would(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: for a clock that stands still during the work, the moment never comes."""
    world.draft_consultation()
    started = world.moment.now
    _slow(world, monkeypatch)
    monkeypatch.setattr(clock, "now", lambda _session: started)
    _release(world)
    assert len(_already_readable(world)) == 1


@pytest.mark.parametrize(("seconds", "stops"), [(60, True), (10.001, True), (10, False), (9, False), (0, False), (-60, False)])
def test_a_stop_until_ten_seconds_before(world: World, browser: Browser, seconds: float, stops: bool) -> None:
    """Message 16: stopped in time nobody can ever read it; later it goes on for everybody."""
    world.draft_consultation()
    made = _release(world)
    world.moment.set(made.visible_at - timedelta(seconds=seconds))
    if stops:
        _stop(world, made)
    else:
        with pytest.raises(TooLate):
            _stop(world, made)
    world.moment.set(made.visible_at + timedelta(hours=1))
    assert browser().get(f"/consultaties/{world.slug}/").status_code == (404 if stops else 200)


def test_without_a_margin_a_stop_could_race_with_a_reader(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: without the margin a stop one second before goes through."""
    monkeypatch.setattr(publishing, "STOP_MARGIN", timedelta(0))
    world.draft_consultation()
    made = _release(world)
    world.moment.set(made.visible_at - timedelta(seconds=1))
    _stop(world, made)
    with world.database.reading() as session:
        assert session.get(ReleaseStopped, made.id) is not None


def test_a_stop_that_waits_too_long_does_not_happen(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waited for a lock until the moment came, does not take away what was read."""
    world.draft_consultation()
    made = _release(world)
    seal = record.seal

    def slow(session: Session, consultation_id: Any) -> None:
        seal(session, consultation_id)
        world.moment.set(made.visible_at)

    monkeypatch.setattr(record, "seal", slow)
    with pytest.raises(TooLate):
        _stop(world, made)
    with world.database.reading() as session:
        assert session.get(ReleaseStopped, made.id) is None


def test_after_a_stop_everything_waits_and_can_go_again(world: World, browser: Browser) -> None:
    """A stop takes nothing away from the municipality; the second release has its own moment."""
    world.draft_consultation()
    before = _state(world)["marks"]
    first = _release(world)
    _stop(world, first)
    assert _state(world)["marks"] == before
    with pytest.raises(NotFound):
        _stop(world, first)
    world.moment.advance(hours=1)
    second = _release(world)
    world.until_visible(second)
    page = browser().get(f"/consultaties/{world.slug}/")
    assert page.status_code == 200
    assert second.visible_at > first.visible_at


def test_somebody_elses_release_is_not_stopped(world: World) -> None:
    """A release belongs to its consultation; another address does not reach it."""
    world.draft_consultation()
    made = _release(world)
    world.draft_consultation(title="Een andere consultatie")
    with pytest.raises(NotFound):
        _stop(world, made)
    with world.database.reading() as session, pytest.raises(NotFound):
        release.released(session, world.consultation(session), made.id)
