"""Not a byte before its moment, and never a byte of what was stopped (rule 1, R5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import ColumnElement, and_, select

from consultation.publications import queries
from consultation.publications import service as publishing
from consultation.publications.models import Release
from consultation.publications.queries import EVERYBODY, NOW, Reader
from consultation.questions.notes import composing
from consultation.record import service as record
from tests.publications.reading import NOTE, Seen, differences, keep_pdf, look, read, with_note
from tests.world import World

Browser = Callable[..., FlaskClient]


def _seal(world: World) -> None:
    """What happens at fixed times, whatever is waiting (R10)."""
    with world.database.transaction() as session:
        record.seal(session, world.consultation_id)


def _told_too_early(world: World, browser: Browser) -> list[str]:
    """Schedule a note with its PDF, and read everything until the last microsecond before its moment."""
    with_note(world)
    readers = [browser(who) for who in (None, world.provider, world.rival, world.lead)]
    before = [read(client, world.slug) for client in readers]
    release = world.schedule(world.compose())
    keep_pdf(world)
    found = [
        address for client, seen in zip(readers, before, strict=True) for address in differences(seen, read(client, world.slug))
    ]
    world.moment.set(release.visible_at - timedelta(microseconds=1))
    _seal(world)
    return found + [a for client, seen in zip(readers, before, strict=True) for a in _beyond_time(seen, read(client, world.slug))]


def _beyond_time(before: dict[str, Seen], now: dict[str, Seen]) -> list[str]:
    """Only the words for the time that is left may have changed: no status, no length of a file, no number."""
    timeless = {address for address in before if address.endswith(("json", "pdf", "?zoek=tarief")) or "notas/" in address}
    return [address for address in differences(before, now) if address in timeless]


def _blind(monkeypatch: pytest.MonkeyPatch, readable: Callable[[Any], ColumnElement[bool]]) -> None:
    """Break the predicate, also where it was put together beforehand."""
    monkeypatch.setattr(queries, "readable_now", lambda now, _reader: readable(now))
    monkeypatch.setattr(queries, "STANDING", queries._standing_query(readable(NOW)))
    for name, where in (("ALL", queries.AT_SLUG), ("ONE", queries.ONLY)):
        monkeypatch.setattr(queries, name, queries.lines_query(and_(queries.IN_HOUSE, where), readable(NOW)))


def test_nothing_is_told_before_the_moment(world: World, browser: Browser) -> None:
    """Pages, search, PDF, proofs, seal and ETags stay what they were until the moment (rule 1, R5)."""
    assert _told_too_early(world, browser) == []


@pytest.mark.slow
def test_a_predicate_without_the_moment_is_found(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: with the clock taken out of the predicate the same reading turns red."""
    _blind(monkeypatch, lambda _now: ~queries._stopped())
    assert _told_too_early(world, browser) != []


@pytest.mark.slow
def test_a_seal_over_what_waits_is_found(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: the newest seal shows by its size that something is coming."""
    monkeypatch.setattr(queries, "sealed_below", lambda *_: None)
    assert any(address.endswith("zegel.json") for address in _told_too_early(world, browser))


def test_everything_is_there_at_the_moment(world: World, browser: Browser) -> None:
    """At the moment itself, for everybody alike, and the proof covers it."""
    with_note(world)
    world.until_visible(world.schedule(world.compose()))
    keep_pdf(world)
    for path in NOTE:
        seen = [look(browser(who), f"/consultaties/{world.slug}/{path}") for who in (None, world.provider, world.lead)]
        assert seen[0].status == 200 and seen == [seen[0]] * 3, path


def test_a_note_that_waits_looks_like_one_that_does_not_exist(world: World, browser: Browser) -> None:
    """The same 404 for the coming note as for a note nobody ever wrote (R13)."""
    with_note(world)
    world.schedule(world.compose())
    keep_pdf(world)
    for path in NOTE:
        coming = look(browser(world.provider), f"/consultaties/{world.slug}/{path}")
        unknown = look(browser(world.provider), f"/consultaties/{world.slug}/{path.replace('notas/1/', 'notas/7/')}")
        assert coming.status == unknown.status == 404
        assert coming.body.replace(b"notas/1/", b"") == unknown.body.replace(b"notas/7/", b"")


def _seen_of_the_stopped(world: World, browser: Browser) -> list[str]:
    """Stop a note, wait a month, and look for it everywhere."""
    with_note(world)
    number = world.compose()
    world.schedule(number)
    keep_pdf(world)
    with world.database.transaction() as session:
        composing.stop(session, world.publisher, world.consultation(session), number)
    world.moment.advance(days=30)
    _seal(world)
    clients = [browser(who) for who in (None, world.provider, world.lead)]
    found = [path for client in clients for path in NOTE if look(client, f"/consultaties/{world.slug}/{path}").status != 404]
    return found + [a for client in clients for a, seen in read(client, world.slug).items() if b"reistijd" in seen.body]


def test_a_stopped_note_is_never_read(world: World, browser: Browser) -> None:
    """Stopped is never readable, not even long after its moment (message 16)."""
    assert _seen_of_the_stopped(world, browser) == []


@pytest.mark.slow
def test_a_predicate_without_the_stop_is_found(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: forget what was stopped, and the note is there."""
    _blind(monkeypatch, lambda now: Release.visible_at <= now)
    assert _seen_of_the_stopped(world, browser) != []


def test_a_stopped_note_can_go_out_later(world: World, browser: Browser) -> None:
    """What was stopped and published again is read once, as it is now."""
    with_note(world)
    number = world.compose()
    world.schedule(number)
    with world.database.transaction() as session:
        composing.stop(session, world.publisher, world.consultation(session), number)
    world.until_visible(world.schedule(number))
    page = look(browser(), f"/consultaties/{world.slug}/notas/{number}/")
    assert page.status == 200 and page.body.count(b'id="v1-1"') + page.body.count(b'id="v1-01"') == 1


def test_statements_put_together_beforehand_hold_the_predicate(world: World) -> None:
    """The one predicate stands in every statement of the read path, word for word."""
    words = str(select(Release.id).where(queries.readable_now(NOW, EVERYBODY))).partition("WHERE ")[2]
    for statement in (queries.STANDING, queries.ALL, queries.ONE):
        assert words in str(statement)
    staff = str(select(Release.id).where(queries.readable_now(NOW, Reader(world.municipality_id, staff=True))))
    assert words not in staff


def test_a_release_is_not_made_for_the_past(world: World) -> None:
    """The next moment lies ahead, so nothing is ever readable the moment it is written."""
    with world.database.reading() as session:
        assert publishing.next_moment(session) > world.moment.now
