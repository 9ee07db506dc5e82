"""Find the proper names in a text and tell whether they are a person, an organisation, or nobody's secret.

A candidate is a row of words with a capital, with what may stand between them ("van der", "voor"). Its points come
from the words themselves, whether they stand in the lists of names, and from what stands around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from legal.lexicon.cues import Cue
from legal.lexicon.lists import wordlist
from legal.lexicon.names import first_names, places, surnames
from legal.lexicon.words import familiarity
from legal.reading import NONE, PARAGRAPH, SENTENCE, Reading
from legal.scorecard import Points, Remembered, names_of, scorecard
from legal.terms import Channel, GuardContext, Label, Speaker

_NUMERIC = int(Cue.DIGITS | Cue.NUMBER_WORD)
_NAME = int(Cue.NAME)
_PARTICLES = wordlist("proper_names.particles")
_LINKS = wordlist("proper_names.links")
_INSIDE = wordlist("proper_names.inside")
_TITLES = wordlist("proper_names.titles")
_HONORIFICS = wordlist("proper_names.honorifics")
# Words that have a capital because a sentence begins with them.
_STARTERS = wordlist("proper_names.starters")
_GAPS = frozenset((" ", ". ", ".", "-", " - ", "'", " '", "&", " & ", " + ", "+"))
_FORMS = frozenset(["nv", "bv", "cv", "ua", "bl"])
_MOST_WORDS = 9
_FILE = Path(__file__).parent / "lexicon" / "public_names.txt"


@dataclass(frozen=True, slots=True)
class ProperName:
    """A name: its first and last word, of what kind it is, and how many points it has above the bar."""

    first: int
    last: int
    label: Label
    points: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row of words with capitals that may be a name, with what counts for it."""

    first: int
    last: int
    capitals: tuple[int, ...]
    facts: tuple[tuple[str, str], ...]


_PERSON_BAR, _ORGANISATION_BAR = -1.0, -1.0


def named(read: Reading, context: GuardContext) -> Reading:
    """Find the names of a text: fills `names`, and sets the cue NAME on every word of one."""
    judged = [*_judged(read, context), *_small(read)]
    read.names = tuple(_joined(read, sorted(judged, key=lambda name: name.first)))
    for name in read.names:
        for word in range(name.first, name.last + 1):
            read.cues[word] |= _NAME
    return read


def column(context: GuardContext) -> str:
    """In what sort of text: a party's, an answer of the municipality, minutes."""
    if context.channel is Channel.MINUTES:
        return "minutes"
    return "answer" if context.channel is Channel.ANSWER or context.speaker is Speaker.MUNICIPALITY else "party"


def _judged(read: Reading, context: GuardContext) -> Iterator[ProperName]:
    sort = column(context)
    rows = [(one, _titled(read, one, score(sort, read, one))) for one in candidates(read)]
    ends = {one.first: points for one, points in rows}
    for one, points in rows:
        # "Stimulans en Actief Thuis": what is named in one breath with an organisation is likely one too.
        beside = ends.get(one.last + 2) if one.last + 2 < len(read.words) and read.words[one.last + 1] == "en" else None
        person, organisation = points.real - _PERSON_BAR, points.imag - _ORGANISATION_BAR
        if beside is not None and beside.imag - _ORGANISATION_BAR > 0:
            organisation += _IN_ONE_BREATH
        if person > 0 or organisation > 0:
            label = Label.PERSON if person > organisation else Label.ORG_IDENTITY
            yield ProperName(one.first, one.last, label, max(person, organisation))


_IN_ONE_BREATH = 4.0


def _titled(read: Reading, one: Candidate, points: Points) -> Points:
    """The points, with those of a person after "mevrouw"."""
    if one.first and read.words[one.first - 1] in _TITLED and read.folded[read.end(one.first - 1) : read.at[one.first]] in (" ", ". "):
        return complex(max(points.real, _PERSON_BAR + 1.0), points.imag)
    return points


