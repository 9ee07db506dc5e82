"""Run every detector over one text and put their findings side by side, without overlap."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import Any

from legal.detectors import DETECTORS, cases, figures, identifiers, plans
from legal.detectors.organisation import detect as find_parties
from legal.masking import NAME, Passage, joined, marks, masked
from legal.normalise import NormalisedText, fold, normalise
from legal.proper_names import named
from legal.ranges import Ranges, everywhere
from legal.reading import Reading, read_normalised
from legal.redaction import without_marks
from legal.sentences import judge
from legal.terms import Certainty, Channel, Finding, GuardContext, Label, Sensitivity

# With a name, a place, an address, every kind of figure, a misspelled one, and a plan: all lists and points are asked for.
_TOUCHES_ALL = (
    "Mevrouw Anna Xantrop uit Ede, Meent 12: wij rekenen € 53,20 per uur, 4 procent meer, voor 14 cliënten in Ede en Almelo "
    "en vijfitg anderen, zoals de cliënt met nummer CL-88412, en wij schrijven zeker in op perceel 2."
)
# Each sort of text has points of its own: a party's, an answer of the municipality, minutes.
_EVERY_SORT = (Channel.QUESTION, Channel.ANSWER, Channel.MINUTES)
_START = attrgetter("start")
_Detector = Callable[[Any, GuardContext], Iterable[Finding]]


class DetectorError(Exception):
    """A detector failed. Says which and how, never on what text (R14); nothing is cleared then."""


def scan(text: str, context: GuardContext) -> tuple[Finding, ...]:
    """Every passage that needs a decision (rules 14, 35, 41, 42): sorted, apart, the same each time.

    Offsets count characters of `text` as typed. Takes time linear in the text. Raises DetectorError when
    a detector fails.
    """
    plain = without_marks(text)
    normal = normalise(plain)
    known = _found((find_parties,), normal, context)
    places = [*marks(plain), *((one.start, one.end, NAME) for one in known)]
    others = _found(DETECTORS, _read(masked(normal, places), context), context)
    if places:
        others = list(_beside_passages(others, joined(plain, places)))
    found = [*known, *others]
    if found and (context.allow or context.words):
        allowed, words = Ranges(_occurrences(normal, context.allow)), Ranges(_occurrences(normal, context.words))
        found = [one for one in found if _is_signal(one) or not _stays(one, allowed, words)]
    return _apart(text, found)


def _beside_passages(findings: Iterable[Finding], passages: Sequence[Passage]) -> Iterator[Finding]:
    """The findings that are no part of what was masked; of a figure only what stands beside it."""
    masked_out = Ranges(passages)
    for one in findings:
        if masked_out.cover(one.start, one.end) or (one.label is Label.PHONE and masked_out.touch(one.start, one.end)):
            continue
        yield from _outside([one], passages) if one.rule in _FIGURES else (one,)


def _stays(one: Finding, allowed: Ranges, words: Ranges) -> bool:
    """Whether a finding is on the list of what stays; a figure is freed by an entry of its own alone."""
    return allowed.cover(one.start, one.end) or (one.rule not in _AMOUNTS and words.cover(one.start, one.end))


def prepare() -> None:
    """Read every list now, which takes about 0.4 s once, so that the first text of any sort costs no more than the next.

    Raises ListsMissing when a list is not there.
    """
    for channel in _EVERY_SORT:
        scan(_TOUCHES_ALL, GuardContext(channel=channel))
    _freeze()


@cache
def _freeze() -> None:
    """Tell Python, once, that what is there now stays: to look through it for waste takes 60 ms, in the middle of a text."""
    gc.collect()
    gc.freeze()


# An error is raised outside the except block: the first one may quote the text and must not travel along.
def _read(normal: NormalisedText, context: GuardContext) -> Reading:
    """The text with its words, names and sentences. Raises DetectorError when that fails in any way."""
    try:
        return judge(named(read_normalised(normal), context), context)
    except Exception as error:  # noqa: BLE001 - any failure must stop the text, and quietly
        failure = type(error).__name__
    raise DetectorError(f"reading: {failure}")


def _found(detectors: Iterable[_Detector], read: Any, context: GuardContext) -> list[Finding]:
    """The findings of every detector. Raises DetectorError for the first that fails in any way."""
    findings: list[Finding] = []
    for detector in detectors:
        failure = ""
        try:
            found = list(detector(read, context))
        except Exception as error:  # noqa: BLE001 - see _read
            failure = type(error).__name__
        if not failure and found and any(one.end > len(read.typed) for one in found):
            failure = "range outside the text"
        if failure:
            raise DetectorError(f"{detector.__module__}.{detector.__qualname__}: {failure}")
        findings += found
    return findings


def _occurrences(read: NormalisedText, allow: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where the strings of the allow list stand, as whole words."""
    for wanted in {fold(string).strip() for string in allow}:
        if not any(char.isalnum() for char in wanted):
            continue
        for at in everywhere(wanted, read.folded):
            end = at + len(wanted)
            glued = read.folded[at - 1 : at].isalnum() and wanted[0].isalnum()
            if not glued and not (read.folded[end : end + 1].isalnum() and wanted[-1].isalnum()):
                yield read.span(at, end)


