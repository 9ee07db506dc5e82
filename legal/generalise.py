"""What may stand in the place of a passage that is made more general: a closed list, so that no free word can leak (rule 35)."""

from __future__ import annotations

from legal.terms import Label

_BANDS = ("minder dan 10", "10 tot 50", "50 tot 250", "250 of meer")
_EUROS = (
    "minder dan \u20ac 25", "\u20ac 25 tot \u20ac 50", "\u20ac 50 tot \u20ac 100", "\u20ac 100 tot \u20ac 250", "\u20ac 250 tot \u20ac 1.000",
    "\u20ac 1.000 tot \u20ac 10.000", "\u20ac 10.000 tot \u20ac 100.000", "\u20ac 100.000 tot \u20ac 1 miljoen", "meer dan \u20ac 1 miljoen",
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
