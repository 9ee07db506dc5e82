"""A text on its way out, and in what kind of text it stands: that says who speaks in it; when two texts are the same words."""

from __future__ import annotations

import dataclasses
import uuid
from dataclasses import dataclass

from legal.terms import Channel, Speaker

SPEAKERS = {
    Channel.QUESTION: Speaker.PROVIDER,
    Channel.STATEMENT: Speaker.PROVIDER,
    Channel.ANSWER: Speaker.MUNICIPALITY,
    Channel.MINUTES: Speaker.MUNICIPALITY,
}


@dataclass(frozen=True)
class Source:
    """One text on its way out: which object, which field of it, its words, and in what kind of text they stand.

    What a party writes is a question; every text of the municipality counts as an answer.
    """

    text_id: uuid.UUID
    field: str
    text: str = dataclasses.field(repr=False)
    channel: Channel

    @property
    def speaker(self) -> Speaker:
        """On which side of the table these words were written."""
        return SPEAKERS[self.channel]


def same_words(text: str) -> str:
    """Return what two texts share when a reader would say that they are the same words: capitals and blanks apart."""
    return " ".join(text.casefold().split())
