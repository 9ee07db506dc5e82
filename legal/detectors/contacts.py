"""How somebody can be reached: e-mail addresses, telephone numbers, web sites (rules 13 and 42)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from legal.digits import Group, runs
from legal.lexicon.lists import wordlist
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

_AT = re.compile(
    r"@|(?<![^\W_])ap(?:en)?(?:e)?staart(?:je)?(?![^\W_])|[(\[{<]\s?(?:at|ap(?:en)?(?:e)?staart(?:je)?|a)\s?[)\]}>]|(?<=\s)at(?=\s)"
)
_DOTS = frozenset(("dot", "punt", "at"))
_LOCAL = re.compile(r"[^\W_]|[.%+'_\-]")
# The longest that is valid is 64; a longer one is no reason to leave its beginning readable.
_LONGEST_LOCAL = 256
_DOT = r"(?:\.|\s\.\s|\s\.|\s?[(\[{<]\s?(?:punt|dot|\.)\s?[)\]}>]\s?|\s?\.\s?(?=(?:nl|com|org|eu|net|be)(?![^\W_]))|(\s(?:punt|dot)\s))"
_HOST = re.compile(rf"\s{{0,2}}(?:[\w\-]{{1,63}}(?:\sstreepje\s[\w]{{1,40}})?{_DOT}){{1,6}}[^\W\d_]{{2,24}}(?![^\W_])")
_SPOKEN_LOCAL = re.compile(r"(?:[\w.\-]{1,40}\s(?:punt|streepje|underscore)\s){1,4}[\w.\-]{1,40}\s?$")
_SPACED_LOCAL = re.compile(r"(?<![^\s(<\[:;,])[\w\-]{1,20}\s\.\s[\w\-]{1,40}\s?$")

_SITE = re.compile(
    r"(?<![^\W_@.\-])(?:https?://|www\.)?((?:[a-z0-9](?:[a-z0-9\-]{0,40}[a-z0-9])?\.){1,4}"
    r"(?:nl|com|org|eu|net|be|de|info|nu|care|zorg|amsterdam|frl|online|coop))(?![^\W_]|[.\-][a-z0-9])(?:/[^\s<>\"')\]]{0,300})?"
)
_ENDINGS = wordlist("contacts.endings")
_LEADS_SITE = re.compile(r"\.(?:nl|com|org|eu|net|be|de|info|nu|care|zorg|amsterdam|frl|online|coop)(?![^\W_])")
_SPOKEN_SITE = re.compile(r"(?<![^\W_])(?:www\s(?:punt|dot|\.)\s)?[a-z0-9\-]{3,40}\s(?:punt|dot)\s(?:nl|com|org|eu|net)(?![^\W_])")
_HANDLE = re.compile(r"(?:(?<![\w./])|(?:facebook|instagram|linkedin)\.com/(?:company/|in/)?)(@(?!gemeente|regio)[a-z0-9_]{4,30}|(?<=(?:book|gram|edin)\.com/)[a-z0-9_.\-]{3,40}|(?<=company/)[a-z0-9_.\-]{3,40})(?![\w@]|\.\w)")
# Sites of everybody: they name no provider.
_PUBLIC_SITES = re.compile(
    r"(?:^|\.)(?:tenderned|overheid|officielebekendmakingen|rijksoverheid|wetten\.overheid|pianoo|vng|cbs|nza|rechtspraak|rvo|kvk|"
    r"belastingdienst|mercell|negometrix|ctmsolution|aanbestedingskalender|waarstaatjegemeente|istandaarden|vecozo|zorginstituut"
    r"(?:nederland)?|i-sociaaldomein|ketenbureau|acm|raadvanstate|digid|eherkenning|jeugdautoriteit|igj|skj|youtube|teams|microsoft|"
    r"google|zoom|excel|vws|denkwijzer|voordejeugd|voordejeugdenhetgezin|europa|eur-lex|nji|movisie|zorgkaartnederland|logius|rivm|scp|cpb|"
    r"linkedin|facebook|whatsapp|wikipedia|github|gitlab|gitbook|logius|geonovum|kadaster|rvig|w3|ietf|oasis-open|iso|nen|zn|zilverenkruis|cz|vgz|menzis|dsw|zorgverzekeraars|digitaleoverheid|forumstandaardisatie|noraonline|pleio|regelhulp|stelselcatalogus|swagger|openapis|miro|slack|webex|dropbox|wetransfer|healthcare|hl7|nictiz|nhg|knmg|venvn|actiz|valente|ggznederland|denederlandseggz|jeugdzorgnederland|sociaalwerk|divosa|patientenfederatie|ggdghor|vilans|zonmw|staten-generaal|tweedekamer|eerstekamer|parlement|ted|publications|ec)\.(?:nl|com|org|eu|io|net|europa\.eu)$|gemeente|(?:^|\.)github\.io$|overheid|logius|geonovum|zorgkantoor|samenwerkingsverband|^regio|provincie|\.gov"
)

_PHONE_CUES = wordlist("contacts.phone_cues")
_DATE_LIKE = re.compile(r"(?:0?[1-9]|[12]\d|3[01])([\s./\-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d")


def detect(read: Reading, context: GuardContext) -> Iterator[Finding]:
    """E-mail addresses, telephone numbers and web sites (AVG, rule 42; Aw 2.57, rule 13)."""
    folded = read.folded
    taken: list[tuple[int, int]] = []
    if "@" in folded or "staart" in folded or ("at" in read.vocabulary and not _DOTS.isdisjoint(read.vocabulary)) or "(at)" in folded or "[at]" in folded or "(a)" in folded or "{at}" in folded:
        for start, end in _emails(read):
            taken.append((start, end))
            yield EMAIL.at(read.span(start, end))
    if not _ENDINGS.isdisjoint(read.vocabulary) and _LEADS_SITE.search(folded):
        for found in _SITE.finditer(folded):
            if not any(start <= found.start(1) < end for start, end in taken) and not _PUBLIC_SITES.search(found[1]):
                yield SITE.at(read.span(*found.span()))
    if "@" in folded or "facebook.com/" in folded or "instagram.com/" in folded or "linkedin.com/" in folded:
        for found in _HANDLE.finditer(folded):
            if not any(start < found.end() and found.start() < end for start, end in taken):
                yield SITE.at(read.span(*found.span(1)))
    if "punt" in read.vocabulary or "dot" in read.vocabulary:
        for found in _SPOKEN_SITE.finditer(folded):
            if not any(start < found.end() and found.start() < end for start, end in taken):
                yield SITE.at(read.span(*found.span()), Certainty.DOUBT)
    if read.numeric:
        for row in runs(read):
            yield from _phones(read, row)


def _emails(read: Reading) -> Iterator[tuple[int, int]]:
    """A local part and a host around every "@", or what stands for it."""
    for at in _AT.finditer(read.folded):
        start = _local_start(read.folded, at.start())
        host = _HOST.match(read.folded, at.end(), at.end() + 320)
        # A bare "at" is a common enough word: the host must then be spelled out as well.
        if start is not None and host and (at[0] != "at" or host[1]):
            yield start, host.end()


def _local_start(folded: str, at: int) -> int | None:
    """Where the part before the "@" begins, over at most two blanks; None when there is none."""
    lead = folded[max(0, at - 120) : at]
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


def _phones(read: Reading, row: Sequence[Group]) -> Iterator[Finding]:
    """Ten digits that begin with 0, a number with a country code, or nine digits at a word such as "bel"."""
    at = 0
    while at < len(row):
        last = _phone(read, row, at)
        if last is None:
            at += 1
            continue
        start = row[at].start
        before = re.search(r"(?:\+|\(|00)\s?\(?$", read.folded[max(0, start - 3) : start])
        yield PHONE.at(read.span(start - len(before[0]) if before else start, row[last].end))
        at = last + 1


def _phone(read: Reading, row: Sequence[Group], at: int) -> int | None:
    """The index of the last group of a telephone number that begins with group `at`."""
    start = row[at].start
    before = read.folded[max(0, start - 3) : start]
    if before[-1:].isalnum() or re.search(r"(?:€\s?|\d[-.,/])$", before):
        return None
    abroad = before.rstrip(" (").endswith("+")
    digits = ""
    for last in range(at, len(row)):
        digits += row[last].digits
        whole = read.folded[row[last].end : row[last].end + 1]
        if len(digits) > 15:
            # Or a row of a million digits would be read a million times.
            return None
        if last + 1 < len(row) and len(digits) < 9:
            continue
        if whole.isalpha():
            continue
        foreign = abroad or digits.startswith("00")
        more = last + 1 < len(row) and len(digits) + len(row[last + 1].digits) <= (15 if foreign else 10)
        if not more and _is_phone(read, digits, abroad, (row[at].start, row[last].end)):
            return last
    return None


def _is_phone(read: Reading, digits: str, abroad: bool, place: tuple[int, int]) -> bool:
    if _DATE_LIKE.match(read.folded, *place):
        return False
    if abroad or digits.startswith("00"):
        bare = digits.removeprefix("00")
        if bare.startswith("31"):
            return len(bare.removeprefix("31").removeprefix("0")) == 9
        return 9 <= len(bare) <= 14
    if digits.startswith("0") and digits[1:2] not in ("", "0"):
        between = read.folded[place[0] : place[1]]
        # "0, 85144000" is a list of codes; "08-14 juni" and the time after it is a planning.
        return len(digits) == 10 and not re.search(r"^0[,\s]|\n|[\[\]]", between)
    near = read.word_at(max(0, place[0] - 40))
    cued = any(word in _PHONE_CUES for word in read.words[near : read.word_at(place[0])])
    return cued and ((len(digits) == 9 and digits[0] == "6") or (len(digits) == 11 and digits.startswith("31")))
