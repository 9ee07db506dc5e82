"""Where somebody lives or works: street and number, postcode and number, post box (rule 42)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from legal.lexicon.lists import wordlist
from legal.lexicon.names import places
from legal.lexicon.number_words import value
from legal.reading import NONE, SENTENCE, Reading
from legal.terms import Certainty, Finding, Ground, GuardContext, Label, Rule, Sensitivity

ADDRESS = Rule(
    "people.address", "1", Label.ADDRESS, Sensitivity.PERSONAL_DATA, Ground.AVG,
    "Dit is een adres. Daaraan is een persoon of een organisatie te herkennen.",
)  # fmt: skip
RULES = (ADDRESS,)

_SURE = (
    "straat", "straatje", "laan", "laantje", "weg", "plein", "kade", "gracht", "dijk", "dijkje", "singel", "dreef", "steeg", "plantsoen", "akker", "brink",
    "pad", "allee", "boulevard", "esplanade", "stationsplein",
)  # fmt: skip
_LIKELY = (
    "haven", "hof", "park", "markt", "wal", "baan", "erf", "veld", "hoek", "kamp", "weide", "oord", "poort", "zoom", "heide", "berg", "dam", "borg",
    "stede", "werf", "dal", "es", "esch", "enk", "eng", "burg", "vaart", "diep", "sluis", "hoeve", "donk", "wijk", "gang", "kwartier", "gaarde", "kant",
    "makerij", "molen", "bos", "str", "ring", "made", "kaai", "horst", "beek", "rade", "straatweg", "loo", "kolk", "bergen", "duin", "linden", "bes",
)  # fmt: skip
# Words that end like a street and are none.
_NO_STREETS = wordlist("addresses.no_streets")
_STREET_ALONE = wordlist("addresses.street_alone")
_ADJECTIVES = wordlist("addresses.adjectives")
_HOUSE = re.compile(
    r"(?:(?:nr|no)\.?\s?|nummer\s)?\d{1,4}(?:\s?[-/]?\s?(?:i{1,3}|hs|bis|[a-h])(?![^\W_])|[-/]\d{1,3}(?!\d))?(?:\s(?:boven|rood|zwart|bus\s?\d{1,3}))?"
    r"(?:\s?(?:-|t/m)\s?\d{1,4}(?![\d:.,]))?"
)
_NO_HOUSE = re.compile(r"[.,:]\d|\d|[^\W_]|\s?(?:%|procent|euro|€|uur(?!\w)|fte|jaar|maand|weken|dagen|plaatsen|clienten|punten|x\s)")
_POSTCODE = r"[1-9]\d\s?\d\d\s?[a-z]{2}(?![^\W_])"
_POSTCODE_HOUSE = re.compile(
    rf"{_POSTCODE}[\s,]{{0,2}}(?:/\s?)?(?:nr\.?\s?|nummer\s|no\.?\s?|huisnr\.?\s?|huisnummer\s)?\d{{1,4}}(?:\s?-?\s?[a-z](?![^\W_]))?(?![\d%€:])"
)
_AFTER = re.compile(rf"(?:[\s,|;]{{1,4}}|\sin\s|\ste\s)(?P<code>{_POSTCODE})?(?:[\s,]{{0,3}}(?:(?:te|in)\s)?)?")
_CUE = re.compile(r"(?:adres(?:sen)?|ophaaladres|bezoekadres|woon(?:t|adres)|thuisadres|gevestigd|pand|locatie|bezichtiging|wonend|wonen|huis)\W{1,3}(?:(?:aan|op|te|in|is|de|het)\s){0,3}$")
_ON = re.compile(r"(?:^|[\s(])(?:aan|op|te|naar|bij|rond|van|vanaf)\s(?:de |het |een )?$")
_POSTBUS = re.compile(r"(?<![^\W_])postbus\s\d{1,5}(?!\d)")
_NUMBER_OF = re.compile(r"(?:nr\.?|nummer)\s(\d{1,4}[a-z]?|[a-z]+)\s(?:van|aan|in|op)\s(?:de|het)\s([a-z\-]{4,30})(?![^\W_])")


def detect(read: Reading, context: GuardContext) -> Iterator[Finding]:
    """Addresses (AVG, rule 42); a postcode or a street alone is none."""
    last = -1
    for word in read.numeric:
        if read.at[word] < last:
            continue
        place = _postcode(read, word) or _street(read, word)
        if place:
            start, end, certainty = place
            last = end
            yield ADDRESS.at(read.span(start, end), certainty)
    if "postbus" in read.folded:
        for found in _POSTBUS.finditer(read.folded):
            yield ADDRESS.at(read.span(found.start(), _with_place(read, found.end())))
    if " van de " in read.folded or " aan de " in read.folded:
        for found in _NUMBER_OF.finditer(read.folded):
            if found[2].endswith(_SURE + _LIKELY) and (found[1][0].isdecimal() or value(found[1]) is not None):
                yield ADDRESS.at(read.span(found.start(), _with_place(read, found.end())))


def _postcode(read: Reading, word: int) -> tuple[int, int, Certainty] | None:
    start = read.at[word]
    if start and read.folded[start - 1].isalnum():
        return None
    found = _POSTCODE_HOUSE.match(read.folded, start)
    if not found:
        return None
    letters = re.search(r"[A-Za-z]{2}", read.text[start : found.end()])
    capitals = bool(letters and letters[0].isupper())
    cued = bool(_CUE.search(read.folded[max(0, start - 30) : start])) or "adres" in read.folded[max(0, start - 20) : start]
    return (start, found.end(), Certainty.HIGH) if capitals or cued else None


def _street(read: Reading, word: int) -> tuple[int, int, Certainty] | None:
    """Street and house number, where the number is the word `word`."""
    if not word:
        return None
    if len(read.words[word]) > 4 and read.words[word].isdecimal():
        return None
    house = _HOUSE.match(read.folded, read.at[word])
    spelled = None if house else value(read.words[word])
    before = word - 1
    if house and read.words[before] in ("nr", "nummer", "no", "huisnummer"):
        before -= 1
    if before < 0 or (read.breaks[word] >= SENTENCE and read.folded[read.end(before)] != "."):
        return None
    end = house.end() if house else read.end(word)
    if (house is None and spelled is None) or not _may_be_house(read, word, end):
        return None
    gap = read.folded[read.end(before) : read.at[before + 1]]
    street = read.words[before]
    capital = read.text[read.at[before]].isupper()
    if gap not in (" ", ". ", ".", " - ", ", ") or not (capital or street.endswith(_SURE + _LIKELY) or read.words[before - 1] in _ADJECTIVES):
        return None
    with_place = _with_place(read, end)
    first = _first(read, before)
    lead = read.folded[max(0, read.at[first] - 30) : read.at[first]]
    strong = street.endswith(_SURE) and len(street) > 4 and street not in _NO_STREETS
    capital = capital and (first < before or not _begins(read, before))
    likely = street.endswith(_LIKELY) or street in _STREET_ALONE or first < before
    year = bool(re.fullmatch(r"(?:19|20)\d\d", read.words[word]))
    if house is None and not (strong and capital):
        return None
    if (year or read.words[before].isdecimal()) and not strong:
        return None
    cued = not _HOUSING.isdisjoint(read.words)
    if cued and capital and gap == " " and not year and street not in _NOT_BEFORE and not read.cues[before] and len(street) > 4 and re.match(r"(?:[,.;)\s]|$)", read.folded[end : end + 1] or " "):
        if (likely or _ON.search(lead) or re.search(r"(?:heer|mevrouw|familie)\s\w+,\s$", lead)) and not re.match(r"\s[a-z]", read.folded[end : end + 2]):
            return read.at[first], with_place, Certainty.DOUBT
        if _ON.search(lead):
            return read.at[first], with_place, Certainty.DOUBT
    two = first == before and before > 0 and read.words[before - 1] in _ADJECTIVES and not capital
    if two and not year and with_place > end and len(street) > 3:
        return read.at[before - 1], with_place, Certainty.DOUBT
    compound = likely and len(street) > 6 and street not in _STREET_ALONE
    if capital and compound and not year and house and house.end() - house.start() <= 6:
        return read.at[first], with_place, Certainty.HIGH
    if (strong and not year) or (capital and likely and (with_place > end or _ON.search(lead) or _CUE.search(lead))):
        return read.at[first], with_place, Certainty.HIGH
    if capital and with_place > end and gap == " " and read.words[before] not in _NOT_BEFORE:
        return read.at[first], with_place, Certainty.HIGH
    if (_CUE.search(lead) or _ON.search(lead)) and likely and len(street) > 5 and (capital or _CUE.search(lead)):
        return read.at[first], with_place, Certainty.DOUBT
    return None


_HOUSING = wordlist("addresses.housing")
_NOT_BEFORE = wordlist("addresses.not_before")


def _may_be_house(read: Reading, word: int, end: int) -> bool:
    return not _NO_HOUSE.match(read.folded, end) and read.folded[read.at[word] - 1] not in "€.,-/"


def _begins(read: Reading, word: int) -> bool:
    return word == 0 or read.breaks[word] >= SENTENCE


def _first(read: Reading, word: int) -> int:
    """The first word of a street name: "Prof. Ornsteinlaan", "Oude Vlissingseweg", "v.d. Duynstraat"."""
    first = word
    while first > 0 and word - first < 4 and read.folded[read.end(first - 1) : read.at[first]] in (" ", ". ", ".", "-"):
        text = read.words[first - 1]
        capital = read.text[read.at[first - 1]].isupper()
        if read.folded[read.end(first - 1) : read.at[first]] == ". " and len(text) > 5:
            break
        prefix = text in ("van", "den", "der", "ten", "ter", "v", "d", "vd") and first - 1 > 0
        if text in ("voor", "achter") and _begins(read, first - 1):
            break
        if not ((text in _ADJECTIVES and (capital or prefix)) or (capital and first - 1 > 0 and text not in _LEADS and not _begins(read, first - 1))):
            break
        first -= 1
    while first < word and read.words[first] in ("van", "de", "het", "der", "den", "voor") and not read.text[read.at[first]].isupper():
        first += 1
    return first


_LEADS = wordlist("addresses.leads")


def _with_place(read: Reading, end: int) -> int:
    """The end of an address with its postcode and town, also over a line break."""
    after = _AFTER.match(read.folded, end)
    if not after:
        return end
    stop = read.end(read.word_at(after.end("code")) - 1) if after["code"] else end
    word = read.word_at(after.end())
    known = places()
    for count in (4, 3, 2, 1):
        last = word + count - 1
        if last >= len(read.words) or read.at[word] - after.end() > 3:
            continue
        if any(read.breaks[at] > NONE for at in range(word + 1, last + 1)):
            continue
        name = read.folded[read.at[word] : read.end(last)]
        capital = read.text[read.at[word]].isupper()
        if (name in known and (capital or (len(name) > 2 and name not in _COMMON_PLACES and after["code"] is None))) or (after["code"] and capital and count == 1):
            return read.end(last)
    return max(stop, end)


_COMMON_PLACES = wordlist("addresses.common_places")
