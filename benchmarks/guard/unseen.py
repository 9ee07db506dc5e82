"""How the guard does on authors it never saw: the cards are fitted without them, and then the whole guard is scored."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from benchmarks.guard import examples
from benchmarks.guard.corpus import Record
from benchmarks.guard.fit import fit, write
from benchmarks.guard.scoring import Score, add, guard
from legal import scorecard


def by_author(records: Sequence[Record], folds: int = 6) -> Iterator[tuple[Record, list[tuple[int, int]]]]:
    """Every text with what a guard finds in it that was fitted without any text by its author."""
    authors = sorted({record.author for record in records})
    fold = {author: at % folds for at, author in enumerate(authors)}
    for out in range(min(folds, len(authors))):
        seen = [record for record in records if fold[record.author] != out]
        with tempfile.TemporaryDirectory() as folder, cards_in(Path(folder)):
            for card in examples.CARDS:
                write(card.name, *(fit(learnt, *card.strict) for _, learnt in card.examples(seen)), folder=Path(folder))
                forget()
            for record in records:
                if fold[record.author] == out:
                    yield record, guard(record)


def score(records: Sequence[Record]) -> Score:
    """The counts of `by_author` together."""
    total = Score()
    for record, ranges in by_author(records):
        add(total, record, ranges)
    return total


@contextmanager
def cards_in(folder: Path) -> Iterator[None]:
    """Let the guard read its scorecards from another folder."""
    with mock.patch.object(scorecard, "_FOLDER", folder):
        forget()
        yield
    forget()


def forget() -> None:
    """Let go of every card that was read, and of all that was remembered of it."""
    scorecard.scorecard.cache_clear()
