"""What the guard calls things, for translation: `legal` knows no languages. A test asks that every word of it stands here."""

from __future__ import annotations

from consultation.words import N_, Explained
from legal.terms import Finding

# Kinds, and the classes they fall in.
KINDS = (
    N_("prijs of tarief"),
    N_("financieel gegeven"),
    N_("bedrijfsgegeven"),
    N_("naam van een persoon"),
    N_("burgerservicenummer"),
    N_("rekeningnummer"),
    N_("e-mailadres"),
    N_("telefoonnummer"),
    N_("adres"),
    N_("geboortedatum"),
    N_("naam van een organisatie"),
    N_("kenteken"),
    N_("gegeven over een cliënt"),
    N_("kostprijs"),
    N_("tarief of prijs"),
    N_("marge of opslag"),
    N_("loonschaal of cao-mix"),
    N_("productiviteit of overhead"),
    N_("volume of capaciteit"),
    N_("marktaandeel of omzet"),
    N_("klanten of cliënten"),
    N_("voorwaarden van leveranciers"),
    N_("voornemen om wel of niet in te schrijven"),
    N_("verdeling van gebieden of cliënten"),
    N_("strategie of investering"),
    N_("nieuw product of idee"),
    N_("personeel of wachtlijst"),
    N_("teken van afspraken tussen concurrenten"),
    N_("persoonsgegeven"),
    N_("gezondheidsgegeven"),
    N_("herkenbaar verhaal over een cliënt"),
    N_("wie de vraag stelt"),
)
# On which ground something stays out.
GROUNDS = (
    N_("commercieel belang van een ondernemer"),
    N_("eerlijke mededinging tussen ondernemers"),
    N_("belang van de rechtshandhaving"),
    N_("ander openbaar belang"),
    N_("diensten voor onderzoek en ontwikkeling"),
    N_("bescherming van persoonsgegevens (AVG en UAVG)"),
    N_("vertrouwelijke bedrijfsgegevens (Woo 5.1 lid 1 onder c)"),
    N_("bijzondere persoonsgegevens (Woo 5.1 lid 1 onder d)"),
    N_("nationaal identificatienummer (Woo 5.1 lid 1 onder e)"),
    N_("economisch belang van de overheid (Woo 5.1 lid 2 onder b)"),
    N_("persoonlijke levenssfeer (Woo 5.1 lid 2 onder e)"),
    N_("concurrentiegevoelige gegevens (Woo 5.1 lid 2 onder f)"),
    N_("economisch belang van een ondernemer (Aanbestedingswet 2.53 lid 3)"),
    N_("vertrouwelijke informatie (Aanbestedingswet 2.57 lid 1)"),
    N_("vervalsing van de mededinging (Aanbestedingswet 2.57 lid 2)"),
)
# Why the guard found something.
REASONS = (
    N_("Dit is de naam van een partij. Daaraan is te zien wie de vraag stelt."),
    N_("Dit is het KvK-nummer van een partij in deze consultatie."),
    N_("Dit is een webadres of maildomein van een partij in deze consultatie."),
    N_("Dit getal voldoet aan de elfproef voor burgerservicenummers (UAVG artikel 46)."),
    N_("Dit getal staat bij het woord bsn of sofinummer (UAVG artikel 46)."),
    N_("Dit is een bankrekeningnummer. Daaraan is te zien van wie het is."),
    N_("Dit lijkt een KvK-nummer of RSIN. Daarmee is een organisatie op te zoeken."),
    N_("Dit lijkt een AGB-code. Daarmee is een zorgaanbieder op te zoeken."),
    N_("Dit is een btw-nummer. Daarmee is een organisatie op te zoeken."),
    N_("Dit is een kenteken. Daarmee is de houder van de auto te vinden."),
    N_("Dit is een e-mailadres. Daaraan is een persoon of een organisatie te herkennen."),
    N_("Dit is een telefoonnummer. Daaraan is een persoon of een organisatie te herkennen."),
    N_("Dit is een webadres. Daaraan is een organisatie te herkennen."),
    N_("Dit is een adres. Daaraan is een persoon of een organisatie te herkennen."),
    N_("Dit is een geboortedatum of geboortejaar. Daaraan is een persoon te herkennen."),
    N_("Dit lijkt de naam van een persoon."),
    N_("Dit lijkt de naam van een organisatie. Daaraan kan te zien zijn wie er spreekt."),
    N_("Dit lijkt een nummer van een cliënt of een dossier. Daarmee is een persoon te vinden."),
    N_("Hierin is een cliënt misschien te herkennen: leeftijd, ziekte, woonplaats of gezin maken samen een persoon."),
    N_(
        "Hierin is een cliënt misschien te herkennen, met een ziekte of beperking. Gegevens over gezondheid "
        "zijn extra beschermd (AVG artikel 9)."
    ),
    N_("Dit lijkt het nummer van een cliënt of een dossier. Daarmee is een persoon te vinden."),
    N_("Dit lijkt te zeggen hoeveel een aanbieder levert, kan of wil; concurrenten mogen dat niet weten."),
    N_("Dit lijkt een eigen prijs, tarief, opslag of kostprijs van een aanbieder, geen openbaar bedrag."),
    N_("Dit lijkt een cijfer uit de bedrijfsvoering van een aanbieder, geen openbaar cijfer."),
    N_("Dit lijkt te zeggen in welke loonschaal een aanbieder zijn mensen zet. Dat zegt wat zij kosten."),
    N_("Deze zin lijkt een plan van een aanbieder te vertellen. Concurrenten kunnen daarop vooruitlopen."),
    N_("Deze zin lijkt te zeggen waarop een aanbieder wel of niet inschrijft."),
    N_("Deze zin lijkt te zeggen hoe een aanbieder zijn prijs gaat bepalen."),
    N_("Deze zin lijkt te zeggen hoe een aanbieder er financieel voor staat."),
    N_("Dit lijkt te gaan over een afspraak tussen aanbieders over prijzen of tarieven (Mededingingswet artikel 6)."),
    N_("Dit lijkt te gaan over het verdelen van percelen, gebieden of cliënten tussen aanbieders (Mededingingswet artikel 6)."),
    N_("Dit lijkt te gaan over een afspraak om samen niet in te schrijven (Mededingingswet artikel 6)."),
    N_("De vraagsteller noemt zich de enige of de grootste. Anderen kunnen raden wie dat is."),
    N_("De vraagsteller vertelt iets over zichzelf dat anderen kunnen weten. Zij kunnen raden wie dat is."),
    N_("De vraagsteller noemt een eerdere eigen vraag. Dan is te zien welke vragen van dezelfde partij zijn."),
    N_("De vraagsteller noemt waar hij zit. Anderen kunnen raden wie dat is."),
    N_("De vraagsteller noemt zich wie het werk nu doet. Anderen kunnen weten wie dat is."),
)


def explained(found: Finding) -> Explained:
    """Return why something was found, which a page can say in another language too; the words that made it so stay."""
    return Explained(found.why, found.cues)
