"""Every page a role can reach by its links, each kind of page once."""

from __future__ import annotations

import re
from collections import deque
from urllib.parse import parse_qsl, urlsplit

from tests.browser.layout_checks import assert_page
from tests.browser.visitor import Visitor

_FILE = re.compile(r"\.(json|pdf|xlsx|txt|ics)$")
_ELSEWHERE = re.compile(r"^/(taal|static)/")
_RANDOM = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)[A-Z0-9]{4}(?=/|$)")
_HREFS = "() => [...document.querySelectorAll('a[href]')].map(a => a.href)"

_STRUCTURE = """() => [...new Set([...document.querySelectorAll('title, main *')].map(node =>
  [node.tagName, node.className.baseVal ?? node.className, node.getAttribute('role'), node.getAttribute('name')].join('.')))].sort()"""
"""What the page is made of: two pages of the same pieces differ in their words only."""


class Crawl:
    """Visits pages and checks each that is made of other pieces than those before it."""

    def __init__(self) -> None:
        self.checked: set[tuple[str, str]] = set()
        self.visited: list[str] = []
        self.problems: list[str] = []

    def walk(self, visitor: Visitor, start: str) -> None:
        """Follow every link from `start` on, until nothing new comes."""
        waiting, known = deque([start]), {_kind(start)}
        while waiting:
            path = waiting.popleft()
            visitor.go(path)
            self.look(visitor)
            for found in self._links(visitor):
                if _kind(found) not in known:
                    known.add(_kind(found))
                    waiting.append(found)

    def look(self, visitor: Visitor) -> None:
        """Check the page that stands there, unless one like it was seen."""
        path = visitor.page.url.removeprefix(visitor.house.url)
        self.visited.append(path)
        made_of = (_shape(path), " ".join(visitor.page.evaluate(_STRUCTURE)))
        if made_of in self.checked:
            return
        self.checked.add(made_of)
        try:
            assert_page(visitor.page)
        except AssertionError as error:
            self.problems.append(str(error))
        visitor.page.set_viewport_size({"width": 1280, "height": 900})

    def _links(self, visitor: Visitor) -> list[str]:
        root = visitor.house.url
        paths = [href.removeprefix(root).partition("#")[0] for href in visitor.page.evaluate(_HREFS) if href.startswith(root + "/")]
        return [path for path in paths if not _FILE.search(path.partition("?")[0]) and not _ELSEWHERE.match(path)]


def _shape(path: str) -> str:
    return _RANDOM.sub("*", urlsplit(path).path)


def _kind(path: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return what makes an address worth a visit: a question is opened once per filter, a place in a document once."""
    query = dict(parse_qsl(urlsplit(path).query))
    one_of_many = {"plaats", "versie", "document", "verder"} | ({"vraag"} if query.get("filter", "all") != "all" else set())
    return _shape(path), tuple(sorted((name, "*" if name in one_of_many else value) for name, value in query.items()))
