"""The vocabulary of the guard: labels, sensitivity classes, grounds, outcomes, findings and decisions."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A code with its Dutch words: `.nl` for people, the value for storage."""

    nl: str

    def __new__(cls, code: str, nl: str = "") -> Self:
        term = str.__new__(cls, code)
        term._value_ = code
        term.nl = nl
        return term


class Label(Term):
    """What kind of thing a passage is. `.nl` is what a redaction mark says about it (rule 38, R4)."""

    PRICE = "PRICE", "prijs of tarief"
    FINANCE = "FINANCE", "financieel gegeven"
    MARKET = "MARKET", "bedrijfsgegeven"
    PERSON = "PERSON", "naam van een persoon"
    BSN = "BSN", "burgerservicenummer"
    IBAN = "IBAN", "rekeningnummer"
    EMAIL = "EMAIL", "e-mailadres"
    PHONE = "PHONE", "telefoonnummer"
    ADDRESS = "ADDRESS", "adres"
    BIRTHDATE = "BIRTHDATE", "geboortedatum"
    ORG_IDENTITY = "ORG_IDENTITY", "naam van een organisatie"
    PLATE = "PLATE", "kenteken"
    CASE = "CASE", "gegeven over een cliënt"


class Sensitivity(Term):
    """Why a passage is sensitive: Mw 6 and the EU Horizontal Guidelines 2023, AVG, or who asks (rule 13)."""

    COST_PRICE = "cost_price", "kostprijs"
    TARIFF_OR_PRICE = "tariff_or_price", "tarief of prijs"
    MARGIN_OR_MARKUP = "margin_or_markup", "marge of opslag"
    WAGE_SCALE_OR_CAO_MIX = "wage_scale_or_cao_mix", "loonschaal of cao-mix"
    PRODUCTIVITY_OR_OVERHEAD_RATE = "productivity_or_overhead_rate", "productiviteit of overhead"
    VOLUME_OR_CAPACITY = "volume_or_capacity", "volume of capaciteit"
    MARKET_SHARE_OR_TURNOVER = "market_share_or_turnover", "marktaandeel of omzet"
    CUSTOMER_OR_CLIENT_LIST = "customer_or_client_list", "klanten of cliënten"
    SUPPLIER_OR_SUBCONTRACT_TERMS = "supplier_or_subcontract_terms", "voorwaarden van leveranciers"
    BID_INTENTION = "bid_intention", "voornemen om wel of niet in te schrijven"
    AREA_OR_CLIENT_ALLOCATION = "area_or_client_allocation", "verdeling van gebieden of cliënten"
    STRATEGY_OR_INVESTMENT = "strategy_or_investment", "strategie of investering"
    FUTURE_PRODUCT_OR_INNOVATION = "future_product_or_innovation", "nieuw product of idee"
    STAFFING_OR_WAIT_LIST = "staffing_or_wait_list", "personeel of wachtlijst"
    COLLUSION_SIGNAL = "collusion_signal", "teken van afspraken tussen concurrenten"
    PERSONAL_DATA = "personal_data", "persoonsgegeven"
    SPECIAL_CATEGORY_HEALTH = "special_category_health", "gezondheidsgegeven"
    BSN = "bsn", "burgerservicenummer"
    IDENTIFYING_CASE_STORY = "identifying_case_story", "herkenbaar verhaal over een cliënt"
    ASKER_IDENTITY = "asker_identity", "wie de vraag stelt"


class Ground(Term):
    """Why something stays out: eForms `non-publication-justification`, AVG, Woo, Aanbestedingswet 2012."""

    EO_INT = "eo-int", "commercieel belang van een ondernemer"
    FAIR_COMP = "fair-comp", "eerlijke mededinging tussen ondernemers"
    LAW_ENF = "law-enf", "belang van de rechtshandhaving"
    OTH_INT = "oth-int", "ander openbaar belang"
    RD_SER = "rd-ser", "diensten voor onderzoek en ontwikkeling"
    AVG = "avg", "bescherming van persoonsgegevens (AVG en UAVG)"
    WOO_5_1_1C = "woo-5.1.1c", "vertrouwelijke bedrijfsgegevens (Woo 5.1 lid 1 onder c)"
    WOO_5_1_1D = "woo-5.1.1d", "bijzondere persoonsgegevens (Woo 5.1 lid 1 onder d)"
    WOO_5_1_1E = "woo-5.1.1e", "nationaal identificatienummer (Woo 5.1 lid 1 onder e)"
    WOO_5_1_2B = "woo-5.1.2b", "economisch belang van de overheid (Woo 5.1 lid 2 onder b)"
    WOO_5_1_2E = "woo-5.1.2e", "persoonlijke levenssfeer (Woo 5.1 lid 2 onder e)"
    WOO_5_1_2F = "woo-5.1.2f", "concurrentiegevoelige gegevens (Woo 5.1 lid 2 onder f)"
    AW_2_53_3 = "aw-2.53-3", "economisch belang van een ondernemer (Aanbestedingswet 2.53 lid 3)"
    AW_2_57_1 = "aw-2.57-1", "vertrouwelijke informatie (Aanbestedingswet 2.57 lid 1)"
    AW_2_57_2 = "aw-2.57-2", "vervalsing van de mededinging (Aanbestedingswet 2.57 lid 2)"

    @property
    def short(self) -> str:
        """The ground as a redaction mark names it, such as "Aw 2.57" (rule 38): the article, no paragraph."""
        law, _, article = self.value.partition("-")
        if law in ("aw", "woo"):
            return f"{law.capitalize()} {'.'.join(article.replace('-', '.').split('.')[:2])}"
        return "AVG" if self is Ground.AVG else self.nl


