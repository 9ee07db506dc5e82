"""Names written small: a first name that is no other word, what follows a greeting or a title, "stichting de …"."""

from __future__ import annotations

from collections.abc import Iterator

from legal.lexicon.cues import NUMERIC, Cue
from legal.lexicon.lists import wordlist
from legal.lexicon.names import clear_first_names, clear_surnames, first_names, surnames
from legal.proper_names.name import ProperName
from legal.reading import NONE, Reading
from legal.terms import Label

# What makes of "praktijk de …" no name.
_COMMON = int(
    Cue.MUNICIPALITY | Cue.LAW | Cue.DOCUMENT | Cue.NORM | Cue.PROCEDURE | Cue.TARIFF | Cue.COST | Cue.CLIENT | Cue.STAFF
)  # fmt: skip
_SIGN_OFFS = wordlist("proper_names.sign_offs")
_INTRODUCES = wordlist("proper_names.introduces")
_BEFORE_NAMES = _SIGN_OFFS | _INTRODUCES
_SMALL_PARTICLES = wordlist("proper_names.small_particles")
_NO_NAMES = wordlist("proper_names.no_names")
_ORGANISATION_NOUNS = wordlist("proper_names.organisation_nouns")
_STARTERS = wordlist("proper_names.starters")
_FROM = frozenset(["van", "uit", "namens"])
# After these a surname alone may be any word.
_ROLES = frozenset(["notulist", "notuliste", "contactpersoon", "collega", "mr"])
_ARTICLES = frozenset(["de", "het", "t", "it", "ter", "ten"])
_DETERMINERS = frozenset(["de", "een", "het", "onze", "uw", "deze", "die", "elke"])
_LEADS_ORGANISATION = frozenset(["namens", "hier", "zijn", "vanuit", "heten", "mag"])
_ADJECTIVES = frozenset(["bonte", "groene", "kleine", "grote", "oude", "witte", "gouden", "griene"])
_GREETING_GAP, _SIGN_OFF_GAPS = " ,.:\n", frozenset([" ", ". ", ".", "-"])
_PARTICLE_GAPS = frozenset([" ", ".", ". ", "'", " '"])
_ADDRESS_MARKS_BEFORE, _ADDRESS_MARKS_AFTER = frozenset("@/_-"), frozenset("@_/")
_PREFIXES = frozenset(["de", "van", "vd", "v"])
_MOST_WORDS, _MOST_SIGNED, _MOST_PARTICLES, _LONGEST_NAME = 4, 3, 3, 5
_PERSON_POINTS, _ORGANISATION_POINTS = 1.0, 0.5


def small_names(read: Reading) -> Iterator[ProperName]:
    """Every name that is written without a capital."""
    for word in read.where(clear_first_names()):
        if not read.is_capital(word) and not _in_address(read, word):
            yield ProperName(_initials_before(read, word), _surname_after(read, word), Label.PERSON, _PERSON_POINTS)
    for word in read.where(_BEFORE_NAMES):
        if word + 1 < len(read.words) and _may_begin(read, word + 1):
            last = _signed(read, word + 1) if read.words[word] in _SIGN_OFFS else _introduced(read, word + 1)
            if last is not None:
                yield ProperName(word + 1, last, Label.PERSON, _PERSON_POINTS)
    for word in read.where(_ORGANISATION_NOUNS):
        last = _organisation(read, word)
        if last is not None:
            yield ProperName(word, last, Label.ORG_IDENTITY, _ORGANISATION_POINTS)


def _in_address(read: Reading, word: int) -> bool:
    """Part of an e-mail address or a site."""
    before, after = read.gaps[word], read.gaps[word + 1]
    if before[-1:] in _ADDRESS_MARKS_BEFORE or after[:1] in _ADDRESS_MARKS_AFTER:
        return True
    return after == "." and word + 1 < len(read.words)


def _initials_before(read: Reading, word: int) -> int:
    first = word
    while first > 0 and len(read.words[first - 1]) == 1 and read.words[first - 1].isalpha() and read.gaps[first] in (". ", "."):
        first -= 1
    return first


