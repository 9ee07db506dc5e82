"""When somebody was born: a date or year at a word such as "geboren", or after a person (rule 42)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from legal.lexicon.lists import wordlist
from legal.lexicon.number_words import value
from legal.reading import Reading
from legal.terms import Finding, Ground, GuardContext, Label, Rule, Sensitivity

BIRTHDATE = Rule(
    "people.birthdate", "1", Label.BIRTHDATE, Sensitivity.PERSONAL_DATA, Ground.AVG,
    "Dit is een geboortedatum of geboortejaar. Daaraan is een persoon te herkennen.",
)  # fmt: skip
RULES = (BIRTHDATE,)

_MONTH = (
    r"(?:jan(?:uari|uary)?|feb(?:ruari|ruary)?|mrt|maart|march|apr(?:il)?|mei|may|june?|juni?|july?|juli?|aug(?:ustus|ust)?|sept?(?:ember)?|okt(?:ober)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:19[0-9]\d|20[0-3]\d)"
_DATE = re.compile(
    rf"(?<![\d.\-/])(?:\d{{1,2}}\s?[-./ ]\s?(?:\d{{1,2}}|[ivx]{{1,4}}|{_MONTH})\s?[-./ ]\s?(?:{_YEAR}|'?\d\d)(?!\d)"
    rf"|\d{{1,2}}[-/]{_YEAR}(?![\d-])|{_YEAR}\s?[-./]\s?\d{{1,2}}\s?[-./]\s?\d{{1,2}}(?!\d)"
    rf"|{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2]){_YEAR}(?!\d)"
    rf"|\d(?:\s?\d)?\s/\s\d(?:\s?\d)?\s/\s\d(?:\s?\d){{3}}(?!\d)"
    rf"|(?:(?:\d{{1,2}}(?:e|de|ste)?|[a-z]{{4,20}}(?:de|ste))\s)?{_MONTH}\s(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s)?(?:{_YEAR}|'\d\d)(?!\d)|\d{{1,2}}\s{_MONTH}(?!\s\d)(?![^\W_])"
    rf"|(?:(?:de\s)?(?:winter|zomer|herfst|lente|voorjaar|najaar)\s(?:van\s)?)?{_YEAR}(?![\d\-/])|'\d\d(?!\d))"
)
_BORN = re.compile(
    r"(?<![^\W_])(?:bj|geb(?:oren)?|geboortedat(?:um|a)|geboortejr|geboortejaar|geboortejaren|geb\.?\s?dat(?:um)?|gebdat|bouwjaar|d\.?o\.?b|born|jaargang|lichting|geboortedag|"
    r"verjaart|jarig|verjaardag|geboortemaand|wiegje|ter wereld|levenslicht|zag het licht|zagen het licht)(?![^\W_])[^\d\n'.]{0,25}\.?[^\d\n']{0,12}$"
)
_NOT_BORN = re.compile(r"(?:voor|na|vanaf|tot|t/m|later dan|eerder dan|sinds)\s(?:\d{1,2}\s)?$")
_BORN_AFTER = re.compile(
    r"(?:\)|,)?\s?(?:is|als|was|staat als)?\s?\(?(?:de\s|zijn\s|haar\s|mijn\s|het\s)?(?:geboorte(?:datum|jaar|dag)|geb\.?\s?dat|verjaardag)|(?:\s(?:in|te)\s[a-z'\-]+)?\s(?:geboren|ter wereld)(?![^\W_])"
)
_PERSONS = wordlist("birthdates.persons")
_MADE = re.compile(
    r"(?:bericht|brief|mail|besluit|beschikking|indicatie|overeenkomst|verslag|vraag|versie|factuur|verordening|nota|document|contract|plan|wet|regeling|afspraak|tarief|cijfers?|rapport|uitspraak|bestand|toewijzing|bijeenkomst|gesprek|overleg|notulen|memo|bezwaar)\s(?:van|uit)\s(?:\w+\s)?$"
)
_AFTER_NAME = re.compile(r"[A-Z][\w'\-]+[.,]?\s?(?:\(|,\s|\*\s?|-\s|\s\|\s?|;)\s?(?:\*\s?)?$")
_SPELLED = re.compile(
    rf"(?<![^\W_])(?:(?P<day>[a-z]{{3,20}})\s(?P<month>{_MONTH})|(?P<cue>geboren|is van|ben van|uit)(?: in| van)?)\s"
    r"(?P<year>(?:negentien(?:honderd)?|tweeduizend)(?:[\s\-]?(?:en)?[a-z]{3,20})?)(?![^\W_])"
)


_ABOUT_PERSONS = _PERSONS | frozenset(
    ["geb", "geboren", "geboortedatum", "geboortedata", "geboortejaar", "geboortejr", "geboortejaren", "geboortedag", "gebdat", "bj", "bouwjaar", "dob", "born", "jaargang", "lichting", "jarig", "verjaart", "verjaardag", "geboortemaand", "wiegje"]
)


def detect(read: Reading, context: GuardContext) -> Iterator[Finding]:
    """Birth dates and birth years (AVG, rule 42); other dates stay."""
    if not read.numeric or (_ABOUT_PERSONS.isdisjoint(read.vocabulary) and not read.names and "*" not in read.folded and "d.o.b" not in read.folded):
        return
    last = -1
    for word in read.numeric:
        start = read.at[word]
        if start < last:
            continue
        found = _at(read, start)
        if found and _is_birth(read, found):
            last = found.end()
            yield BIRTHDATE.at(read.span(found.start(), found.end()))
    yield from _spelled(read)


def _at(read: Reading, start: int) -> re.Match[str] | None:
    """The date in which a word of digits stands first; its month may stand before it ("juni 1967", "'58")."""
    for back in _MONTH_BEFORE.finditer(read.folded, max(0, start - 34), start):
        found = _DATE.match(read.folded, back.start())
        if found and found.end() > start:
            return found
    return _DATE.match(read.folded, start)


_MONTH_BEFORE = re.compile(rf"(?<![^\W_'])(?:'(?=$)|[a-z]{{4,20}}(?:de|ste)\s{_MONTH}\s'?$|(?:de\s)?(?:winter|zomer|herfst|lente|voorjaar|najaar)\s(?:van\s)?$|{_MONTH}\s'?$)")


def _is_birth(read: Reading, date: re.Match[str]) -> bool:
    start, end = date.span()
    lead = read.folded[max(0, start - 60) : start]
    if _BORN.search(lead):
        return not _NOT_BORN.search(lead)
    if _BORN_AFTER.match(read.folded, end):
        return not _NOT_BORN.search(lead)
    if re.search(r"(?:^|\s)(?:[a-z]+)\s\($", lead) and read.folded[end : end + 1] == ")" and here_person(read, start):
        return True
    year_only = bool(re.fullmatch(r"(?:19|20)\d\d|'\d\d", date[0]))
    if re.search(r"(?:^|[\s(])\*\s?$", lead) and not year_only and not re.search(r"\n\s*\*\s?$", lead):
        return True
    here = read.word_at(start)
    first, _ = read.sentence(min(here, len(read.words) - 1))
    words = read.words[max(first, here - 6) : here]
    person = any(word in _PERSONS for word in words)
    if (_long_ago(date[0]) or _SHORT_YEAR.fullmatch(date[0])) and not _OFFICIAL.search(lead):
        return True
    if re.search(r"(?:^|\s)(?:van|uit)\s(?:begin |eind |medio )?$", lead) and not _MADE.search(lead):
        someone = any(name.label is Label.PERSON and here - 8 <= name.last < here for name in read.names)
        return person or someone or bool(re.search(r"[A-Z]\w+\s(?:is|ben)\svan\s$", read.text[max(0, start - 40) : start]))
    beside = bool(words) and (words[-1] in _PERSONS or (len(words) > 1 and words[-2] in _PERSONS and len(words[-1]) == 1))
    if beside and not year_only and re.search(r"[a-z]\s?[(|,]?\s?$", lead):
        return True
    person_name = any(name.label is Label.PERSON and name.last == here - 1 for name in read.names)
    if person_name and not re.search(r"202[3-9]|203\d", date[0]) and re.search(r"\(\s?$", lead) and read.folded[end : end + 1] == ")":
        return True
    named = bool(_AFTER_NAME.search(read.text[max(0, start - 30) : start]))
    if (recent := re.search(r"20[23]\d$", date[0])) and not year_only and int(recent[0]) > 2022:
        # "(28 april 2026)" after a name or a title: when they met.
        return False
    closes = read.folded[end : end + 1] in ("", ")", ",", "\n", ".", ";", "|")
    if year_only:
        return bool(date[0][0] == "'" and named)
    return (named or person) and closes and bool(re.search(r"[(|;]\s?$", lead) or (named and re.search(r",\s$", lead) and bool(re.search(r"\d{4}$", date[0])) and read.folded[end : end + 1] == ","))


def here_person(read: Reading, start: int) -> bool:
    """Whether the word right before a place is a person: "dochter (2009)"."""
    word = read.word_at(start)
    return word > 0 and read.words[word - 1] in _PERSONS


def _long_ago(date: str) -> bool:
    """A whole date of years ago: what a consultation is about lies ahead, so it is nearly always a birth date."""
    year = re.search(r"(?<!\d)(?:19[2-9]\d|20[01]\d)(?!\d)", date)
    return bool(year and int(year[0]) <= _LAST_LONG_AGO and re.search(r"\d{1,2}.*\d{4}|\d{4}.+\d{1,2}", date) and len(re.findall(r"\d+|[a-z]{3,}", date)) >= 3)


_LAST_LONG_AGO = 2018
_SHORT_YEAR = re.compile(r"\d{1,2}[-./ ]\d{1,2}[-./ ]'[3-9]\d")
_OFFICIAL = re.compile(
    r"(?:besluit|uitspraak|arrest|vonnis|ecli|wet|brief|verslag|contract|overeenkomst|sinds|vanaf|per|ingang|verordening|regeling|staats|notulen|beschikking|versie|publicat|rechtbank|raad|hof|"
    r"opgericht|gestart|document|rapport|richtlijn|getekend|ondertekend|inschrijving|aanbesteding|kamer|voor|na|tot|d\.d\.|dd)[^.;\n]{0,25}$"
)


def _spelled(read: Reading) -> Iterator[Finding]:
    """"zeven maart tweeduizend vijftien", "geboren in negentienvijftig"; later years are no births."""
    if "negentien" not in read.folded and "tweeduizend" not in read.folded:
        return
    for found in _SPELLED.finditer(read.folded):
        year, length = _spelled_year(found["year"])
        if year is None or not 1900 <= year <= _LAST_LONG_AGO or (found["day"] and _ordinal(found["day"]) is None):
            continue
        yield BIRTHDATE.at(read.span(found.start("day") if found["day"] else found.start("year"), found.start("year") + length))


def _spelled_year(words: str) -> tuple[int | None, int]:
    """The year that words say, and how many letters of them say it; ("negentienvijftig", with a word too many)."""
    century = 1900 if words.startswith("negentien") else 2000
    rest = re.sub(r"^(?:negentien(?:honderd)?|tweeduizend)", "", words)
    more = value(re.sub(r"^[\s\-]?(?:en)?", "", rest)) if rest else 0
    if more is None or not 0 <= more < 100:
        return (century, len(words) - len(rest)) if century == 2000 and rest.startswith(" ") else (None, 0)
    return century + int(more), len(words)


def _ordinal(word: str) -> int | None:
    """A day of the month in words: "negen", "negende"."""
    number = value(word) or value(re.sub(r"(?:de|ste)$", "", word)) or {"eerste": 1, "derde": 3}.get(word)
    return int(number) if number and 1 <= number <= 31 else None