def score(sort: str, read: Reading, one: Candidate) -> Points:
    """The points of a candidate for being the name of a person, and of an organisation."""
    table = scorecard("names").table(sort)
    remembered = _inside(sort)
    total = table.base + table.of_tokens(one.facts)
    for word in one.capitals:
        total += remembered[read.words[word]]
    return total


@cache
def _inside(sort: str) -> Remembered:
    return Remembered(scorecard("names").table(sort), word_tokens)


def word_tokens(word: str) -> Iterator[tuple[str, str]]:
    """What a word tells by itself: the word, how it begins and ends, in which lists it stands."""
    yield "word", word
    yield "lists", listed(word)
    yield "familiar", familiarity(word)
    yield "familiar", f"{familiarity(word)} {listed(word)}"
    for length in (3, 4, 5):
        if len(word) > length:
            yield "begins", word[:length]
            yield "ends", word[-length:]


def listed(word: str) -> str:
    """In which lists a word stands: F(irst name), S(urname), P(lace)."""
    return ("F" if word in first_names() else "-") + ("S" if word in surnames() else "-") + ("P" if word in places() else "-")


def candidates(read: Reading) -> Iterator[Candidate]:
    """Every row of words with a capital, the longest that hang together."""
    text, at = read.text, read.at
    capital = [word for word in read.capitals if not _is_code(read, word)]
    done = -1
    for word in capital:
        if word <= done:
            continue
        last = _row(read, word)
        done = last
        while word < last and _leads(read, word):
            word += 1
            while word < last and not text[at[word]].isupper():
                word += 1
        capitals = tuple(one for one in range(word, last + 1) if text[at[one]].isupper())
        if (word < last or not _leads(read, word)) and not _public(read, word, last) and not _in_link(read, word):
            yield Candidate(word, last, capitals, tuple(_facts(read, word, last, capitals)))


def _in_link(read: Reading, word: int) -> bool:
    """Whether a word is part of a web address; the address itself is judged elsewhere."""
    start = read.at[word]
    return read.folded[start - 1 : start] in "/_-=" and start > 0 and bool(_LINK.search(read.folded, max(0, start - 120), start))


_LINK = re.compile(r"(?:://|www\.|\.(?:nl|com|org|io|eu)/)\S*$")


def _is_code(read: Reading, word: int) -> bool:
    """Capitals that touch a digit are part of a number: NL20, B01, WMO2015."""
    start, end = read.at[word], read.end(word)
    return end - start <= 4 and (read.folded[end : end + 1].isdecimal() or read.folded[start - 1 : start].isdecimal())


def _leads(read: Reading, word: int) -> bool:
    """Whether a word has its capital from the sentence, or is a title: no part of the name after it."""
    text = read.words[word]
    if text in _HONORIFICS and word + 1 < len(read.words) and read.folded[read.end(word) : read.at[word + 1]] in (" ", ". "):
        return True
    begins = word == 0 or read.breaks[word] >= SENTENCE or read.folded[read.at[word] - 1] in "\"'(:-*>"
    if begins and text in _STARTERS:
        return True
    if not begins or word + 1 == len(read.words) or read.folded[read.end(word) : read.at[word + 1]] not in (" ", " '"):
        return False
    # "Beleidsadviseur Lotte Kamphuis": what stands before a first name and is none itself, is a title.
    title = text not in first_names() and text not in surnames() and len(text) > 4 and read.words[word + 1] in first_names()
    return title and read.words[word + 1] not in _ambiguous()


