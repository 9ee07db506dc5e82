"""Labelled texts: reading them, and scoring what a detector finds in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from legal.terms import Channel, GuardContext, Speaker

HAND_MADE = Path(__file__).resolve().parents[2] / "tests" / "legal" / "corpus"


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled range of the text as typed."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Record:
    """A text with what must go (`gold`) and what may go (`optional`)."""

    id: str
    text: str
    gold: tuple[Span, ...]
    optional: frozenset[int]
    context: GuardContext

    @property
    def author(self) -> str:
        """Who wrote it: the part of the id before the dash."""
        return self.id.partition("-")[0]

    def letters(self, start: int, end: int) -> set[int]:
        """The places of the letters and digits in a range: only those count."""
        return {at for at in range(max(0, start), min(end, len(self.text))) if self.text[at].isalnum()}


def load(paths: Iterable[Path]) -> list[Record]:
    """Read JSON lines `{"id", "text", "spans", "optional", "context"}`. Raises OSError or ValueError."""
    return [_record(json.loads(line)) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def hand_made() -> list[Record]:
    """Every labelled text of our own, author after author."""
    return load(sorted(HAND_MADE.glob("*.jsonl")))


def _record(row: dict[str, Any]) -> Record:
    about = row.get("context") or {}
    return Record(
        id=row["id"],
        text=row["text"],
        gold=tuple(Span(one["start"], one["end"], one["label"]) for one in row["spans"]),
        optional=frozenset(_places(row.get("optional") or [])),
        context=GuardContext(
            allow=tuple(about.get("allow") or ()),
            speaker=Speaker(about.get("speaker", "provider")),
            channel=Channel(about.get("channel", "statement")),
        ),
    )


def _places(ranges: Iterable[dict[str, int]]) -> Iterator[int]:
    for one in ranges:
        yield from range(one["start"], one["end"])
