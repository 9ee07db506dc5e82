"""The third consultation of the demonstration: questions in which parties tell more than others may read."""

from __future__ import annotations

from consultation.dossiers.rules import ConsultationDraft, Interaction, Medium, Openness, VersionDraft
from consultation.questions.rules import Theme
from consultation.seed.documents import CONTACT, EMAIL
from consultation.seed.questions import Asked, Stage

CONSULTATION = ConsultationDraft(
    title="Hulp bij het huishouden 2029",
    rationale=(
        "De afspraken over hulp bij het huishouden lopen af. Wij willen weten of ons concept in de praktijk werkt, "
        "voor grote en voor kleine aanbieders."
    ),
    openness=Openness.OPEN,
    medium=Medium.WRITTEN,
    interaction=Interaction.NON_INTERACTIVE,
    contact_role=CONTACT,
    contact_email=EMAIL,
    hours_asked=2,
)
CONCEPT = VersionDraft(
    "Concept hulp bij het huishouden",
    "1.0",
    "# Concept hulp bij het huishouden\n\nIn dit stuk staat wat wij van plan zijn. Een inwoner houdt zo veel mogelijk dezelfde "
    "hulp. Wij betalen voor de tijd die iemand bij een inwoner is.\n\n## Tarief\n\nHoe wij het tarief bepalen, staat nog niet "
    "vast. Daarover horen wij graag van u.\n",
)  # fmt: skip
YES = "Ja. Wij nemen dit op in het concept."
LOOK = "Wij nemen uw punt mee als wij het concept aanpassen."

_TEXTS = (
    ("elzenwaard", Theme.TARIFF,
     "Wij rekenen nu € 34,80 per uur en houden daar 2,1% marge op over. Houdt u rekening met reistijd?", LOOK),
    ("lindewede", Theme.TARIFF, "Onze kostprijs ligt op € 33,15 per uur. Klopt het dat u onder dat bedrag wilt betalen?",
     "Wij noemen nog geen bedrag. Het tarief bepalen wij met een onderzoek naar kosten."),
    ("vlierkracht", Theme.STAFF, "Ons ziekteverzuim is 8,4%. Telt vervanging bij ziekte mee in het tarief?", YES),
    ("elzenwaard", Theme.TARGET_GROUP,
     "Wij hebben nu 212 cliënten in uw gemeente. Gaan die allemaal over naar het nieuwe contract?", YES),
    ("lindewede", Theme.PROCEDURE, "Lindewede Begeleiding werkt al tien jaar in uw gemeente. Telt die ervaring mee?",
     "Nee. In deze marktconsultatie beoordelen wij niemand."),
    ("vlierkracht", Theme.QUALITY,
     "Mevrouw De Boer, Kerkweg 14, krijgt nu hulp op maandag. Mag dat straks ook op een andere dag?",
     "Ja, als de inwoner dat goed vindt."),
    ("elzenwaard", Theme.TRANSITION,
     "Stichting Elzenwaard stopt in maart met de locatie aan de Molenstraat. Wat betekent dat voor de overgang?", LOOK),
    ("lindewede", Theme.TARIFF,
     "Met uw voorstel van € 31,50 per uur verliezen wij € 1,65 op elk uur. Is daar over te praten?", LOOK),
    ("vlierkracht", Theme.MESSAGES, "Kunt u het antwoord mailen aan plan@vlk.example of bellen naar 06 12345678?",
     "Nee. Alle antwoorden staan in de nota, zodat iedereen ze leest."),
    ("elzenwaard", Theme.STAFF, "Onze teamleider Ineke van Dam wil weten of een inwoner zelf een hulp mag kiezen.", YES),
    ("lindewede", Theme.TARIFF, "Wij betalen onze mensen in schaal 25. Is € 34,80 per uur dan genoeg?", LOOK),
    ("vlierkracht", Theme.PROCEDURE, "Wij overwegen om niet in te schrijven als de indexatie vervalt. Blijft die?",
     "Ja. De prijzen gaan elk jaar mee met het cijfer voor lonen en prijzen in de zorg."),
    ("elzenwaard", Theme.TARIFF, "Stichting Elzenwaard rekent € 4,20 reiskosten per dag. Mag dat apart op de rekening?",
     "Nee. Reiskosten horen bij het uurtarief."),
    ("lindewede", Theme.QUALITY,
     "Wij werken met 64 medewerkers, van wie 18 zonder diploma. Mogen zij blijven werken?", YES),
    ("vlierkracht", Theme.TARGET_GROUP, "Wij bedienen ongeveer 30% van de inwoners met hulp. Verdeelt u die straks opnieuw?",
     "Nee. Elke inwoner kiest zelf."),
    ("elzenwaard", Theme.TRANSITION,
     "Een jongen van 17 uit Zilverdijk-Noord met epilepsie woont bij zijn oma. Krijgt zij ook hulp?",
     "Dat hangt af van wat zij samen nodig hebben. De gemeente kijkt daar in een gesprek naar."),
    ("lindewede", Theme.PROCEDURE,
     "Wij hebben met de andere aanbieders afgesproken om niet onder € 35 per uur in te schrijven. Weet u dat?", LOOK),
    ("vlierkracht", Theme.OTHER,
     "Onze omzet in uw gemeente was vorig jaar € 1,4 miljoen. Is er een grens voor kleine aanbieders?", YES),
    ("elzenwaard", Theme.QUALITY, "Stichting Elzenwaard vraagt: mag onze teamleider Ineke van Dam het gesprek met u voeren?",
     "Nee. In deze ronde is alles schriftelijk."),
    ("lindewede", Theme.TARIFF, "Is € 33,15 per uur ook de kostprijs die u bij anderen ziet?",
     "Daar zeggen wij niets over. Wij delen geen kosten van aanbieders."),
)  # fmt: skip
QUESTIONS = tuple(Asked(provider, theme, "", text, Stage.APPROVED, answer) for provider, theme, text, answer in _TEXTS)
