"""A person at a browser: does what a person does, counts it, and hears what the page complains of behind the scenes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Download, Frame, Locator, Request, Response
from playwright.sync_api import TimeoutError as TooLate

from tests.browser.house import House

PATIENCE = 30_000
"""Milliseconds that one step may take on a busy computer."""

DRAWN = 5_000
"""Milliseconds until a page that was read is drawn, on a busy computer."""


class Visitor:
    """One browser session. `actions` counts clicks, committing keys and typed addresses; `loads` the pages they opened."""

    def __init__(self, browser: Browser, house: House, **options: Any) -> None:
        self.house = house
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL", **options)
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.actions = self.loads = 0
        self.complaints: list[str] = []
        self.expected: frozenset[int] = frozenset()
        self._listen()

    def go(self, path: str, expect: int | None = None) -> None:
        """Open an address; `expect` is a status from 400 that belongs there."""
        self.actions += 1
        with self.expecting(expect):
            self.page.goto(self.house.at(path))

    def click(self, what: Locator, expect: int | None = None) -> None:
        """Click a link or button and wait for the page it opens."""
        self.actions += 1
        with self.expecting(expect):
            what.click()
            self.page.wait_for_load_state()

    def press(self, key: str) -> None:
        """Press a key that opens another page: Enter or Space."""
        self.actions += 1
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def follow(self, name: str) -> None:
        """Click the first link whose words begin with `name`."""
        self.click(self.link(name))

    def push(self, name: str, expect: int | None = None) -> None:
        """Click the first button whose words begin with `name`."""
        self.click(self.page.get_by_role("button", name=name).first, expect)

    def has_focus(self, selector: str) -> bool:
        """Whether what this selector names has the focus, or gets it: `autofocus` works as a page is drawn, after it is read."""
        focused = self.page.locator(selector).and_(self.page.locator(":focus"))
        try:
            focused.first.wait_for(state="attached", timeout=DRAWN)
        except TooLate:
            return False
        return True

    def link(self, name: str) -> Locator:
        """Return the first link with these words."""
        return self.page.get_by_role("link", name=name).first

    def write(self, label: str, text: str) -> None:
        """Type in the field with this label; typing is not an action."""
        self.page.get_by_role("textbox", name=label, exact=True).fill(text)

    def download(self, name: str, into: Path) -> Path:
        """Click the link and keep the file it gives."""
        self.actions += 1
        with self.page.expect_download() as coming:
            self.link(name).click()
        got: Download = coming.value
        file = into / got.suggested_filename
        got.save_as(file)
        return file

    def sign_in(self, name: str) -> None:
        """Be another demo person; what follows is counted from zero."""
        self.context.clear_cookies()
        self.go("/inloggen/")
        self.push(name)
        self.actions = self.loads = 0

    def until(self, link: str) -> None:
        """Open the page again until it has this link: a page without script does not renew itself."""
        until = time.monotonic() + PATIENCE / 1000
        while not self.link(link).count():
            assert time.monotonic() < until, f"no {link} on {self.page.url}"
            self.page.wait_for_timeout(250)
            self.page.reload()

    @contextmanager
    def expecting(self, status: int | None) -> Iterator[None]:
        """Do something whose answer may have this status."""
        self.expected = frozenset({status} if status else ())
        yield
        self.expected = frozenset()

    def close(self) -> None:
        """End the session; raise AssertionError when something was wrong behind the pages."""
        self.context.close()
        assert not self.complaints, "\n".join(dict.fromkeys(self.complaints))

    def _listen(self) -> None:
        page = self.page
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("framenavigated", self._navigated)
        self.context.on("request", self._request)
        self.context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # The status of what was fetched is looked at in _response.
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _navigated(self, frame: Frame) -> None:
        self.loads += frame == self.page.main_frame

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.house.url + "/", "data:")):
            self.complaints.append(f"{self.page.url} asks {request.url}")

    def _response(self, response: Response) -> None:
        own = response.request.is_navigation_request() and response.status in self.expected
        if response.status >= 400 and not own:
            self.complaints.append(f"{response.status} for {response.request.method} {response.url}")