def _surname_after(read: Reading, word: int) -> int:
    """The last word of a small name: "anouk vd berg", "jolanda van dijken", "henk-jan"."""
    last = word
    while last + 1 < len(read.words) and last - word < _LONGEST_NAME and read.gaps[last + 1] == "-" and _is_name(read, last + 1):
        last += 1
    if last - word == _LONGEST_NAME:
        return last
    ahead = last + 1
    while ahead < len(read.words) and read.gaps[ahead] in _PARTICLE_GAPS and ahead - last <= _MOST_PARTICLES:
        if read.words[ahead] not in _SMALL_PARTICLES:
            break
        ahead += 1
    if ahead == len(read.words) or read.gaps[ahead] not in _PARTICLE_GAPS:
        return last
    surname = read.words[ahead]
    if ahead > last + 1:
        return ahead if surname in surnames() else last
    return ahead if len(surname) > 3 and surname in clear_surnames() else last


def _is_name(read: Reading, word: int) -> bool:
    return read.words[word] in first_names() or read.words[word] in surnames()


def _may_begin(read: Reading, first: int) -> bool:
    """Whether a small name may begin here, after a greeting or a title."""
    if read.is_capital(first) or read.words[first] in _NO_NAMES or read.cues[first] & NUMERIC:
        return False
    return not read.gaps[first].strip(_GREETING_GAP)


def _signed(read: Reading, first: int) -> int | None:
    """The last of one to four small words at the end of a line, after "groetjes"."""
    last, words = first, read.words
    while last + 1 < len(words) and last - first < _MOST_WORDS and read.gaps[last + 1] in _SIGN_OFF_GAPS:
        if words[last + 1] in _FROM and words[last] in first_names():
            break
        last += 1
    ends = last + 1 == len(words) or read.breaks[last + 1] > NONE or words[last + 1] in _FROM
    if not ends or last - first > _MOST_SIGNED or read.gaps[last + 1][:1] == "?":
        return None
    while last > first and words[last] in _NO_NAMES:
        last -= 1
    return last


def _introduced(read: Reading, first: int) -> int | None:
    """The last word of a small name after "mevrouw" and the like: initials and particles, and a surname."""
    last, words = first, read.words
    while last + 1 < len(words) and last - first < _MOST_WORDS and read.gaps[last + 1] in _SIGN_OFF_GAPS:
        if not (words[last] in _SMALL_PARTICLES or len(words[last]) == 1 or words[last + 1] in clear_surnames()):
            break
        last += 1
    if words[last] in clear_surnames() and words[first - 1] not in _ROLES:
        return last
    if words[first] in _PREFIXES and last > first and words[last] in surnames():  # "mevrouw van dijk"
        return last
    return last if (len(words[first]) == 1 and last > first) or words[first] in clear_first_names() else None


def _organisation(read: Reading, word: int) -> int | None:
    """The last word of "stichting it griene hiem", "gezinshuis de wilgenhut": after an article, "namens" or "wij zijn"."""
    after = word + 1
    if after >= len(read.words) or read.gaps[after] != " " or read.is_capital(after):
        return None
    before = read.words[word - 1] if word else ""
    if read.words[after] in _ARTICLES:
        if before in _DETERMINERS:
            return None
        last = after + 1
    elif before in _LEADS_ORGANISATION and read.words[after] not in _NO_NAMES:
        last = after
    else:
        return None
    if last >= len(read.words) or read.breaks[last] or len(read.words[last]) <= 3 or read.cues[last] & _COMMON:
        return None
    return last + 1 if read.words[last] in _ADJECTIVES and _is_noun(read, last + 1) else last


def _is_noun(read: Reading, word: int) -> bool:
    """Whether a word may be the noun after "griene": one that tells nothing else."""
    if word >= len(read.words) or read.breaks[word] or read.cues[word]:
        return False
    return len(read.words[word]) > 3 and read.words[word] not in _STARTERS
