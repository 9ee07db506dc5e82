"""A document cut in sections, each with the place that a question about it names (rule 15)."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from consultation.publications.sections import LONGEST_PLACE, sections
from consultation.web import richtext


def _places(text: str) -> list[str]:
    return [section.place for section in sections(richtext.render(text))]


def test_the_pieces_together_are_the_document() -> None:
    whole = richtext.render(
        "Vooraf.\n\n# Een\n\nTekst.\n\n> ## Twee\n> aangehaald\n\n#### Drie\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    )
    assert "".join(section.html for section in sections(whole)) == str(whole)
    assert sections(Markup()) == ()


@pytest.mark.parametrize(
    ("heading", "place"),
    [
        ("3.2 Vaste begeleider", "§ 3.2"),
        ("§ 3.2 Vaste begeleider", "§ 3.2"),
        ("Artikel 4 Betalen", "§ 4"),
        ("Betalen & meten", "Betalen & meten"),
        ("**2028** gaat in", "2028 gaat in"),
        ("x" * 200, "x" * LONGEST_PLACE),
    ],
)
def test_a_place_is_the_number_of_its_heading_or_its_words(heading: str, place: str) -> None:
    assert _places(f"## {heading}\n\nTekst.") == [place]


def test_nobody_asks_about_a_heading_without_text_or_a_text_without_heading() -> None:
    assert _places("Vooraf.\n\n## 2 Voor wie\n\n### 2.1 Begeleiding\n\nTekst.") == ["", "", "§ 2.1"]
