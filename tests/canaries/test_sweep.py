"""40 secrets × 12 ways to write them × every channel: nothing that anybody else can read holds one of them (R3, R4, R9).

Rules 4, 12, 13, 16, 35, 37, 38, 41, 44, 53: the gate is decided as the guard proposes; what is found afterwards is a leak.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

import pytest
from flask.testing import FlaskClient

from consultation import application
from consultation.config import Config
from consultation.jobs import schedule
from consultation.jobs.worker import Worker
from tests.canaries import channels, planting
from tests.canaries.channels import Seen
from tests.canaries.encodings import ENCODINGS
from tests.canaries.finding import Search
from tests.canaries.planting import Planted
from tests.canaries.table import CANARIES, Canary
from tests.world import World

pytestmark = pytest.mark.slow

Browser = Callable[..., FlaskClient]
NAMES = tuple(ENCODINGS)
PARTS = [NAMES[at : at + 3] for at in range(0, len(NAMES), 3)]
FIND = Search()
BSN = "citizen service number"


class Sweep:
    """A consultation in which secrets are put, and what others could read of it before and after the nota."""

    def __init__(self, world: World, browser: Browser, config: Config, log: pytest.LogCaptureFixture) -> None:
        self.world, self.browser, self.config, self.log = world, browser, config, log
        self.planted = Planted()
        log.set_level(logging.DEBUG, logger="consultation")
        world.open_consultation()

    def look(self, when: str) -> Seen:
        """Return what every channel shows now."""
        pages = channels.pages(self.world, self.browser)
        seen = pages | channels.mails(self.config.data_dir / "mail") | channels.record(self.world)
        return {f"{when}: {place}": content for place, content in seen.items()} | {f"{when}: log": self.log.text.encode()}

    def publish(self) -> Seen:
        """Answer, publish, make the pdf and send the mails; return what could be read before and after."""
        before = self.look("before")
        planting.answer_all(self.world, self.planted)
        self.world.publish_note()
        Worker(self.world.database, application.handlers(self.config), schedule.plan).drain()
        return before | self.look("after") | channels.search(self.world, self.browser)


@pytest.fixture
def sweep(world: World, browser: Browser, config: Config, caplog: pytest.LogCaptureFixture) -> Sweep:
    return Sweep(world, browser, config, caplog)


def leaks(seen: Seen) -> list[str]:
    """Return every place where a secret stands."""
    return channels.hits(seen, FIND)


def pairs(encodings: Sequence[str], families: Sequence[Canary] = CANARIES) -> list[tuple[Canary, str]]:
    return [(one, encoding) for one in families for encoding in encodings]


@pytest.mark.parametrize("encodings", PARTS, ids=" + ".join)
def test_no_secret_in_a_question_reaches_anybody(sweep: Sweep, encodings: Sequence[str]) -> None:
    """And the sweep really saw the nota with its marks, the pdf, proofs and mails."""
    planting.ask(sweep.world, sweep.planted, pairs(encodings))
    seen = sweep.publish()
    assert sweep.planted.stopped <= {BSN, "account"}  # digits of an account, with spaces between, may pass for a BSN
    assert any(place.endswith(".pdf") for place in seen) and any("bewijs.json" in place for place in seen)
    assert any("mail" in place for place in seen) and any(b"gelakt" in content for content in seen.values())
    found = leaks(seen)
    assert not found, "\n".join(found)


def test_no_secret_behind_another_door_reaches_anybody(sweep: Sweep) -> None:
    """The place in a document, an annex with all that a reader does not see in it, an answer that repeats a party's
    words, a draft, a withdrawn question, one that is answered apart, reasons, a consultation that is not public yet."""
    world, planted = sweep.world, sweep.planted
    planting.with_annex(sweep.browser(world.provider), world, planted)
    planting.behind_doors(world, planted)
    planting.ask(world, planted, pairs(["as typed"]), place=True)
    planting.quote(world, planted, CANARIES)
    seen = sweep.publish() | channels.other_municipality(world, sweep.browser)
    assert planted.stopped == {BSN}
    found = leaks(seen)
    assert not found, "\n".join(found)