def _row(read: Reading, word: int) -> int:
    """The last word of the row that begins at `word`."""
    last = word
    while last + 1 < len(read.words) and last - word < _MOST_WORDS:
        gap = read.folded[read.end(last) : read.at[last + 1]]
        if gap == ". " and read.words[last + 1] in _STARTERS and (read.words[last + 1] not in surnames() or read.folded[read.at[last] - 1] in "&-"):
            break
        if gap not in _GAPS or (gap == ". " and (len(read.words[last]) > 2 or read.words[last] in _FORMS) and read.words[last] not in _TITLES):
            break
        if read.text[read.at[last + 1]].isupper():
            if _is_code(read, last + 1):
                break
            last += 1
            continue
        if read.words[last + 1] == "van" and _is_whole(read, word, last) and _opens(read, last + 2):
            break
        ahead = last + 1
        while ahead < len(read.words) and ahead - last <= 3 and read.words[ahead] in _PARTICLES and (ahead == last + 1 or _close(read, ahead)):
            ahead += 1
        if not (last + 1 < ahead < len(read.words) and read.text[read.at[ahead]].isupper() and _close(read, ahead)):
            break
        last = ahead
    return last


def _is_whole(read: Reading, first: int, last: int) -> bool:
    """Whether a row is a first name with a surname, or one first name: then "van" begins something else."""
    initials = len(read.words[first]) == 1 and any(len(read.words[word]) > 1 for word in range(first, last + 1))
    return read.words[first] in first_names() or initials


def _opens(read: Reading, word: int) -> bool:
    """Whether a name of an organisation may begin here: "van De Opstapper", "van Rijnsingel Zorg", not "van Dijk"."""
    if word + 1 > len(read.words) or not read.text[read.at[word]].isupper():
        return False
    if read.words[word] in ("de", "het", "t", "stichting"):
        return True
    more = word + 1 < len(read.words) and read.folded[read.end(word) : read.at[word + 1]] == " " and read.text[read.at[word + 1]].isupper()
    return more or read.words[word] not in surnames()


def _close(read: Reading, word: int) -> bool:
    return read.folded[read.end(word - 1) : read.at[word]] in (" ", "-", "'", " '", ".", ". ")


def _facts(read: Reading, first: int, last: int, capitals: Sequence[int]) -> Iterator[tuple[str, str]]:
    """What counts besides the words themselves: how many, initials, where it stands, and its neighbours."""
    words, text = read.words, read.text
    begins = first == 0 or read.breaks[first] >= SENTENCE
    count = str(min(len(capitals), 4))
    yield "count", count
    yield "begins sentence", f"{begins} {count}"
    if first == 0 or read.breaks[first] >= PARAGRAPH:
        yield "place", "begins paragraph"
    whole = [word for word in capitals if len(words[word]) > 1]
    if whole and all(text[read.at[word] : read.end(word)].isupper() for word in whole):
        yield "form", "all capitals"
        yield "form", f"all capitals {min(len(words[whole[0]]), 6)} {len(whole) == 1}"
    initials = len(capitals) - len(whole)
    if initials:
        yield "initials", str(min(initials, 3))
        yield "initials", f"last {len(words[last]) == 1}"
    if any(words[word] in _PARTICLES for word in range(first, last + 1)):
        yield "form", "particle"
    kinds = [listed(words[word]) for word in whole[:3]]
    yield "all lists", "/".join(kinds)
    familiar = [familiarity(words[word]) for word in whole[:3]]
    yield "all familiar", "/".join(familiar)
    yield "all familiar", f"{'/'.join(familiar[:2])} {begins}"
    if kinds:
        yield "first list", kinds[0]
        yield "first list", f"{kinds[0]} {begins}"
        yield "last list", kinds[-1]
    name = read.folded[read.at[first] : read.end(last)]
    if name in places():
        yield "form", "place"
    if any("a" <= text[at - 1] <= "z" and text[at].isupper() for word in whole for at in range(read.at[word] + 1, read.end(word))):
        yield "form", "camel"
    yield "first word", words[first]
    yield "last word", words[last]
    for word in capitals:
        yield from (("inside", f"#{kind}") for kind in names_of(read.cues[word]))
    yield from _neighbours(read, first, last)
    yield from _marks(read, first, last)


