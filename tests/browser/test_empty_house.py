"""A municipality that only begins: empty pages, the first consultation, and stopping what was planned."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from consultation import migrating
from consultation.application import check_keys, make_database
from consultation.config import load
from consultation.seed import people
from tests.browser import house as houses
from tests.browser import spine
from tests.browser.crawl import Crawl
from tests.browser.house import House
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]

FIRST = "/werk/eerste-verkenning/"
IN_DAYS = "days => new Date(Date.now() + days * 864e5).toISOString().slice(0, 10)"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[House]:
    """Return a platform with people and nothing else, where a publication waits for an hour."""
    data = tmp_path_factory.mktemp("empty")
    config = load({"CONSULTATION_DATA": str(data)})
    database = make_database(config)
    migrating.upgrade(database.engine)
    check_keys(config, database)
    with database.transaction() as session:
        people.add(session)
    database.dispose()
    with houses.opened(data, lead=3600) as running:
        yield running


def test_empty_pages_and_the_first_consultation(visit: Visit) -> None:
    """In this order: what is empty, is empty only once."""
    crawl, visitor = Crawl(), visit()
    assert crawl.walk(visitor, "/consultaties/") == []
    for who, start in ((spine.PROVIDER, "/mijn/"), (spine.LEAD, "/werk/")):
        visitor.sign_in(who)
        assert crawl.walk(visitor, start) == []
    _create(visitor)
    assert crawl.walk(visitor, FIRST) == []
    _complete(visitor)
    visitor.sign_in(spine.PUBLISHER)
    visitor.go(f"{FIRST}publiceren/")
    assert crawl.look(visitor) == []
    visitor.push("Maak 3 onderdelen openbaar")
    assert crawl.look(visitor) == []
    visitor.push("Stop de publicatie")
    assert crawl.look(visitor) == []
    assert visitor.page.get_by_role("heading", name="U bent gestopt").count()


def _create(visitor: Visitor) -> None:
    visitor.go("/werk/nieuw/")
    _fill(visitor, rationale="Wij weten nog niet wat er nodig is. Daarom vragen wij het eerst aan wie het doet.")
    _fill(visitor, title="Eerste verkenning", contact_role="Contactpunt inkoop")
    _fill(visitor, selection_grounds="Zij werken nu al in onze gemeente.")
    visitor.page.get_by_label("Besloten").check()
    visitor.push("Bewaar de consultatie")


def _complete(visitor: Visitor) -> None:
    """Add a document, a party and a round."""
    visitor.go(f"{FIRST}documenten/nieuw/")
    _fill(visitor, title="Verkenning", body="## 1 Vraag\n\nWat werkt er nu, en wat niet?")
    visitor.push("Bewaar deze versie")
    visitor.go(f"{FIRST}partijen/")
    visitor.page.locator("main select").select_option(index=1)
    visitor.push("Nodig uit")
    visitor.go(f"{FIRST}rondes/nieuw/")
    _fill(visitor, closes_day=visitor.page.evaluate(IN_DAYS, 21), answers_day=visitor.page.evaluate(IN_DAYS, 35))
    visitor.push("Bewaar de ronde")


def _fill(visitor: Visitor, **fields: str) -> None:
    for name, text in fields.items():
        visitor.page.locator(f"main [name={name}]").fill(text)
