"""Clients: file numbers, and stories in which somebody can be recognised (rule 42, AVG 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from legal.lexicon.cues import Cue
from legal.lexicon.lists import wordlist
from legal.reading import Reading
from legal.scorecard import likelihood
from legal.sentences import Sentence
from legal.terms import Certainty, Finding, Ground, GuardContext, Label, Rule, Sensitivity

NUMBER = Rule(
    "cases.number", "1", Label.CASE, Sensitivity.PERSONAL_DATA, Ground.AVG,
    "Dit lijkt een nummer van een cliënt of een dossier. Daarmee is een persoon te vinden.",
)  # fmt: skip
STORY = Rule(
    "cases.story", "1", Label.CASE, Sensitivity.IDENTIFYING_CASE_STORY, Ground.AVG,
    "Hierin is een cliënt misschien te herkennen: leeftijd, ziekte, woonplaats of gezin maken samen een persoon.",
)  # fmt: skip
RULES = (NUMBER, STORY)

_BAR, _BAR_AT_NUMBER, _SURE = -1.2, 0.3, 1.5
_CUE = re.compile(
    r"(?<![^\W_])(?:client(?:e|en)?(?:nummer|nr|dossier|code)?|dossier(?:nummer|nr)?|\w{0,12}zaak(?:nummer|nr)?|casus(?:nummer)?|clientnummer|clientnr|kenmerk|beschikking(?:snummer|snr)?|"
    r"indicatie(?:nummer|nr)?|toewijzing(?:snummer|snr)?|jeugdige|kind|patient(?:nummer|nr)?|aanmelding(?:snummer)?|melding(?:snummer)?|registratie(?:nummer|nr)?|case|file|regienummer|zorgdossier)"
    r"(?:\s(?:nr|nummer|no|met nummer|van client|van))?\.?\s?[:#]?\s?((?:[a-z]{1,6}[-/ ]?)?\d{2,4}[-/.]\d{2,8}(?:[-/.][a-z0-9]{1,6})?|[a-z]{1,6}[-/]?\d{3,10}(?:[-/][a-z0-9]{1,6})?|\d{4,10}(?:[-/][a-z0-9]{1,6})?)(?![^\W_]|[.,]\d)"
)
_CODE = re.compile(r"(?<![^\W_\-/.])(?:clt|cl|cli|z|jw|jz|wmo|dos|cas|zk|cln|jgd|jh|bw|dossier|ac)[-/](?:20\d\d[-/.])?\d{3,10}(?:[-/][a-z0-9]{1,6})?(?![^\W_])")
_ANY_CODE = re.compile(r"(?<![\w\-/.])([A-Z]{1,5})-?\d{3,7}(?:-[A-Z0-9]{1,4})?(?![\w]|[-/.]\w)")
_ABOUT_CASES = wordlist("cases.about_cases")
_PUBLIC_CODES = wordlist("cases.public_codes")
_YEAR = re.compile(r"(?:19|20)\d\d")


def detect(read: Reading, context: GuardContext) -> Iterator[Finding]:
    """File numbers of clients, and sentences in which a client may be recognised (AVG)."""
    if read.numeric:
        yield from _numbers(read)
    for one, points in read.judged:
        over = points.imag - (_BAR_AT_NUMBER if _numbered(read, one) else _BAR)
        if over > 0:
            yield STORY.at(read.span(*_story(read, one)), Certainty.HIGH if over > _SURE else Certainty.DOUBT, likelihood(over))


def _numbered(read: Reading, one: Sentence) -> bool:
    """Whether a long number stands in the sentence: that names the client already."""
    return any(sum(map(str.isdecimal, word)) > 4 for word in read.words[one.first : one.last])


def _numbers(read: Reading) -> Iterator[Finding]:
    yield from _codes(read)
    yield from _at_cue(read)


_CUE_ROOTS = ("client", "dossier", "zaak", "casus", "kenmerk", "beschikking", "indicatie", "toewijzing", "jeugdige", "kind", "patient", "melding", "registratie", "case", "file", "regie")


def _at_cue(read: Reading) -> Iterator[Finding]:
    """A number at a word such as "dossier"."""
    if not any(word in read.folded for word in _CUE_ROOTS):
        return
    for found in _CUE.finditer(read.folded):
        # A notice on TenderNed and a case at a court have numbers of everybody.
        public = re.search(r"(?:tenderned|\bted\b|rechtbank|gerechtshof|hof|ecli|vonnis|aankondiging|publicatie)[^.;]{0,60}$", read.folded[max(0, found.start(1) - 80) : found.start(1)])
        if not _YEAR.fullmatch(found[1]) and not public:
            yield NUMBER.at(read.span(*found.span(1)))


def _codes(read: Reading) -> Iterator[Finding]:
    """A number that looks like one of a file by its form: CL-88412."""
    if not _ABOUT_CASES.isdisjoint(read.vocabulary):
        for found in _ANY_CODE.finditer(read.text):
            if found[1].lower() not in _PUBLIC_CODES:
                yield NUMBER.at(read.span(*found.span()))
    if "-" in read.folded or "/" in read.folded:
        for found in _CODE.finditer(read.folded):
            yield NUMBER.at(read.span(*found.span()))


def _story(read: Reading, one: Sentence) -> tuple[int, int]:
    """From the first word about a person to the end of the sentence."""
    for word in range(one.first, one.last):
        if read.cues[word] & int(Cue.PERSON_NOUN) and word > one.first:
            start = word
            while start > one.first and word - start < 3 and read.words[start - 1] not in _NO_ARTICLE:
                start -= 1
                if read.words[start] in _ARTICLES:
                    return read.at[start], read.end(one.last - 1)
            return read.at[word], read.end(one.last - 1)
    return read.at[one.first], read.end(one.last - 1)


_ARTICLES = wordlist("cases.articles")
_NO_ARTICLE = wordlist("cases.no_article")