class Outcome(Term):
    """What happens to a passage (rule 35)."""

    CLEAR = "clear", "vrijgeven"
    REDACT = "redact", "lakken"
    GENERALISE = "generalise", "algemener maken"
    WITHHOLD = "withhold", "niet openbaar maken"
    REFUSE = "refuse", "weigeren"


class Certainty(Term):
    """How sure a detector is; `doubt` needs a decision just as much as `high` (rules 14 and 36)."""

    HIGH = "high", "zeker"
    DOUBT = "doubt", "twijfel"


@dataclass(frozen=True, slots=True)
class Finding:
    """A passage that needs a decision (rules 35 and 36). It never holds any of the text itself.

    `start` and `end` count characters (code points) of the text as typed, `end` exclusive. `why` is a fixed Dutch
    explanation of the rule; `cues` are the words around the passage that made it so, only words of our own list
    (lexicon/cues.txt), never the passage. `score` runs from 0 to 1: how sure the guard is that this is no public
    fact. Raises ValueError for an empty or reversed range.
    """

    start: int
    end: int
    label: Label
    sensitivity: Sensitivity
    ground: Ground
    rule: str
    version: str
    why: str
    certainty: Certainty
    score: float = 1.0
    cues: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError("a finding covers at least one character")

    def quote(self, text: str) -> str:
        """The passage itself, out of the text as typed. For the reviewer only: this is not cleared."""
        return text[self.start : self.end]

    @property
    def explanation(self) -> str:
        """Kind, class, certainty, reason, ground, rule and version in Dutch; no word of the text (rule 36)."""
        return (
            f"{self.label.nl} ({self.sensitivity.nl}; {self.certainty.nl}). {self.reason} "
            f"Grond: {self.ground.nl}. Regel {self.rule}, versie {self.version}."
        )

    @property
    def reason(self) -> str:
        """Why this was found, with the words that made it so."""
        words = ", ".join(f"\u201c{cue}\u201d" for cue in self.cues)
        return f"{self.why} Aanwijzing: {words}." if words else self.why


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing a detector looks for: its id and version, and what each finding of it says (rule 36)."""

    id: str
    version: str
    label: Label
    sensitivity: Sensitivity
    ground: Ground
    why: str

    def at(
        self,
        span: tuple[int, int],
        certainty: Certainty = Certainty.HIGH,
        score: float | None = None,
        cues: tuple[str, ...] = (),
    ) -> Finding:
        """A finding of this rule; `span` in characters of the text as typed. ValueError when empty."""
        return Finding(
            start=span[0],
            end=span[1],
            label=self.label,
            sensitivity=self.sensitivity,
            ground=self.ground,
            rule=self.id,
            version=self.version,
            why=self.why,
            certainty=certainty,
            score=(0.6 if certainty is Certainty.DOUBT else 1.0) if score is None else score,
            cues=cues,
        )


def about_asker(rule_id: str, why: str) -> Rule:
    """A rule for what tells who asks (rules 13 and 14): whatever kind of words do, it is the same secret."""
    return Rule(rule_id, "1", Label.ORG_IDENTITY, Sensitivity.ASKER_IDENTITY, Ground.AW_2_57_1, why)


BY_HAND = "by-hand"
"""`Decision.rule` of a passage that a human redacts although no detector found it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a human decided about a passage (rule 36).

    `start` and `end` as in Finding; `rule` is the finding's rule, or BY_HAND. `decider` is an opaque id.
    `reason` is required to clear. `label` and `ground` say what the mark must tell when `rule` is BY_HAND.
    `replacement` is what stands there instead when the outcome is to generalise: one of `generalise.options`.
    """

    start: int
    end: int
    rule: str
    outcome: Outcome
    reason: str
    decider: str
    label: Label | None = None
    ground: Ground | None = None
    replacement: str = ""


@dataclass(frozen=True, slots=True)
class PartyNames:
    """By what a party can be recognised: names and aliases, KvK numbers (8 digits), mail and web domains."""

    names: tuple[str, ...] = ()
    kvk: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


class Speaker(Term):
    """Who speaks: whose are "wij" and "uw"? Says on which side of the table, never which party (R0)."""

    PROVIDER = "provider", "aanbieder"
    MUNICIPALITY = "municipality", "gemeente"


class Channel(Term):
    """In what kind of text. In minutes others are quoted; in an answer "uw" is the provider."""

    QUESTION = "question", "vraag"
    STATEMENT = "statement", "inbreng"
    ANSWER = "answer", "antwoord"
    MINUTES = "minutes", "verslag"


@dataclass(frozen=True, slots=True)
class GuardContext:
    """What the guard may know: every party of the consultation, and the strings that are never flagged.

    `allow` holds what stays, whatever it is. `words` holds the municipality's own contact data and what has a public source
    (rule 45): names, mail, places; they free no figure, for that says nothing of who calls it his own. `public` holds the
    figures of the consultation's own published documents, as `figures.published` gives them: they stay public whoever
    quotes them. The same parties serve every text of a consultation, so
    that a finding does not depend on which party wrote it (R0); `speaker` and `channel` only say on which side.
    """

    parties: tuple[PartyNames, ...] = ()
    allow: tuple[str, ...] = ()
    public: tuple[str, ...] = ()
    speaker: Speaker = Speaker.PROVIDER
    channel: Channel = Channel.STATEMENT
    words: tuple[str, ...] = ()
