"""One text under review: decide about it, ask the gate, look at what counts."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.accounts.actor import Actor
from consultation.review import deciding, seconding
from consultation.review import service as reviewing
from consultation.review.gate import Judged, Review
from consultation.review.knowledge import OwnTexts
from consultation.review.models import FindingDecision
from consultation.review.rules import Choice, Opinion
from consultation.review.texts import Source
from legal.guard import Cleared, Refused
from legal.terms import Channel, Outcome
from tests.world import World

TEXT = "Stichting Elzenwaard mailt naar jan@elzenwaard.example en Lindewede Begeleiding niet."
PRICE = "Wij rekenen nu € 44,75 per uur."
REASON = "Dit staat al in het register van contracten van 2026."
REDACT, CLEAR = Choice(Outcome.REDACT), Choice(Outcome.CLEAR, REASON)


@dataclass
class Desk:
    """A text of a party in the consultation of this world."""

    world: World
    text: str = TEXT
    channel: Channel = Channel.QUESTION

    @property
    def source(self) -> Source:
        """The text as the gate sees it."""
        return Source(uuid.UUID(int=11), "question", self.text, self.channel)

    def judged(self) -> tuple[Judged, ...]:
        """Return the findings with what counts about them."""
        with self.world.database.reading() as session:
            return self.review(session).judged(self.source)

    def places(self) -> list[tuple[int, int]]:
        """Return the places of open findings."""
        return [(item.finding.start, item.finding.end) for item in self.judged() if not item.settled]

    def place(self, words: str) -> tuple[int, int]:
        """Return where these words stand."""
        start = self.text.index(words)
        return start, start + len(words)

    def decide(
        self, place: tuple[int, int], choice: Choice, actor: Actor | None = None, *, newest: bool = False
    ) -> FindingDecision:
        """Take one decision; with `newest` over whatever stands there now."""
        with self.world.database.transaction() as session:
            known = self.review(session)
            if newest:
                item = next(one for one in known.judged(self.source) if (one.finding.start, one.finding.end) == place)
                choice = replace(choice, over=item.counting.last.id if item.counting.last else None)
            return deciding.decide(session, actor or self.world.publisher, known, self.source, place, choice)

    def decide_all(self, choice: Choice, actor: Actor | None = None) -> None:
        """Decide the same about every open finding."""
        for place in self.places():
            self.decide(place, choice, actor)

    def mark(self, choice: Choice, actor: Actor | None = None) -> FindingDecision:
        """Mark a passage by hand."""
        with self.world.database.transaction() as session:
            return deciding.mark(session, actor or self.world.publisher, self.review(session), self.source, choice)

    def whole(self, choice: Choice, actor: Actor | None = None) -> FindingDecision:
        """Decide about the text as a whole."""
        with self.world.database.transaction() as session:
            return deciding.decide_whole(session, actor or self.world.lawyer, self.review(session), self.source, choice)

    def second(self, actor: Actor, *, agrees: bool = True, reason: str = REASON) -> None:
        """Let somebody agree with everything that waits."""
        with self.world.database.transaction() as session:
            for row in seconding.waiting(session, self.world.consultation_id):
                seconding.give_opinion(session, actor, row, Opinion(agrees, reason, read=True))

    def undo(self, actor: Actor) -> int:
        """Let somebody take back what he decided last; return how many rows that were."""
        with self.world.database.transaction() as session:
            rows = seconding.last_of(session, actor, self.world.consultation_id)
            if rows:
                seconding.undo(session, actor, rows)
            return len(rows)

    def gate(self) -> Cleared | Refused:
        """Ask the gate."""
        with self.world.database.reading() as session:
            return self.review(session).clear(self.source)

    def leaves(self) -> str | None:
        """Return the text as it would leave, in words; None when the gate holds it."""
        result = self.gate()
        return result.plain() if isinstance(result, Cleared) else None

    def preview(self) -> str:
        """Return how its party sees it, and whoever answers it."""
        with self.world.database.reading() as session:
            return self.review(session).preview(self.source).text

    def rows(self) -> list[FindingDecision]:
        """Return every row."""
        with self.world.database.reading() as session:
            return list(session.scalars(select(FindingDecision)))

    def review(self, session: Session) -> Review:
        """Return the guard with the decisions about this text."""
        return reviewing.review(session, self.world.consultation_id, [self.source.text_id], OwnTexts)