def _neighbours(read: Reading, first: int, last: int) -> Iterator[tuple[str, str]]:
    start, stop = read.sentence(first)
    for distance in (1, 2, 3):
        yield from _neighbour(read, first - distance, first - distance >= start, f"left {distance}", "left", "^")
        yield from _neighbour(read, last + distance, last + distance < stop, f"right {distance}", "right", "$")
    if first - 2 >= start:
        yield "left pair", f"{read.words[first - 2]} {read.words[first - 1]}"
    if last + 2 < stop:
        yield "right pair", f"{read.words[last + 1]} {read.words[last + 2]}"


def _neighbour(read: Reading, word: int, there: bool, role: str, side: str, none: str) -> Iterator[tuple[str, str]]:
    if not there:
        yield role, none
        return
    token = "#" if read.cues[word] & _NUMERIC else read.words[word]
    yield role, token
    yield side, token
    yield from ((role, f"#{kind}") for kind in names_of(read.cues[word]))


def _marks(read: Reading, first: int, last: int) -> Iterator[tuple[str, str]]:
    """Line ends, brackets and other marks on either side, and names close by."""
    lead = read.folded[max(0, read.at[first] - 3) : read.at[first]]
    tail = read.folded[read.end(last) : read.end(last) + 3]
    yield "mark before", _mark(lead.strip()[-1:])
    yield "mark after", _mark(tail.strip()[:1]) if tail.strip() else "$"
    above, below = "\n" in lead or first == 0, "\n" in tail or not tail
    if above or below:
        yield "line", f"{above} {below}"
    after, before = last + 1, first - 1
    if after + 1 < len(read.words) and read.words[after] in _LINKS and read.text[read.at[after + 1]].isupper():
        yield "linked right", read.words[after]
    if before - 1 >= 0 and read.words[before] in _LINKS and read.text[read.at[before - 1]].isupper():
        yield "linked left", read.words[before]
    if after < len(read.words) and read.text[read.at[after]].isupper() and read.breaks[after] not in (NONE, PARAGRAPH):
        yield "listed right", "yes"
    if before >= 0 and read.text[read.at[before]].isupper() and read.breaks[first] not in (NONE, PARAGRAPH):
        yield "listed left", "yes"


def _mark(char: str) -> str:
    return char if char and not char.isalnum() else "word"


_SIGN_OFFS = wordlist("proper_names.sign_offs")
_TITLED = wordlist("proper_names.titled")
_INTRODUCES = wordlist("proper_names.introduces")
_NO_NAMES = wordlist("proper_names.no_names")
_ORGANISATION_NOUNS = wordlist("proper_names.organisation_nouns")


def _small(read: Reading) -> Iterator[ProperName]:
    """Names written small: first names that are no other word, and what follows a greeting, a title or "stichting de"."""
    words = read.vocabulary
    clear = words & _clear_first_names()
    if clear:
        for word, text in enumerate(read.words):
            if text in clear and not read.text[read.at[word]].isupper() and not _in_address(read, word):
                yield ProperName(_initials_before(read, word), _surname_after(read, word), Label.PERSON, 1.0)
    if words & _SIGN_OFFS or words & _INTRODUCES:
        yield from _after_greeting(read)
    if words & _ORGANISATION_NOUNS:
        yield from _small_organisations(read)


def _in_address(read: Reading, word: int) -> bool:
    """Part of an e-mail address or a site."""
    before, after = read.folded[read.at[word] - 1 : read.at[word]], read.folded[read.end(word) : read.end(word) + 1]
    return before in ("@", "/", "_", "-") or after in ("@", "_", "/") or (after == "." and read.folded[read.end(word) + 1 : read.end(word) + 2].isalnum())


def _initials_before(read: Reading, word: int) -> int:
    first = word
    while first > 0 and len(read.words[first - 1]) == 1 and read.words[first - 1].isalpha() and read.folded[read.end(first - 1) : read.at[first]] in (". ", "."):
        first -= 1
    return first


