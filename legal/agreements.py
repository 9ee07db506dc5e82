"""What a sentence says when competitors agree: on prices, on who takes what, on not bidding (rule 44, Mw 6, ACM)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from legal.masking import NAME
from legal.terms import Ground, Label, Rule, Sensitivity


def _rule(rule_id: str, why: str) -> Rule:
    return Rule(rule_id, "1", Label.MARKET, Sensitivity.COLLUSION_SIGNAL, Ground.FAIR_COMP, why)


PRICES = _rule(
    "collusion.prices",
    "Dit lijkt te gaan over een afspraak tussen aanbieders over prijzen of tarieven (Mededingingswet artikel 6).",
)
DIVISION = _rule(
    "collusion.division",
    "Dit lijkt te gaan over het verdelen van percelen, gebieden of cliënten tussen aanbieders (Mededingingswet artikel 6).",
)
REFUSAL = _rule(
    "collusion.refusal",
    "Dit lijkt te gaan over een afspraak om samen niet in te schrijven (Mededingingswet artikel 6).",
)
RULES = (PRICES, DIVISION, REFUSAL)

_GAP = r"[^.!?\n]{0,80}?"
_WITH_WHOM = (
    r"\w{0,6}aanbieders?|collega(?:'s)?|collega-aanbieders?|concurrent(?:en)?|partijen|branchegenoten|buren|elkaar"
    r"|ons (?:drieen|vieren|allen|allemaal)|naampartij"
)
_OTHERS = (
    r"(?<![a-z])(?:(?:met|samen met|onder|tussen)\s(?:(?:de|een|twee|drie|alle|een paar|enkele|onze)\s)?"
    r"(?:(?:andere|overige|grote|kleine)\s)?"
    rf"(?:{_WITH_WHOM})|onderling|gezamenlijk|met z'n allen|met zijn allen|met elkaar|wij allemaal|we allemaal"
    r"|met z'n (?:tweeen|drieen|vieren)|niemand van ons|geen van ons|ieder van ons|mondeling vastgelegd dat zij)"
)
_PRICE = r"(?:\w{0,12}tarie(?:f|ven)|\w{0,12}prij(?:s|zen)|bod|bedrag|ondergrens|bodemprijs|opslag|€\s?\d|\d euro)"
_AGREE = (
    r"(?:afspreken|afgesproken|spreken\s\w+\s\w{0,20}\s?af|afspraak|afspraken|gelijk|dezelfde|hetzelfde|een lijn|een front"
    r"|aanhouden|vasthouden|houden\s(?:\w+\s){1,3}?vast|hanteren|vastgesteld|niet onder|onder de)"
)
_LOTS = (
    r"(?:percelen|perceel|gebied(?:en)?|wijk(?:en)?|gemeenten|kernen|regio's?|clienten|inwoners|dorpen|klanten|markt"
    r"|werkgebied(?:en)?)"
)
_DIVIDE = (
    r"(?:verdel(?:en|ing)|verdeeld|verdeelden|onderling\s\w{0,12}\s?toegewezen|blijven uit elkaars|elkaars\s\w{0,20}"
    r"|wij\s\w+\s\w+,?\s(?:en\s)?(?:zij|jullie)\s)"
)
_NOT_BID = (
    r"(?:niet|nergens|geen)\s(?:\w+\s){0,4}?(?:in te schrijven|inschrijven|inschrijft|schrijven|schrijft|bieden|biedt"
    r"|tekenen|tekent|meedoen|mee te doen|offreren|bod)"
)
_NONE_OF_US_BIDS = rf"(?:niemand|geen|geen enkele) van ons{_GAP}(?:inschrij\w+|bied\w*|teken\w*)"

# Somebody else, as a sentence speaks of them: by name, or as "they".
_THEY = (
    rf"(?<![a-z])(?:zij|ze|jullie|hij|die|hun|de een|de rest|iemand|{NAME}|collega(?:'s)?|(?:\w{{0,8}}-?)?aanbieders?"
    r"|concurrent(?:en)?)(?![a-z])"
)
_WE_TOO = r"(?<![a-z])(?:wij|we|ons|onze)(?![a-z])"
_SETTLED = (
    r"(?:afgesproken|de afspraak|afgestemd|overeengekomen|beklonken|onderling geregeld"
    r"|spr[ea]+k(?:en)?\s(?:[^.!?\n]{0,60}?\s)?af(?![a-z]))"
)
# Told in other words still: "zo is besproken", "de lijn is".
_TALKED = rf"(?:{_SETTLED}|besproken|doorgesproken|onderling geregeld|(?:is|blijft) de lijn|een lijn)"
_ALL_OF_US = r"(?<![a-z])(?:niemand|iedereen|allemaal|allebei|beiden?|geen van (?:ons|allen)|alle aanbieders)(?![a-z])"
_ASKS = r"(?<![a-z])(?:dienen|dient|vragen|vraagt|rekenen|rekent|bieden|biedt|hanteren)(?![a-z])"
_ALIKE = r"(?:niet onder|onder|boven|hetzelfde|dezelfde|maximale|korting|vraagt|vragen|rekent|rekenen)(?![a-z])"
_BIDS = r"(?:bod|bied\w*|inschrij\w*|schrij\w*|meedo\w*|mee|perceel|percelen|opdracht\w*|korting|tarie\w*|prij\w*)"


def _in_a_row(*parts: str) -> str:
    """The parts in this order, with less than a sentence between them."""
    return _GAP.join(parts)


@dataclass(frozen=True, slots=True)
class _Sign:
    """What a sentence must say; `needs` are pieces of words of which one at least stands in every such sentence.

    In every such sentence stand `_OTHERS` too, or one of the pieces that are `instead` of those.
    """

    rule: Rule
    needs: tuple[str, ...]
    pattern: re.Pattern[str]
    instead: tuple[str, ...] = ()


_SIGNS = (
    _Sign(
        PRICES,
        ("tarie", "prij", "bod", "bedrag", "ondergrens", "opslag", "€", "euro"),
        re.compile(
            rf"{_OTHERS}{_GAP}(?:{_in_a_row(_PRICE, _AGREE)}|{_in_a_row(_AGREE, _PRICE)})"
            rf"|{_PRICE}{_GAP}(?:{_in_a_row(_AGREE, _OTHERS)}|{_in_a_row(_OTHERS, _AGREE)})"
            rf"|{_in_a_row(_AGREE, _OTHERS, _PRICE)}"
            rf"|{_in_a_row('spreken (?:met elkaar|onderling|samen)', _PRICE, ' af(?![a-z])')}"
        ),
        ("spreken samen",),
    ),
    _Sign(
        DIVISION,
        ("verdel", "verdeel", "toegewezen", "elkaars", "zij", "jullie", "af wie"),
        re.compile(
            rf"{_OTHERS}{_GAP}(?:{_in_a_row(_LOTS, _DIVIDE)}|{_in_a_row(_DIVIDE, _LOTS)})"
            rf"|{_in_a_row(_DIVIDE, _LOTS, _OTHERS)}|{_in_a_row(r'spr[ea]+ken', _OTHERS, ' af wie', _LOTS)}"
            rf"|{_LOTS}{_GAP}(?:{_in_a_row(_DIVIDE, _OTHERS)}|{_in_a_row(_OTHERS, _DIVIDE)})"
        ),
    ),
    _Sign(
        REFUSAL,
        ("schrij", "bied", "teken", "mee", "offreren", "bod"),
        re.compile(
            rf"(?:{_OTHERS}|afgesproken|afspraak){_GAP}{_NOT_BID}|{_NONE_OF_US_BIDS}|{_in_a_row('schrijven', _OTHERS, 'niet in')}"
        ),
        ("afgesproken", "afspraak", "van ons"),
    ),
)


@dataclass(frozen=True, slots=True)
class _Row:
    """What a sentence must say in this order, anywhere in it; `needs` as of a sign."""

    rule: Rule
    needs: tuple[str, ...]
    parts: tuple[re.Pattern[str], ...]

    def is_in(self, sentence: str) -> bool:
        """Whether the parts follow one another: each is looked for once, behind the one before it."""
        at = 0
        for part in self.parts:
            found = part.search(sentence, at)
            if not found:
                return False
            at = found.end()
        return True


def _row(rule: Rule, needs: str, *parts: str) -> _Row:
    return _Row(rule, tuple(needs.split("|")), tuple(map(re.compile, parts)))


# What the two of us settled, told without the word: "Jonge Loot laat Noord met rust en wij blijven uit Zuid".
_TOLD_APART = "afgesproken|de afspraak|afgestemd|overeengekomen|beklonken|onderling geregeld|sprak|spreken|spreek"
_BETWEEN_TWO = (
    _row(PRICES, "afgestemd", _THEY, "en", _WE_TOO, "(?:hetzelfde|dezelfde|een)", _PRICE, "afgestemd"),
    _row(PRICES, "hetzelfde|dezelfde", rf"{NAME} en (?:wij|ons)|(?:wij|ons) en {NAME}", rf"(?:hetzelfde|dezelfde)\s{_PRICE}"),
    _row(PRICES, "van ons", "(?:niemand|geen|ieder) van ons", "(?:onder|meer dan|minder dan|korting|hoger|lager)"),
    _row(PRICES, "elkaars", f"elkaars {_PRICE}"),
    _row(PRICES, "elkaar ", " elkaar ", _PRICE, "(?:laten zien|gedeeld|delen|verteld|doorge|gelijk|houden)"),
    _row(DIVISION, _TOLD_APART, _SETTLED, _THEY, f"(?:en|terwijl|maar) {_WE_TOO}"),
    _row(DIVISION, _TOLD_APART, _SETTLED, _WE_TOO, f"(?:en|terwijl|maar) {_THEY}"),
    _row(DIVISION, "met rust", _THEY, "(?:laat|laten)", "met rust", _WE_TOO),
    _row(
        REFUSAL, "doen w|laten w|blijven w|schrijven w|bieden w",
        "(?<![a-z])als", _THEY, "niet", _BIDS, "(?:doen|laten|blijven|schrijven|bieden) (?:wij|we)", "niet",
    ),
    _row(REFUSAL, "voor de vorm|in ruil", _THEY, "(?:voor de vorm|in ruil)", _BIDS, _WE_TOO),
    _row(REFUSAL, "in ruil", _THEY, _BIDS, "in ruil", _WE_TOO),
    _row(REFUSAL, "niemand", _TALKED, "niemand", "(?:inschrij|schrij|bied|meedo|teken)"),
    _row(REFUSAL, "niemand", "niemand", "(?:inschrij|schrij|bied|meedo|teken)", _TALKED),
    _row(REFUSAL, "schijn", _WE_TOO, "(?:doen|dienen|leggen|brengen|sturen|geven)", "schijn(?:inschrijving|bod|offerte|bieding)"),
    _row(PRICES, "niemand|iedereen|allemaal|allebei|beide|geen van", _TALKED, _ALL_OF_US, _ALIKE),
    _row(PRICES, "besproken|afgesproken|afgestemd", _ASKS, "(?:hetzelfde|dezelfde|maximale)", _PRICE, _TALKED),
    _row(PRICES, "houden", _OTHERS, "houden", _PRICE, r"(?:op|boven) (?:€ )?\d"),
    _row(PRICES, "lijn", "(?:overleg|collega|branche|aanbieders)", "(?:een|de) lijn", f"(?:{_PRICE}|korting)"),
    _row(PRICES, "lijn", "(?:een|de) lijn", f"(?:{_PRICE}|korting)", "(?:overleg|collega|branche|aanbieders)"),
    _row(
        PRICES, "branche|koepel",
        "(?:branche|koepel)", "(?:advis|raadt|vraagt|gevraagd|wil)", "(?:niet onder|allemaal|dezelfde|hetzelfde|ondergrens)",
    ),
    _row(DIVISION, "wie waar|wie wat|wie op|wie welk", _TALKED, "wie (?:waar|wat|op|welk)", "(?:inschrij|schrij|bied)"),
    _row(DIVISION, "laten", _WE_TOO, "laten", _LOTS, "aan", f"(?:{_THEY}|buren)", "(?:en|dan|zodat) (?:zij|ze|die|hij)"),
    _row(PRICES, "afgesproken|afgestemd", r"^(?:en )?(?:dat|zo|dit) (?:hebben|is)\s", _OTHERS, "(?:afgesproken|afgestemd)"),
    _row(PRICES, "naast elkaar", f"(?:{_WE_TOO}|hun|{_OTHERS})", _PRICE, "naast elkaar (?:gelegd|leggen|legden)"),
    _row(PRICES, "allemaal aan|samen aan", _PRICE, "houden (?:wij|we|ze|zij) (?:ons|zich) (?:allemaal|samen) aan"),
    _row(PRICES, "branche|koepel", "(?:branche|koepel)", "(?:ondergrens|bodemprijs|bodem|minimum)", _SETTLED),
    _row(DIVISION, "eigen ", _TALKED, "ieder(?:een)?(?![a-z])", f"eigen {_LOTS}", "(?:be)?h(?:oudt|ouden)"),
    _row(DIVISION, "wij doen|we doen", rf"{_THEY}\s(?:doet|doen)\s\w+,", r"(?:wij|we) doen\s\w+"),
    _row(DIVISION, "voor de voeten", _WE_TOO, "elkaar niet voor de voeten"),
    _row(REFUSAL, "nee zeg|nee te zeg", "(?:aanbieders|collega|concurrent|allemaal|samen)", "(?:samen|allemaal) nee (?:te )?zeg"),
    _row(REFUSAL, "zodat w|dan w", _THEY, _BIDS, "(?:zodat|dan) (?:wij|we)", "(?:eronder|krijgen|winnen)"),
)  # fmt: skip
# One of these stands in every such sentence: it tells with whom, or that something was agreed.
TELLING_WORDS = (
    "aanbieder", "collega", "concurrent", "partijen", "branchegenoten", "buren", "elkaar", "drieen", "vieren", "allen",
    "allemaal", "onderling", "gezamenlijk", "vastgelegd", "afgesproken", "afspraak", "niemand", "iedereen", "allebei", "schijn",
    "branche", "koepel", NAME,
)  # fmt: skip
# Each with its rarest word: a text without that need not be searched.
TELLING_PHRASES = {
    "van ons": "ons", "in ruil": "ruil", "voor de vorm": "vorm", "zodat wij": "zodat", "zodat we": "zodat", "met rust": "rust",
    "als jullie": "jullie", "als zij": "zij", "zij doen": "doen", "ze doen": "doen", "samen nee": "nee",
}  # fmt: skip
_TOGETHER = (*TELLING_WORDS, *TELLING_PHRASES)
# For a quick look at a sentence: most have nothing that any sign, or any row, has in it.
_WITH, _INSTEAD = re.compile(_OTHERS), tuple(piece for sign in _SIGNS for piece in sign.instead)
_ROW_NEEDS = tuple({need for row in _BETWEEN_TWO for need in row.needs})
# Who bids together, has a subcontractor, or deals with somebody who bids on nothing, may settle who does what.
_MAY_SETTLE = re.compile(
    r"combina(?:tie|nt)|aannem|penvoerder|samenwerkingsverband|consortium"
    r"|huisarts|verwijzer|team|school|scholen|ouder|gezin|client|verzekeraar|zorgkantoor|mantelzorg|medewerk|vrijwillig"
)
# Who recalls the rule agrees on nothing, unless he says that they did: "al mag dat niet van de ACM".
_RECALLS = re.compile(
    r"verbod|verboden|niet toegestaan|mag niet|mogen niet|mededinging|(?<![a-z])acm(?![a-z])|kartel|verdeeld over|college"
    r"|(?<![a-z])raad\s|spelregel|(?:per|elke|iedere|alle) gemeenten?\s"
)
_DID = re.compile(
    rf"(?:(?:wij|we) hebben|hebben (?:wij|we)|^{_OTHERS} (?:is|zijn|werd|werden))"
    rf"(?:(?! niets? | geen | nooit )[^.!?\n]){{0,90}}(?:{_SETTLED}|verdeeld|besloten)"
)
# What the municipality is a party to is no secret of theirs. Where or for whom they agreed is something else; so is what it
# does in a sentence that says that they did: "de gemeente betaalt weinig, dus wij hebben ... afgesproken".
_WITH_MUNICIPALITY = re.compile(
    r"(?:wij|we|hebben|heeft|is|zijn|wordt|werd|spreken|spraken|sprak) (?:(?:ook|al|samen|eerder) )?"
    r"met (?:(?:de|een|uw) )?gemeenten?(?![a-z])"
)
_WITH_OTHERS = re.compile(rf"(?<![a-z])met (?:(?:de|een|twee|drie|alle|onze) )?(?:(?:andere|overige) )?(?:{_WITH_WHOM})")
_OF_MUNICIPALITY = re.compile(r"(?<!voor )(?<!in )(?<!bij )(?<![a-z])(?:(?:de|een|uw) |van )gemeenten?\s")


def sign(sentence: str) -> Rule | None:
    """The rule for what a sentence says, if it says any such thing. In small letters, on one line, its names as NAME."""
    if not has_any(sentence, _TOGETHER):
        return None
    rule = None
    if has_any(sentence, _INSTEAD) or _WITH.search(sentence):
        signs = (one.rule for one in _SIGNS if has_any(sentence, one.needs) and one.pattern.search(sentence))
        rule = next(signs, None)
    if not rule and has_any(sentence, _ROW_NEEDS):
        rows = (row.rule for row in _BETWEEN_TWO if has_any(sentence, row.needs) and row.is_in(sentence))
        rule = next(rows, None)
        rule = None if rule and _MAY_SETTLE.search(sentence) else rule
    return None if rule and _is_none_of_theirs(sentence) else rule


def _is_none_of_theirs(sentence: str) -> bool:
    """Whether the municipality is a party to it, or the rule is only recalled, and nobody says that they did it."""
    if _WITH_MUNICIPALITY.search(sentence) and not (_DID.search(sentence) and _WITH_OTHERS.search(sentence)):
        return True
    return bool(_OF_MUNICIPALITY.search(sentence) or _RECALLS.search(sentence)) and not _DID.search(sentence)


def has_any(text: str, pieces: Iterable[str]) -> bool:
    """Whether one of the pieces at least stands in a text."""
    return any(map(text.__contains__, pieces))
