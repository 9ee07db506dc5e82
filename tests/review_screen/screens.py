"""The review screen as somebody uses it in a test: open, fill in one of its forms, send."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from consultation.accounts.actor import Actor
from tests.world import World

Browser = Callable[..., FlaskClient]


@dataclass
class Forms(HTMLParser):
    """Every form of a page by its id: where it goes, and what a browser would send."""

    found: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()
        self._name = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._name = facts.get("id", "?")
            self.found[self._name] = (facts["action"], {})
        if not self._name:
            return
        fields = self.found[self._name][1]
        if tag == "input" and facts.get("name") and (facts.get("type") not in {"radio", "checkbox"} or "checked" in facts):
            fields[facts["name"]] = facts.get("value", "")
        elif tag == "select":
            self._select = facts["name"]
        elif tag == "option" and self._select and (self._select not in fields or "selected" in facts):
            fields[self._select] = facts.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        if tag == "form":
            self._name = ""


@dataclass
class Screen:
    """One reader's screen; `page` is what stands there now."""

    world: World
    client: FlaskClient
    page: TestResponse

    @property
    def text(self) -> str:
        """The words on the page, without markup, one blank between them."""
        return " ".join(re.sub(r"<[^>]+>", "", self.page.text).split())

    @property
    def words(self) -> str:
        """The words of the finding that is open."""
        found = re.search(r'mc-words">([^<]*)<', self.page.text)
        return found[1] if found else ""

    @property
    def decided(self) -> tuple[int, int]:
        """How many of how many findings are decided."""
        found = re.search(r"<strong>(\d+) van (\d+) bevindingen beslist", self.page.text)
        return (int(found[1]), int(found[2])) if found else (0, 0)

    @property
    def right(self) -> str:
        """The source of the pane that others will read."""
        return self.page.text.split('class="mc-pair__right')[1].split("</section>")[0]

    def open(self, query: str = "", path: str = "") -> Screen:
        """Go somewhere on the screen."""
        self.page = self.client.get(f"/werk/{self.world.slug}/controle/{path}{query}")
        return self

    def send(self, form: str, expect: int = 303, **values: Any) -> Screen:
        """Fill in a form of this page, send it, and follow where it leads."""
        reader = Forms()
        reader.feed(self.page.text)
        action, fields = reader.found[f"f-{form}" if f"f-{form}" in reader.found else form]
        changes = {name.replace("_", "-"): value for name, value in values.items()}
        self.page = self.client.post(action.replace("&amp;", "&"), data=fields | changes)
        assert self.page.status_code == expect, self.page.text[:2000]
        if expect == 303:
            self.page = self.client.get(self.page.headers["Location"])
            assert self.page.status_code == 200
        return self


def screen(world: World, browser: Browser, actor: Actor | None = None, query: str = "") -> Screen:
    """Open the review screen as this person; the lawyer unless said otherwise."""
    client = browser(actor or world.lawyer)
    return Screen(world, client, client.get(f"/werk/{world.slug}/controle/{query}"))
