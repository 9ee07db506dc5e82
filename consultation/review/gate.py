"""The gate as the platform uses it: what the guard finds in a text, with what people decided about it (rule 35, R2)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from consultation.review import chains
from consultation.review.chains import Counting
from consultation.review.knowledge import Knowledge
from consultation.review.models import FindingDecision
from consultation.review.rules import WHOLE_TEXT, Span, collusive
from consultation.review.texts import Source
from consultation.words import N_
from legal import guard, redaction
from legal.guard import Cleared, Original, Refused
from legal.ranges import Ranges
from legal.redaction import Cut, Redacted
from legal.repeats import repeated
from legal.terms import BY_HAND, Certainty, Decision, Finding, Ground, Label, Outcome, Sensitivity

Place = tuple[int, int, str]  # where something was found, and by which rule
WHY_BY_HAND = N_("Dit is met de hand gekozen.")
WHY_KEPT = N_("De wacht vindt dit niet meer. Iemand besloot eerder dat het weg moet, en dat besluit blijft gelden.")


@dataclass(frozen=True)
class Judged:
    """A finding, or a passage chosen by hand, with what counts about it. `covered`: it goes with a wider passage.

    `kept`: the guard does not find it (any more), and a person decided that it goes: it goes.
    """

    finding: Finding
    counting: Counting
    covered: bool = False
    kept: bool = False

    @property
    def decision(self) -> FindingDecision | None:
        """The decision that counts, or None while it is open."""
        return self.counting.decision

    @property
    def settled(self) -> bool:
        """True when nobody needs to decide any more. A signal of collusion does not go under a mark (44)."""
        return self.freed if collusive(self.finding) else self.decision is not None or self.covered

    @property
    def freed(self) -> bool:
        """True when it was decided that these words stay."""
        return self.decision is not None and self.decision.outcome == Outcome.CLEAR

    @property
    def cut(self) -> bool:
        """True when something comes in the place of these words: also while nobody decided (rule 35)."""
        return not self.freed and not self.covered


@dataclass(frozen=True)
class Review:
    """The guard with what it must know, and the decisions taken so far about a set of texts of one consultation.

    What was found in a text and what counts about it are kept apart: other decisions need no other look at the words.
    """

    consultation_id: uuid.UUID
    knowledge: Knowledge
    decisions: Mapping[tuple[uuid.UUID, str], Mapping[Place, Counting]] = field(default_factory=dict)
    _found: dict[Source, tuple[Finding, ...]] = field(default_factory=dict, repr=False, compare=False)
    _judged: dict[Source, tuple[Judged, ...]] = field(default_factory=dict, repr=False, compare=False)

    def judged(self, source: Source) -> tuple[Judged, ...]:
        """Return what was found in a text, and what somebody chose by hand, in order, with what counts about it."""
        if source not in self._judged:
            if source not in self._found:
                self._found[source] = guard.scan(source.text, self.knowledge.context(source))
            self._judged[source] = self.weigh((source.text_id, source.field), len(source.text), self._found[source])
        return self._judged[source]

    def recall(self, source: Source, found: Iterable[Finding]) -> None:
        """Take what was found in this very text before, instead of reading it once more; never when it leaves."""
        self._found[source] = tuple(found)
        self._judged.pop(source, None)

    def weigh(self, text: tuple[uuid.UUID, str], length: int, found: Iterable[Finding]) -> tuple[Judged, ...]:
        """Return what counts about what was `found` in a text of `length` characters: the words are not needed for it.

        Words that somebody decided to cut stay cut when the guard stops finding them, as a figure that became public
        elsewhere: their party agreed with the text without them (rules 36, 39), and whoever gets an amount published
        would else read from that whether it stands under a mark (R13).
        """
        taken = self.decisions.get(text, {})
        items = [Judged(one, taken.get(_place(one), Counting())) for one in found]
        seen = {_place(item.finding) for item in items}
        kept = [now for place, now in taken.items() if place not in seen and place[2] != WHOLE_TEXT and _is_kept(now)]
        items += [Judged(_decided(now.decision or now.last), now, kept=True) for now in kept if now.last]
        items = [item for item in items if item.finding.end <= length]
        made = [item.decision for item in items if item.decision and not item.freed]
        gone = Ranges((one.start, one.end) for one in made)
        covered = [
            item.decision is None and not collusive(item.finding) and gone.cover(item.finding.start, item.finding.end)
            for item in items
        ]
        judged = [replace(item, covered=under) for item, under in zip(items, covered, strict=True)]
        return tuple(sorted(judged, key=lambda item: (item.finding.start, item.finding.end)))

    def whole(self, source: Source) -> Counting:
        """Return what was decided about the text as a whole: that it stays out, or goes back."""
        return self.at(source, (0, 0, WHOLE_TEXT))

    def at(self, source: Source, place: Place) -> Counting:
        """Return what was decided about one place of a text."""
        return self._taken(source).get(place, Counting())

    def open_findings(self, sources: Iterable[Source]) -> int:
        """Count the findings nobody decided about yet, or about which a second person must still agree."""
        return sum(not item.settled for source in sources for item in self.judged(source))

    def open_signals(self, sources: Iterable[Source]) -> int:
        """Count the signals of collusion that the lawyer did not find harmless yet: none of them is passed on (44)."""
        return sum(collusive(item.finding) and not item.freed for source in sources for item in self.judged(source))

    def pending(self, text_ids: Iterable[uuid.UUID], *, signals: bool = False) -> list[FindingDecision]:
        """Return the decisions that hold these texts because a second person must still agree (rule 40).

        Those about a signal of collusion only for who may know of it: the lawyer (44). Reads no text.
        """
        wanted = set(text_ids)
        texts = [taken for (text_id, _), taken in self.decisions.items() if text_id in wanted]
        held = [made for taken in texts for made in chains.waiting(taken.values())]
        return [made for made in held if signals or not made.is_signal]

    def clear(self, source: Source) -> Cleared | Refused:
        """Ask the gate: the text as it may leave, or why not.

        What the guard does not find and a person cuts holds the text as well while a second person did not agree (rule 40).
        """
        waiting = tuple(item.finding for item in self.judged(source) if item.kept and not item.settled)
        if waiting:
            return Refused(waiting, (N_("Over een gekozen stuk is nog niet beslist."),))
        decisions = [made for item in self.judged(source) for made in _decisions(item)]
        whole = self.whole(source).decision
        if whole is not None:
            end = max(1, len(source.text))
            decisions.append(Decision(0, end, WHOLE_TEXT, Outcome(whole.outcome), whole.reason, str(whole.decided_by)))
        return guard.clear(Original(source.text), self.knowledge.context(source), decisions)

    def preview(self, source: Source) -> Redacted:
        """Return how others will read a text as things stand: what nobody decided about is redacted too (rules 35, 39).

        It is the one way in which a text of a party reaches who does not decide about findings: whoever answers it
        reads what everybody will read. The original is for the party itself, the lawyer and the publisher.
        """
        return redaction.redact(source.text, self.cuts(source))

    def cuts(self, source: Source) -> list[Cut]:
        """Return what goes from a text as things stand."""
        return [cut_of(item) for item in self.judged(source) if item.cut]

    def repeats(self, sources: Sequence[Source]) -> Iterator[tuple[Source, Span]]:
        """Yield where one of these texts says readably what goes from one of them: see `repeats` (rule 35)."""
        texts = [(source.text, self.cuts(source)) for source in sources]
        return ((sources[at], place) for at, place in repeats(texts))

    def says_again(self, words: str, sources: Iterable[Source]) -> bool:
        """Say whether words repeat something that goes from one of these texts: for who may read the originals (rule 35)."""
        cut = (source.text[one.start : one.end] for source in sources for one in self.cuts(source))
        return bool(repeated(cut, words))

    def agreed(self, pending: FindingDecision) -> Review:
        """Return the review as it will be once a second person agrees with a decision that waits for one (rule 40)."""
        text = (pending.text_id, pending.field)
        place = (pending.found_start, pending.found_end, pending.rule)
        taken = {**self.decisions.get(text, {}), place: Counting(decision=pending, last=pending)}
        return Review(self.consultation_id, self.knowledge, {**self.decisions, text: taken}, self._found)

    def without_findings(self, source: Source) -> str:
        """Return a text with every finding left out, without a mark: for addresses (rules 13, 37)."""
        found = [(item.finding, cut_of(item)) for item in self.judged(source)]
        gone = Ranges((min(one.start, cut.start), max(one.end, cut.end)) for one, cut in found)
        return " ".join(source.text[start:end] for start, end in gone.beside(0, len(source.text)))

    def stays(self, source: Source) -> Iterator[tuple[Counting, str]]:
        """Yield what was found in a text and stays readable, with what was decided about it: piece by piece (rules 36, 39).

        Not what another passage takes along. Nobody decided about it, then it does not stay.
        """
        gone = Ranges((cut.start, cut.end) for cut in self.cuts(source))
        for item in self.judged(source):
            for place in item.decision.left if item.decision else ():
                yield from ((item.counting, source.text[start:end]) for start, end in gone.beside(*place))

    def _taken(self, source: Source) -> Mapping[Place, Counting]:
        return self.decisions.get((source.text_id, source.field), {})


def _place(found: Finding) -> Place:
    return found.start, found.end, found.rule


def _is_kept(now: Counting) -> bool:
    """Whether a passage that the guard does not find stands all the same: somebody chose it, or cuts something of it.

    One that was chosen by hand and given up again is no passage any more.
    """
    made = [one for one in (now.decision, now.pending, now.refused) if one]
    return any(one.rule == BY_HAND or one.outcome != Outcome.CLEAR for one in made)


def cut_of(item: Judged) -> Cut:
    """Return what goes from the text for a finding: as decided, else the whole of it.

    A signal of collusion shows the mark of any figure of a business: its own ground would tell whoever reads the mark
    that it is one (44). It never goes out under it.
    """
    found, made = item.finding, item.decision
    if made is None:
        return Cut(found.start, found.end, found.label, Ground.AW_2_57_1 if collusive(found) else found.ground)
    label = Label(made.label) if made.label else found.label
    return Cut(made.start, made.end, label, Ground(made.ground), made.replacement)


def repeats(texts: Sequence[tuple[str, Sequence[Cut]]]) -> Iterator[tuple[int, Span]]:
    """Yield in which of these texts, and where, everybody reads a figure or words that go from one of them (rule 35).

    `texts` have with each what goes from it. For who may read the originals: who answers could else find a price by trying
    (R13). Also what a decision leaves: who reads one text does not see what was cut in the other.
    """
    cut = [text[one.start : one.end] for text, cuts in texts for one in cuts]
    for at, (text, cuts) in enumerate(texts):
        yield from ((at, place) for place in repeated(cut, text, ((one.start, one.end) for one in cuts)))


def _decisions(item: Judged) -> Iterator[Decision]:
    """Return a decision as the guard takes it. A narrower one is two: the finding is freed, and less of it cut by hand.

    About what the guard does not find it knows nothing but a cut by hand.
    """
    made, found = item.decision, item.finding
    if made is None:
        return
    by, cut = str(made.decided_by), cut_of(item)
    narrower = not item.freed and bool(made.left)
    if not item.kept and (item.freed or narrower):
        yield Decision(found.start, found.end, found.rule, Outcome.CLEAR, made.reason, by)
    if not item.freed:
        rule = BY_HAND if narrower or item.kept else found.rule
        outcome = Outcome(made.outcome)
        yield Decision(made.start, made.end, rule, outcome, made.reason, by, cut.label, cut.ground, made.replacement)


def _decided(made: FindingDecision) -> Finding:
    return Finding(
        start=made.found_start,
        end=made.found_end,
        label=Label(made.label),
        sensitivity=Sensitivity(made.sensitivity),
        ground=Ground(made.ground),
        rule=made.rule,
        version=made.version,
        why=WHY_BY_HAND if made.rule == BY_HAND else WHY_KEPT,
        certainty=Certainty.HIGH,
    )
