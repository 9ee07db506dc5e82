"""A page out of memory is the page as it is now, to the minute and to the last publication (R5, R13)."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from consultation.accounts.models import Organisation
from consultation.publications import kept, queries, requests
from consultation.publications.kept import KeptPage, KeptPages
from consultation.publications.queries import EVERYBODY, Sight, Standing
from consultation.record import service as record
from tests.publications.reading import keep_pdf, look, with_note
from tests.world import World

Browser = Callable[..., FlaskClient]


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that names each template as it is rendered."""
    seen: list[str] = []
    render = requests.render_template

    def noted(template: str, **words: object) -> str:
        seen.append(template)
        return render(template, **words)

    monkeypatch.setattr(requests, "render_template", noted)
    return seen


def _published(world: World) -> str:
    with_note(world)
    world.publish_note()
    keep_pdf(world)
    return f"/consultaties/{world.slug}/notas/1/"


def test_an_unchanged_page_is_made_once(world: World, browser: Browser, rendered: list[str]) -> None:
    """For everybody together, and for each language and filter apart."""
    note = _published(world)
    for who in (None, world.provider, world.lead):
        assert look(browser(who), note).status == 200
    assert rendered == ["publications/note.html"]
    english = browser()
    english.set_cookie("taal", "en")
    look(english, note)
    look(browser(), f"{note}?thema=Tarief+en+bekostiging")
    assert len(rendered) == 3


def test_what_somebody_searched_is_not_kept(world: World, browser: Browser, app: Flask) -> None:
    """Nobody fills the memory by asking for words or themes that do not exist."""
    note = _published(world)
    for n in range(20):
        look(browser(), f"{note}?zoek=woord{n}")
        look(browser(), f"{note}?thema=thema{n}")
    assert "kept_pages" not in app.extensions or not app.extensions["kept_pages"]._pages


KEPT = tuple(f"/consultaties/begeleiding-thuis-2028/{path}" for path in ("", "documenten/leidraad/1.0/", "notas/1/", "planning/"))


def _changes(world: World, closes: datetime) -> list[Callable[[], object]]:
    """Acts after each of which some page must read differently."""

    def theme() -> None:
        with world.database.transaction() as session:
            session.execute(
                update(Organisation).where(Organisation.slug == "zilverdijk").values(name="Gemeente Zilverdijk Nieuw")
            )

    def sealed() -> None:
        world.ask(world.provider, "Nog een vraag voor in de volgende nota?")
        with world.database.transaction() as session:
            record.seal(session, world.consultation_id)

    def next_note() -> None:
        world.answer(world.ask(world.rival, "Komt er nog een nota met antwoorden?"))
        world.publish_note()

    acts: list[Callable[[], object]] = [
        lambda: keep_pdf(world),
        lambda: world.moment.advance(days=1),
        theme,
        sealed,
        next_note,
        lambda: world.moment.set(closes - timedelta(hours=5)),
        lambda: world.moment.set(closes - timedelta(minutes=38)),
        lambda: world.moment.set(closes - timedelta(minutes=37)),
        lambda: world.moment.set(closes),
        lambda: world.moment.advance(days=30),
    ]
    return acts


def _stale(world: World, browser: Browser, app: Flask) -> list[str]:
    """After each act compare what the memory gives with what an empty memory gives."""
    with_note(world)
    world.publish_note()
    found = []
    for address in KEPT:
        look(browser(), address)
    for number, act in enumerate(_changes(world, _closes(world))):
        act()
        seen = [look(browser(world.provider), address) for address in KEPT]
        app.extensions["kept_pages"] = KeptPages()
        fresh = [look(browser(), address) for address in KEPT]
        found += [f"{number} {address}" for address, one, other in zip(KEPT, seen, fresh, strict=True) if one != other]
    return found


def _closes(world: World) -> datetime:
    with world.database.reading() as session:
        sight = Sight(world.municipality_id, world.slug, EVERYBODY, world.moment.now)
        return queries.shelf(session, sight).card.rounds[0].closes_at


@pytest.mark.slow
def test_a_kept_page_is_never_stale(world: World, browser: Browser, app: Flask) -> None:
    """A new release, a PDF, a seal, a new name, a closing round and "nog 5 uur" all show at once."""
    assert _stale(world, browser, app) == []


@pytest.mark.slow
def test_a_memory_that_minds_no_change_is_found(
    world: World, browser: Browser, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage twin: pages kept whatever happened in the database."""
    monkeypatch.setattr(KeptPages, "get", lambda self, key, _standing: self._pages.get(key))
    assert _stale(world, browser, app) != []


@pytest.mark.slow
def test_a_memory_that_minds_no_clock_is_found(
    world: World, browser: Browser, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage twin: pages kept although the words for the deadline changed."""
    monkeypatch.setattr(requests, "_spoken", lambda _card, _now: ())
    assert _stale(world, browser, app) != []


def _kept(size: int) -> KeptPage:
    standing = Standing(uuid.UUID(int=1), (), 0, 0)
    return KeptPage(standing, (), None, (), b"x" * size, "")  # type: ignore[arg-type]


def test_the_memory_is_bounded() -> None:
    """The least used page goes first, and a very large one is never kept."""
    pages = KeptPages(most_bytes=1000)
    for name in "abc":
        pages.put(name, _kept(400))
    standing = _kept(0).standing
    assert pages.get("a", standing) is None and pages.get("c", standing) is not None
    pages.get("b", standing)
    pages.put("d", _kept(400))
    assert pages.get("c", standing) is None and pages.get("b", standing) is not None
    pages.put("e", _kept(1001))
    assert pages.get("e", standing) is None and pages._bytes == 800
    pages.put("d", _kept(100))
    assert pages._bytes == 500
    assert kept.LARGEST_PAGE < kept.MOST_BYTES


def test_another_standing_is_another_page() -> None:
    """One release, one file or one seal more: the kept page counts no more."""
    pages = KeptPages()
    page = _kept(10)
    pages.put("a", page)
    for change in ({"releases": (uuid.UUID(int=2),)}, {"files": 1}, {"sealed": 3}, {"consultation_id": uuid.UUID(int=9)}):
        assert pages.get("a", replace(page.standing, **change)) is None  # type: ignore[arg-type]
    assert pages.get("a", page.standing) is page
