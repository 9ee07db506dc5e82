"""Phrases by which an asker gives itself away without a name: "wij als enige aanbieder in …" (rule 14)."""

import re
from collections.abc import Iterator, Sequence

from legal.reading import Reading
from legal.terms import Certainty, Finding, GuardContext, about_asker

ONLY_ONE = about_asker(
    "self-identifying.only-one", "De vraagsteller noemt zich de enige of de grootste. Anderen kunnen raden wie dat is."
)
PLACE = about_asker("self-identifying.place", "De vraagsteller noemt waar hij zit. Anderen kunnen raden wie dat is.")
INCUMBENT = about_asker(
    "self-identifying.incumbent", "De vraagsteller noemt zich wie het werk nu doet. Anderen kunnen weten wie dat is."
)
RULES = (ONLY_ONE, PLACE, INCUMBENT)

_US = r"(?:wij|we|ik|ons|onze\s\w{3,20})"
_BEST = r"(?:enige|grootste|kleinste|oudste)"
_BESTS = frozenset(("enige", "grootste", "kleinste", "oudste"))
# One of those is looked at when one of these stands before it, at most so many signs away.
_BEFORE_BEST, _REACH = frozenset(("wij", "we", "ik", "ons", "onze", "als")), 120
_KIND = (
    r"(?:(?:\w{3,20}\s)?\w{0,20}(?:aanbieders?|organisaties?|instelling(?:en)?|partij(?:en)?|leveranciers?|"
    r"ondernemers?|stichting|locaties?|voorziening(?:en)?|boerderij(?:en)?|huis|huizen|praktijk)(?!\w))"
)
# The rest of the clause goes along: it says where, or with what.
_REST = r"[^.,;:!?\n]{0,90}"
_ONLY = re.compile(
    rf"(?<!\w){_US}\s(?:\w{{1,20}}\s){{0,4}}?(?:als|de|het)\s{_BEST}\s(?:{_KIND}|(?:in|met|die|binnen|van)(?!\w)){_REST}"
    rf"|(?<!\w)als\s{_BEST}\s{_KIND}{_REST}"
)
_NOW = frozenset(("huidig", "huidige", "zittend", "zittende"))
# One of those is looked at when this stands before it, with at most one word between.
_AS, _NEAR = "als", 2
_INCUMBENTS = (
    r"als\s(?:de\s|een\s|uw\s)?(?:huidige?|zittende?)\s(?:\w{0,12}contractant(?:en)?|\w{0,20}aanbieders?|\w{0,12}leveranciers?"
    r"|opdrachtnemers?|uitvoerders?|partij)"
)
_INCUMBENT = re.compile(
    rf"(?<!\w){_INCUMBENTS}(?=,?\s(?:\w{{1,20}},?\s){{0,6}}(?:wij|we|ik|ons|onze)(?!\w))|(?<!\w)(?:wij|we|ik),?\s{_INCUMBENTS}"
)
_SITE = (
    r"\w{0,20}(?:locaties?|vestiging(?:en)?|pand(?:en)?|gebouw(?:en)?|huis|huizen|woning(?:en)?|"
    r"boerderij(?:en)?|hoeve|kantoor|woonvorm(?:en)?|centrum|steunpunt(?:en)?)"
)
_OURS = re.compile(rf"(?<!\w)(?:onze|ons|mijn)\s(?:\w{{2,20}}\s){{0,2}}?{_SITE}\s(?:\w{{2,20}}\s)?(?:in|te|aan|op)\s")
_WE_IN = re.compile(rf"(?<!\w)(?:wij|we)\s(?:als\s(?:\w{{2,20}}\s){{0,2}}?{_KIND}\s)?(?:in|uit|te)\s")
_PLACE = re.compile(
    r"(?!Nederland|Europa)(?:(?:de|het|'[st])[\s\-]{0,2})?[A-Z][\w'\-]*"
    r"(?:(?:,|\sen|\sof|\saan|\sde[nr]?)?\s[A-Z][\w'\-]*){0,5}"
)
# A place written small, after "onze locatie in": any word that does not make another phrase of it.
_SMALL_PLACE = re.compile(
    r"(?!(?:de|het|een|deze|dit|die|dat|uw|onze|ons|hun|jullie|elke|alle|andere|meer|veel|"
    r"aanbouw|aanmerking|beeld|beheer|bedrijf|bezit|eigendom|eigen|gebruik|ontwikkeling|orde|overleg|"
    r"plaats|principe|samenwerking|stand|totaal|verband|voorbereiding|zien|zetten|nederland|europa)(?!\w))"
    r"'?[a-z][\w'\-]{2,}"
)


_OUR = frozenset(("onze", "ons", "mijn"))
_LEADS = _OUR | {"wij", "we"}
# The words that may stand behind "wij" in such a phrase; a look at those is quicker than the expression.
_AFTER_US = frozenset(("als", "in", "uit", "te"))


def detect(read: Reading, context: GuardContext) -> Iterator[Finding]:
    """Self-identifying phrases, always as a doubt: a human decides whether others would recognise them."""
    if any(not _BEFORE_BEST.isdisjoint(_words_before(read, word)) for word in read.where(_BESTS)):
        for found in _ONLY.finditer(read.folded):
            yield ONLY_ONE.at(read.span(found.start(), _trimmed(found)), Certainty.DOUBT)
    if any(_AS in read.words[max(0, word - _NEAR) : word] for word in read.where(_NOW)):
        yield from (INCUMBENT.at(read.span(*found.span()), Certainty.DOUBT) for found in _INCUMBENT.finditer(read.folded))
    for word in read.where(_LEADS):
        ours = read.words[word] in _OUR
        if not ours and _AFTER_US.isdisjoint(read.words[word + 1 : word + 2]):
            continue
        lead = (_OURS if ours else _WE_IN).match(read.folded, read.at[word])
        if lead:
            # A place written small counts after "onze locatie in" only.
            place = _PLACE.match(read.text, lead.end()) or (_SMALL_PLACE.match(read.text, lead.end()) if ours else None)
            if place:
                yield PLACE.at(read.span(lead.start(), place.end()), Certainty.DOUBT)


def _words_before(read: Reading, word: int) -> Sequence[str]:
    return read.words[read.word_at(read.at[word] - _REACH) : word]


def _trimmed(found: re.Match[str]) -> int:
    return found.start() + len(found[0].rstrip())
