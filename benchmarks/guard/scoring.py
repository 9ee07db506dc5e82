"""How well the guard does on labelled texts: only letters and digits count, optional ranges never do.

A labelled passage is caught when 90 % of its letters and digits are covered, whatever the label; precision is the
share of covered letters that should be; an alarm is a text without any secret in which something is covered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.guard.corpus import Record
from legal.scanning import scan
from legal.terms import Finding

Finder = Callable[[Record], Sequence[tuple[int, int]]]
_CAUGHT = 0.9


@dataclass
class Score:
    """Counts over a set of texts."""

    passages: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)
    covered: int = 0
    right: int = 0
    public: int = 0
    public_covered: int = 0
    clean: int = 0
    alarms: int = 0

    def recall(self, label: str = "") -> float:
        """The share of passages that were caught, of one label or of all."""
        labels = [label] if label else list(self.passages)
        return sum(self.caught[one] for one in labels) / max(1, sum(self.passages[one] for one in labels))

    @property
    def precision(self) -> float:
        """The share of covered letters and digits that had to be."""
        return self.right / max(1, self.covered)

    @property
    def alarm_rate(self) -> float:
        """The share of texts without a secret in which something was covered."""
        return self.alarms / max(1, self.clean)

    @property
    def public_share(self) -> float:
        """The share of letters and digits that are nobody's secret and were covered all the same."""
        return self.public_covered / max(1, self.public)


def guard(record: Record) -> list[tuple[int, int]]:
    """What our guard finds in a text."""
    return [(one.start, one.end) for one in findings(record)]


def findings(record: Record) -> tuple[Finding, ...]:
    """The findings of our guard in a text."""
    return scan(record.text, record.context)


def score(records: Iterable[Record], finder: Finder = guard) -> Score:
    """Run a finder over texts and count."""
    total = Score()
    for record in records:
        add(total, record, finder(record))
    return total


def add(total: Score, record: Record, ranges: Sequence[tuple[int, int]]) -> None:
    """Count what was found in one text."""
    covered = set().union(*(record.letters(start, end) for start, end in ranges)) if ranges else set()
    gold: set[int] = set()
    for span in record.gold:
        letters = record.letters(span.start, span.end)
        gold |= letters
        total.passages[span.label] += 1
        total.caught[span.label] += bool(letters) and len(letters & covered) >= _CAUGHT * len(letters)
    counted = covered - (record.optional - gold)
    total.covered += len(counted)
    total.right += len(covered & gold)
    public = record.letters(0, len(record.text)) - gold - record.optional
    total.public += len(public)
    total.public_covered += len(public & covered)
    if not record.gold:
        total.clean += 1
        total.alarms += bool(counted)


def table(scores: Sequence[tuple[str, Score]]) -> str:
    """Recall per label, precision and alarms: one column for each set of texts."""
    labels = sorted({label for _, one in scores for label in one.passages})
    lines = [" " * 22 + "".join(f"{name:>16}" for name, _ in scores)]
    lines += [
        f"{'recall ' + label:<22}" + "".join(_cell(one.recall(label), one.passages[label]) for _, one in scores)
        for label in labels
    ]
    for name, value in _TOTALS.items():
        lines.append(f"{name:<22}" + "".join(f"{100 * value(one):>14.1f} %" for _, one in scores))
    return "\n".join(lines)


_TOTALS: dict[str, Callable[[Score], float]] = {
    "recall, all": lambda one: one.recall(),
    "precision": lambda one: one.precision,
    "alarm rate": lambda one: one.alarm_rate,
    "public letters gone": lambda one: one.public_share,
}


def _cell(share: float, count: int) -> str:
    return f"{100 * share:>8.1f} % {f'({count})':>5}" if count else f"{'-':>16}"
