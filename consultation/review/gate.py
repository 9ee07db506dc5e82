"""The gate as the platform uses it: what the guard finds in a text, with what people decided about it (rule 35, R2)."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from consultation.review.knowledge import Knowledge
from consultation.review.models import FindingDecision
from consultation.review.rules import IDENTIFYING
from consultation.review.texts import Source
from legal import guard, redaction
from legal.guard import Cleared, Original, Refused
from legal.redaction import Cut, Redacted
from legal.terms import Decision, Finding, Outcome


@dataclass(frozen=True)
class Judged:
    """A finding with the decision about it, or None while it is open."""

    finding: Finding
    decision: FindingDecision | None

    @property
    def settled(self) -> bool:
        """True when nobody needs to decide any more."""
        return self.decision is not None

    @property
    def freed(self) -> bool:
        """True when it was decided that these words stay."""
        return self.decision is not None and self.decision.outcome == Outcome.CLEAR


@dataclass(frozen=True)
class Review:
    """The guard with what it must know, and the decisions taken so far about a set of texts of one consultation."""

    consultation_id: uuid.UUID
    knowledge: Knowledge
    decisions: dict[tuple[uuid.UUID, str], list[FindingDecision]] = field(default_factory=dict)
    _seen: dict[Source, tuple[Judged, ...]] = field(default_factory=dict, repr=False, compare=False)

    def judged(self, source: Source) -> tuple[Judged, ...]:
        """Return the findings in a text, each with its decision."""
        if source not in self._seen:
            self._seen[source] = self._judge(source)
        return self._seen[source]

    def _judge(self, source: Source) -> tuple[Judged, ...]:
        taken = {(d.start, d.end, d.rule): d for d in self.decisions.get((source.text_id, source.field), [])}
        found = guard.scan(source.text, self.knowledge.context(source))
        return tuple(Judged(finding, taken.get((finding.start, finding.end, finding.rule))) for finding in found)

    def open_findings(self, sources: Iterable[Source]) -> int:
        """Count the findings nobody decided about yet."""
        return sum(not item.settled for source in sources for item in self.judged(source))

    def clear(self, source: Source) -> Cleared | Refused:
        """Ask the gate: the text as it may leave, or why not."""
        taken = (source.text_id, source.field) in self.decisions
        decisions = [
            Decision(d.start, d.end, d.rule, Outcome(d.outcome), d.reason, str(d.decided_by))
            for item in (self.judged(source) if taken else ())
            if (d := item.decision) is not None
        ]
        return guard.clear(Original(source.text), self.knowledge.context(source), decisions)

    def for_staff(self, source: Source) -> str:
        """Return how whoever answers reads a text: without who asked, with the amounts it is about (R9).

        In stored form, with marks. For work pages only: this did not pass the gate.
        """
        return self._redacted(source, lambda item: item.finding.label in IDENTIFYING).text

    def preview(self, source: Source) -> Redacted:
        """Return how others will read a text as things stand: what nobody decided about is redacted too (rule 39)."""
        return self._redacted(source, lambda _item: True)

    def without_findings(self, source: Source) -> str:
        """Return a text with every finding left out, without a mark: for addresses (rules 13, 37)."""
        left, at = list[str](), 0
        for item in self.judged(source):
            left, at = [*left, source.text[at : item.finding.start]], item.finding.end
        return " ".join([*left, source.text[at:]])

    def _redacted(self, source: Source, hidden: Callable[[Judged], bool]) -> Redacted:
        judged = [item for item in self.judged(source) if hidden(item) and not item.freed]
        return redaction.redact(source.text, _cuts(judged))


def _cuts(judged: Iterable[Judged]) -> Iterator[Cut]:
    for item in judged:
        found = item.finding
        yield Cut(found.start, found.end, found.label, found.ground)
