"""A document in sections, so that a reader can ask about the place where he is (rule 15)."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from markupsafe import Markup

_BEFORE_HEADING = re.compile(r"(?=<h[34]>)")
_HEADING = re.compile(r"<h[34]>(.*?)</h[34]>", re.DOTALL)
_NUMBER = re.compile(r"(?:§|artikel|hoofdstuk)?\s*(\d{1,3}(?:\.\d{1,3})*)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
LONGEST_PLACE = 80


@dataclass(frozen=True)
class Section:
    """A heading with the text under it; `place` names it in a question, and is empty where nobody asks."""

    html: Markup
    place: str


def sections(body: Markup) -> tuple[Section, ...]:
    """Cut a cleaned document before each heading; the pieces together are the document."""
    pieces = [piece for piece in _BEFORE_HEADING.split(str(body)) if piece]
    return tuple(Section(Markup(piece), _place(piece)) for piece in pieces)  # noqa: S704 - pieces of what was clean


def _place(piece: str) -> str:
    """Return "§ 3.2" for a numbered heading with text under it, else the words of the heading."""
    heading = _HEADING.match(piece)
    if heading is None or not piece[heading.end() :].strip():
        return ""
    words = html.unescape(_TAG.sub("", heading[1])).strip()
    number = _NUMBER.match(words)
    return f"§ {number[1]}" if number else words[:LONGEST_PLACE]
