"""Markdown in, clean HTML out: nothing that runs, loads or misleads; and ordinary Dutch passes (R18)."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from consultation.errors import InvalidInput
from consultation.web import richtext
from tests.web.vectors import AS_HTML, EVERYTHING, FALSE_LINKS, IN_MARKDOWN, ORDINARY

SAFE_LINK = re.compile(r"(https?://|mailto:|#)[^\s\x00-\x1f]*$", re.IGNORECASE)
SAFE = {"rel": {"noopener noreferrer"}, "scope": {"col"}}


class _Dangers(HTMLParser):
    """Reads HTML as a browser might; notes whatever is more than plain, marked-up text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in richtext.TAGS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            good = value in SAFE.get(name, set()) or (name == "start" and str(value).isdigit())
            if not good and ((tag, name) != ("a", "href") or not SAFE_LINK.match(value or "")):
                self.found.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        self.found.append(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        self.found.append(f"<!{decl}")

    def handle_pi(self, data: str) -> None:
        self.found.append(f"<?{data}")


def dangers(html: str) -> list[str]:
    """Return what in this HTML could run, load or mislead."""
    reader = _Dangers()
    reader.feed(html)
    reader.close()
    return reader.found


def _accepted(text: str) -> bool:
    try:
        richtext.check(text, "body")
    except InvalidInput:
        return False
    return True


def test_the_collection_is_large_enough() -> None:
    """At least sixty different attempts."""
    assert len(set(EVERYTHING)) == len(EVERYTHING) >= 60


@pytest.mark.parametrize("text", EVERYTHING)
def test_nothing_dangerous_is_shown(text: str) -> None:
    """Also of a text that was never checked: showing is safe by itself."""
    assert dangers(str(richtext.render(text))) == []


@pytest.mark.parametrize("text", FALSE_LINKS)
def test_a_false_link_is_refused_in_words(text: str) -> None:
    """javascript:, data:, vbscript:, without a scheme, to this site: refused when written, not silently dropped."""
    with pytest.raises(InvalidInput, match="Een link moet beginnen met https:// of mailto:"):
        richtext.check(text, "body")


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_dutch_passes(text: str) -> None:
    """No false refusals, and no word is lost on the way."""
    assert _accepted(text)
    assert dangers(str(richtext.render(text))) == []


def test_html_is_shown_as_it_was_typed() -> None:
    """A tag is no secret: the reader sees what was written, as words."""
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in richtext.render("<script>alert(1)</script>")


def test_a_picture_is_never_shown() -> None:
    """R18: a picture from elsewhere tells who reads; it stays a link, which only who follows it tells."""
    html = richtext.render("![beeld](https://evil.example/pixel.gif)")
    assert "<img" not in html
    assert '<a href="https://evil.example/pixel.gif" rel="noopener noreferrer">beeld</a>' in html


def test_headings_lists_and_tables_keep_their_meaning() -> None:
    """Headings start at h3 under the page's own; a list keeps its first number; a table's head says what it heads."""
    html = richtext.render("# Een\n\n#### Vier\n\n3. derde\n\n| a | b |\n|:-:|--:|\n| 1 | 2 |")
    assert "<h3>Een</h3>" in html
    assert "<h4>Vier</h4>" in html
    assert '<ol start="3">' in html
    assert html.count('<th scope="col">') == 2


@pytest.mark.parametrize("parser", ["_nh3", "_bleach"])
def test_two_parsers_that_disagree_refuse_the_text(monkeypatch: pytest.MonkeyPatch, parser: str) -> None:
    """When one of the two would let something else through, nobody publishes it."""
    assert _accepted("Gewone tekst")
    monkeypatch.setattr(richtext, parser, lambda html: html.replace("Gewone", "Gewone <b>"))
    assert not _accepted("Gewone tekst")


def test_without_the_comparison_a_disagreement_would_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: with the comparison broken the test above would be red."""
    monkeypatch.setattr(richtext, "_nh3", lambda html: html.replace("Gewone", "Gewone <b>"))
    monkeypatch.setattr(richtext, "_plain", lambda _html: "")
    assert _accepted("Gewone tekst")


@pytest.mark.parametrize("vectors", [AS_HTML, IN_MARKDOWN])
def test_the_eye_sees_danger_when_nothing_cleans(monkeypatch: pytest.MonkeyPatch, vectors: tuple[str, ...]) -> None:
    """Sabotage twin: with HTML allowed in and no cleaning, `dangers` turns red."""
    monkeypatch.setattr(richtext, "_markdown", MarkdownIt("commonmark", {"html": True}).enable("table"))
    monkeypatch.setattr(richtext, "_nh3", lambda html: html)
    seen = [text for text in vectors if dangers(str(richtext.render(text)))]
    assert len(seen) > len(vectors) / 2


def test_each_layer_against_false_links_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: let Markdown make every link, and cleaning still holds; let cleaning go too, and it is seen."""
    monkeypatch.setattr(richtext, "_markdown", richtext._every_link)
    assert [text for text in FALSE_LINKS if dangers(str(richtext.render(text)))] == []
    monkeypatch.setattr(richtext, "_nh3", lambda html: html)
    assert len([text for text in FALSE_LINKS if dangers(str(richtext.render(text)))]) > 30
