"""What the providers of the demonstration asked, and what the municipality has answered so far."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from consultation.questions.rules import Theme


class Stage(IntEnum):
    """How far a question is in the demonstration."""

    DRAFT = 0  # not sent
    NEW = 1  # sent, no answer yet
    CONCEPT = 2  # an answer in the making
    AWAITING = 3  # an answer that waits for a second person
    APPROVED = 4  # approved, waits for the next note
    PUBLISHED = 5  # in note 1


@dataclass(frozen=True)
class Asked:
    """One question: who asks, about which place, and its answer. `reveals` = the guard finds its asker in it."""

    provider: str
    theme: Theme
    section: str
    text: str
    stage: Stage
    answer: str = ""
    changes: bool = False
    reveals: bool = False


QUESTIONS = (
    Asked(
        "elzenwaard", Theme.TARGET_GROUP, "§ 2.1",
        "Krijgt een inwoner die een paar maanden per jaar bij familie in een andere gemeente woont, daar ook begeleiding?",
        Stage.PUBLISHED,
        "Ja, ten hoogste acht weken per jaar. De begeleiding loopt dan door met dezelfde begeleider, bijvoorbeeld met "
        "beeldbellen. Duurt het langer, dan beslist de andere gemeente.",
    ),
    Asked(
        "lindewede", Theme.QUALITY, "§ 3.2",
        "Er staat dat elke inwoner één vaste begeleider heeft. Mag dat ook een vast team van twee begeleiders zijn? "
        "Dan is er altijd iemand die de inwoner kent, ook bij ziekte of vakantie.",
        Stage.PUBLISHED,
        "Ja. Wij passen § 3.2 aan: een vast team van twee begeleiders mag ook. De inwoner kiest zelf welke vorm hij wil. "
        "De tekst staat in versie 1.1 van de conceptvraag.",
        changes=True,
    ),
    Asked(
        "vlierkracht", Theme.TARIFF, "§ 4.1",
        "Hoort de reistijd tussen twee inwoners bij het uur dat u betaalt? In het buitengebied is dat al snel een kwartier.",
        Stage.PUBLISHED,
        "Reistijd is geen tijd met de inwoner en telt dus niet mee als uur. Wij houden er wel rekening mee als wij de "
        "prijs bepalen. Hoe wij dat doen, laten wij u lezen voordat de aanbesteding begint.",
    ),
    Asked(
        "elzenwaard", Theme.TARIFF, "§ 4.3",
        "Welk cijfer gebruikt u om de prijzen elk jaar aan te passen? En wanneer weten wij de nieuwe prijs?",
        Stage.PUBLISHED,
        "Wij gebruiken het cijfer voor lonen en prijzen in de zorg dat elk jaar in september bekend wordt. U hoort de nieuwe "
        "prijs uiterlijk op 1 november.",
    ),
    Asked(
        "lindewede", Theme.STAFF, "§ 3.4",
        "Mag een vrijwilliger een deel van een dagactiviteit leiden als er een begeleider in dezelfde ruimte is?",
        Stage.PUBLISHED,
        "Ja. De begeleider blijft verantwoordelijk en is steeds in de ruimte. De vrijwilliger telt niet mee voor het aantal "
        "begeleiders per groep.",
    ),
    Asked(
        "vlierkracht", Theme.PROCEDURE, "§ 2",
        "Vlierkracht vraagt: telt ervaring in de gemeente mee bij de aanbesteding?",
        Stage.PUBLISHED,
        "Nee. In deze marktconsultatie beoordelen wij niemand. Wat bij een aanbesteding meetelt, staat straks in de stukken "
        "van die aanbesteding. Dat is voor iedereen gelijk.",
        reveals=True,
    ),
    Asked(
        "elzenwaard", Theme.MESSAGES, "§ 5",
        "Is vijf werkdagen ook genoeg als de inwoner in het ziekenhuis ligt en wij nog niet weten of de hulp doorgaat?",
        Stage.AWAITING,
        "Ja. Ligt een inwoner in het ziekenhuis, dan stuurt u eerst alleen een bericht dat de hulp stilligt. De termijn van "
        "vijf werkdagen begint opnieuw als bekend is wanneer de inwoner thuiskomt.",
    ),
    Asked(
        "lindewede", Theme.TRANSITION, "§ 6",
        "Hoeveel weken hebben de oude en de nieuwe aanbieder samen voor de overgang van een inwoner?",
        Stage.CONCEPT,
        "Wij denken aan zes weken. In die tijd mogen beide aanbieders",
    ),
    Asked(
        "vlierkracht", Theme.TARGET_GROUP, "§ 2.2",
        "Mag een groep tijdelijk negen deelnemers hebben, bijvoorbeeld in de zomer als twee groepen samen gaan?",
        Stage.APPROVED,
        "Ja, ten hoogste zes weken per jaar, en alleen als er dan twee begeleiders bij de groep zijn.",
    ),
    Asked(
        "elzenwaard", Theme.OTHER, "",
        "Elzenwaard heeft eigen busjes. Kunnen inwoners daarmee ook naar een dagactiviteit van een andere aanbieder?",
        Stage.NEW,
        reveals=True,
    ),
    Asked(
        "lindewede", Theme.QUALITY, "§ 3.3",
        "Kunt u de lijst met zes vragen nu al laten zien? Wij willen weten of die past bij inwoners die niet goed lezen.",
        Stage.NEW,
    ),
    Asked(
        "vlierkracht", Theme.STAFF, "§ 3.4",
        "Wat is volgens u een opleiding die bij het werk past? Telt een diploma uit het buitenland ook mee?",
        Stage.NEW,
    ),
    Asked(
        "lindewede", Theme.TARIFF, "§ 4.2",
        "Geldt de regel over niet komen ook voor dagactiviteiten, of alleen voor",
        Stage.DRAFT,
    ),
)  # fmt: skip
