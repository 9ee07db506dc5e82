"""What the demonstration decides about findings, each step by the person whose work it is (rules 36, 40)."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from consultation.accounts.actor import Actor
from consultation.dossiers import findings
from consultation.dossiers.models import Consultation
from consultation.questions.answering import worklist
from consultation.questions.findings import deciding
from consultation.questions.findings.deciding import Verdict
from consultation.questions.reviewing import second_person
from consultation.review.rules import Choice, Opinion
from consultation.seed.people import Cast
from legal.terms import Label, Outcome

OURS = "Dit is een gegeven van de gemeente zelf."
PUBLIC = "Dit is algemeen bekend en zegt niets over één partij."


def keep_own_words(session: Session, cast: Cast, consultation: Consultation) -> None:
    """What the guard takes for somebody's secret in the municipality's own texts, stays: said by one, agreed by another."""
    for held in findings.waiting(session, consultation):
        choice = Choice(Outcome.CLEAR, OURS, over=held.over)
        findings.decide(session, cast.publisher, consultation, findings.Verdict(held.key, choice))
    _agree(session, cast, consultation)


def settle(session: Session, cast: Cast, consultation: Consultation, reference: str) -> None:
    """Redact who asks; whatever else was found in this question and its answer stays, with two people."""
    for found in worklist.open_question(session, cast.publisher, consultation, reference).open_findings:
        who_asks = found.kind == Label.ORG_IDENTITY.nl
        choice = Choice(Outcome.REDACT) if who_asks else Choice(Outcome.CLEAR, PUBLIC)
        verdict = Verdict(found.field, (found.start, found.end), replace(choice, over=found.over), found.text_id)
        deciding.decide(session, cast.publisher, consultation, reference, verdict)
    _agree(session, cast, consultation)


def propose(session: Session, actor: Actor, consultation: Consultation, reference: str) -> None:
    """Let somebody propose that what was found first in a question stays: that waits for a second person."""
    found = worklist.open_question(session, actor, consultation, reference).open_findings
    if found:
        verdict = Verdict(found[0].field, (found[0].start, found[0].end), Choice(Outcome.CLEAR, PUBLIC), found[0].text_id)
        deciding.decide(session, actor, consultation, reference, verdict)


def _agree(session: Session, cast: Cast, consultation: Consultation) -> None:
    for waiting in second_person.waiting(session, cast.lawyer, consultation):
        second_person.give_opinion(session, cast.lawyer, consultation, waiting.id, Opinion(agrees=True))
