"""How somebody can be reached: e-mail addresses, telephone numbers, web sites (rules 13 and 42)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from legal.dates import DAY_IN_DIGITS
from legal.digits import Group, runs
from legal.lexicon.lists import wordlist
from legal.ranges import Ranges
from legal.reading import Reading
from legal.terms import Certainty, Finding, Ground, GuardContext, Label, Rule, Sensitivity

EMAIL = Rule(
    "people.email", "2", Label.EMAIL, Sensitivity.PERSONAL_DATA, Ground.AVG,
    "Dit is een e-mailadres. Daaraan is een persoon of een organisatie te herkennen.",
)  # fmt: skip
PHONE = Rule(
    "people.phone", "1", Label.PHONE, Sensitivity.PERSONAL_DATA, Ground.AVG,
    "Dit is een telefoonnummer. Daaraan is een persoon of een organisatie te herkennen.",
)  # fmt: skip
SITE = Rule(
    "organisation.site", "1", Label.ORG_IDENTITY, Sensitivity.ASKER_IDENTITY, Ground.AW_2_57_1,
    "Dit is een webadres. Daaraan is een organisatie te herkennen.",
)  # fmt: skip
RULES = (EMAIL, PHONE, SITE)

# "@", "apenstaartje", "(at)", and "at" on its own.
_AT_SIGN = r"ap(?:en)?e?staart(?:je)?"
_AT = re.compile(rf"@|(?<![^\W_]){_AT_SIGN}(?![^\W_])|[(\[{{<]\s?(?:at|{_AT_SIGN}|a)\s?[)\]}}>]|(?<=\s)at(?=\s)")
_BARE_AT = "at"
_LOCAL = re.compile(r"[^\W_]|[.%+'_\-]")
# The longest that is valid is 64; a longer one is no reason to leave its beginning readable.
_LONGEST_LOCAL = 256
_LONGEST_LEAD, _LONGEST_HOST = 120, 320
_DOT = r"""
    (?: \. | \s\.\s | \s\.
      | \s?[(\[{<]\s?(?:punt|dot|\.)\s?[)\]}>]\s?               # "zorg (punt) nl"
      | \s?\.\s?(?=(?:nl|com|org|eu|net|be)(?![^\W_]))          # "zorg. nl"
      | (?P<spoken>\s(?:punt|dot)\s) )                          # "zorg punt nl"