def _apart(text: str, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """What is found, in order and without overlap, as far as there is something to read in it."""
    ordered = sorted(findings, key=_START)
    if any(after.start < one.end for one, after in pairwise(ordered)):
        ordered = _without_overlap(ordered)
    return tuple(one for one in ordered if _is_firm(one) or any(map(str.isalnum, one.quote(text))))


def _without_overlap(findings: Sequence[Finding]) -> list[Finding]:
    """Join what overlaps; a doubt gives way to what is certain, and keeps the rest of its passage."""
    numbers = _joined(one for one in findings if one.label in _SPEAKS_FIRST and one.rule not in _WHOLE_SENTENCES)
    findings = [piece for one in findings for piece in _beside(one, numbers)]
    firm = _joined(one for one in findings if _is_firm(one))
    doubts = _joined(one for one in findings if not _is_firm(one))
    return sorted([*firm, *_outside(doubts, firm)], key=_START)


def _beside(one: Finding, numbers: Sequence[Finding]) -> Iterable[Finding]:
    """What is left of a finding beside the numbers in it: of a whole sentence the rest, of anything else all of it.

    A signal and a BSN stand side by side: whoever decides on the one would else decide on the other unseen (rules 41, 44).
    """
    if _is_signal(one) and one.label is not Label.BSN:
        return _outside([one], [number for number in numbers if number.label is Label.BSN])
    return _outside([one], numbers) if one.rule in _WHOLE_SENTENCES else (one,)


def _is_firm(finding: Finding) -> bool:
    # These never give way: whoever decides on the other finding would decide on them unseen (rules 41 and 44).
    return finding.label is Label.BSN or _is_signal(finding) or finding.certainty is Certainty.HIGH


def _is_signal(finding: Finding) -> bool:
    return finding.sensitivity is Sensitivity.COLLUSION_SIGNAL


def _joined(findings: Iterable[Finding]) -> list[Finding]:
    joined: list[Finding] = []
    for one in sorted(findings, key=lambda one: (one.start, one.end, one.rule)):
        overlaps = bool(joined) and one.start < joined[-1].end
        joined.append(_one_of(joined.pop(), one) if overlaps else one)
    return joined


# What a joined finding is called after: a BSN before all, then what is surely no figure, then the longer passage.
_SPEAKS_FIRST = (
    Label.BSN, Label.IBAN, Label.EMAIL, Label.PHONE, Label.PLATE, Label.ADDRESS, Label.BIRTHDATE, Label.CASE,
)  # fmt: skip


# A mark reads as "0", and next to digits that would be one figure with them: of that, only the digits are found. Cells of
# a table with marks among them may read as a telephone number, which is no number at all.
_AMOUNTS = frozenset(rule.id for rule in figures.AMOUNTS)
_FIGURES = frozenset(rule.id for rule in figures.RULES)
# "KvK 12345678" is no number of a file, nor how many.
_REGISTERED = tuple(rule.id for rule in identifiers.RULES if rule.label is Label.ORG_IDENTITY)
_IN_ORDER = (*_SPEAKS_FIRST[:-1], *_REGISTERED, _SPEAKS_FIRST[-1])
_WHOLE_SENTENCES = frozenset(rule.id for rule in (*plans.RULES, cases.STORY, cases.HEALTH))


def _one_of(first: Finding, second: Finding) -> Finding:
    """One finding over both ranges, speaking for the graver."""
    grave, other = sorted((first, second), key=lambda one: (_rank(one), one.start - one.end))
    also = f" Ook: {other.label.nl}."
    why = grave.why if other.label is grave.label or also in grave.why else grave.why + also
    return replace(grave, start=first.start, end=max(first.end, second.end), why=why, score=max(first.score, second.score))


def _rank(one: Finding) -> int:
    """Who speaks for a joined finding: the lowest."""
    if _is_signal(one) and one.label is not Label.BSN:
        return 1
    key = one.rule if one.rule in _REGISTERED else one.label
    return _IN_ORDER.index(key) if key in _IN_ORDER else len(_IN_ORDER)


def _outside(doubts: Sequence[Finding], firm: Sequence[Finding | Passage]) -> Iterator[Finding]:
    """The parts of the doubts that nothing firm holds; both sorted and free of overlap."""
    at = 0
    for doubt in doubts:
        start = doubt.start
        while at < len(firm) and firm[at].end <= start:
            at += 1
        here = at
        while here < len(firm) and firm[here].start < doubt.end:
            if start < firm[here].start:
                yield replace(doubt, start=start, end=firm[here].start)
            start = firm[here].end
            here += 1
        if start < doubt.end:
            yield replace(doubt, start=start)
