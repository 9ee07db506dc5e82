"""What an asker tells of itself that others know: a fusion, a belief, a case it won, that question 14 was its own (rule 14)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from legal.lexicon.lists import alternatives, wordlist
from legal.reading import Reading
from legal.scorecard import column
from legal.terms import Certainty, Finding, GuardContext, Rule, about_asker

HISTORY = about_asker(
    "self-identifying.history",
    "De vraagsteller vertelt iets over zichzelf dat anderen kunnen weten. Zij kunnen raden wie dat is.",
)
EARLIER = about_asker(
    "self-identifying.earlier",
    "De vraagsteller noemt een eerdere eigen vraag. Dan is te zien welke vragen van dezelfde partij zijn.",
)
RULES = (HISTORY, EARLIER)

_EVENTS, _BELIEFS = wordlist("recognisable.events"), wordlist("recognisable.beliefs")
_WE = r"(?:wij|we)"
_WORD = r"(?:\w[\w'\-]{0,24},?\s)"
_REST = r"[^.,;:!?\n]{0,60}"
_DONE = (
    r"(?:overgenomen(?:\sdoor)?|gefuseerd|doorgestart|failliet\s(?:gegaan|verklaard)|(?:voortgekomen|ontstaan)\suit|afgesplitst\svan)"
)
_HISTORY = re.compile(
    # "Wij zijn in 2023 failliet gegaan", "Vorig jaar zijn we gefuseerd"
    rf"(?<!\w){_WE}\s{_WORD}{{0,6}}?{_DONE}(?!\w){_REST}"
    # "Sinds de brand in onze locatie", "Na onze fusie"
    rf"|(?<!\w)(?:na|sinds|door|vanwege)\s(?:de|onze|een)\s(?:{alternatives(_EVENTS)})(?!\w)"
    r"(?:\s(?:van|met|op|in|uit|door)\s[^.,;:!?\n]{0,60})?(?=[^.;!?\n]{0,120}(?<!\w)(?:wij|we|ons|onze)(?!\w))"
    rf"|(?<!\w)(?:(?:na|sinds|door|vanwege)\s)?onze\s(?:{alternatives(_EVENTS)})(?!\w){_REST}"
    # "Wij fuseerden in 2023"
    rf"|(?<!\w){_WE}\s(?:fuseerden|verhuisden|splitsten)(?!\w){_REST}"
    # "Onze christelijke identiteit"
    rf"|(?<!\w)(?:onze|ons)\s(?:{alternatives(_BELIEFS)})\s\w{{2,30}}"
    # "Wij hebben het kort geding tegen u gewonnen"
    rf"|(?<!\w){_WE}\s{_WORD}{{0,6}}?(?:kort\sgeding|rechtszaak|procedure|beroep)\s{_WORD}{{0,3}}?"
    r"tegen\s(?:u|uw|de\sgemeente|jullie)(?!\w)(?:\s(?:gewonnen|verloren))?"
    # "Bij de vorige aanbesteding werden wij derde"
    rf"|(?<!\w)(?:werden|eindigden)\s{_WE}\s(?:als\s)?(?:eerste|tweede|derde|vierde|vijfde|laatste)(?!\w)"
    # "Wij hebben als onderaannemer van de huidige contractant een vraag"
    rf"|(?<!\w){_WE},?\s{_WORD}{{0,3}}?als\s(?:onder|hoofd)aannemer\svan\s{_REST}"
)
_TELLS_HISTORY = _EVENTS | _BELIEFS | wordlist("recognisable.tells")
_EARLIER = re.compile(
    # "Onze vraag van vorige week", "in onze vraag 14"
    r"(?<!\w)(?:onze|mijn)\s(?:eerdere\s)?(?:vragen|vraag)\s"
    rf"(?:(?:nr\.?|nummer)?\s?\d+|van\s(?:vorige|afgelopen|gisteren|\d|\w{{2,6}}dag)|uit\sde\s(?:vorige|eerste|tweede)){_REST}"
    # "Zoals wij tijdens de bijeenkomst van 3 november al vroegen"
    rf"|(?<!\w)(?:zoals|wat)\s{_WE}\s(?:(?:u|al|ook|eerder)\s){{0,3}}(?:tijdens|op|bij)\s{_WORD}{{1,8}}?"
    r"(?:vroegen|stelden|aangaven|zeiden|meldden|opmerkten)(?!\w)"
    # "Wij dienden bij de vorige ronde vraag 14 in"
    rf"|(?<!\w){_WE}\s(?:dienden|stelden)\s{_WORD}{{0,8}}?vra(?:ag|gen)\s\d+"
    # "In vraag 14 vroegen wij dit ook"
    rf"|(?<!\w)(?:in|met|bij)\svraag\s\d+\s(?:vroegen|stelden|dienden)\s{_WE}(?!\w)"
)
_TELLS_EARLIER = wordlist("recognisable.asked")
_OUR, _QUESTION = frozenset(("onze", "mijn")), frozenset(("eerdere", "vraag", "vragen"))


def detect(read: Reading, context: GuardContext) -> Iterator[Finding]:
    """What an asker tells of itself, always as a doubt: a human decides whether others would recognise it."""
    sort = column(context)
    if sort == "answer":
        return  # there "wij" is the municipality
    if not _TELLS_HISTORY.isdisjoint(read.vocabulary):
        yield from _all(HISTORY, _HISTORY, read)
    if sort == "minutes":
        return  # what somebody asked before stands there with who asked
    if not _TELLS_EARLIER.isdisjoint(read.vocabulary) or _names_own_question(read):
        yield from _all(EARLIER, _EARLIER, read)


def _names_own_question(read: Reading) -> bool:
    """Whether "onze vraag" stands in a text: a quick look, as a search takes longer."""
    return any(not _QUESTION.isdisjoint(read.words[word + 1 : word + 2]) for word in read.where(_OUR))


def _all(rule: Rule, form: re.Pattern[str], read: Reading) -> Iterator[Finding]:
    for found in form.finditer(read.folded):
        yield rule.at(read.span(found.start(), found.start() + len(found[0].rstrip())), Certainty.DOUBT)
