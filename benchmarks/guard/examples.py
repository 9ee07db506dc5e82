"""What the scorecards learn from: every candidate in the labelled texts, with what counts for it and what it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from benchmarks.guard.corpus import Record, Span
from benchmarks.guard.fit import Example, spread
from legal import sentences
from legal.detectors import addresses, figures
from legal.houses import facts_of as facts_of_house
from legal.proper_names import Row, clues_of, named, rows_of
from legal.quantities import quantities
from legal.reading import Reading, read
from legal.scorecard import Fact, column, kinds, told
from legal.surroundings import SPOKEN, TELLS

_AMOUNTS = ("PRICE", "FINANCE", "MARKET")
_OWN_NAMES = ("PERSON", "ORG_IDENTITY")
_JOINT = ("kind", "shape", "unit", "left owner", "right owner", "left clause", "right clause", "base")
_SHORTEST_PLAN = 14
_TOWNS = re.compile(r"[A-Z][\w-]+(?:,? (?:en |de |het )?[A-Z][\w-]+)*")


@dataclass(frozen=True)
class Card:
    """A scorecard to fit: its name, how strict, and the examples of its two questions."""

    name: str
    first: Callable[[Sequence[Record]], list[Example]]
    second: Callable[[Sequence[Record]], list[Example]] = lambda records: []
    strict: tuple[float, float] = (2.0, 0.25)
    of: Callable[[Record], bool] = lambda record: True
    """From which texts the first question learns."""
    second_of: Callable[[Record], bool] = lambda record: True
    """From which texts the second question learns."""

    def examples(self, records: Sequence[Record]) -> Iterator[tuple[str, list[Example]]]:
        """What there is to learn for each of the two questions, with what it asks."""
        for question, of in ((self.first, self.of), (self.second, self.second_of)):
            yield str(question.__doc__), question([record for record in records if of(record)])


def _reading(record: Record) -> Reading:
    return named(read(record.text), record.context)


def _note(record: Record, start: int, end: int, label: str) -> str:
    """The candidate between some of its text, on one line; for a look at the mistakes."""
    text = record.text
    around = f"{text[max(0, start - 80) : start]}⟦{text[start:end]}⟧{text[end : end + 50]}"
    return f"{record.id} {label} | {around}".replace("\n", "⏎")


def own_figures(records: Iterable[Record]) -> list[Example]:
    """Is this figure a provider's own?"""
    return [one for one, _ in _figures(records)]


def finances(records: Iterable[Record]) -> list[Example]:
    """Of the own figures: is it about finances, not about a price?"""
    return [Example(one.features, label == "FINANCE", one.author, one.note) for one, label in _figures(records) if one.secret]


def _figures(records: Iterable[Record]) -> Iterator[tuple[Example, str]]:
    for record in records:
        reading = _reading(record)
        for one in figures.candidates(reading, record.context):
            start, end = reading.span(one.figure.start, one.figure.end)
            label = _label_of_code(record, start, end) if one.columns[0] == "code" else _label_of_figure(record, start, end)
            if label is not None:
                features = spread(_figure_facts(reading, one), one.columns, _JOINT)
                yield Example(features, bool(label), record.author, _note(record, start, end, label)), label


def _label_of_figure(record: Record, start: int, end: int) -> str | None:
    """The label of a figure, "" when it is public, None when it teaches nothing."""
    letters = record.letters(start, end)
    gold = [span for span in record.gold if record.letters(span.start, span.end) & letters]
    if any(span.label not in _AMOUNTS or span.end - span.start > 2 * (end - start) for span in gold):
        return None
    if not gold and letters <= record.optional:
        return None
    return gold[0].label if gold else ""


def _label_of_code(record: Record, start: int, end: int) -> str | None:
    """ "CASE" for the number of a file, "" for a code of everybody, None for another kind of number."""
    letters = record.letters(start, end)
    gold = [span for span in record.gold if record.letters(span.start, span.end) & letters]
    if any(span.label != "CASE" or span.end - span.start > 2 * (end - start) for span in gold):
        return None
    return gold[0].label if gold else (None if letters <= record.optional else "")


def _figure_facts(reading: Reading, one: figures.Candidate) -> Iterator[tuple[str, str]]:
    yield "base", "base"
    yield from one.facts
    yield from kinds(SPOKEN, one.spoken)
    for role, word in one.words():
        yield from TELLS[role]((one.tokens[word], reading.cues[word]))


def persons(records: Iterable[Record]) -> list[Example]:
    """Is this the name of a person?"""
    return [example for example, label in _names(records) for example in [_as(example, label == "PERSON")]]


def organisations(records: Iterable[Record]) -> list[Example]:
    """Is this the name of an organisation?"""
    return [example for example, label in _names(records) for example in [_as(example, label == "ORG_IDENTITY")]]


def _as(example: Example, secret: bool) -> Example:
    return Example(example.features, secret, example.author, example.note)


def _names(records: Iterable[Record]) -> Iterator[tuple[Example, str]]:
    for record in records:
        reading = read(record.text)
        for row in rows_of(reading):
            start, end = reading.span_of(row.first, row.last)
            label = _label_of_name(record, start, end)
            if label is not None:
                features = spread(_name_facts(reading, row), [column(record.context)])
                yield Example(features, False, record.author, _note(record, start, end, label)), label


