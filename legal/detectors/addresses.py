"""Where somebody lives or works: street and number, postcode and number, post box (rule 42)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from legal.houses import points_of
from legal.lexicon.lists import wordlist
from legal.lexicon.names import places
from legal.lexicon.number_words import value
from legal.reading import NONE, Reading
from legal.streets import ADJECTIVES, ALONE, ENDINGS, Street, street_before
from legal.terms import Certainty, Finding, Ground, GuardContext, Label, Rule, Sensitivity

ADDRESS = Rule(
    "people.address", "1", Label.ADDRESS, Sensitivity.PERSONAL_DATA, Ground.AVG,
    "Dit is een adres. Daaraan is een persoon of een organisatie te herkennen.",
)  # fmt: skip
RULES = (ADDRESS,)

# A text with one of these speaks of a house: a capital and a number are enough.
_HOUSING = wordlist("addresses.housing")
# A number after these says which one: "Perceel 3".
_NOT_BEFORE = wordlist("addresses.not_before")
# Towns whose name is a common word; they need a capital.
_COMMON_PLACES = wordlist("addresses.common_places")

_POSTCODE = r"[1-9]\d\s?\d\d\s?[a-z]{2}(?![^\W_])"  # 7411 KT, 74 11kt
_CODE = re.compile(rf"(?<!\d){_POSTCODE}")
_POSTCODE_AND_HOUSE = re.compile(
    rf"""
    {_POSTCODE}[\s,]{{0,2}}(?:/\s?)?
    (?:nr\.?\s?|nummer\s|no\.?\s?|huisnr\.?\s?|huisnummer\s)?
    \d{{1,4}}(?:\s?-?\s?[a-z](?![^\W_]))?(?![\d%€:])    # 12, 12 a
    """,
    re.VERBOSE,
)
# In small letters without any word about an address: only with the letters right behind the digits, "8064xd 33".
_LEANING = re.compile(r"[1-9]\d{3}(?!s[ads])[a-z]{2}\s\d{1,4}(?!\d)")
# From a house number to its town: ", 7411 KT ", " te ".
_TO_PLACE = re.compile(rf"(?:[\s,|;]{{1,4}}|\sin\s|\ste\s)(?P<code>{_POSTCODE})?(?:[\s,]{{0,3}}(?:(?:te|in)\s)?)?")
# "te Wierdum": what follows is a town, known or not. ", derde etage": still the house.
_IN = re.compile(r"\s(?:te|in)\s")
_FLOOR = re.compile(
    r",?\s(?:\d{1,2}(?:e|de|ste|rd|nd)|begane|eerste|tweede|derde|vierde|vijfde)\s(?:etage|verdieping|grond)(?![^\W_])"
)
_CLOSING = frozenset(("", ".", ",", ")", ";", "?", "!", "|", "\n"))
_FURTHEST_PLACE, _MOST_WORDS, _SHORTEST_PLACE = 3, 4, 3
# "In het gemeentehuis, Raadhuisplein 1" is everybody's, and no secret; "naast het gemeentehuis, Kerkstraat 5" is somebody's.
_TOWN_HALL = re.compile(
    r"(?<![^\W_])(?:in|op|naar)\shet\s(?:gemeentehuis|stadhuis|stadskantoor|raadhuis|gemeentekantoor|stadsdeelkantoor|bestuurscentrum)"
    r"\W{1,3}(?:(?:aan|op|te|in|is|van|de|het)\s){0,3}$"
)
# Ends in "adres: ", "gevestigd te ", "woont op de ".
_AT_CUE = re.compile(
    r"""
    (?:adres(?:sen)?|woont|wonend?|wonen|gevestigd|pand|locatie|bezichtiging|huis)
    \W{1,3}(?:(?:aan|op|te|in|is|de|het)\s){0,3}$
    """,
    re.VERBOSE,
)
_ON = re.compile(r"(?:^|[\s(])(?:aan|op|te|naar|bij|rond|van|vanaf)\s(?:de |het |een )?$")
_AFTER_PERSON = re.compile(r"(?:heer|mevrouw|familie)\s\w+,\s$")
_LEAD, _LEAD_OF_ADDRESS, _LEAD_OF_HALL = 30, 20, 50
_POST_BOX = re.compile(r"(?<![^\W_])postbus\s\d{1,5}(?!\d)")
# "nummer 12 van de Kerkstraat"
_NUMBER_OF = re.compile(
    r"(?:nr\.?|nummer)\s(?P<number>\d{1,4}[a-z]?|[a-z]+)\s(?:van|aan|in|op)\s(?:de|het)\s(?P<street>[a-z\-]{4,30})(?![^\W_])"
)
_NUMBER_WORDS = frozenset(("nr", "nummer"))
# As few signs as the number of a house has: "12", "12 a", "12-bis".
_LONGEST_HOUSE, _LONGEST_INITIALS = 6, 3

# From how many points on a name with a number is an address, where its form does not tell.
_BAR = -1.0

Place = tuple[int, int, Certainty]
"""Where an address begins and ends in `folded`, and how sure it is one."""


def detect(read: Reading, context: GuardContext) -> Iterator[Finding]:
    """Addresses (AVG, rule 42); a postcode or a street alone is none."""
    last = -1
    housing = not _HOUSING.isdisjoint(read.vocabulary)
    # A number in words is that of a house behind a capital only, and most of them are the article "een".
    for word in [word for word in read.numeric if read.words[word].isdecimal() or read.is_capital(word - 1)]:
        if read.at[word] < last:
            continue
        place = _postcode(read, word) or _street(read, word, housing)
        if place:
            start, last, certainty = place
            if _TOWN_HALL.search(read.folded, max(0, start - _LEAD_OF_HALL), start):
                continue
            yield ADDRESS.at(read.span(start, last), certainty)
    if "postbus" in read.vocabulary:
        for found in _POST_BOX.finditer(read.folded):
            yield ADDRESS.at(read.span(found.start(), _with_place(read, found.end())))
    for found in _numbers_of(read):
        yield ADDRESS.at(read.span(found.start(), _with_place(read, found.end())))


def _numbers_of(read: Reading) -> Iterator[re.Match[str]]:
    """The house before its street: "nummer 12 van de Kerkstraat"."""
    folded = read.folded
    if read.vocabulary.isdisjoint(_NUMBER_WORDS):
        return
    for found in _NUMBER_OF.finditer(folded):
        if found["street"].endswith(ENDINGS) and (found["number"][0].isdecimal() or value(found["number"]) is not None):
            yield found


def _postcode(read: Reading, word: int) -> Place | None:
    """A postcode and a house: 7411 KT 12; in small letters only at a word such as "adres"."""
    # The digits stand in one word or in two of two; a look at their number is quicker than the expression.
    if len(read.words[word]) not in (2, 4):
        return None
    start, folded = read.at[word], read.folded
    if start and folded[start - 1].isalnum():
        return None
    found = _POSTCODE_AND_HOUSE.match(folded, start)
    if not found:
        return None
    letters = re.search(r"[A-Za-z]{2}", read.text[start : found.end()])
    if letters and letters[0].isupper():
        return start, found.end(), Certainty.HIGH
    cued = _AT_CUE.search(folded[max(0, start - _LEAD) : start]) or "adres" in folded[max(0, start - _LEAD_OF_ADDRESS) : start]
    if cued or _LEANING.match(folded, start):
        return start, found.end(), Certainty.HIGH if cued else Certainty.DOUBT
    return None


def _street(read: Reading, word: int, housing: bool) -> Place | None:
    """Street and house, where the number is the word `word`; `housing` tells of a text that speaks of a house."""
    one = street_before(read, word)
    if one is None:
        return None
    place = _by_form(read, one, word, housing)
    if place or not _may_be_house(one):
        return place
    end = _with_place(read, one.end)
    above = points_of(read, one, word, _follows(read, one.end, end)) - _BAR
    return (read.at[one.first], end, Certainty.DOUBT) if above > 0 else None


def _may_be_house(one: Street) -> bool:
    """Whether a name without the form of a street may be one all the same, by its capital; "KT", "CBS" are no names."""
    return one.capital and not one.year and len(one.text) > _LONGEST_INITIALS and one.text not in _NOT_BEFORE


def houses(read: Reading) -> Iterator[tuple[Street, int, str]]:
    """Every name that may be that of a street, its number (a word), and what follows; what the points are fitted on."""
    last = -1
    for word in read.numeric:
        postcode = _postcode(read, word)
        last = postcode[1] if postcode else last
        one = street_before(read, word) if read.at[word] >= last else None
        if one and _may_be_house(one):
            yield one, word, _follows(read, one.end, _with_place(read, one.end))


def _follows(read: Reading, house: int, end: int) -> str:
    """What follows the number of a house, up to `end`: "code", "town" or "none"."""
    if end == house:
        return "none"
    return "code" if _CODE.search(read.folded, house, end) else "town"


def _by_form(read: Reading, one: Street, word: int, housing: bool) -> Place | None:
    """What the form of the name and what stands around it say, for the number that is the word `word`."""
    digits = read.words[word].isdecimal()
    # A number in words, a year or a number before the number: only behind what is surely a street.
    if (not digits and not (one.strong and one.capital)) or ((one.year or one.text.isdecimal()) and not one.strong):
        return None
    start, end = read.at[one.first], _with_place(read, one.end)
    # A postcode behind it leaves no doubt: "Markt 3, 7411 KT Deventer".
    if digits and read.text[start].isupper() and _CODE.search(read.folded, one.end, end):
        return start, end, Certainty.HIGH
    if housing and _is_doubt(read, one):
        return start, end, Certainty.DOUBT
    # "oude loosdrecht 12, Almelo": without capital or ending, but with an adjective before it and a town behind it.
    adjective = one.first == one.word > 0 and read.words[one.word - 1] in ADJECTIVES and not one.capital
    if adjective and not one.year and end > one.end and len(one.text) > 3:
        return read.at[one.word - 1], end, Certainty.DOUBT
    if _is_sure(one, end > one.end, digits and one.end - read.at[word] <= _LONGEST_HOUSE):
        return start, end, Certainty.HIGH
    cued = _AT_CUE.search(one.lead) or (one.capital and _ON.search(one.lead))
    return (start, end, Certainty.DOUBT) if cued and one.likely and len(one.text) > 5 else None


def _is_doubt(read: Reading, one: Street) -> bool:
    """In a text about a house: any name with a capital and a number, where nothing says that it is another number."""
    if not one.capital or one.gap != " " or one.year or one.text in _NOT_BEFORE or read.cues[one.word] or len(one.text) < 5:
        return False
    after = read.folded[one.end : one.end + 2]
    if after and not (after[0] in ",.;)" or after[0].isspace()):
        return False
    if _ON.search(one.lead):
        return True
    return bool(one.likely or _AFTER_PERSON.search(one.lead)) and not re.match(r"\s[a-z]", after)


def _is_sure(one: Street, with_place: bool, short: bool) -> bool:
    """By its ending, or by its capital and the town behind it; `short` tells of a number of few signs, as houses have."""
    if one.strong and not one.year:
        return True
    if not one.capital:
        return False
    if one.likely and (with_place or _ON.search(one.lead) or _AT_CUE.search(one.lead)):
        return True
    if one.likely and short and not one.year and len(one.text) > 6 and one.text not in ALONE:
        return True
    return with_place and one.gap == " " and one.text not in _NOT_BEFORE


def _with_place(read: Reading, end: int) -> int:
    """The end of an address with its postcode and town, also over a line break."""
    floor = _FLOOR.match(read.folded, end)
    end = floor.end() if floor else end
    after = _TO_PLACE.match(read.folded, end)
    if not after:
        return end
    word = read.word_at(after.end())
    if word < len(read.words) and read.at[word] - after.end() <= _FURTHEST_PLACE and "." not in read.gaps[word]:
        town = _town_end(read, word, bool(after["code"]))
        if town:
            return town
        if _IN.match(read.folded, end) or (read.folded[end : end + 2] == ", " and _closes(read, word)):
            return _unknown_town(read, word, end)
    return max(read.end(read.word_at(after.end("code")) - 1), end) if after["code"] else end


def _town_end(read: Reading, word: int, coded: bool) -> int | None:
    """Where the town that begins at a word ends; behind a postcode any word with a capital is one."""
    known, start = places(), read.at[word]
    capital = read.text[start].isupper()
    for last in range(min(word + _MOST_WORDS, len(read.words)) - 1, word - 1, -1):
        if any(width > NONE for width in read.breaks[word + 1 : last + 1]):
            continue
        name = read.folded[start : read.end(last)]
        if name not in known:
            continue
        if capital or (len(name) >= _SHORTEST_PLACE and name not in _COMMON_PLACES and not coded):
            return _with_part(read, last)
    return _with_capitals(read, word) if coded and capital else None


def _unknown_town(read: Reading, word: int, end: int) -> int:
    """Where a town that stands in no list ends, by its capital: "te Wierdum", "in Ter Hoeve"; else the address ends before."""
    return _with_capitals(read, word) if read.is_capital(word) else end


def _closes(read: Reading, word: int) -> bool:
    """Whether a word with a capital ends what is said: ", Oudeveer."."""
    long = len(read.words[word]) > _SHORTEST_PLACE
    return long and read.is_capital(word) and read.folded[read.end(word) : read.end(word) + 1] in _CLOSING


def _with_capitals(read: Reading, word: int) -> int:
    """Where a town ends that begins at a word: one word with a capital more, or what hangs on it, is part of it."""
    if word + 1 < len(read.words) and read.gaps[word + 1] == " " and read.is_capital(word + 1):
        word += 1
    return _with_part(read, word)


def _with_part(read: Reading, last: int) -> int:
    """Where a town ends, with what hangs on its name: "Barlo-Oost"."""
    while last + 1 < len(read.words) and read.gaps[last + 1] == "-" and read.is_capital(last + 1):
        last += 1
    return read.end(last)
