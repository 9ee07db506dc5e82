"""What the guard found in an answer, for who wrote it: of his own words, and nothing of what was cut elsewhere (35, R13)."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.questions.models import AnswerRevision
from consultation.questions.texts.sources import answer_source
from consultation.review.gate import Judged, Review
from consultation.review.guard_words import explained
from consultation.review.rules import collusive
from consultation.words import N_
from legal.terms import BY_HAND, Finding, Label

NAMES_SOMEBODY = N_("Hieraan is een organisatie te herkennen.")


@dataclass(frozen=True)
class OwnFinding:
    """Words of an answer that may tell too much, what kind of thing they are, and why the guard thinks so."""

    words: str = dataclasses.field(repr=False)
    kind: str
    why: str


def found(actor: Actor, review: Review, revision: AnswerRevision | None) -> tuple[OwnFinding, ...]:
    """Return what to tell this reader about the answer, so that he can mend it before he hands it in.

    To its writer alone, and only what the guard finds in the answer by itself. Not what a person marked in it, nor what was
    carried along from an earlier text: that is marked because it repeats the question, and he may not learn what was cut
    there (R13). A signal of collusion is for the lawyer (44). Nothing of what somebody decided about.
    """
    authorize(actor, Permission.QUESTION_READ)
    if revision is None or revision.author_id != actor.person:
        return ()
    source = answer_source(revision)
    return tuple(
        OwnFinding(item.finding.quote(source.text), item.finding.label.nl, _why(item.finding))
        for item in review.judged(source)
        if _by_the_guard_alone(item)
    )


def _why(finding: Finding) -> str:
    """Return why; of a name not whether it is one of a party, nor "who asks": its writer may not take it for a hint (R9)."""
    return NAMES_SOMEBODY if finding.label is Label.ORG_IDENTITY else explained(finding)


def _by_the_guard_alone(item: Judged) -> bool:
    undecided = item.decision is None and item.counting.pending is None
    return undecided and not item.kept and item.finding.rule != BY_HAND and not collusive(item.finding)
