"""Rounds, references, numbers and answer states. Pure."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from consultation.dossiers.rules import LEAST_GROUP
from consultation.words import N_

ALPHABET = "ABCDEFGHJKLMNPRSTUVWXYZ2346789"  # without signs that look alike
LONGEST_QUESTION = 10_000
LONGEST_ANSWER = 20_000
LONGEST_SENTENCE = 60  # words; most sentences of most writers are shorter
# A greeting or a signature, several exclamation marks, a code of one's own, a picture sign.
_HABITS = (
    re.compile(r"vriendelijke groet|hoogachtend|(?<!\w)mvg(?!\w)|(?<!\w)namens (?:ons|mijn|onze)(?!\w)", re.IGNORECASE),
    re.compile(r"[!?]{2}|!.*!.*!", re.DOTALL),
    re.compile(r"(?<!\w)[A-Z]{2,}[-/_]?\d{3,}"),
    re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]"),
)
_random = secrets.SystemRandom()


class QuestionStatus(StrEnum):
    """Where a question stands for its party."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"  # given back to its party, which may write it anew (rules 35, 44)
    WITHDRAWN = "withdrawn"


class AnswerStatus(StrEnum):
    """Where its answer stands for the municipality."""

    NEW = "new"
    CONCEPT = "concept"
    AWAITING = "awaiting_approval"
    APPROVED = "approved"


class Theme(StrEnum):
    """What questions are about; the order is the order in a note."""

    TARGET_GROUP = "target_group"
    QUALITY = "quality"
    TARIFF = "tariff"
    STAFF = "staff"
    MESSAGES = "messages"
    TRANSITION = "transition"
    PROCEDURE = "procedure"
    OTHER = "other"


THEME_WORDS = {
    Theme.TARGET_GROUP: N_("Doelgroep en toegang"),
    Theme.QUALITY: N_("Kwaliteit en uitvoering"),
    Theme.TARIFF: N_("Tarief en bekostiging"),
    Theme.STAFF: N_("Personeel"),
    Theme.MESSAGES: N_("Berichten en verantwoording"),
    Theme.TRANSITION: N_("Overgang"),
    Theme.PROCEDURE: N_("Procedure"),
    Theme.OTHER: N_("Overig"),
}


def round_faults(now: datetime, opens_at: datetime, closes_at: datetime, answers_at: datetime) -> dict[str, list[str]]:
    """Return what is wrong with the instants of a round, per field (rule 11)."""
    found: dict[str, list[str]] = {}
    if closes_at <= opens_at:
        found["closes"] = [N_("De ronde moet later sluiten dan zij opent.")]
    elif closes_at <= now:
        found["closes"] = [N_("Dit tijdstip is al voorbij. Kies een later tijdstip.")]
    if answers_at <= closes_at:
        found["answers"] = [N_("De antwoorden komen na het sluiten van de ronde. Kies een later tijdstip.")]
    return found


def in_time(received_at: datetime, opens_at: datetime, closes_at: datetime) -> bool:
    """Say whether something received at this instant is in time: at the close is too late (rule 11)."""
    return opens_at <= received_at < closes_at


def visible_length(text: str) -> int:
    """Return how many characters of a text a reader can see: no white space, no signs without a shape."""
    return sum(unicodedata.category(sign)[0] not in "CZM" for sign in text)


def too_long(text: str, most: int) -> bool:
    """Say whether a text is too long, also when one sign stands for many: one Arabic sign can be eighteen letters,
    and a list of such questions would keep the guard, and whoever waits behind it, busy."""
    return len(text) > most or len(unicodedata.normalize("NFKC", text)) > 2 * most


def new_reference(taken: Callable[[str], bool]) -> str:
    """Return a random reference that shows neither order nor time (R9)."""
    for length in (4, 4, 4, 5, 6):
        for _ in range(50):
            reference = "".join(_random.choice(ALPHABET) for _ in range(length))
            if not taken(reference):
                return reference
    raise RuntimeError("no free reference left")


def draw(places: Sequence[tuple[str, str]]) -> list[int]:
    """Return the order in which questions are numbered: by place in the documents, else by chance.

    `places` = (theme, about) per question. Never by asker, never by time (rule 13, R9): questions
    at the same place are shuffled first.
    """
    order = list(range(len(places)))
    _random.shuffle(order)
    return by_place(places, order)


def by_place(places: Sequence[tuple[str, str]], order: Iterable[int] | None = None) -> list[int]:
    """Return `order` (else as given) sorted by theme and place in the documents; what ties, stays as it was."""
    themes = [str(theme) for theme in Theme]
    keys = [(themes.index(theme or Theme.OTHER), _natural(about)) for theme, about in places]
    return sorted(range(len(places)) if order is None else order, key=keys.__getitem__)


def numbers(note: int, count: int) -> list[str]:
    """Return the numbers of a note's rows: 1.01, 1.02, ... wide enough to sort as text (rule 20)."""
    width = max(2, len(str(count)))
    return [f"{note}.{place:0{width}d}" for place in range(1, count + 1)]


def bare_reference(answer: str) -> bool:
    """Say whether an answer only points at a document: the reader must get an answer (rule 19)."""
    opening = re.match(r"\s*(zie|dit staat in|staat in|conform|verwezen wordt naar)\b", answer, re.IGNORECASE)
    return opening is not None and len(answer.split()) <= 9


def stands_out(text: str) -> bool:
    """Say whether a text has a style of its own, by which a small group knows its writer (rule 14, R9).

    Looks at this text alone: laid beside those of others, it would tell something of theirs.
    """
    loud = re.findall(r"(?<!\w)[A-Z]{5,}(?!\w)", text)
    longest = max((len(sentence.split()) for sentence in re.split(r"[.!?\n]", text)), default=0)
    return len(loud) > 1 or longest > LONGEST_SENTENCE or any(habit.search(text) for habit in _HABITS)


def recognisable(parties: int, smallest_group: int, *, gives_away: bool, stands_out: bool) -> bool:
    """Say whether others can work out who asks: few take part, and something in the text is somebody's own (rule 14)."""
    return parties < max(LEAST_GROUP, smallest_group) and (gives_away or stands_out)


def _natural(text: str) -> list[tuple[int, int, str]]:
    """Sort key that puts § 2.10 after § 2.9."""
    parts = re.split(r"(\d+)", text.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]
