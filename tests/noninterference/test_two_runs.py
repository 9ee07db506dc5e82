"""R0: the same consultation run twice, with only the asker and the secret changed, looks the same to all others.

The masked bytes of every page, file and mail that a rival, the public and a rival's mailbox can
reach are compared at four moments. Held by R0, R4, R9, rules 9, 13, 37, 38.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from consultation import application
from consultation.accounts.actor import Actor
from consultation.application import check_keys, create_app, make_database
from consultation.jobs import schedule
from consultation.jobs.worker import Worker
from consultation.questions import rules
from consultation.questions.asking import own_previews
from consultation.review.gate import Judged
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


Pair = tuple[Secret, Secret]
NAMES: Pair = (
    Secret(0, "Wij van Stichting Elzenwaard (KvK 30111222, info@elzenwaard.example) vragen: telt reistijd mee?"),
    Secret(2, "Wij van Coöperatie Vlierkracht (KvK 30333444, bureau@vlierkracht.example) vragen: telt reistijd mee?"),
)
PRICES: Pair = (
    Secret(0, "Wij rekenen nu € 44,75 per uur. Telt reistijd mee?"),
    Secret(2, "Wij rekenen nu € 161,20 per uur. Telt reistijd mee?"),
)
PLANS: Pair = (
    Secret(0, "Telt reistijd mee? Wij schrijven niet in op perceel 2."),
    Secret(2, "Telt reistijd mee? Wij schrijven alleen in op perceel 4, samen met een partner."),
)


@pytest.fixture(autouse=True)
def references_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work list goes by reference, which is random: else its order would differ between the runs, half of the time.

    They are never the same in both runs: a reference that others could read would still be found.
    """
    numbers = itertools.count(1000)
    monkeypatch.setattr(rules, "new_reference", lambda _taken: f"R{next(numbers)}")


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

    world.open_consultation(objection_days=2)
    own = (world.ask(world.rival, "Hoe lang is de overgang voor cliënten die er al zijn?", "transition", "§ 5.1"),)
    work = Worker(database, application.handlers(config), schedule.plan)
    look("before the question")
    asker = world.providers[secret.asker]
    reference = world.ask(asker, secret.words, "tariff", "§ 3.4")
    look("after the question")
    world.decide(reference, Choice(Outcome.REDACT))
    look("while its party may object")
    _agree(world, asker)
    world.answer(reference, "Ja. Reistijd telt mee als een apart onderdeel.")
    world.answer(own[0], "Zes maanden.")
    seen["expert, before the nota"] = _work(world, app.test_client(), (*own, reference))
    made = world.schedule(world.compose())
    work.drain()
    look("while the nota waits")
    world.until_visible(made)
    work.drain()
    look("after publication")
    database.dispose()
    return seen


def _agree(world: World, asker: Actor) -> None:
    """Let the asker say that its text can go out like this (rule 39)."""
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        for shown in own_previews.own_previews(session, asker, consultation):
            own_previews.agree(session, asker, consultation, shown.id)


def _work(world: World, client: FlaskClient, references: tuple[str, ...]) -> Seen:
    """Return what somebody sees who answers questions."""
    client.set_cookie("sessie", world.session_token(world.expert))
    return crawl(client, ("/werk/",), references)


def _differences(first: dict[str, Seen], second: dict[str, Seen]) -> list[str]:
    """Name every place where the two runs differ."""
    return [
        f"{observer}: {address}"
        for observer in first
        for address in sorted(first[observer].keys() | second[observer].keys())
        if first[observer].get(address) != second[observer].get(address)
    ]


@contextmanager
def _two_runs(
    tmp_path: Path, new_database: NewDatabase, moment: Moment, secrets: Pair = NAMES
) -> Iterator[tuple[dict[str, Seen], dict[str, Seen]]]:
    folders = [tmp_path / name for name in ("first", "second")]
    for folder in folders:
        folder.mkdir()
    yield tuple(  # type: ignore[misc]
        _run(folder, new_database(), moment, secret) for folder, secret in zip(folders, secrets, strict=True)
    )


@pytest.mark.slow
@pytest.mark.parametrize("secrets", [NAMES, PRICES, PLANS], ids=["names", "prices", "plans"])
def test_nothing_others_can_see_depends_on_a_secret(
    tmp_path: Path, new_database: NewDatabase, moment: Moment, secrets: Pair
) -> None:
    """R0, also while its party may object, and for who answers; the sweep really saw the nota, its PDF, proofs and a mail."""
    with _two_runs(tmp_path, new_database, moment, secrets) as (first, second):
        assert _differences(first, second) == []
        last = first["rival, after publication"]
        assert any(address.endswith(".pdf") for address in last)
        assert any("bewijs" in address for address in last)
        assert any("gelakt" in body.decode() for body in last.values())
        assert first["mail, after publication"]
        assert len(first["public, after publication"]) > 12


@pytest.mark.slow
def test_twin_when_a_page_cuts_nothing_whoever_answers_reads_the_amount(
    tmp_path: Path, new_database: NewDatabase, moment: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage of R9, rule 35: with the one place broken where words go, the pages of the expert differ by the price."""
    monkeypatch.setattr(Judged, "cut", False)
    with _two_runs(tmp_path, new_database, moment, PRICES) as (first, second):
        pages = [body.decode() for body in first["expert, before the nota"].values()]
        assert any("44,75" in page for page in pages)
        assert any(place.startswith("expert") for place in _differences(first, second))


@pytest.mark.slow
@pytest.mark.parametrize("secrets", [NAMES, PRICES, PLANS], ids=["names", "prices", "plans"])
def test_twin_a_guard_that_sees_nothing_turns_it_red(
    tmp_path: Path, new_database: NewDatabase, moment: Moment, monkeypatch: pytest.MonkeyPatch, secrets: Pair
) -> None:
    """Sabotage: without findings the asker's own words reach everybody, and the runs differ."""
    monkeypatch.setattr("legal.guard.scan", lambda _text, _context: ())
    with _two_runs(tmp_path, new_database, moment, secrets) as (first, second):
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
