"""When somebody was born: a date or year at a word such as "geboren", or after a person (rule 42)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from legal.dates import MONTH, date_at
from legal.lexicon.lists import wordlist
from legal.lexicon.number_words import value
from legal.reading import Reading
from legal.terms import Finding, Ground, GuardContext, Label, Rule, Sensitivity

BIRTHDATE = Rule(
    "people.birthdate", "1", Label.BIRTHDATE, Sensitivity.PERSONAL_DATA, Ground.AVG,
    "Dit is een geboortedatum of geboortejaar. Daaraan is een persoon te herkennen.",
)  # fmt: skip
RULES = (BIRTHDATE,)

# "geboren op ", "geb. dat.: ", "bj ", with at most a few words between it and the date.
_BORN = re.compile(
    r"""
    (?<![^\W_])
    (?: geb(?:oren)? | geboortedat(?:um|a) | geboorte(?:jr|jaar|jaren|dag|maand) | geb\.?\s?dat(?:um)? | gebdat
      | bj | bouwjaar | jaargang | lichting | d\.?o\.?b | born | verjaart | jarig | verjaardag
      | wiegje | ter\ wereld | levenslicht | zag\ het\ licht | zagen\ het\ licht )
    (?![^\W_])[^\d\n'.]{0,25}\.?[^\d\n']{0,12}$
    """,
    re.VERBOSE,
)
# "is zijn geboortedatum", " in Almelo geboren"
_BORN_AFTER = re.compile(
    r"""
    (?:\)|,)?\s?(?:is|als|was|staat\ als)?\s?\(?(?:de\s|zijn\s|haar\s|mijn\s|het\s)?
        (?:geboorte(?:datum|jaar|dag)|geb\.?\s?dat|verjaardag)
    | (?:\s(?:is|werd))?(?:\s(?:in|te)\s[a-z'\-]+)?\s(?:geboren|ter\ wereld)(?![^\W_])
    """,
    re.VERBOSE,
)
# "hij wordt op 3 mei achttien", "op 14 februari wordt zij 18", "mijn dochter werd 16 op 3 mei"
_AGE = r"(?:jaar\s)?(?:[1-9]\d?|[a-z]{3,20})"
_TURNS_BEFORE = re.compile(rf"(?:wordt|werd|word)\s(?:\w+\s){{0,2}}?(?:(?P<age>{_AGE})\s(?:jaar\s)?)?op\s$")
_TURNS_AFTER = re.compile(
    rf"\s(?:(?:wordt|werd|word)\s(?P<who>(?:\w+\s)?\w+)\s)?(?P<age>{_AGE})(?![\w,.]*\d|\s?[%€]|\s(?:euro|procent|uur))"
)
_TURNING, _SELF = frozenset(("wordt", "werd", "word")), frozenset(("hij", "zij", "ze", "ik"))
_OLDEST = 110
# "begin 2012", "eind december 2007": part of the date.
_ABOUT = re.compile(r"(?:begin|eind|medio|halverwege|half)\s$")
# "geboren na 2010" is a rule about an age group, not a birth.
_NOT_BORN = re.compile(r"(?:voor|na|vanaf|tot|t/m|later dan|eerder dan|sinds)\s(?:\d{1,2}\s)?$")
_PERSONS = wordlist("birthdates.persons")
_SOMEBODY = _SELF | _PERSONS
_ABOUT_BIRTHS = _PERSONS | wordlist("birthdates.about_births")
# "de brief van 3 mei 1990", "uit eind 2010": from when something is, or somebody.
_OF = re.compile(r"(?:^|\s)(?:van|uit)\s(?:begin |eind |medio )?$")
_DOCUMENT_OF = re.compile(rf"(?:{'|'.join(sorted(wordlist('birthdates.documents')))})\s(?:van|uit)\s(?:\w+\s)?$")
_NAME_IS_OF = re.compile(r"[A-Z]\w+\s(?:is|ben)\svan\s$")
# "Jan (", "Jansen, ", "Bakker | ": the date after it is likely theirs.
_AFTER_NAME = re.compile(r"[A-Z][\w'\-]+[.,]?\s?(?:\(|,\s|\*\s?|-\s|\s\|\s?|;)\s?(?:\*\s?)?$")
# "CLT-20931 (", "88-3107 (", "297181476 (": behind the number of one person.
_AFTER_NUMBER = re.compile(r"(?<![\w:.])(?!ecli|nen|iso)(?:[a-z]{1,4}[- ]?\d{4,}|\d{2}-\d{4}|\d{9})\s\(\s?$")
_NUMBER_WITH_DATE = re.compile(r"\d\s?\((?:\d|'\d|[a-z]{3,9}\.?\s'?\d)")
_NEXT = re.compile(r",?\s(?:en\s)?(?:van\s|uit\s)?")
_AFTER_WORD_IN_BRACKETS = re.compile(r"(?:^|\s)[a-z]+\s\($")
# "* 3-5-1990" is a genealogist's birth; at the start of a line it is a list.
_STAR = re.compile(r"(?:^|[\s(])\*\s?$")
_STAR_OF_LIST = re.compile(r"\n\s*\*\s?$")
_YEAR_ONLY = re.compile(r"(?:19|20)\d\d|'\d\d")
_SHORT_YEAR = re.compile(r"\d{1,2}[-./ ]\d{1,2}[-./ ]'[3-9]\d")
_LATE_YEAR = re.compile(r"202[3-9]|203\d")
# What a consultation is about lies ahead, so a whole date of years ago is nearly always a birth.
_LAST_LONG_AGO = 2018
_LONG_AGO = re.compile(r"(?<!\d)(?:19[2-9]\d|20[01]\d)(?!\d)")
_WHOLE = re.compile(r"\d{1,2}.*\d{4}|\d{4}.+\d{1,2}")
# ... unless something official stands before it. Parts of words count too: "gunningsbesluit".
_OFFICIAL = re.compile(rf"(?:{'|'.join(sorted(wordlist('birthdates.official')))}|d\.d\.)[^.;\n]{{0,25}}$")
_CLOSES = ("", ")", ",", "\n", ".", ";", "|")
# How much before a date is looked at: signs in the first three, words in the others.
_LEAD, _NAME_LEAD, _NAME_IS_LEAD, _NEAR, _NEAR_NAME, _ABOUT_LEAD = 60, 30, 40, 6, 8, 12

_SPELLED = re.compile(
    rf"""
    (?<![^\W_])
    (?: (?P<day>[a-z]{{3,20}})\s(?P<month>{MONTH})                                              # zeven maart
      | (?P<cue>geboren|is\ van|ben\ van|uit)(?:\ in|\ van)? )\s                                 # geboren in
    (?P<year>(?:negentien(?:honderd)?|tweeduizend)(?:[\s\-]?(?:en)?[a-z]{{3,20}})?)(?![^\W_])    # tweeduizend vijftien
    """,
    re.VERBOSE,
)
_CENTURY = re.compile(r"negentien(?:honderd)?|tweeduizend")
_ORDINALS = {"eerste": 1, "derde": 3}


@dataclass(frozen=True, slots=True)
class _Date:
    """A date or year in `folded`, with what stands right before and after it."""

    start: int
    text: str
    lead: str
    after: str

    @property
    def year_only(self) -> bool:
        """Whether it is a bare year: "1990", "'90"."""
        return bool(_YEAR_ONLY.fullmatch(self.text))


def detect(read: Reading, context: GuardContext) -> Iterator[Finding]:
    """Birth dates and birth years (AVG, rule 42); other dates stay."""
    if not read.numeric or not (read.names or _speaks_of_births(read)):
        return
    last = -1
    named = {name.last for name in read.names if name.label is Label.PERSON}
    for word in read.digits:
        if read.at[word] < last:
            continue
        found = date_at(read, word)
        if found and (_is_next(read, found, last) or _is_birth(read, found, named)):
            last = found.end()
            about = _ABOUT.search(read.folded, max(0, found.start() - _ABOUT_LEAD), found.start())
            yield BIRTHDATE.at(read.span(about.start() if about else found.start(), last))
    yield from _spelled(read)


def _is_next(read: Reading, found: re.Match[str], last: int) -> bool:
    """Whether a date follows upon a birth that ends at `last`: "van broers uit 2011 en 2014"."""
    return last > 0 and bool(_NEXT.fullmatch(read.folded, last, found.start())) and not _LATE_YEAR.search(found[0])


def _speaks_of_births(read: Reading) -> bool:
    if not _TURNING.isdisjoint(read.vocabulary) and not _SOMEBODY.isdisjoint(read.vocabulary):
        return True
    if not _ABOUT_BIRTHS.isdisjoint(read.vocabulary) or "*" in read.folded or "d.o.b" in read.folded:
        return True
    return "(" in read.folded and bool(_NUMBER_WITH_DATE.search(read.folded))


def _is_birth(read: Reading, found: re.Match[str], named: Set[int]) -> bool:
    """Whether a date is of a birth; `named` holds the last words of the names of persons."""
    start, end = found.span()
    one = _Date(start, found[0], read.folded[max(0, start - _LEAD) : start], read.folded[end : end + 1])
    if _BORN.search(one.lead) or _BORN_AFTER.match(read.folded, end):
        return not _NOT_BORN.search(one.lead)
    here = read.word_at(start)
    in_brackets = one.after == ")" and _AFTER_WORD_IN_BRACKETS.search(one.lead)
    if in_brackets and here and read.words[here - 1] in _PERSONS:
        return True
    if one.after == ")" and _AFTER_NUMBER.search(one.lead) and not _LATE_YEAR.search(one.text):
        return not _OFFICIAL.search(one.lead)
    if _is_starred(one) or _is_long_ago(one):
        return True
    first, _ = read.sentence(min(here, len(read.words) - 1))
    words = read.words[max(first, here - _NEAR) : here]
    if _turns(read, one, end, words):
        return True
    if _OF.search(one.lead) and not _DOCUMENT_OF.search(one.lead):
        return _is_of_person(read, one, words, named)
    return _is_beside_person(read, one, words, named)


def _turns(read: Reading, one: _Date, end: int, words: Sequence[str]) -> bool:
    """Whether somebody gets an age on this day."""
    before, after = _TURNS_BEFORE.search(one.lead), _TURNS_AFTER.match(read.folded, end, end + _LEAD)
    if before and not _SOMEBODY.isdisjoint(words):
        age = before["age"] or (after and not after["who"] and after["age"])
    elif after and after["who"] and not _SOMEBODY.isdisjoint(after["who"].split()):
        age = after["age"]
    else:
        return False
    age = (age or "").removeprefix("jaar ")
    number = int(age) if age.isdecimal() else value(age)
    return number is not None and 1 < number <= _OLDEST


def _is_starred(one: _Date) -> bool:
    return not one.year_only and bool(_STAR.search(one.lead)) and not _STAR_OF_LIST.search(one.lead)


def _is_long_ago(one: _Date) -> bool:
    """A whole date of years ago (1-9-1966, 3-5-'58) with nothing official before it."""
    if _SHORT_YEAR.fullmatch(one.text):
        return not _OFFICIAL.search(one.lead)
    year = _LONG_AGO.search(one.text)
    if not year or int(year[0]) > _LAST_LONG_AGO or not _WHOLE.search(one.text):
        return False
    return len(re.findall(r"\d+|[a-z]{3,}", one.text)) >= 3 and not _OFFICIAL.search(one.lead)


def _is_of_person(read: Reading, one: _Date, words: Sequence[str], named: Set[int]) -> bool:
    """Behind "van" or "uit": whether somebody stands near ("mijn dochter is van 2011", "Piet uit 1958")."""
    here = read.word_at(one.start)
    if not _PERSONS.isdisjoint(words):
        return True
    if not named.isdisjoint(range(here - _NEAR_NAME, here)):
        return True
    return bool(_NAME_IS_OF.search(read.text[max(0, one.start - _NAME_IS_LEAD) : one.start]))


def _is_beside_person(read: Reading, one: _Date, words: Sequence[str], named: Set[int]) -> bool:
    """Right behind somebody: "dochter 3-5-2011", "Piet Bakker (1958)", "P. Bakker, 3 mei 1958,"."""
    beside = bool(words) and (words[-1] in _PERSONS or (len(words) > 1 and words[-2] in _PERSONS and len(words[-1]) == 1))
    if beside and one.year_only and re.search(r",\s$", one.lead) and one.after in (",", ")") and not _LATE_YEAR.search(one.text):
        return True
    if beside and not one.year_only and re.search(r"[a-z]\s?[(|,]?\s?$", one.lead):
        return True
    name_before = read.word_at(one.start) - 1 in named
    if name_before and one.after == ")" and re.search(r"\(\s?$", one.lead) and not _LATE_YEAR.search(one.text):
        return True
    like_name = bool(_AFTER_NAME.search(read.text[max(0, one.start - _NAME_LEAD) : one.start]))
    if one.year_only:
        return like_name and one.text.startswith("'")
    # "(28 april 2026)" after a name or a title: when they met.
    if re.search(r"(?:202[3-9]|203\d)$", one.text) or one.after not in _CLOSES:
        return False
    if re.search(r"[(|;]\s?$", one.lead):
        return like_name or not _PERSONS.isdisjoint(words)
    between_commas = one.after in (",", ".", ";", ")") and re.search(r",\s$", one.lead)
    return bool(like_name and between_commas and re.search(r"\d{4}$", one.text))


def _spelled(read: Reading) -> Iterator[Finding]:
    """In words: "zeven maart tweeduizend vijftien", "geboren in negentienvijftig"; later years are no births."""
    if "negentien" not in read.folded and "tweeduizend" not in read.folded:
        return
    for found in _SPELLED.finditer(read.folded):
        year, length = _spelled_year(found["year"])
        if year is None or not 1900 <= year <= _LAST_LONG_AGO or (found["day"] and not _is_day(found["day"])):
            continue
        yield BIRTHDATE.at(read.span(found.start("day") if found["day"] else found.start("year"), found.start("year") + length))


def _spelled_year(words: str) -> tuple[int | None, int]:
    """The year that words say, and how many letters of them say it; ("negentienvijftig", with a word too many)."""
    century = 1900 if words.startswith("negentien") else 2000
    rest = _CENTURY.sub("", words, count=1)
    more = value(re.sub(r"^[\s\-]?(?:en)?", "", rest)) if rest else 0
    if more is not None and 0 <= more < 100:
        return century + int(more), len(words)
    # "tweeduizend is": the word behind it is not of the number.
    return (century, len(words) - len(rest)) if century == 2000 and rest.startswith(" ") else (None, 0)


def _is_day(word: str) -> bool:
    """Whether a word is a day of the month: "negen", "negende"."""
    number = value(word) or value(re.sub(r"(?:de|ste)$", "", word)) or _ORDINALS.get(word)
    return number is not None and 1 <= number <= 31
