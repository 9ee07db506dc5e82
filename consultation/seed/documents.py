"""What the municipality of the demonstration wrote: the consultations and their documents."""

from __future__ import annotations

from consultation.dossiers.rules import ConsultationDraft, Interaction, Medium, Openness, VersionDraft

CONTACT = "Contactpunt inkoop sociaal domein"
EMAIL = "marktconsultatie@zilverdijk.example"

CONSULTATION = ConsultationDraft(
    title="Begeleiding thuis en dagactiviteiten 2028",
    rationale=(
        "Vanaf 1 januari 2028 willen wij begeleiding thuis en dagactiviteiten opnieuw inkopen. "
        "Wij hebben een concept geschreven, maar wij weten niet of het in de praktijk werkt.\n\n"
        "Daarom vragen wij het eerst aan u. Wij willen vooral weten:\n\n"
        "- of de vaste begeleider haalbaar is;\n"
        "- of de manier van betalen past bij het werk;\n"
        "- hoeveel tijd u nodig hebt om te beginnen.\n\n"
        "Meedoen is vrij. Wie niet meedoet, heeft later geen nadeel. Wie wel meedoet, heeft later geen voordeel."
    ),
    openness=Openness.OPEN,
    medium=Medium.WRITTEN,
    interaction=Interaction.NON_INTERACTIVE,
    contact_role=CONTACT,
    contact_email=EMAIL,
    hours_asked=4,
)

NEXT_CONSULTATION = ConsultationDraft(
    title="Vervoer naar dagactiviteiten 2029",
    rationale=(
        "Inwoners die niet zelf kunnen reizen, halen wij nu met een busje op. De afspraken daarover lopen af. "
        "Wij willen weten of vervoer en dagactiviteit beter bij één aanbieder passen of juist niet."
    ),
    openness=Openness.OPEN,
    medium=Medium.BOTH,
    interaction=Interaction.NON_INTERACTIVE,
    contact_role=CONTACT,
    contact_email=EMAIL,
    hours_asked=2,
)

STEADY = "Elke inwoner heeft één vaste begeleider. Bij ziekte of vakantie komt iemand die de inwoner kent."
STEADY_NEW = (
    "Elke inwoner heeft één vaste begeleider, of een vast team van twee begeleiders. "
    "Bij een team weet de inwoner vooraf wie wanneer komt. De inwoner kiest zelf tussen deze twee vormen."
)

_REQUEST = """\
# Conceptvraag begeleiding thuis en dagactiviteiten

Dit is een concept. Alles kan nog veranderen. Zeg ons wat niet werkt, en waarom niet.

## 1 Wat wij willen bereiken

Inwoners wonen zo lang mogelijk thuis, met zo weinig hulp als kan en zo veel als nodig is. Hulp past bij wat iemand \
zelf wil en kan. Wie vooruitgaat, krijgt minder hulp. Wie achteruitgaat, krijgt op tijd meer hulp.

## 2 Voor wie

### 2.1 Begeleiding thuis

Voor volwassen inwoners van onze gemeente die hulp nodig hebben bij het ordenen van hun dag, bij geldzaken of bij \
contact met anderen. De gemeente besluit wie hulp krijgt en voor hoeveel uur per week.

### 2.2 Dagactiviteiten

Voor inwoners die overdag geen werk of opleiding kunnen doen. Een dagdeel duurt vier uur. Een groep heeft ten hoogste \
acht deelnemers.

## 3 Kwaliteit en mensen

### 3.1 Plan

Binnen drie weken na de start is er een plan. De inwoner heeft het plan zelf gelezen en begrijpt het.

### 3.2 Vaste begeleider

{steady}

### 3.3 Meten

Twee keer per jaar vraagt u aan inwoners hoe het gaat. U gebruikt daarvoor onze lijst met zes vragen.

### 3.4 Personeel

Begeleiders hebben een opleiding die bij het werk past. Vrijwilligers kunnen helpen. Zij vervangen geen begeleider.

## 4 Betalen

### 4.1 Eenheid

Wij betalen begeleiding thuis per uur en dagactiviteiten per dagdeel. Overleg over een inwoner hoort bij dat uur.

### 4.2 Niet gekomen

Komt een inwoner niet, en hoort u dat minder dan een dag tevoren? Dan betalen wij één keer per maand toch.

### 4.3 Elk jaar aanpassen

Wij passen de prijzen elk jaar op 1 januari aan.

## 5 Berichten

Start, wijziging en einde van hulp gaan als bericht van systeem naar systeem. Een bericht is er binnen vijf werkdagen.

## 6 Overgang

Verandert een inwoner van aanbieder? Dan spreken de oude en de nieuwe aanbieder af hoe dat gaat. De inwoner merkt daar \
zo weinig mogelijk van.
"""

_GUIDE = """\
# Leidraad bij deze marktconsultatie

## 1 Waarom een marktconsultatie

Wij willen weten of onze plannen uitvoerbaar zijn, voordat wij iets vastleggen. U kent de praktijk. Uw vragen en \
antwoorden maken ons concept beter.

## 2 Spelregels

- Iedereen krijgt dezelfde informatie, op hetzelfde moment, op dezelfde plek.
- Wie een vraag stelde, maken wij niet bekend. Schrijf in uw vraag niet wie u bent.
- Schrijf geen prijzen, kosten of plannen van uw eigen organisatie op.
- Meedoen geeft geen rechten en geen plichten. U krijgt er geen geld voor.
- Meedoen geeft later geen voordeel en geen nadeel.

## 3 Zo stelt u een vraag

Kies waar uw vraag over gaat: welk document en welke paragraaf. Stel één ding per vraag. U krijgt meteen een bewijs van \
ontvangst met een kenmerk. Tot het antwoord openbaar is, kunt u uw vraag intrekken.

## 4 Zo krijgt u antwoord

Wij beantwoorden alle vragen in een nota van inlichtingen. Die is voor iedereen tegelijk openbaar. Staat in een eerder \
document iets anders dan in de nota? Dan geldt de nota. Verandert een antwoord een document? Dan staat de nieuwe \
versie er tegelijk bij, en blijft de oude te lezen.

## 5 Wat wij met uw inbreng doen

Na de laatste vragenronde schrijven wij een verslag. Daarin staat per onderwerp wat wij hebben gehoord, wat wij daarmee \
doen en waarom. Het verslag is openbaar voordat een aanbesteding begint.

## 6 Contact

Alle contact loopt via dit platform. Belt of mailt u een medewerker over deze consultatie? Dan vragen wij u om uw vraag \
hier te stellen, zodat iedereen het antwoord leest.
"""

_TRANSPORT = """\
# Verkenning vervoer

## 1 Hoe het nu gaat

Een busje haalt inwoners thuis op en brengt ze naar hun dagactiviteit. De rit duurt soms langer dan een uur.

## 2 Wat wij willen weten

Kan wie de dagactiviteit geeft ook het vervoer regelen? Wat gaat er dan beter, en wat wordt lastiger?
"""

REQUEST = VersionDraft("Conceptvraag", "1.0", _REQUEST.format(steady=STEADY))
REQUEST_CHANGED = VersionDraft(
    "Conceptvraag",
    "1.1",
    _REQUEST.format(steady=STEADY_NEW),
    "In § 3.2 mag een vast team van twee begeleiders ook. Dat volgt uit een antwoord in nota 1.",
)
GUIDE = VersionDraft("Leidraad", "1.0", _GUIDE)
TRANSPORT = VersionDraft("Verkenning vervoer", "1.0", _TRANSPORT)
