"""A consultation in which secrets are put, and everything that others can read of it."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from consultation import application
from consultation.config import Config
from consultation.jobs import schedule
from consultation.jobs.worker import Worker
from tests.canaries import channels, planting
from tests.canaries.channels import Seen
from tests.canaries.planting import Planted
from tests.world import World

Browser = Callable[..., FlaskClient]


class Sweep:
    """A consultation in which secrets are put, and what others could read of it before and after the nota."""

    def __init__(self, world: World, browser: Browser, config: Config, log: pytest.LogCaptureFixture) -> None:
        self.world, self.browser, self.config, self.log = world, browser, config, log
        self.planted = Planted()
        log.set_level(logging.DEBUG, logger="consultation")

    def look(self, when: str) -> Seen:
        """Return what every channel shows now."""
        pages = channels.pages(self.world, self.browser)
        seen = pages | channels.mails(self.config.data_dir / "mail") | channels.record(self.world)
        return {f"{when}: {place}": content for place, content in seen.items()} | {f"{when}: log": self.log.text.encode()}

    def publish(self) -> Seen:
        """Answer, publish, make the pdf and send the mails; return what could be read before and after."""
        before = self.look("before")
        planting.redact_all(self.world, self.planted.references)
        planting.answer_all(self.world, self.planted.references)
        return before | self.go_out()

    def go_out(self) -> Seen:
        """Publish what is approved; return what can be read then."""
        self.world.publish_note()
        Worker(self.world.database, application.handlers(self.config), schedule.plan).drain()
        return self.look("after") | channels.search(self.world, self.browser)
