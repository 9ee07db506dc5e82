"""Every page a role can reach by its links, each kind of page once."""

from __future__ import annotations

import re
from collections import deque
from urllib.parse import parse_qsl, urlsplit

from tests.browser.layout_checks import WIDTHS, assert_page
from tests.browser.visitor import Visitor

_FILE = re.compile(r"\.(json|pdf|xlsx|txt|ics)$")
_RANDOM = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)[A-Z0-9]{4}(?=/|$)")
_OF_MANY = {"plaats", "versie", "document", "verder", "stuk", "tekst", "bevinding"}
_TREES = ("/consultaties/", "/mijn/", "/werk/", "/verder/", "/taal/")
_HREFS = "() => [...document.querySelectorAll('a[href]')].map(a => a.href)"

_STRUCTURE = """() => [...new Set([...document.querySelectorAll('title, main *')].map(n =>
  [n.tagName, n.className.baseVal ?? n.className, n.getAttribute('role'), n.getAttribute('name')].join('.')))].sort()"""
"""What the page is made of: two pages of the same pieces differ in their words only."""


class Crawl:
    """Visits pages and checks each that is made of other pieces than those before it."""

    def __init__(self) -> None:
        self.checked: set[tuple[str, str]] = set()
        self.visited: list[str] = []

    def walk(self, visitor: Visitor, start: str) -> list[str]:
        """Follow every link under `start`, until nothing new comes; return what is wrong."""
        waiting, known, wrong = deque([start]), {_kind(start)}, list[str]()
        while waiting:
            visitor.go(waiting.popleft())
            wrong += self.look(visitor)
            for found in self._links(visitor, start):
                if _kind(found) not in known:
                    known.add(_kind(found))
                    waiting.append(found)
        return wrong

    def look(self, visitor: Visitor) -> list[str]:
        """Check the page that stands there, unless one like it was seen; return what is wrong."""
        path = visitor.page.url.removeprefix(visitor.house.url)
        self.visited.append(path)
        made_of = (_shape(path), " ".join(visitor.page.evaluate(_STRUCTURE)))
        if made_of in self.checked:
            return []
        seen = any(shape == made_of[0] for shape, _ in self.checked)
        self.checked.add(made_of)
        try:
            # A page in another state is the same house with other words: three widths and one look of axe will do.
            widths, axe_at = ((320, 390, 1280), (390,)) if seen else (WIDTHS, (390, 1280))
            assert_page(visitor.page, widths, axe_at)
        except AssertionError as error:
            return [str(error)]
        finally:
            visitor.page.set_viewport_size({"width": 1280, "height": 900})
        return []

    def _links(self, visitor: Visitor, start: str) -> list[str]:
        """Return the pages under `start`, and those of no tree (signing in, how it works); other trees are others' walks."""
        root = visitor.house.url
        paths = [href.removeprefix(root).partition("#")[0] for href in visitor.page.evaluate(_HREFS) if href.startswith(root)]
        return [path for path in paths if not _FILE.search(path.partition("?")[0]) and _is_ours(path, start)]


def _is_ours(path: str, start: str) -> bool:
    return path.startswith(start) or not path.startswith(_TREES)


def _shape(path: str) -> str:
    return _RANDOM.sub("*", urlsplit(path).path)


def _kind(path: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return what makes an address worth a visit: of a filter one question, of all questions each; of a document one place."""
    query = dict(parse_qsl(urlsplit(path).query))
    one = _OF_MANY | (set() if query.get("filter") == "all" else {"vraag"})
    return _shape(path), tuple(sorted((name, "*" if name in one else value) for name, value in query.items()))
