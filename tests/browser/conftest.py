"""One real Chromium for all browser tests: Playwright allows one synchronous driver in a process."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import house as houses
from tests.browser.house import House
from tests.browser.visitor import Visitor

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return Chromium, from TEST_CHROMIUM or where Debian puts it."""
    with sync_playwright() as playwright:
        path = os.environ.get("TEST_CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Return the running platform with the demonstration: one for all tests of a file."""
    with houses.opened(tmp_path_factory.mktemp("house")) as running:
        yield running


@pytest.fixture
def visit(chromium: Browser, house: House) -> Iterator[Callable[..., Visitor]]:
    """Return a maker of visitors; each must have met no complaint when the test ends."""
    made: list[Visitor] = []

    def make(**options: Any) -> Visitor:
        made.append(Visitor(chromium, house, **options))
        return made[-1]

    yield make
    for visitor in made:
        visitor.close()