def _label_of_name(record: Record, start: int, end: int) -> str | None:
    letters = record.letters(start, end)
    for span in record.gold:
        inside = letters & record.letters(span.start, span.end)
        if span.label in _OWN_NAMES and 2 * len(inside) >= len(letters):
            return span.label
        if span.label not in _OWN_NAMES and inside:
            return None
    allowed = any(record.text[start:end].casefold() in text.casefold() for text in record.context.allow)
    return None if allowed or letters <= record.optional else ""


def _name_facts(reading: Reading, row: Row) -> Iterator[Fact]:
    yield "base", "base"
    for clue in clues_of(reading, row):
        yield from told(clue)


def plans(records: Iterable[Record]) -> list[Example]:
    """Does this sentence tell a plan of a provider?"""
    return list(
        _sentences(
            records, lambda record, span: span.label in ("MARKET", "PRICE") and _is_plan(record.text[span.start : span.end])
        )
    )


def positions(records: Iterable[Record]) -> list[Example]:
    """Does this sentence tell of trouble of a provider?"""
    return list(
        _sentences(
            records,
            lambda record, span: span.label in _AMOUNTS and _is_plan(record.text[span.start : span.end]),
            sentences.has_trouble,
            sentences.trouble,
        )
    )


def stories(records: Iterable[Record]) -> list[Example]:
    """Can a client be recognised in this sentence?"""
    return list(_sentences(records, lambda record, span: span.label == "CASE"))


def _sentences(
    records: Iterable[Record],
    told: Callable[[Record, Span], bool],
    wanted: Callable[[Reading, sentences.Sentence], bool] = lambda reading, one: True,
    more: Callable[[Reading, sentences.Sentence], Iterable[Fact]] = lambda reading, one: (),
) -> Iterator[Example]:
    for record in records:
        reading = _reading(record)
        for one in filter(partial(wanted, reading), sentences.sentences(reading, record.context)):
            start, end = reading.span_of(one.first, one.last - 1)
            secret = any(span.start < end and span.end > start and told(record, span) for span in record.gold)
            if secret or not record.letters(start, end) <= record.optional:
                features = spread((*_sentence_facts(reading, one), *more(reading, one)), [one.sort])
                for feature, count in spread(_sentence_words(reading, one), [one.sort]).items():
                    features[feature] += count * sentences.damp(one)
                yield Example(features, secret, record.author, _note(record, start, end, "told" if secret else ""))


def _sentence_facts(reading: Reading, one: sentences.Sentence) -> Iterator[tuple[str, str]]:
    yield "base", "base"
    yield from sentences.facts(reading, one)


def _sentence_words(reading: Reading, one: sentences.Sentence) -> Iterator[tuple[str, str]]:
    for word in range(one.first, one.last):
        yield from sentences.word_tokens(reading.words[word])
    yield from sentences.pairs(reading, one)


def _is_plan(quote: str) -> bool:
    """A clause, not a figure and not a row of towns."""
    reading = read(quote)
    if sum(one.end - one.start for one in quantities(reading)) >= 0.6 * len(reading.folded):
        return False
    return (
        len(quote) >= _SHORTEST_PLAN and len(quote.split()) >= 3 and not re.match(r"[€\d]", quote) and not _TOWNS.fullmatch(quote)
    )


def houses(records: Iterable[Record]) -> list[Example]:
    """Is this name with a number behind it an address?"""
    return list(_houses(records))


def _houses(records: Iterable[Record]) -> Iterator[Example]:
    for record in records:
        reading = _reading(record)
        for one, number, follows in addresses.houses(reading):
            start, end = reading.span(reading.at[number], one.end)
            secret = _is_address(record, start, end)
            if secret is not None:
                facts = [("base", "base"), *facts_of_house(reading, one, number, follows)]
                yield Example(spread(facts, ()), secret, record.author, _note(record, start, end, "ADDRESS" if secret else ""))


def _is_address(record: Record, start: int, end: int) -> bool | None:
    """Whether a number belongs to an address; None when it teaches nothing."""
    letters = record.letters(start, end)
    gold = [span for span in record.gold if record.letters(span.start, span.end) & letters]
    if any(span.label != "ADDRESS" for span in gold) or (not gold and letters & record.optional):
        return None
    allowed = any(record.text[start:end] in text for text in record.context.allow)
    return None if allowed and not gold else bool(gold)


# The authors of November 28 wrote what the guard knew least: trouble told without a figure, what a municipality tells of
# parties, telegrams of minutes, people whom a village knows. From what a municipality writes the figures learn it all. From
# what parties write they would gain nothing with strangers, and lose three prices of 188 with the others.
_LATER = frozenset(f"z{number}" for number in range(21, 45))
# The plans of z3 are agreements between rivals, which have a detector of their own: from those the card would learn to
# hold what any real question says of working together. z4 and z6 to z8 were written for prices, with hardly a plan.
_NO_PLANS = frozenset({"z3", "z4", "z6", "z7", "z8"})


def _of_figures(record: Record) -> bool:
    return record.author not in _LATER or column(record.context) != "party"


def _of_plans(record: Record) -> bool:
    return record.author not in _NO_PLANS | _LATER


def _of_stories(record: Record) -> bool:
    return record.author not in _NO_PLANS


CARDS = (
    Card("houses", houses, strict=(1.0, 0.25)),
    Card("names", persons, organisations, (1.0, 0.25)),
    Card("figures", own_figures, finances, of=_of_figures, second_of=_of_figures),
    Card("sentences", plans, stories, (1.0, 0.15), _of_plans, _of_stories),
    Card("positions", positions, strict=(1.0, 0.15), of=_of_stories),
)
"""In this order: the names are found before the figures and the sentences are read."""