def _surname_after(read: Reading, word: int) -> int:
    """The last word of a small name: "anouk vd berg", "jolanda van dijken", "henk-jan"."""
    last = word
    while last + 1 < len(read.words) and last - word < 5:
        gap = read.folded[read.end(last) : read.at[last + 1]]
        text = read.words[last + 1]
        if gap == "-" and (text in first_names() or text in surnames()):
            last += 1
            continue
        ahead = last + 1
        while ahead < len(read.words) and ahead - last <= 3 and read.words[ahead] in _SMALL_PARTICLES and read.folded[read.end(ahead - 1) : read.at[ahead]] in (" ", ".", ". ", "'", " '"):
            ahead += 1
        known = ahead < len(read.words) and read.words[ahead] in surnames() and read.folded[read.end(ahead - 1) : read.at[ahead]] in (" ", ".", ". ", "'", " '")
        if known and (ahead > last + 1 or (len(read.words[ahead]) > 3 and read.words[ahead] not in _ambiguous_surnames())):
            return ahead
        break
    return last


_SMALL_PARTICLES = wordlist("proper_names.small_particles")


def _after_greeting(read: Reading) -> Iterator[ProperName]:
    """One to four small words after "groetjes" at the end of a line, or after "mevrouw"."""
    for word, text in enumerate(read.words[:-1]):
        sign = text in _SIGN_OFFS
        if not sign and text not in _INTRODUCES:
            continue
        first = word + 1
        if read.text[read.at[first]].isupper() or read.words[first] in _NO_NAMES or read.cues[first] & _NUMERIC or read.folded[read.end(word) : read.at[first]].strip(" ,.:\n") != "":
            continue
        last = first
        while last + 1 < len(read.words) and last - first < 4 and read.folded[read.end(last) : read.at[last + 1]] in (" ", ". ", ".", "-") and not (sign and read.words[last + 1] in ("van", "uit", "namens") and read.words[last] in first_names()):
            if not sign and not (read.words[last] in _SMALL_PARTICLES or len(read.words[last]) == 1 or (read.words[last + 1] in surnames() and read.words[last + 1] not in _ambiguous_surnames())):
                break
            last += 1
        ends = last + 1 == len(read.words) or read.breaks[last + 1] > NONE or read.words[last + 1] in ("van", "uit", "namens")
        if sign and (not ends or last - first > 3 or read.folded[read.end(last) : read.end(last) + 1] == "?"):
            continue
        known = read.words[last] in surnames() and read.words[last] not in _ambiguous_surnames() and text not in ("notulist", "notuliste", "contactpersoon", "collega", "mr")
        if not sign and not (known or (len(read.words[first]) == 1 and last > first) or read.words[first] in _clear_first_names()):
            continue
        while sign and last > first and read.words[last] in _NO_NAMES:
            last -= 1
        yield ProperName(first, last, Label.PERSON, 1.0)


def _small_organisations(read: Reading) -> Iterator[ProperName]:
    """"stichting it griene hiem", "gezinshuis de wilgenhut"; with an article, or after "namens" or "wij zijn"."""
    for word, text in enumerate(read.words[:-1]):
        if text not in _ORGANISATION_NOUNS or read.folded[read.end(word) : read.at[word + 1]] != " ":
            continue
        next_word = read.words[word + 1]
        if read.text[read.at[word + 1]].isupper():
            continue
        article = next_word in ("de", "het", "t", "it", "ter", "ten")
        cued = word > 0 and read.words[word - 1] in ("namens", "hier", "zijn", "vanuit", "heten", "mag")
        last = word + 2 if article else word + 1
        if (article or (cued and next_word not in _NO_NAMES)) and last < len(read.words) and not read.breaks[last] and len(read.words[last]) > 3 and not read.cues[last] & _COMMON:
            if article and word > 0 and read.words[word - 1] in ("de", "een", "het", "onze", "uw", "deze", "die", "elke"):
                continue
            more = last + 1 < len(read.words) and not read.breaks[last + 1] and len(read.words[last + 1]) > 4 and not read.cues[last + 1] and read.words[last + 1] not in _STARTERS and read.words[last] in ("bonte", "groene", "kleine", "grote", "oude", "witte", "gouden", "griene")
            yield ProperName(word, last + 1 if more else last, Label.ORG_IDENTITY, 0.5)


