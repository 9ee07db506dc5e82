"""From pieces to rows and back to cleared texts; the content that the record commits to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from consultation import clock
from consultation.publications.models import Publication, PublishedAnswer, Release
from consultation.publications.pieces import AnswerPiece, Piece
from consultation.web import richtext
from legal import guard, redaction
from legal.guard import Cleared

RICH = frozenset(
    {"rationale", "body"}
)  # texts written in Markdown; all others are plain
COLUMNS = ("number", "theme", "about", "question", "answer", "changes", "changes_ref")


def payload(piece: Piece) -> dict[str, Any]:
    """Return what a publication row keeps: cleared texts with their seals, HTML of rich ones, facts."""
    return {
        "title": _seal(piece.title),
        "texts": {
            name: {"text": str(text), "seal": _seal(text)}
            for name, text in piece.texts.items()
        },
        "html": {
            name: str(rich(text))
            for name, text in piece.texts.items()
            if name in RICH
        },
        "facts": dict(piece.facts),
        "answers": len(piece.answers),
    }


def rich(text: Cleared) -> Markup:
    """Return a cleared text in Markdown as its readers see it: clean HTML, with its redaction marks (rule 38)."""
    return Markup(redaction.in_html(str(richtext.render(text.text))))  # noqa: S704 - cleaned; the marks are ours


def answer_rows(
    publication: Publication, answers: Iterable[AnswerPiece]
) -> list[dict[str, Any]]:
    """Return the rows of a note, in the order that was drawn."""
    return [
        {
            "publication_id": publication.id,
            "consultation_id": publication.consultation_id,
            "position": position,
            "number": row.number,
            "theme": row.theme,
            "about": str(row.about),
            "question": str(row.question),
            "answer": str(row.answer),
            "changes": str(row.changes or ""),
            "changes_ref": row.changes_ref,
            "annex": str(row.annex or ""),
            "seals": {name: _seal(text) for name, text in row.texts().items()},
        }
        for position, row in enumerate(answers, 1)
    ]


def content(
    publication: Publication,
    release: Release,
    answers: Iterable[PublishedAnswer | Mapping[str, Any]],
) -> dict[str, Any]:
    """Return the content a publication's leaf commits to, rebuilt from rows alone: what is proved
    is what is read."""
    kept = publication.payload
    return {
        "consultation": str(publication.consultation_id),
        "kind": publication.kind,
        "ref": publication.ref,
        "title": publication.title,
        "texts": {name: part["text"] for name, part in kept["texts"].items()},
        "facts": kept["facts"],
        "answers": [_columns(row) for row in answers],
        "audience": release.audience,
        "visible_at": clock.rfc3339(release.visible_at),
    }


def text_of(publication: Publication, name: str) -> Cleared:
    """Return a stored text as Cleared. Raises legal.guard.TamperedError when the row was changed."""
    part = publication.payload["texts"][name]
    return unseal(part["text"], part["seal"])


def title_of(publication: Publication) -> Cleared:
    """Return the title as Cleared."""
    return unseal(publication.title, publication.payload["title"])


def unseal(text: str, seal: Mapping[str, Any]) -> Cleared:
    """Return a stored text as Cleared: the guard checks its own seal."""
    return guard.restore(text, seal["redactions"], seal["policy"], seal["digest"])


def _seal(text: Cleared) -> dict[str, Any]:
    return {"redactions": text.redactions, "policy": text.policy, "digest": text.digest}


def _columns(row: PublishedAnswer | Mapping[str, Any]) -> dict[str, str]:
    """Return what the leaf of a note says of one row. Notes were published before there were annexes: an empty one
    is not named, so that their leaf stays what it was."""
    found = {name: getattr(row, name) if isinstance(row, PublishedAnswer) else row[name] for name in (*COLUMNS, "annex")}
    return {name: words for name, words in found.items() if words or name != "annex"}
