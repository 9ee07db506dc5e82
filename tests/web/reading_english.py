"""What an English reader sees of a page, and the Dutch source texts that are still in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from babel.messages.catalog import Catalog, Message
from flask.testing import FlaskClient

LONGER_THAN = 12  # characters of fixed text; shorter words are too often also English, or part of a name
HOLE = re.compile(r"%\(\w+\)[sd]")
SHOWN = {"title", "alt", "aria-label", "placeholder", "content", "data-label"}
LINK = re.compile(r'href="(/[^"#]*)')
LEAVE_ALONE = ("/static/", "/taal/", "/uitloggen/")


class _Words(HTMLParser):
    """Collects the texts of a page and of the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in SHOWN and value]

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def words(html: str) -> str:
    """Return all texts of a page, one under the other."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return "\n".join(" ".join(text.split()) for text in reader.found if text.strip())


def forms(message: Message) -> Iterator[tuple[str, str]]:
    """Return the source text and its translation: one pair, or two for a message with a plural."""
    one = isinstance(message.id, str)
    yield from zip([message.id] if one else message.id, [message.string] if one else message.string, strict=True)


def searches(catalogue: Catalog) -> dict[str, re.Pattern[str]]:
    """Return per Dutch source text, its placeholders open, what finds it on a page."""
    sources = [form for message in catalogue if message.id for form in forms(message)]
    return {source: _search(source) for source, english in sources if source != english and _is_long(source)}


def dutch(html: str, wanted: dict[str, re.Pattern[str]], leave: Iterable[str] = ()) -> list[str]:
    """Return the source texts that stand untranslated on a page. `leave` is what somebody wrote and was published."""
    text = words(html)
    for own in leave:
        text = text.replace(own, "")
    return [source for source, pattern in wanted.items() if _longest(source) in text and pattern.search(text)]


def crawl(client: FlaskClient, starts: Iterable[str], tree: str = "/") -> dict[str, str]:
    """Follow every link from `starts` that stays in `tree`; return the pages."""
    pages: dict[str, str] = {}
    waiting, visited = list(starts), set()
    while waiting:
        address = waiting.pop()
        if address in visited or address.startswith(LEAVE_ALONE):
            continue
        visited.add(address)
        with client.get(address) as answer:
            if answer.mimetype == "text/html" and answer.status_code != 302:
                pages[address] = answer.text
                waiting += [link.replace("&amp;", "&") for link in LINK.findall(answer.text) if link.startswith(tree)]
    return pages


def _is_long(source: str) -> bool:
    return len(HOLE.sub("", source)) > LONGER_THAN


def _longest(source: str) -> str:
    return max(HOLE.split(source.strip()), key=len)


def _search(source: str) -> re.Pattern[str]:
    pieces = [re.escape(piece) for piece in HOLE.split(source.strip())]
    return re.compile(r"(?<!\w)" + r"[^\n]{1,200}?".join(pieces) + r"(?!\w)")
