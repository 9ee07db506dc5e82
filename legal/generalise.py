"""What may stand in the place of a passage that is made more general: a closed list, so that no free word can leak (rule 35)."""

from __future__ import annotations

from legal.terms import Label

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
