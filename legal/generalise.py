"""What may stand in the place of a passage that is made more general: a closed list, so that no free word can leak (rule 35)."""

from __future__ import annotations

from collections.abc import Container

from legal.figure import PERCENT
from legal.quantities import quantities
from legal.reading import read
from legal.terms import Finding, Label

_BANDS = ("minder dan 10", "10 tot 50", "50 tot 250", "250 of meer")
_EUROS = (
    "minder dan € 25", "€ 25 tot € 50", "€ 50 tot € 100", "€ 100 tot € 250", "€ 250 tot € 1.000", "€ 1.000 tot € 10.000",
    "€ 10.000 tot € 100.000", "€ 100.000 tot € 1 miljoen", "meer dan € 1 miljoen",
)  # fmt: skip
_OPTIONS = {
    Label.PRICE: ("een bedrag", "een percentage", "een eigen prijs", *_EUROS),
    Label.FINANCE: ("een bedrag", "een percentage", "een deel", *_EUROS),
    Label.MARKET: ("een aantal", "enkele", "een deel", "een aantal gemeenten", "een wijziging in het aanbod", *_BANDS),
    Label.PERSON: ("een medewerker", "een deelnemer", "iemand"),
    Label.ORG_IDENTITY: ("een aanbieder", "onze organisatie", "een andere partij"),
    Label.ADDRESS: ("een locatie", "een adres"),
    Label.BIRTHDATE: ("een leeftijd", "een geboortejaar"),
    Label.CASE: ("een cli\u00ebnt", "een jeugdige", "een situatie uit de praktijk"),
}


def options(label: Label) -> tuple[str, ...]:
    """The words that may replace a passage of this kind, the usual one first; nothing for what can only be redacted.

    A band of amounts or numbers is as wide as the list says, whatever stood there.
    """
    return _OPTIONS.get(label, ())


_PLAN, _SHARE, _AREA = "een wijziging in het aanbod", "een deel", "een aantal gemeenten"
_COUNT = ("een aantal", "enkele", *_BANDS)


def fitting(finding: Finding, words: str) -> tuple[str, ...]:
    """Of these options the ones that fit the passage `words`: no number in the place of a plan, no amount for a percentage."""
    wanted = _wanted(finding, any(one.kind is PERCENT for one in quantities(read(words))))
    return tuple(one for one in options(finding.label) if one in wanted)


def _wanted(finding: Finding, is_part: bool) -> Container[str]:
    """What would read well in its place; what somebody chose by hand can be anything."""
    family, _, sort = finding.rule.partition(".")
    if family == "plans":
        return (_PLAN,)
    if family != "figures":
        return options(finding.label)
    if finding.label is Label.MARKET:
        return (_AREA,) if sort == "area" else (_SHARE,) if is_part else _COUNT
    return ("een percentage", _SHARE) if is_part else ("een bedrag", "een eigen prijs", *_EUROS)
