"""The wage scale in which a provider puts its own people: "onze hulpen zitten in schaal 45" (rule 43, Mw 6).

A scale is public, and so is the one that a municipality reckons with; that a party pays it tells what its people cost.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from legal.lexicon.cues import Cue
from legal.lexicon.lists import wordlist
from legal.reading import WEAK, Reading
from legal.terms import Certainty, Finding, Ground, GuardContext, Label, Rule, Sensitivity
from legal.whose import Whose

SCALE = Rule(
    "wages.scale", "1", Label.FINANCE, Sensitivity.WAGE_SCALE_OR_CAO_MIX, Ground.AW_2_57_1,
    "Dit lijkt te zeggen in welke loonschaal een aanbieder zijn mensen zet. Dat zegt wat zij kosten.",
)  # fmt: skip
RULES = (SCALE,)

_SCALES = wordlist("wages.scales")
# Behind these the clause is of somebody else, though no comma stands there: "wij lezen dat u uitgaat van schaal 40".
_CLAUSE_BEGINS = wordlist("wages.clause_begins")
# "Bij ons zit iedereen in schaal 45?" begins with them all the same.
_BEFORE_US = frozenset(("al", "bij", "in", "van"))
# "Weet u dat wij ..." asks nothing about what follows.
_KNOWING = frozenset(("begrijpt", "bekend", "beseft", "gezien", "realiseert", "snapt", "weet", "weten", "wist"))
_JOINED = frozenset(("en", "of", "tot", "t", "m", "tm"))
_AGREEMENT = "cao"
_MOST_DIGITS, _LONGEST_GAP, _LIKELY = 3, 3, 0.75
# The question mark of a sentence stands within so many signs of its last word.
_LONGEST_END = 20
_IN_A_NUMBER = frozenset((".", ","))
_OTHERS, _SUPPOSED, _WE = int(Cue.YOU | Cue.MUNICIPALITY), int(Cue.HYPOTHETICAL), int(Cue.WE)


def detect(read: Reading, context: GuardContext) -> Iterator[Finding]:
    """The numbers of scales and steps in a clause in which a party speaks of itself."""
    places = read.where(_SCALES)
    if not places:
        return
    whose = Whose(read, context)
    for word in places:
        first = word + 1
        if not _is_number(read, first) or whose.column(read.at[word], read.end(first)) != "party":
            continue
        if _is_own(read, word, first):
            last = _last(read, first)
            yield SCALE.at(read.span_of(first, last), Certainty.DOUBT, _LIKELY, (read.words[word],))


def _is_number(read: Reading, word: int) -> bool:
    """A number of at most three digits right behind the word before it; not the 1 of 1.250."""
    return (
        word < len(read.words)
        and read.breaks[word] < WEAK
        and read.words[word].isdecimal()
        and len(read.words[word]) <= _MOST_DIGITS
        and len(read.gaps[word]) <= _LONGEST_GAP
        and (word + 1 == len(read.words) or read.gaps[word + 1] not in _IN_A_NUMBER)
    )


def _last(read: Reading, first: int) -> int:
    """The last number of "35 en 40", "35-45"."""
    last = first
    while True:
        after = last + 1
        while after < len(read.words) and read.words[after] in _JOINED and read.breaks[after] < WEAK:
            after += 1
        if not _is_number(read, after):
            return last
        last = after


def _is_own(read: Reading, word: int, number: int) -> bool:
    """Whether the clause around a scale speaks of "wij" and of nobody else; a question only when it begins so.

    "Stel dat wij schaal 45 betalen" supposes, also from an earlier clause of the sentence.
    """
    first, last = _clause(read, word, number)
    told = read.cues[first:last]
    if any(cues & _OTHERS for cues in told) or not any(cues & _WE for cues in told):
        return False
    if any(cues & _SUPPOSED for cues in read.cues[read.sentence(word)[0] : word]):
        return False
    if not _asks(read, word) or not _KNOWING.isdisjoint(read.words[read.sentence(word)[0] : first]):
        return True
    return any(cues & _WE for cues in told[: 1 + (read.words[first] in _BEFORE_US)])


def _clause(read: Reading, word: int, number: int) -> tuple[int, int]:
    """The words around a scale up to a comma; also those before it in "wij betalen de cao VVT, FWG 45".

    No further than a sentence is read: a text may be one clause with a thousand scales in it.
    """
    begin, end = read.sentence(word)[0], read.sentence(number)[1]
    last = number + 1
    while last < end and read.breaks[last] < WEAK and not _begins(read, last):
        last += 1
    return (_first(read, word, begin) if last > number + 1 else _with_agreement(read, word, begin)), last


def _first(read: Reading, word: int, begin: int) -> int:
    """Where the clause of a word begins."""
    first = word
    while first > begin and read.breaks[first] < WEAK and not _begins(read, first):
        first -= 1
    return first


def _with_agreement(read: Reading, word: int, begin: int) -> int:
    """The same; of a word that is a clause by itself, where the clauses before it begin that name the cao."""
    first = _first(read, word, begin)
    if first == word > begin and read.gaps[word] == ", ":
        before = _with_agreement(read, word - 1, begin)
        return before if _AGREEMENT in read.words[before:word] else first
    return first


def _begins(read: Reading, word: int) -> bool:
    """Whether a clause begins with a word: "dat", or "en" with somebody behind it, "u rekent met 40 en wij met 45"."""
    if read.words[word] in _CLAUSE_BEGINS:
        return True
    return read.words[word] == "en" and word + 1 < len(read.words) and bool(read.cues[word + 1] & (_WE | _OTHERS))


def _asks(read: Reading, word: int) -> bool:
    """Whether the sentence around a word ends with a question mark."""
    after = bisect_right(read.borders, word)
    end = read.borders[after] if after < len(read.borders) else len(read.words)
    return "?" in read.gaps[end][:_LONGEST_END]
