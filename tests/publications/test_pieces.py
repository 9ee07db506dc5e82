"""What can be published, as types: a text that the guard did not make does not fit in (R2)."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from markupsafe import Markup

from consultation.publications import pieces
from consultation.publications.pieces import AnswerPiece, Kind, Piece
from legal import guard
from legal.guard import Cleared, Original
from legal.terms import GuardContext

SECRET = "wij rekenen 62 euro per uur"
CONTEXT = GuardContext()


def _cleared(text: str = "Een openbare tekst.") -> Cleared:
    made = guard.clear(Original(text), CONTEXT, [])
    assert guard.is_cleared(made)
    return made


@dataclass(frozen=True)
class LooksCleared:
    """Has every attribute that a page asks for, and says that it is Cleared."""

    text: str = SECRET
    redactions: int = 0
    policy: str = "guard/1"
    digest: str = "0" * 64

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        return Cleared

    def __html__(self) -> str:
        return self.text


NOT_CLEARED = [
    SECRET, Markup(SECRET), SECRET.encode(), None, 62, Original(SECRET),
    LooksCleared(), object.__new__(Cleared), [SECRET], Cleared,
]  # fmt: skip


def _fits(value: object) -> list[str]:
    """Return the places of a piece that take this value, or tell what it says."""
    good = _cleared()
    row = {"about": good, "question": good, "answer": good}
    tries = {
        "title": lambda: Piece(Kind.DOCUMENT, "leidraad/1.0", value),  # type: ignore[arg-type]
        "text": lambda: Piece(Kind.DOCUMENT, "leidraad/1.0", good, {"body": value}),  # type: ignore[dict-item]
        **{
            name: (lambda name=name: Piece(Kind.NOTE, "1", good, answers=(AnswerPiece("1.01", "tariff", **row | {name: value}),)))  # type: ignore[misc]
            for name in row
        },
    }
    taken = []
    for place, make in tries.items():
        try:
            make()
        except TypeError as refusal:
            if SECRET not in str(refusal):
                continue
        taken.append(place)
    return taken


def test_cleared_text_fits_everywhere() -> None:
    """Title, text, and each column of an answer."""
    assert _fits(_cleared()) == ["title", "text", "about", "question", "answer"]


@pytest.mark.parametrize("value", NOT_CLEARED, ids=lambda value: type(value).__name__)
def test_nothing_else_fits_anywhere(value: object) -> None:
    """Not a string, not an original, not a proposal, not something that says it is Cleared."""
    assert _fits(value) == []


def test_without_the_question_anything_would_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: with the guard's own answer broken, a bare string is published."""
    monkeypatch.setattr(pieces, "is_cleared", lambda _value: True)
    assert _fits(SECRET) == ["title", "text", "about", "question", "answer"]


def test_to_say_that_you_are_cleared_is_not_enough() -> None:
    """`isinstance` can be fooled; the piece does not ask it."""
    assert isinstance(LooksCleared(), Cleared)
    with pytest.raises(TypeError):
        Piece(Kind.DOCUMENT, "leidraad/1.0", LooksCleared())  # type: ignore[arg-type]
