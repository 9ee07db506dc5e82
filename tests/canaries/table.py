"""Forty secrets as somebody would write them down: what the sweep puts into the platform and looks for everywhere."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Canary:
    """A secret in a sentence: `secret` as typed, `words` written out, `other` in another notation. {} is its place.

    `core`: the part of it that tells all by itself.
    """

    family: str
    sentence: str
    secret: str
    words: str
    other: str
    core: str = ""


CANARIES = (
    # prices and money
    Canary("cost price", "Onze kostprijs is {} per uur.", "€ 47,13", "zevenenveertig euro dertien", "EUR 47.13"),
    Canary("tariff", "Wij rekenen nu {} per uur.", "€ 61,43", "eenenzestig euro en drieënveertig cent", "61.43 euro"),
    Canary("day part", "Ons tarief per dagdeel is {}.", "€ 93,27", "drieënnegentig euro zevenentwintig", "93,27 EUR"),
    Canary("subcontract", "Wij betalen onze onderaannemer {} per uur.", "€ 38,64", "achtendertig euro vierenzestig", "€38.64"),
    Canary("wage", "Onze begeleiders verdienen {} bruto per maand.", "€ 3.482,16", "vierendertighonderdtweeëntachtig euro",
           "3482.16 euro"),
    Canary("margin", "Onze marge is {}.", "3,71%", "drie komma zeven een procent", "3.71 procent"),
    Canary("overhead", "Onze overhead is {} van de omzet.", "27,4%", "zevenentwintig komma vier procent", "27.4 %"),
    Canary("productivity", "De productiviteit van ons team is {}.", "71,3%", "eenenzeventig komma drie procent", "71.3 pct"),
    Canary("turnover", "Onze omzet was vorig jaar {}.", "€ 8.417.362", "acht miljoen vierhonderdzeventienduizend euro",
           "8417362 euro"),
    Canary("result", "Wij leden vorig jaar een verlies van {}.", "€ 614.285", "zeshonderdveertienduizend euro", "EUR 614285"),
    Canary("reserve", "Ons eigen vermogen is {}.", "€ 2.936.418", "twee miljoen negenhonderdzesendertigduizend euro",
           "2,936,418 euro"),
    Canary("investment", "Wij investeren {} in een nieuw pand.", "€ 1.275.390",
           "een miljoen tweehonderdvijfenzeventigduizend euro", "1275390 euro"),
    Canary("discount", "Wij krijgen {} korting van onze leverancier.", "12,85%", "twaalf komma acht vijf procent",
           "12.85 procent"),
    Canary("bid", "Wij bieden straks {} per uur aan.", "€ 58,91", "achtenvijftig euro eenennegentig", "58.91 eur"),
    # size and market
    Canary("market share", "Ons marktaandeel is {}.", "34,6%", "vierendertig komma zes procent", "34.6 procent"),
    Canary("capacity", "Wij hebben {} plekken in de dagopvang.", "4.371", "vierduizend driehonderdeenenzeventig", "4371"),
    Canary("clients", "Wij begeleiden nu {} cliënten.", "2.318", "tweeduizend driehonderdachttien", "2318"),
    Canary("waiting list", "Op onze wachtlijst staan {} mensen.", "1.294", "twaalfhonderdvierennegentig", "1294"),
    Canary("staff", "Wij hebben {} fte in dienst.", "286,4", "tweehonderdzesentachtig komma vier", "286.4"),
    Canary("hours", "Wij leveren {} uur per jaar.", "48.361", "achtenveertigduizend driehonderdeenenzestig", "48361"),
    # plans
    Canary("lot", "{}.", "Wij schrijven niet in op perceel 7", "Wij schrijven niet in op het zevende perceel",
           "Op perceel 7 doen wij niet mee"),
    Canary("partner", "{}.", "Wij schrijven samen met een partner in op perceel 9",
           "Wij bieden samen met een ander op perceel negen",
           "Wij gaan op perceel 9 in combinatie inschrijven"),
    Canary("agreement", "{}.", "Wij spraken met een andere aanbieder af wie de wijk Meerzicht neemt",
           "Wij hebben met een concurrent de wijk Meerzicht verdeeld",
           "Met een andere aanbieder verdelen wij de wijk Meerzicht", "Meerzicht"),
    Canary("closing", "{}.", "Wij sluiten volgend jaar onze locatie aan de haven", "Wij gaan onze locatie bij de haven sluiten",
           "Onze locatie aan de haven gaat volgend jaar dicht"),
    # who asks
    Canary("own name", "Wij van {} vragen dit.", "Stichting Elzenwaard", "stichting elzen-waard", "St. Elzenwaard", "Elzenwaard"),
    Canary("third name", "Wij werken met {} samen.", "Coöperatie Vlierkracht", "de coöperatie Vlierkracht U.A.",
           "Cooperatie Vlierkracht", "Vlierkracht"),
    Canary("partner's name", "Ook bij {} gaat het zo.", "Stichting Tulpenhof", "de stichting Tulpenhof", "St. Tulpenhof",
           "Tulpenhof"),
    Canary("chamber of commerce", "Ons KvK-nummer is {}.", "30111222", "drie nul een een een twee twee twee", "30.11.12.22"),
    Canary("own mail", "Mail ons op {} graag.", "info@elzenwaard.example", "info apenstaartje elzenwaard punt example",
           "info (at) elzenwaard.example", "elzenwaard.example"),
    # people
    Canary("person", "Vraag het aan mevrouw {}.", "Josefien Wolterink", "J. Wolterink", "Wolterink, Josefien", "Wolterink"),
    Canary("colleague", "Mijn collega {} weet meer.", "Teun Hoogendoorn", "T. Hoogendoorn", "Hoogendoorn, Teun", "Hoogendoorn"),
    Canary("citizen service number", "Het BSN van de cliënt is {}.", "111222333", "een een een twee twee twee drie drie drie",
           "111.222.333"),
    Canary("account", "Maak het over op {}.", "NL91 ABNA 0417 1643 00", "NL een en negentig ABNA 0417164300",
           "NL91ABNA0417164300", "ABNA 0417164300"),
    Canary("mail", "Stuur het naar {}.", "j.wolterink@buurtteam.example", "j punt wolterink apenstaartje buurtteam punt example",
           "j.wolterink[at]buurtteam[dot]example", "buurtteam"),
    Canary("phone", "Bel mij op {}.", "06 27184539", "nul zes twee zeven een acht vier vijf drie negen", "+31 6-27 18 45 39"),
    Canary("address", "De cliënt woont op {}.", "Kastanjelaan 48", "Kastanjelaan achtenveertig", "Kastanjelaan nr. 48",
           "Kastanjelaan"),
    Canary("birth date", "De cliënt is geboren op {}.", "14 maart 1953", "veertien maart negentiendrieënvijftig", "14-03-1953"),
    Canary("plate", "De bus heeft kenteken {}.", "GT-482-R", "G T vier acht twee R", "GT482R"),
    Canary("file number", "Het gaat om cliëntnummer {}.", "WMO-48813", "wmo vier acht acht een drie", "WMO 48813", "48813"),
    Canary("client story", "{}.", "Onze cliënt van 11 jaar met het syndroom van Rett woont in een pleeggezin",
           "Een meisje van elf met het syndroom van Rett woont bij ons in een pleeggezin",
           "Wij helpen een kind (11) met het Rett-syndroom in een pleeggezin"),
)  # fmt: skip