_COMMON = int(Cue.MUNICIPALITY | Cue.LAW | Cue.DOCUMENT | Cue.NORM | Cue.PROCEDURE | Cue.TARIFF | Cue.COST | Cue.CLIENT | Cue.STAFF)


@cache
def _clear_first_names() -> frozenset[str]:
    return frozenset(name for name in first_names() if len(name) > 2 and name not in _ambiguous())


@cache
def _ambiguous() -> frozenset[str]:
    lines = (_FILE.parent / "ambiguous_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def _ambiguous_surnames() -> frozenset[str]:
    """Surnames that are ordinary words: a small one after a first name may be just that word."""
    return _ambiguous() | frozenset(
        ["bakker", "boer", "kok", "visser", "smit", "mulder", "meijer", "groot", "klein", "jong", "lang", "kort", "wit", "zwart", "bruin", "vos", "haan", "kramer", "kuiper", "slager", "wagen", "berg", "dijk", "bos", "meer", "water", "brug", "hof", "kamp", "zee", "land", "stad", "huis", "vraag", "heeft", "vriend", "goed", "heel", "veel", "best", "recht", "dag", "week", "uit", "over", "onder", "boven", "krijgt", "komt", "gaat", "weet", "belt", "werkt", "heeft", "wil", "kan", "is", "was", "van", "zegt", "stelt", "hier", "daar", "ook"]
    )


def _joined(read: Reading, found: list[ProperName]) -> Iterator[ProperName]:
    """Names in parts become one: "Ruimte voor Groei"; a capital word that hangs on an organisation goes along."""
    at = 0
    while at < len(found):
        name = found[at]
        while at + 1 < len(found) and found[at + 1].label is name.label is Label.ORG_IDENTITY and _linked(read, name.last, found[at + 1].first):
            name = ProperName(name.first, found[at + 1].last, name.label, max(name.points, found[at + 1].points))
            at += 1
        at += 1
        yield _stretched(read, name) if name.label is Label.ORG_IDENTITY else name


def _linked(read: Reading, last: int, first: int) -> bool:
    between = read.words[last + 1 : first]
    return 0 < len(between) <= 2 and all(word in _INSIDE or word in ("de", "het", "en") for word in between) and between != ["en"] and not any(read.breaks[last + 1 : first + 1])


def _stretched(read: Reading, name: ProperName) -> ProperName:
    """With the capital words that a small word ties to it, unless they are a place."""
    first, last = name.first, name.last
    if first >= 2 and read.words[first - 1] in _INSIDE and not read.breaks[first] and not read.breaks[first - 1] and read.text[read.at[first - 2]].isupper():
        begins = first - 2 == 0 or read.breaks[first - 2] >= SENTENCE
        if read.words[first - 2] not in _STARTERS and (read.words[first - 1] in ("voor", "zonder") or (not begins and read.words[first - 1] in ("in", "op"))):
            first -= 2
    if last + 2 < len(read.words) and read.words[last + 1] in ("voor", "zonder", "naar", "met") and not read.breaks[last + 1] and not read.breaks[last + 2] and read.text[read.at[last + 2]].isupper():
        if read.words[last + 2] not in places() and not _public(read, last + 2, last + 2):
            last += 2
    return replace(name, first=first, last=last)


@cache
def _public_names() -> frozenset[str]:
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(re.sub(r"[^\w]+", " ", line).strip() for line in lines if line and not line.startswith("#"))


def _public(read: Reading, first: int, last: int) -> bool:
    """Whether this is a name of everybody, in whole ("VNG", "Hoge Raad")."""
    return " ".join(read.words[first : last + 1]) in _public_names()
