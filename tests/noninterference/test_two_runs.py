"""R0: the same consultation run twice, with only the asker and the secret changed, looks the same to all others.

The masked bytes of every page, file and mail that a rival, the public and a rival's mailbox can
reach are compared at four moments. Held by R0, R4, R9, rules 9, 13, 37, 38.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from consultation import application
from consultation.application import check_keys, create_app, make_database
from consultation.jobs import schedule
from consultation.jobs.worker import Worker
from consultation.questions import rules
from consultation.review.rules import Choice
from legal.terms import Outcome
from tests.conftest import configure
from tests.moment import Moment
from tests.noninterference.observing import crawl, mails
from tests.world import World

Seen = dict[str, bytes]
NewDatabase = Callable[[], str]


@dataclass(frozen=True)
class Secret:
    """What changes between the two runs: who asks, and the words that give it away."""

    asker: int
    words: str


FIRST = Secret(0, "Wij van Stichting Elzenwaard (KvK 30111222, info@elzenwaard.example) vragen: telt reistijd mee?")
SECOND = Secret(2, "Wij van Coöperatie Vlierkracht (KvK 30333444, bureau@vlierkracht.example) vragen: telt reistijd mee?")


def _run(folder: Path, url: str, moment: Moment, secret: Secret) -> dict[str, Seen]:
    """Run the whole consultation; return what each observer saw at each moment."""
    config = configure(folder, url)
    database = make_database(config)
    check_keys(config, database)
    moment.__init__()  # type: ignore[misc]
    world = World(database, moment)
    app = create_app(config, database)
    app.testing = True
    seen: dict[str, Seen] = {}

    def look(when: str) -> None:
        rival = app.test_client()
        rival.set_cookie("sessie", world.session_token(world.rival))
        starts = ("/consultaties/", "/mijn/", f"/mijn/{world.slug}/wie-kon-wat-zien/")
        seen[f"rival, {when}"] = crawl(rival, starts, own)
        seen[f"public, {when}"] = crawl(app.test_client(), ("/consultaties/", f"/mijn/{world.slug}/"))
        seen[f"mail, {when}"] = mails(folder / "mail", "lid@lindewede.example", own)

    world.open_consultation()
    own = (world.ask(world.rival, "Hoe lang is de overgang voor cliënten die er al zijn?", "transition", "§ 5.1"),)
    work = Worker(database, application.handlers(config), schedule.plan)
    look("before the question")
    reference = world.ask(world.providers[secret.asker], secret.words, "tariff", "§ 3.4")
    look("after the question")
    _decide_all(world, reference)
    world.answer(reference, "Ja. Reistijd telt mee als een apart onderdeel.")
    world.answer(own[0], "Zes maanden.")
    made = world.schedule(world.compose())
    work.drain()
    look("while the nota waits")
    world.until_visible(made)
    work.drain()
    look("after publication")
    database.dispose()
    return seen


def _decide_all(world: World, reference: str) -> None:
    """Let the publisher redact every finding in a question."""
    world.decide(reference, Choice(Outcome.REDACT))


def _differences(first: dict[str, Seen], second: dict[str, Seen]) -> list[str]:
    """Name every place where the two runs differ."""
    return [
        f"{observer}: {address}"
        for observer in first
        for address in sorted(first[observer].keys() | second[observer].keys())
        if first[observer].get(address) != second[observer].get(address)
    ]


@contextmanager
def _two_runs(tmp_path: Path, new_database: NewDatabase, moment: Moment) -> Iterator[tuple[dict[str, Seen], dict[str, Seen]]]:
    folders = [tmp_path / name for name in ("first", "second")]
    for folder in folders:
        folder.mkdir()
    yield tuple(  # type: ignore[misc]
        _run(folder, new_database(), moment, secret) for folder, secret in zip(folders, (FIRST, SECOND), strict=True)
    )


@pytest.mark.slow
def test_nothing_others_can_see_depends_on_who_asked(tmp_path: Path, new_database: NewDatabase, moment: Moment) -> None:
    """R0, and the sweep really saw the nota, its PDF, the proofs and a mail."""
    with _two_runs(tmp_path, new_database, moment) as (first, second):
        assert _differences(first, second) == []
        last = first["rival, after publication"]
        assert any(address.endswith(".pdf") for address in last)
        assert any("bewijs" in address for address in last)
        assert any("gelakt" in body.decode() for body in last.values())
        assert first["mail, after publication"]
        assert len(first["public, after publication"]) > 12


@pytest.mark.slow
def test_twin_a_guard_that_sees_nothing_turns_it_red(
    tmp_path: Path, new_database: NewDatabase, moment: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: without findings the asker's own words reach everybody, and the runs differ."""
    monkeypatch.setattr("legal.guard.scan", lambda _text, _context: ())
    with _two_runs(tmp_path, new_database, moment) as (first, second):
        assert any("notas" in place for place in _differences(first, second))


@pytest.mark.slow
def test_twin_numbers_that_follow_the_asker_turn_it_red(
    tmp_path: Path, new_database: NewDatabase, moment: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: an order that depends on something of the asker is seen."""
    runs = iter(range(100))

    def by_asker(places: Sequence[tuple[str, str]]) -> list[int]:
        return sorted(range(len(places)), key=lambda place: places[place], reverse=next(runs) % 2 == 1)

    monkeypatch.setattr(rules, "draw", by_asker)
    with _two_runs(tmp_path, new_database, moment) as (first, second):
        assert _differences(first, second) != []
