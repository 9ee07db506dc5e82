"""Signs that competitors agree with each other: on prices, on who takes what, on not bidding (rule 44, Mw 6, ACM).

Such a text is not redacted and passed on: it is refused, and the lawyer sees it. Always a doubt: a human decides. What a
sentence must say stands in `agreements`; here stands which sentences are looked at.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import compress, pairwise
from operator import attrgetter

from legal.agreements import RULES, TELLING_PHRASES, TELLING_WORDS, has_any, sign
from legal.lexicon.lists import wordlist
from legal.masking import NAME
from legal.proper_names.name import ProperName
from legal.reading import Reading
from legal.terms import Certainty, Finding, GuardContext, Label

__all__ = ["RULES", "detect"]

_MOST_REMEMBERED = 50_000
_FIRST = attrgetter("first")
_ACTS = wordlist("collusion.acts")
_WE = wordlist("collusion.we")


def detect(read: Reading, context: GuardContext) -> Iterator[Finding]:
    """Sentences in which providers seem to agree with each other (rule 44); a rule that is only recalled is none."""
    if _ACTS.isdisjoint(read.vocabulary) or _WE.isdisjoint(read.vocabulary):
        return
    names = sorted((name for name in read.names if name.label is Label.ORG_IDENTITY), key=_FIRST)
    for first, last in _sentences(read):
        start, end = read.at[first], read.end(last - 1)
        sentence = " ".join(read.folded[start:end].split())
        rule = sign(sentence) or sign(_with_names(read, names, first, last))
        if rule:
            yield rule.at(read.span(start, end), Certainty.DOUBT)


def _with_names(read: Reading, names: Sequence[ProperName], first: int, last: int) -> str:
    """A sentence with every name of an organisation in it as that of a known party; "" when there is none."""
    pieces: list[str] = []
    at = read.at[first]
    # They stand in order, so those of other sentences need not be gone through.
    for name in names[bisect_left(names, first, key=_FIRST) : bisect_left(names, last, key=_FIRST)]:
        if name.last < last:
            pieces += [read.folded[at : read.at[name.first]], NAME]
            at = read.end(name.last)
    return " ".join("".join([*pieces, read.folded[at : read.end(last - 1)]]).split()) if pieces else ""


def _sentences(read: Reading) -> Iterator[tuple[int, int]]:
    """The sentences that tell what is done, by whom and with whom; the others are not even looked at."""
    words = read.words
    likely = [(first, last) for first, last in pairwise((*read.borders, len(words))) if _is_likely(words[first:last])]
    if not likely:
        return
    others, done = _with_others(read), 0
    for begin, end in likely:
        tells = set(compress(range(begin, end), map(_tells.__getitem__, words[begin:end])))
        for word in sorted(tells.union(others.intersection(range(begin, end)))):
            first, last = read.sentence(word)
            if word >= done and _is_likely(words[first:last]):
                yield first, last
            done = max(done, last)


def _is_likely(words: Sequence[str]) -> bool:
    return not _WE.isdisjoint(words) and not _ACTS.isdisjoint(words)


def _with_others(read: Reading) -> set[int]:
    """The words that tell with whom, though not by themselves: phrases, and the names of other organisations."""
    found = {name.first for name in read.names if name.label is Label.ORG_IDENTITY}
    for phrase in [phrase for phrase, rarest in TELLING_PHRASES.items() if rarest in read.vocabulary]:
        at = read.folded.find(phrase)
        while at >= 0:
            found.add(max(0, bisect_right(read.at, at) - 1))
            at = read.folded.find(phrase, at + 1)
    return found


class _Tells(dict[str, bool]):
    """A word -> whether it tells with whom; reckoned once for each word."""

    def __missing__(self, word: str) -> bool:
        if len(self) > _MOST_REMEMBERED:
            self.clear()
        found = self[word] = has_any(word, TELLING_WORDS)
        return found


_tells = _Tells()
