"""Everything that a reader can count has words on the page; nothing of the file itself stands in them."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Flask, render_template_string

ROOT = Path(__file__).parents[2]
SHOW = '{% import "macros/uploads.html" as uploads %}{{ uploads.report(found) }}'


def codes_of_readers() -> set[str]:
    """Every code that a reader may count, as the sources name them."""
    found: set[str] = set()
    for source in (ROOT / "consultation" / "uploads").rglob("*.py"):
        text = source.read_text()
        found |= {code for code in re.findall(r'"([a-z_]+)"', text) if code in known_codes()}
        found |= set(re.findall(r'reading\.count\(\s*"(\w+)"', text))
    return found


def known_codes() -> set[str]:
    """Every code that has words."""
    return set(re.findall(r'code == "(\w+)"', (ROOT / "templates" / "macros" / "uploads.html").read_text()))


def test_every_code_has_words(app: Flask) -> None:
    assert codes_of_readers() == known_codes(), "a code without words, or words that are never said"
    for code in known_codes():
        for number in (1, 2):
            with app.test_request_context("/"):
                page = " ".join(re.sub(r"<[^>]+>", " ", render_template_string(SHOW, found={code: number})).split())
            assert "gaat niet mee:" in page or "gaat mee, maar anders" in page, code


def test_the_sentence_of_the_example(app: Flask) -> None:
    with app.test_request_context("/"):
        page = render_template_string(SHOW, found={"comments": 3, "hidden_sheets": 1, "formulas": 2})
    assert "3 opmerkingen" in page and "1 verborgen blad" in page and "2 formules" in page


def test_a_file_without_anything_hidden_says_so(app: Flask) -> None:
    with app.test_request_context("/"):
        assert "niets dat een lezer niet ziet" in render_template_string(SHOW, found={})
