"""Do the decisions of humans settle every finding? If so: what must be cut."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from legal.generalise import options
from legal.normalise import normalise
from legal.ranges import Ranges
from legal.redaction import Cut
from legal.terms import BY_HAND, Decision, Finding, Label, Outcome, Sensitivity


@dataclass(frozen=True, slots=True)
class Judged:
    """What stands in the way (findings, and Dutch sentences without a word of the text), or the cuts to make."""

    undecided: tuple[Finding, ...]
    reasons: tuple[str, ...]
    cuts: tuple[Cut, ...]


def judge(length: int, findings: Sequence[Finding], decisions: Sequence[Decision]) -> Judged:
    """Lay decisions on findings of a text of `length` characters (rules 35 and 36, UAVG 46). Raises nothing.

    `findings` are sorted and do not overlap, as `scan` gives them.
    """
    index = _Index(findings)
    reasons = [reason for decision in decisions for reason in _objections(length, index, decision)]
    cuts = [cut for decision in decisions if (cut := index.cut(decision))]
    lacquered = Ranges((cut.start, cut.end) for cut in cuts)
    freed = {(one.start, one.end, one.rule) for one in decisions if one.outcome is Outcome.CLEAR}
    if any(one.sensitivity is Sensitivity.COLLUSION_SIGNAL and (one.start, one.end, one.rule) not in freed for one in findings):
        reasons.append(_SIGNAL)
    undecided = tuple(
        one for one in findings if not lacquered.cover(one.start, one.end) and (one.start, one.end, one.rule) not in freed
    )
    if len(undecided) == 1:
        reasons.append("Er is nog 1 bevinding zonder besluit.")
    elif undecided:
        reasons.append(f"Er zijn nog {len(undecided)} bevindingen zonder besluit.")
    return Judged(undecided, tuple(dict.fromkeys(reasons)), tuple(cuts))


class _Index:
    """The findings by place and by rule, so that many decisions cost no more than their number."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._at = {(one.start, one.end): one for one in findings}
        rules = {one.rule for one in findings}
        self._of = {rule: Ranges((one.start, one.end) for one in findings if one.rule == rule) for rule in rules}

    def exactly(self, decision: Decision) -> Finding | None:
        """The finding of the decision's rule at exactly its place."""
        found = self._at.get((decision.start, decision.end))
        return found if found and found.rule == decision.rule else None

    def within(self, decision: Decision) -> Finding | None:
        """The first finding of the decision's rule that it covers whole."""
        ranges = self._of.get(decision.rule)
        place = ranges.first_within(decision.start, decision.end) if ranges else None
        return self._at[place] if place else None

    def cut(self, decision: Decision) -> Cut | None:
        """What to cut for a decision to redact; a decision may name another ground than the finding."""
        if decision.outcome not in (Outcome.REDACT, Outcome.GENERALISE):
            return None
        found = self.within(decision)
        label = decision.label or (found.label if found else None)
        ground = decision.ground or (found.ground if found else None)
        if label is None or ground is None or (found is None and decision.rule != BY_HAND):
            return None
        # A BSN has no wider words, whatever the decision calls it.
        if decision.outcome is Outcome.GENERALISE and found is not None and not options(found.label):
            return None
        words = decision.replacement if decision.outcome is Outcome.GENERALISE else ""
        if decision.outcome is Outcome.GENERALISE and words not in options(label):
            return None
        return Cut(decision.start, decision.end, label, ground, words)


def _objections(length: int, index: _Index, decision: Decision) -> Iterator[str]:
    """Why this decision does not count. Anything unexpected is an objection: the gate fails closed."""
    if not 0 <= decision.start < decision.end <= length:
        yield "Een besluit ligt buiten de tekst."
    if not _says_something(decision.decider):
        yield "Een besluit noemt niet wie het nam."
    if decision.outcome is Outcome.CLEAR:
        yield from _objections_to_clearing(index.exactly(decision), decision.reason)
    elif decision.outcome is Outcome.REDACT:
        yield from _objections_to_redacting(index, decision)
    elif decision.outcome is Outcome.GENERALISE:
        if not index.cut(decision):
            yield "Algemener maken kan alleen met een van de aangeboden omschrijvingen."
    else:
        yield "Er is besloten dat deze tekst niet openbaar wordt."


def _objections_to_clearing(found: Finding | None, reason: str) -> Iterator[str]:
    if found is None:
        yield _NO_FINDING
    elif not _says_something(reason):
        number = found.label is Label.BSN
        yield f"{'Een burgerservicenummer vrijgeven' if number else 'Vrijgeven'} kan alleen met een reden."


def _objections_to_redacting(index: _Index, decision: Decision) -> Iterator[str]:
    if decision.rule == BY_HAND and not (decision.label and decision.ground):
        yield "Zelf lakken kan alleen met een soort en een grond."
    elif not index.cut(decision):
        yield _NO_FINDING


def _says_something(words: str) -> bool:
    return any(map(str.isalnum, normalise(words).text))


# Rule 44: whoever redacts the sentence and lets the rest go, passes a signal by (Mededingingswet artikel 6).
_SIGNAL = (
    "Hierin staat een teken van een afspraak tussen aanbieders. Dat gaat niet gelakt verder: geef de tekst niet door, "
    "of laat de jurist zeggen waarom het er geen is."
)
_NO_FINDING = "Een besluit past bij geen enkele bevinding. Bekijk de tekst opnieuw."
