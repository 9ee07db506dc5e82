"""Clients: file numbers, and stories in which somebody can be recognised (rule 42, AVG 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from legal.lexicon.cues import Cue
from legal.lexicon.lists import wordlist
from legal.reading import Reading
from legal.scorecard import column, likelihood
from legal.sentences import Sentence
from legal.terms import Certainty, Finding, Ground, GuardContext, Label, Rule, Sensitivity

NUMBER = Rule(
    "cases.number", "1", Label.CASE, Sensitivity.PERSONAL_DATA, Ground.AVG,
    "Dit lijkt een nummer van een cliënt of een dossier. Daarmee is een persoon te vinden.",
)  # fmt: skip
# A number of a file is told by a word beside it or by its form (`_numbers` here), and by its points (`figures`, which
# yields this one). Of 196 in the learnt texts both find 170, without the first 153, without the second 128.
FILE = Rule(
    "cases.file", "1", Label.CASE, Sensitivity.PERSONAL_DATA, Ground.AVG,
    "Dit lijkt het nummer van een cliënt of een dossier. Daarmee is een persoon te vinden.",
)  # fmt: skip
STORY = Rule(
    "cases.story", "1", Label.CASE, Sensitivity.IDENTIFYING_CASE_STORY, Ground.AVG,
    "Hierin is een cliënt misschien te herkennen: leeftijd, ziekte, woonplaats of gezin maken samen een persoon.",
)  # fmt: skip
HEALTH = Rule(
    "cases.health", "1", Label.CASE, Sensitivity.SPECIAL_CATEGORY_HEALTH, Ground.AVG,
    "Hierin is een cliënt misschien te herkennen, met een ziekte of beperking. Gegevens over gezondheid zijn extra "
    "beschermd (AVG artikel 9).",
)  # fmt: skip
RULES = (NUMBER, STORY, HEALTH)

Span = tuple[int, int]
"""A place in `folded`: from a character up to another (exclusive)."""

_BAR, _SURE = -0.3, 1.5
# A long number in the sentence names the client already, so its words must tell more to be a finding as well.
_BAR_AT_NUMBER, _LONG_NUMBER = 0.3, 5

# Finds 2021/1234 in "dossiernummer: 2021/1234", AB-12345 in "zaak met nummer AB-12345".
_AT_CUE = re.compile(
    r"""
    (?<![^\W_])
    (?: client(?:e|en)?(?:nummer|nr|dossier|code)? | dossiers?(?:nummer|nr)? | \w{0,12}zaak(?:nummer|nr)? | casus(?:nummer)?
      | kenmerk | beschikking(?:snummer|snr)? | indicatie(?:nummer|nr)? | toewijzing(?:snummer|snr)? | jeugdige | kind
      | patient(?:nummer|nr)? | aanmelding(?:snummer)? | melding(?:snummer)? | registratie(?:nummer|nr)? | case | file
      | regienummer | zorgdossier )
    (?:\s(?:nr|nummer|no|met\ nummer|van\ client|van))?
    \.?\s?[:#]?\s?
    (?P<number>
        (?:[a-z]{1,6}[-/\ ]?)?\d{2,4}[-/.]\d{2,8}(?:[-/.][a-z0-9]{1,6})?    # 2021/1234, JW 2021-4455-ab
      | [a-z]{1,6}[-/]?\d{3,10}(?:[-/][a-z0-9]{1,6})?                       # CL-88412, ab123/c
      | (?:[a-z]{1,6}[-/\ ]?)?\d(?:\ \d){3,9}                              # WMO-4 8 8 1 3
      | (?:wmo|jw|wlz|zvw|pgb|cl|kl|ds|zk)\ \d{4,10}                        # WMO 48813
      | \d{4,10}(?:[-/][a-z0-9]{1,6})?                                      # 44551
    )
    (?![^\W_]|[.,]\d)
    """,
    re.VERBOSE,
)
# A part of each word above: a look for these is quicker than the expression.
_CUE_ROOTS = (
    "client", "dossier", "zaak", "casus", "kenmerk", "beschikking", "indicatie", "toewijzing", "jeugdige", "kind",
    "patient", "melding", "registratie", "case", "file", "regie",
)  # fmt: skip
_FEWEST_SPACED = 4
# How far a cue may begin before the digits, and how far its number goes on at most.
_REACH_BACK, _REACH_ON = 60, 80
_YEAR = re.compile(r"(?:19|20)\d\d")
# A notice on TenderNed and a case at a court have numbers of everybody.
_PUBLIC_NUMBER = re.compile(
    r"(?<![^\W_])(?:tenderned|ted|rechtbank|(?:gerechts)?hof|ecli|vonnis|aankondiging|publicatie)(?![^\W_])[^.;]{0,40}$"
)
_PUBLIC_REACH = 60
# What a municipality says everybody can look up: "Het besluit staat onder zaaknummer ... in het Gemeenteblad".
_PUBLISHED, _NOT_PUBLISHED = wordlist("cases.published"), wordlist("cases.not_published")
# What an office numbers by: a "dossier" or a "cliëntnummer" is somebody's, wherever it was published.
_OF_OFFICE, _BESIDE = wordlist("cases.of_office"), 4
_ABOUT_PEOPLE = int(Cue.CLIENT | Cue.PERSON_NOUN | Cue.NAME | Cue.CONDITION)
# No court and no notice has these.
_OF_CLIENTS = ("client", "patient", "jeugdige", "kind", "dossier")

# "jw-2021-4455", "dossier/12345": how municipalities and providers number the files of clients.
_FILE_CODE = re.compile(
    r"(?:clt|cl|cli|z|jw|jz|wmo|dos|cas|zk|cln|jgd|jh|bw|dossier|ac)[-/](?:20\d\d[-/.])?\d{3,10}(?:[-/][a-z0-9]{1,6})?(?![^\W_])"
)
# "KL-4455", "ABC1234-X": any capitals and digits, in a text that speaks of clients.
_ANY_CODE = re.compile(r"(?P<letters>[A-Z]{1,5})-?\d{3,7}(?:-[A-Z0-9]{1,4})?(?![\w]|[-/.]\w)")
_ABOUT_CASES = wordlist("cases.about_cases")
_PUBLIC_CODES = wordlist("cases.public_codes")

_PERSON_NOUN, _CONDITION = int(Cue.PERSON_NOUN), int(Cue.CONDITION)
_ARTICLES = wordlist("cases.articles")
_NO_ARTICLE = wordlist("cases.no_article")
# Between an article and its noun stand at most two words: "een verwarde oudere man".
_FURTHEST_ARTICLE = 3


def detect(read: Reading, context: GuardContext) -> Iterator[Finding]:
    """File numbers of clients, and sentences in which a client may be recognised (AVG)."""
    if read.digits:
        numbers = (read.span(start, end) for start, end in _numbers(read, column(context) == "answer"))
        yield from map(NUMBER.at, numbers)
    for one, points in read.judged:
        # The points first: few sentences come near the bar, and looking for a number takes longer.
        if points.imag <= _BAR:
            continue
        over = points.imag - (_BAR_AT_NUMBER if _numbered(read, one) else _BAR)
        if over > 0:
            certainty = Certainty.HIGH if over > _SURE else Certainty.DOUBT
            rule = HEALTH if one.cues & _CONDITION else STORY
            yield rule.at(read.span(*_story(read, one)), certainty, likelihood(over))


def _numbered(read: Reading, one: Sentence) -> bool:
    return any(len(word) >= _LONG_NUMBER and word.isdecimal() for word in read.words[one.first : one.last])


def _numbers(read: Reading, of_municipality: bool) -> Iterator[Span]:
    """Where numbers of files stand; not those that the municipality itself calls published."""
    digits = [word for word in read.digits if len(read.words[word]) > 1]
    found = [*_file_codes(read, digits), *_at_cues(read, read.digits)]
    if not _ABOUT_CASES.isdisjoint(read.vocabulary):
        found += _any_codes(read, digits)
    tells = of_municipality and found and not _PUBLISHED.isdisjoint(read.vocabulary)
    return (one for one in found if not (tells and _is_published(read, one[0])))


def _is_published(read: Reading, start: int) -> bool:
    """Whether the sentence of a number of the office says that everybody can look it up, and speaks of nobody."""
    number = read.word_at(start)
    first, last = read.sentence(number)
    words = read.words[first:last]
    about = any(read.cues[word] & _ABOUT_PEOPLE for word in range(first, last))
    of_office = not _OF_OFFICE.isdisjoint(read.words[max(first, number - _BESIDE) : number + 1])
    return of_office and not about and not _PUBLISHED.isdisjoint(words) and _NOT_PUBLISHED.isdisjoint(words)


def _any_codes(read: Reading, digits: list[int]) -> Iterator[Span]:
    """A number that looks like one of a file by its form alone: CL-88412."""
    for word in digits:
        glued = word > 0 and read.at[word] - read.end(word - 1) < 2
        found = _ANY_CODE.match(read.text, read.at[word - 1]) if glued and len(read.words[word]) > 2 else None
        if found and _stands_free(read, word - 1, "_-/.") and found["letters"].lower() not in _PUBLIC_CODES:
            yield found.span()


def _file_codes(read: Reading, digits: list[int]) -> Iterator[Span]:
    """A number behind letters that are used for files of clients."""
    done = 0
    for word in digits:
        start = read.at[word - 1] if word and read.folded[read.at[word] - 1] in "-/" else -1
        found = _FILE_CODE.match(read.folded, start) if start >= done else None
        if found and _stands_free(read, word - 1, ""):
            done = found.end()
            yield found.span()


def _stands_free(read: Reading, word: int, marks: str) -> bool:
    """Whether no letter or digit, and none of the marks, touches the beginning of a word."""
    before = read.text[read.at[word] - 1 : read.at[word]]
    return not before or not (before.isalnum() or before in marks)


def _at_cues(read: Reading, digits: Sequence[int]) -> Iterator[Span]:
    """A number at a word such as "dossier"."""
    done = 0
    for word in digits:
        place = read.at[word]
        if place < done or not _may_be_file(read, word):
            continue
        start, end = max(done, place - _REACH_BACK), place + _REACH_ON
        lead = read.folded[start:place]
        if not any(map(lead.__contains__, _CUE_ROOTS)):
            continue
        for found in _AT_CUE.finditer(read.folded, start, end):
            if found.start() > place:
                break
            done, number = found.end(), found["number"]
            before = read.folded[max(0, found.start("number") - _PUBLIC_REACH) : found.start("number")]
            of_client = any(root in found[0] for root in _OF_CLIENTS)
            if not _YEAR.fullmatch(number) and (of_client or not _PUBLIC_NUMBER.search(before)):
                yield found.span("number")


def _may_be_file(read: Reading, word: int) -> bool:
    """Whether digits are long enough for the number of a file; a year only when more hangs on it."""
    text, start = read.words[word], read.at[word]
    if len(text) == 1:  # "4 8 8 1 3"
        spaced = read.words[word : word + _FEWEST_SPACED]
        return len(spaced) == len("".join(spaced)) == _FEWEST_SPACED and "".join(spaced).isdecimal()
    if len(text) > 2 and not _YEAR.fullmatch(text):
        return True
    before, after = read.folded[max(0, start - 1) : start], read.folded[start + len(text) : start + len(text) + 1]
    return before.isalpha() or before in ("-", "/") or after in ("-", "/", ".")


def _story(read: Reading, one: Sentence) -> tuple[int, int]:
    """From the first word about a person to the end of the sentence."""
    end = read.end(one.last - 1)
    for word in range(one.first + 1, one.last):
        if read.cues[word] & _PERSON_NOUN:
            return read.at[_with_article(read, word, one.first)], end
    return read.at[one.first], end


def _with_article(read: Reading, noun: int, first: int) -> int:
    """Where "een jonge vrouw" begins; the noun itself when it has no article."""
    for word in range(noun - 1, max(first, noun - _FURTHEST_ARTICLE) - 1, -1):
        if read.words[word] in _NO_ARTICLE:
            break
        if read.words[word] in _ARTICLES:
            return word
    return noun
