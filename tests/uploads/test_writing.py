"""Blocks as text: plain, or Markdown that shows exactly the words of the file."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.uploads import writing
from consultation.uploads.extract import Block, Extract, Shape
from consultation.web import richtext

TRICKS = [
    "# geen kop", "- geen lijst", "+ ook niet", "2. ook niet", "2) ook niet", "> geen citaat", "*niet vet*", "_niet schuin_",
    "snake_case blijft", "[geen](https://x.example)", "[geen]: https://x.example", "`geen code`", "~~~", "***", "---", "===",
    "<b>geen html</b>", "<https://x.example>", "&amp; blijft", "C:\\map\\", "a\\*b", "| geen | tabel |", ":--- | ---", "![x](y)",
    "regel een\nregel twee", "# a\n- b", "100% van € 1.000,-", "a < b > c", "www.x.example", "3. stap\n4. stap",
]  # fmt: skip


def extract_of(*blocks: Block) -> Extract:
    """An extract of these blocks."""
    return Extract("docx", blocks, {}, "")


def shown(markdown: str) -> str:
    """The words that a reader of the page gets."""
    html = str(richtext.render(markdown)).replace("<br>", "\n").replace("<br />", "\n")
    words = re.sub(r"<[^>]+>", "", html)
    for sign, entity in (("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("&", "&amp;")):
        words = words.replace(entity, sign)
    return words.replace("\n\n", "\n").strip()


@pytest.mark.parametrize("words", TRICKS)
@pytest.mark.parametrize("shape", [Shape.TEXT, Shape.POINT])
def test_markdown_shows_the_words_and_makes_no_markup_of_them(words: str, shape: Shape) -> None:
    markdown = extract_of(Block(shape, words)).markdown
    html = str(richtext.render(markdown))
    assert shown(markdown) == words
    allowed = {"p", "br"} | ({"ul", "li"} if shape is Shape.POINT else set())
    assert set(re.findall(r"<(\w+)", html)) <= allowed, html
    richtext.check(markdown, "body")


@given(st.text(alphabet=st.sampled_from("ab 1.)-+#>*_`[]()<&;!|~=\\:\n"), min_size=1, max_size=40))
def test_no_text_becomes_markup(words: str) -> None:
    """Whatever stands in a file: no link, heading, table or emphasis comes of it."""
    text = "\n".join(line.strip() for line in words.split("\n") if line.strip())
    html = str(richtext.render(extract_of(Block(Shape.TEXT, text)).markdown)) if text else ""
    assert set(re.findall(r"<(\w+)", html)) <= {"p", "br"}, html


def test_headings_points_and_tables() -> None:
    made = extract_of(
        Block(Shape.HEADING, "Tarief", 1, "3.4"), Block(Shape.TEXT, "Alinea."), Block(Shape.POINT, "een"),
        Block(Shape.POINT, "dieper", 1),
        Block(Shape.POINT, "eerst", 0, "1."), Block(Shape.POINT, "los", 0, "a)"), Block(Shape.ROW, "Product\tPrijs | uur"),
        Block(Shape.ROW, "Hulp\t12\tmeer"), Block(Shape.HEADING, "Slot", 5),
    )  # fmt: skip
    assert made.plain.split("\n") == [
        "3.4 Tarief", "", "Alinea.", "", "– een", "  – dieper", "1. eerst", "a) los", "", "| Product  |  Prijs | uur |",
        "| Hulp  |  12  |  meer |", "", "Slot",
    ]  # fmt: skip
    html = str(richtext.render(made.markdown))
    assert "<h3>3.4 Tarief</h3>" in html and "<h4>Slot</h4>" in html
    assert html.count("<td>") == 3 and "Prijs | uur" in html and "meer" in html, "a reader of Markdown drops what sticks out"
    assert "<ul>\n<li>een\n<ul>\n<li>dieper" in html and "<ol>" in html


def test_twin_without_escaping_words_become_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "escaped", lambda text, **_: text)
    assert "<h3>" in str(richtext.render(extract_of(Block(Shape.TEXT, "# geen kop")).markdown))


def test_an_extract_goes_through_a_process_unchanged() -> None:
    made = Extract("pdf", (Block(Shape.ROW, "a\tb"), Block(Shape.POINT, "c", 2, "1.")), {"comments": 3}, "geheim")
    assert Extract.of(made.content()) == made
    assert "geheim" not in repr(made)
