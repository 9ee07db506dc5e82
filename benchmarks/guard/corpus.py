"""Labelled texts: reading the format of tests/legal/corpus (see its README), and that of JSON lines."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from legal.terms import Channel, GuardContext, Speaker

HAND_MADE = Path(__file__).resolve().parents[2] / "tests" / "legal" / "corpus"
HELD_OUT = HAND_MADE / "held_out"
TEMPTING = HAND_MADE / "tempting"
STRANGERS = HAND_MADE / "strangers"

_MARKED = re.compile(r"\{\{([A-Z_]+|\?)\|(.*?)\}\}")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\([nt])")
_SIGNS = {"n": "\n", "t": "\t"}


class CorpusError(ValueError):
    """A line that is not in the format; says which file and line."""


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled range of the text as typed."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Record:
    """A text with what must go (`gold`) and what may go (`optional`, places in the text)."""

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


def hand_made() -> list[Record]:
    """Every labelled text to learn from, author after author."""
    return load(sorted(HAND_MADE.glob("*.txt")))


def held_out() -> list[Record]:
    """The texts of authors on whom nothing was ever fitted or tuned; not those that another author happened to write too."""
    learnt = {record.text for record in hand_made()}
    return [record for record in load(sorted(HELD_OUT.glob("*.txt"))) if record.text not in learnt]


def tempting() -> list[Record]:
    """Texts held out as well, in which what is public was written to look as secret as what is."""
    return load(sorted(TEMPTING.glob("*.txt")))


def strangers() -> list[Record]:
    """Texts held out by an author of another circle: a fair sample of a consultation, written from the labels alone."""
    return load(sorted(STRANGERS.glob("*.txt")))


def load(paths: Iterable[Path]) -> list[Record]:
    """Read files of either format, told by their ending. Raises OSError or ValueError."""
    return [record for path in paths for record in (_json_lines(path) if path.suffix == ".jsonl" else _marked_up(path))]


def _marked_up(path: Path) -> Iterator[Record]:
    head: GuardContext | None = None
    count = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("=="):
            head = _head(line, f"{path.name}:{number}")
        elif line.strip():
            if head is None:
                raise CorpusError(f"{path.name}:{number}: a text without a head")
            count += 1
            yield _text(f"{path.stem}-{count:04d}", line, head)
            head = None


def _head(line: str, where: str) -> GuardContext:
    """The context that a head names. Raises CorpusError."""
    parts = [part.strip() for part in line.removeprefix("==").split("|")]
    allow = [word.strip() for part in parts[2:] if part.startswith("allow:") for word in part.removeprefix("allow:").split(";")]
    try:
        speaker, channel = parts[0].split()
        return GuardContext(allow=tuple(filter(None, allow)), speaker=Speaker(speaker), channel=Channel(channel))
    except ValueError:
        raise CorpusError(f"{where}: not a head: {parts[0]!r}") from None


def _text(name: str, line: str, context: GuardContext) -> Record:
    text, at = "", 0
    gold: list[Span] = []
    optional: set[int] = set()
    for found in _MARKED.finditer(line):
        text += _plain(line[at : found.start()])
        start = len(text)
        text += _plain(found[2])
        at = found.end()
        if found[1] == "?":
            optional.update(range(start, len(text)))
        else:
            gold.append(Span(start, len(text), found[1]))
    return Record(name, text + _plain(line[at:]), tuple(gold), frozenset(optional), context)


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else _SIGNS[found[2]], text)


def _json_lines(path: Path) -> Iterator[Record]:
    """Lines `{"id", "text", "spans", "optional", "context"}`."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            row: dict[str, Any] = json.loads(line)
            about = row.get("context") or {}
            yield Record(
                id=row["id"],
                text=row["text"],
                gold=tuple(Span(one["start"], one["end"], one["label"]) for one in row["spans"]),
                optional=frozenset(at for one in row.get("optional") or () for at in range(one["start"], one["end"])),
                context=GuardContext(
                    allow=tuple(about.get("allow") or ()),
                    speaker=Speaker(about.get("speaker", "provider")),
                    channel=Channel(about.get("channel", "statement")),
                ),
            )


def as_row(record: Record) -> dict[str, Any]:
    """A record as a row of JSON lines, for scorers that read those."""
    places = sorted(record.optional)
    starts = [at for at in places if at - 1 not in record.optional]
    ends = [at + 1 for at in places if at + 1 not in record.optional]
    return {
        "id": record.id,
        "text": record.text,
        "spans": [
            {"start": one.start, "end": one.end, "label": one.label, "quote": record.text[one.start : one.end]}
            for one in record.gold
        ],
        "optional": [{"start": start, "end": end} for start, end in zip(starts, ends, strict=True)],
        "kind": "positive" if record.gold else "negative",
        "context": {
            "speaker": record.context.speaker.value,
            "channel": record.context.channel.value,
            "allow": list(record.context.allow),
        },
    }


def main(paths: list[str]) -> None:
    """Write the records of some files as JSON lines."""
    for record in load(map(Path, paths)):
        print(json.dumps(as_row(record), ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