"""
_HOST = re.compile(rf"\s{{0,2}}(?:[\w\-]{{1,63}}(?:\sstreepje\s\w{{1,40}})?{_DOT}){{1,6}}[^\W\d_]{{2,24}}(?![^\W_])", re.VERBOSE)
# "jan punt de streepje wit " and "jan . wit " before the "@".
_SPOKEN_LOCAL = re.compile(r"(?:[\w.\-]{1,40}\s(?:punt|streepje|underscore)\s){1,4}[\w.\-]{1,40}\s?$")
_SPACED_LOCAL = re.compile(r"(?<![^\s(<\[:;,])[\w\-]{1,20}\s\.\s[\w\-]{1,40}\s?$")

_ENDINGS = wordlist("contacts.endings")
_ENDING = rf"(?:{'|'.join(sorted(_ENDINGS))})"
_LEADS_SITE = re.compile(rf"\.{_ENDING}(?![^\W_])")
_SITE = re.compile(
    rf"""
    (?<![^\W_@.\-])(?:https?://|www\.)?
    (?P<host>(?:[a-z0-9](?:[a-z0-9\-]{{0,40}}[a-z0-9])?\.){{1,4}}{_ENDING})(?![^\W_]|[.\-][a-z0-9])
    (?:/[^\s<>\"')\]]{{0,300}})?
    """,
    re.VERBOSE,
)
# "www punt zorgwolk punt nl"
_SPOKEN_DOTS = frozenset(("punt", "dot"))
_SPOKEN_ENDINGS = frozenset(("nl", "com", "org", "eu", "net"))
_SPOKEN_SITE = re.compile(
    r"(?<![^\W_])(?:www\s(?:punt|dot|\.)\s)?[a-z0-9\-]{3,40}\s(?:punt|dot)\s(?:nl|com|org|eu|net)(?![^\W_])"
)
# "@zorgwolk", "facebook.com/zorgwolk", "linkedin.com/company/zorg-wolk"
_HANDLE = re.compile(
    r"""
    (?:(?<![\w./])|(?:facebook|instagram|linkedin)\.com/(?:company/|in/)?)
    (?P<handle>
        @(?!gemeente|regio)[a-z0-9_]{4,30}
      | (?<=(?:book|gram|edin)\.com/)[a-z0-9_.\-]{3,40}
      | (?<=\.com/in/)[a-z0-9_.\-]{3,40}
      | (?<=company/)[a-z0-9_.\-]{3,40} )
    (?![\w@]|\.\w)
    """,
    re.VERBOSE,
)
# No e-mail address has it.
_LEADS_HANDLE = re.compile(r"@(?<![\w./]@)")
_HANDLE_SITES = ("facebook.com/", "instagram.com/", "linkedin.com/")
# Sites of everybody name no provider: known ones by their domain, governments by a part of it.
_PUBLIC_SITES = wordlist("contacts.public_sites")
_PUBLIC_ENDINGS = frozenset(("nl", "com", "org", "eu", "net"))
_PUBLIC_PARTS = ("overheid", "logius", "geonovum", ".gov")
# At the beginning only: "zorgvoorgemeenten.nl" is a provider's.
_PUBLIC_BEGINNINGS = ("gemeente", "zorgkantoor", "samenwerkingsverband", "provincie")

_PHONE_CUES = wordlist("contacts.phone_cues")
_DATE_LIKE = re.compile(DAY_IN_DIGITS)
# "0, 85144000" is a list of codes; "08-14 juni" and the time after it is a planning.
_NO_PHONE = re.compile(r"^0[,\s]|\n|[\[\]]")
_COUNTRY_SIGN = re.compile(r"(?:\+|\(|00)\s?\(?$")
# An amount, or the rest of a longer number.
_GOES_BEFORE = re.compile(r"(?:€\s?|\d[-.,/])$")
_SHORTEST_PHONE, _DUTCH_PHONE, _LONGEST_PHONE = 9, 10, 15
_CUE_REACH = 40
_NOWHERE = Ranges(())


def detect(read: Reading, context: GuardContext) -> Iterator[Finding]:
    """E-mail addresses, telephone numbers and web sites (AVG, rule 42; Aw 2.57, rule 13)."""
    emails = _NOWHERE
    if _may_have_email(read):
        places = list(_emails(read))
        yield from (EMAIL.at(read.span(start, end)) for start, end in places)
        emails = Ranges(places)
    yield from _sites(read, emails)
    if read.numeric:
        for row in runs(read):
            yield from _phones(read, row)


def _may_have_email(read: Reading) -> bool:
    """A quick look for what every e-mail address has, in whatever spelling."""
    if "@" in read.folded or "staart" in read.folded or _BARE_AT in read.vocabulary:
        return True
    return "a" in read.vocabulary and "(a)" in read.folded


def _emails(read: Reading) -> Iterator[tuple[int, int]]:
    """A local part and a host around every "@", or what stands for it."""
    for at in _AT.finditer(read.folded):
        start = _local_start(read.folded, at.start())
        host = _HOST.match(read.folded, at.end(), at.end() + _LONGEST_HOST)
        # A bare "at" is a common enough word: the host must then be spelled out as well.
        if start is not None and host and (at[0] != _BARE_AT or host["spoken"]):
            yield start, host.end()


def _local_start(folded: str, at: int) -> int | None:
    """Where the part before the "@" begins, over at most two blanks; None when there is none."""
    lead = folded[max(0, at - _LONGEST_LEAD) : at]
    spoken = _SPOKEN_LOCAL.search(lead) or _SPACED_LOCAL.search(lead)
    if spoken:
        return at - len(lead) + spoken.start()
    end = at
    while end > 0 and at - end < 2 and folded[end - 1].isspace():
        end -= 1
    start = end
    while start > 0 and end - start < _LONGEST_LOCAL and _LOCAL.match(folded[start - 1]):
        start -= 1
    while start < end and not folded[start].isalnum():
        start += 1
    return start if start < end else None


def _sites(read: Reading, emails: Ranges) -> Iterator[Finding]:
    """Web sites and accounts on social media, for as far as they are no part of an e-mail address."""
    if not _ENDINGS.isdisjoint(read.vocabulary):
        for found in _hosts(read.folded):
            if not emails.touch(found.start("host"), found.start("host") + 1) and not _is_public(found["host"]):
                yield SITE.at(read.span(*found.span()))
    if _may_have_handle(read):
        yield from (SITE.at(read.span(*one.span("handle"))) for one in _apart(_HANDLE, read, emails))
    if not _SPOKEN_DOTS.isdisjoint(read.vocabulary) and not _SPOKEN_ENDINGS.isdisjoint(read.vocabulary):
        yield from (SITE.at(read.span(*one.span()), Certainty.DOUBT) for one in _apart(_SPOKEN_SITE, read, emails))


def _hosts(folded: str) -> Iterator[re.Match[str]]:
    """Every site. There is no blank in one, so only what stands between blanks around an ending is searched."""
    done = 0
    for ending in _LEADS_SITE.finditer(folded):
        if ending.start() >= done:
            start, blank = folded.rfind(" ", 0, ending.start()) + 1, folded.find(" ", ending.end())
            done = len(folded) if blank < 0 else blank
            yield from _SITE.finditer(folded, start, done)


def _apart(pattern: re.Pattern[str], read: Reading, emails: Ranges) -> Iterator[re.Match[str]]:
    return (found for found in pattern.finditer(read.folded) if not emails.touch(*found.span()))


def _may_have_handle(read: Reading) -> bool:
    if "@" in read.folded and _LEADS_HANDLE.search(read.folded):
        return True
    return "com" in read.vocabulary and any(site in read.folded for site in _HANDLE_SITES)


def _is_public(host: str) -> bool:
    """Whether a site is of the government, or of everybody: overheid.nl, regio-twente.nl, linkedin.com."""
    *_, domain, ending = host.split(".")
    if domain in _PUBLIC_SITES and ending in _PUBLIC_ENDINGS:
        return True
    if any(part in host for part in _PUBLIC_PARTS) or any(one.startswith(_PUBLIC_BEGINNINGS) for one in host.split(".")):
        return True
    return host.startswith("regio") and "zorg" not in host


def _phones(read: Reading, row: Sequence[Group]) -> Iterator[Finding]:
    """Ten digits that begin with 0, a number with a country code, or nine digits at a word such as "bel"."""
    at = 0
    while at < len(row):
        last = _phone(read, row, at)
        if last is None:
            at += 1
            continue
        yield PHONE.at(read.span(_phone_start(read, row[at].start, row[last].end), row[last].end))
        at = last + 1


def _phone_start(read: Reading, start: int, end: int) -> int:
    """With the sign of a country before it, and the bracket of "(0570) 123456"; not that of "(0570 123456)"."""
    before = _COUNTRY_SIGN.search(read.folded[max(0, start - 3) : start])
    if not before:
        return start
    if before[0][0] == "(":
        return read.folded.rindex("(", 0, start) if ")" in read.folded[start:end] else start
    return start - len(before[0])


def _phone(read: Reading, row: Sequence[Group], at: int) -> int | None:
    """The index of the last group of a telephone number that begins with group `at`."""
    start, digits = row[at].start, ""
    before = read.folded[max(0, start - 3) : start]
    if before[-1:].isalnum() or _GOES_BEFORE.search(before):
        return None
    abroad = before.rstrip(" (").endswith("+")
    for last in range(at, len(row)):
        digits += row[last].digits
        if len(digits) > _LONGEST_PHONE:
            break
        foreign = abroad or digits.startswith("00")
        room = (_LONGEST_PHONE if foreign else _DUTCH_PHONE) - len(digits)
        # The longest number that fits; more digits behind it belong to it.
        more = last + 1 < len(row) and len(row[last + 1].digits) <= room
        end = row[last].end
        if len(digits) < _SHORTEST_PHONE or more or read.folded[end : end + 1].isalpha():
            continue
        if _is_phone(read, digits, foreign, (start, end)):
            return last
    return None


def _is_phone(read: Reading, digits: str, foreign: bool, place: tuple[int, int]) -> bool:
    if _DATE_LIKE.match(read.folded, *place):
        return False
    if foreign:
        bare = digits.removeprefix("00")
        if bare.startswith("31"):
            return len(bare.removeprefix("31").removeprefix("0")) == 9
        return _SHORTEST_PHONE <= len(bare) <= 14
    if digits.startswith("0") and digits[1:2] not in ("", "0"):
        return len(digits) == _DUTCH_PHONE and not _NO_PHONE.search(read.folded[place[0] : place[1]])
    # "612345678", "31612345678": without its zero or plus it needs a word that says so.
    if not ((len(digits) == 9 and digits[0] == "6") or (len(digits) == 11 and digits.startswith("31"))):
        return False
    near = read.word_at(max(0, place[0] - _CUE_REACH))
    return not _PHONE_CUES.isdisjoint(read.words[near : read.word_at(place[0])])
