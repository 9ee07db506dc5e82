"""What may be decided about a finding, by how many people, and what a decision must say. Pure."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from consultation.words import N_
from legal.generalise import fitting
from legal.terms import Finding, Ground, Label, Outcome, Sensitivity

WHOLE_TEXT = "whole-text"  # the rule of a decision about a text as a whole: it stays out, or goes back
UNDONE = "undone"  # the outcome of a row that takes back the row before it
WORDS = frozenset({Outcome.CLEAR, Outcome.REDACT, Outcome.GENERALISE})
WHOLE = frozenset({Outcome.WITHHOLD, Outcome.REFUSE})
SHORTEST_REASON = 10
COMPETITIVE = frozenset({Label.PRICE, Label.FINANCE, Label.MARKET})
COMPETITIVE_GROUNDS = frozenset({Ground.FAIR_COMP, Ground.EO_INT, *(ground for ground in Ground if ground.startswith("aw-"))})
# What somebody marks by hand is of this class, unless he says otherwise.
USUAL_CLASS = {
    Label.PRICE: Sensitivity.TARIFF_OR_PRICE,
    Label.FINANCE: Sensitivity.MARKET_SHARE_OR_TURNOVER,
    Label.MARKET: Sensitivity.STRATEGY_OR_INVESTMENT,
    Label.ORG_IDENTITY: Sensitivity.ASKER_IDENTITY,
    Label.BSN: Sensitivity.BSN,
    Label.CASE: Sensitivity.IDENTIFYING_CASE_STORY,
}
# Of what an enterprise keeps to itself; of anything else the usual ground is the AVG.
_USUAL_GROUND = dict.fromkeys((Label.PRICE, Label.FINANCE, Label.MARKET, Label.ORG_IDENTITY), Ground.AW_2_57_1)
NO_REASON = N_("Schrijf in ten minste 10 tekens waarom dit mag blijven staan.")
# That something is public already counts with where that is, and since when (rule 45).
_NOT = r"(?<!\bniet )(?<!\bgeen )(?<!\bnooit )(?<!\bzonder )"
_SAYS_PUBLIC = re.compile(
    rf"(?<!\w){_NOT}"
    r"(?:openba(?:ar|re)(?! vervoer)|publieke?|gepubliceerd\w*|publice(?:er|ren)\w*|bekendgemaakt|online|websites?)(?!\w)"
    # "Dit mag blijven staan in de vraag" says nothing of where else it can be read.
    r"|(?<!\w)(?<!\bblijven )(?<!\bblijft )(?<!\blaten )(?<!\bmag )(?:staat|staan|vinden|lezen) (?:\w+ ){0,3}"
    r"(?:in|op|bij) (?:(?:de|het|een|uw) (?!(?:vraag|tekst|zin|antwoord)(?!\w))|(?:bijlage|artikel)(?!\w))",
    re.IGNORECASE,
)
# In a day too: "3.3.2026". No amount: "2000 euro", "€ 2.000", "1.2026".
_YEAR = re.compile(
    r"(?:(?<!\d)\d{1,2}[-./]\d{1,2}[-./]|(?<![\d€])(?<!€ )(?<!\d[.,]))"
    r"(?:19|20)\d\d(?!\d|[.,]\d| ?(?:euro|eur|uur|%|cliënt|client|plaats|stuks|keer))",
    re.IGNORECASE,
)
NO_SOURCE = N_(
    "U schrijft dat dit ergens te lezen is. Schrijf erbij in welk stuk dit staat en van welke datum, "
    "bijvoorbeeld: raadsbesluit 3 maart 2026."
)
_SAYS_CONSENT = re.compile(
    rf"(?<!\w){_NOT}(?:wil zelf|wil dat iedereen|toestemming|(?:vindt|vond) (?:het|dit|dat) goed|(?:gaf|is) akkoord)(?!\w)",
    re.IGNORECASE,
)
NO_CONSENT = N_(
    "U schrijft dat de partij dit goedvindt. Schrijf erbij waar en wanneer de partij dat zei, "
    "bijvoorbeeld: mail van 3 maart 2026."
)
NO_REASON_WHY = N_("Schrijf in ten minste 10 tekens waarom u dit besluit neemt.")
NO_WORDS = N_("Kies een van de aangeboden omschrijvingen.")
NOT_UNDER_A_MARK = N_(
    "Een teken van afspraken gaat niet gelakt verder. Geef de hele tekst niet door, of laat staan met een reden."
)
NOT_READ = N_("Zet eerst het vinkje: lees de hele tekst. Na uw oordeel leest iedereen dit.")
NO_KIND = N_("Kies wat voor gegeven dit is, en op welke grond het weg moet.")
NO_LABEL = N_("Kies bij “Wat is het?” wat voor gegeven dit is.")
NO_OTHER_KIND = N_("Een andere soort kiest u alleen als u lakt, en alleen uit de lijst.")
NO_PLACE = N_("Kies een stuk van de tekst.")

Span = tuple[int, int]


@dataclass(frozen=True)
class Choice:
    """What somebody decides. `span`: a range of its own, wider or narrower than the finding.

    `over` is the newest decision that the decider saw about this place, None when there was none: a newer one wins.
    `label`, `ground` and `sensitivity` say what it is when no detector found it; of what one did find, `label` says that it is
    something else.
    """

    outcome: Outcome
    reason: str = ""
    replacement: str = ""
    span: Span | None = None
    over: uuid.UUID | None = None
    label: Label | None = None
    ground: Ground | None = None
    sensitivity: Sensitivity | None = None


@dataclass(frozen=True)
class Opinion:
    """What a second person says of a decision. Refusing it needs a reason; agreeing that a sign of agreements between
    competitors goes out needs the word that he read the whole text (44)."""

    agrees: bool
    reason: str = ""
    read: bool = False


def releases(found: Finding, choice: Choice) -> bool:
    """Say whether words that were found can be read after this decision, or something of them."""
    start, end = choice.span or (found.start, found.end)
    whole = start <= found.start and end >= found.end
    return choice.outcome in {Outcome.CLEAR, Outcome.GENERALISE} or not whole


def competitive(label: Label, ground: Ground) -> bool:
    """Say whether this is competition-sensitive (Aw 2.57, Mw 6): by what it is, or by the ground on which it stays out."""
    return label in COMPETITIVE or ground in COMPETITIVE_GROUNDS


def usual_ground(label: Label) -> Ground:
    """Return on which ground something of this kind goes when nobody chooses another."""
    return _USUAL_GROUND.get(label, Ground.AVG)


def kind_of(found: Finding, choice: Choice) -> tuple[Label, Sensitivity, Ground]:
    """Return what a passage is called after a decision (rule 36): as found, or as the decider says it is, with the class and
    the ground that follow from that."""
    label = choice.label or found.label
    if label is found.label:
        return label, found.sensitivity, choice.ground or found.ground
    return label, USUAL_CLASS.get(label, Sensitivity.PERSONAL_DATA), choice.ground or usual_ground(label)


def needs_second(found: Finding, choice: Choice, others: Iterable[Finding] = ()) -> bool:
    """Say whether a decision counts only after a second person agreed (rule 40). Redacting needs nobody else.

    `others` are the findings in the same text: words that come in the place of a passage come in the place of those too.
    """
    if not releases(found, choice):
        return False
    start, end = choice.span or (found.start, found.end)
    under = [one for one in others if choice.outcome is Outcome.GENERALISE and one.start < end and start < one.end]
    label, _, ground = kind_of(found, choice)
    return competitive(label, ground) or any(competitive(one.label, one.ground) for one in (found, *under))


def same_person(first: uuid.UUID, second: uuid.UUID) -> bool:
    """Say whether the second person is the first: nobody agrees with himself (R17)."""
    return first == second


def collusive(found: Finding) -> bool:
    """Say whether this is a signal of collusion, which goes to the lawyer and to nobody else (rule 44)."""
    return found.sensitivity is Sensitivity.COLLUSION_SIGNAL


def open_and_waiting(findings: int, waits: int) -> tuple[int, int]:
    """Return how many findings somebody must still decide about, and how many wait for a second person (rules 35, 40).

    `findings` counts both, as kept with a text; `waits` what waits by its decisions, which may be newer.
    """
    second = min(waits, findings)
    return findings - second, second


def held(name: str, findings: int, waits: int = 0) -> str:
    """Return the sentence for a text that the gate holds; `waits` of its findings are for a second person (rules 35, 40)."""
    left, second = open_and_waiting(findings, waits)
    parts = [f"{left} bevinding{'en' if left > 1 else ''} zonder besluit"] if left or not second else []
    parts += [f"{second} besluit{'en wachten' if second > 1 else ' wacht'} op een tweede persoon"] if second else []
    return f"{name}: {', '.join(parts)}."


def faults(found: Finding, choice: Choice, text: str) -> dict[str, list[str]]:
    """Return what is wrong with a decision about words of a text, per field (rules 35, 36 and 44)."""
    start, end = choice.span or (found.start, found.end)
    wrong: dict[str, list[str]] = {}
    if choice.label not in {None, found.label} and (choice.outcome is not Outcome.REDACT or choice.label is Label.BSN):
        wrong["label"] = [NO_OTHER_KIND]
    if collusive(found) and choice.outcome is not Outcome.CLEAR:
        wrong["signal"] = [NOT_UNDER_A_MARK]
    elif not 0 <= start < end <= len(text) or end <= found.start or start >= found.end:
        wrong["span"] = [NO_PLACE]
    elif choice.outcome is Outcome.GENERALISE and choice.replacement not in fitting(found, found.quote(text)):
        wrong["replacement"] = [NO_WORDS]
    stays = choice.outcome is Outcome.CLEAR or not (start <= found.start and end >= found.end)
    if stays and len(choice.reason.strip()) < SHORTEST_REASON:
        wrong["reason"] = [NO_REASON]
    elif stays and (missing := lacks_source(choice.reason)):
        wrong["reason"] = [missing]
    return wrong


def lacks_source(reason: str) -> str:
    """Return what to ask of a reason that says that words are public (rule 45), or that their party wants them read (39),
    and not since which year; nothing when it says neither."""
    if dated(reason):
        return ""
    said = " ".join(reason.split())
    return NO_SOURCE if _SAYS_PUBLIC.search(said) else NO_CONSENT if _SAYS_CONSENT.search(said) else ""


def dated(reason: str) -> bool:
    """Say whether a reason names a year."""
    return bool(_YEAR.search(" ".join(reason.split())))


def whole_faults(choice: Choice) -> dict[str, list[str]]:
    """Return what is wrong with a decision about a whole text, per field."""
    wrong: dict[str, list[str]] = {}
    if len(choice.reason.strip()) < SHORTEST_REASON:
        wrong["reason"] = [NO_REASON_WHY]
    if choice.ground is None:
        wrong["ground"] = [NO_KIND]
    return wrong
