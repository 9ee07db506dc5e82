"""Asking: a draft in the vault, sent with a receipt in the same response (rules 11-13; R1, R9, R11, R12)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers import guarding
from consultation.dossiers.models import Consultation, DocumentVersion
from consultation.errors import Conflict, InvalidInput, NotFound, RoundClosed, TooLate
from consultation.parties import queries as parties
from consultation.publications import queries as publications
from consultation.questions import rules
from consultation.questions.models import ClarificationNote, Question
from consultation.questions.rounds import service as rounds
from consultation.questions.rules import QuestionStatus
from consultation.questions.texts import annexes
from consultation.questions.texts.annexes import Change
from consultation.questions.texts.sources import question_sources
from consultation.record import service as record
from consultation.record.models import Tree
from consultation.review import service as reviewing
from consultation.uploads.cleaning import even
from consultation.vault import service as vault
from consultation.vault.service import Reader
from consultation.words import N_

NOT_YET = N_("De vragenronde is nog niet open. Uw vraag is niet verstuurd. Uw tekst is bewaard als concept.")
CLOSED = N_(
    "De vragenronde is gesloten sinds %(closed)s. Uw tekst kwam op %(received)s binnen en is niet verstuurd. "
    "Hij is bewaard als concept."
)
CHANGED = N_("Dit concept is intussen gewijzigd. Kies welke tekst u houdt. Er is niets overschreven.")
SENT_ALREADY = N_("Deze vraag is al verstuurd. Uw wijziging is niet bewaard. Stuur haar als een nieuwe vraag.")

PUBLIC = N_("Intrekken kan niet meer: deze vraag staat in een nota die is gepubliceerd.")
# Also true when the publisher stops the nota in these minutes: then withdrawing goes again.
FIXED = N_("U kunt deze vraag nu niet intrekken. Kijk over een paar minuten opnieuw bij Onze vragen.")
NO_CHANGE = Change()


@dataclass(frozen=True)
class QuestionDraft:
    """What an asker fills in: the anchor says where the question is about (rule 15).

    `seen` is the version of the draft that the form showed, None for a new one; `annex` what happens to its file.
    """

    text: str
    theme: str
    document_version_id: uuid.UUID | None = None
    section: str = ""
    seen: uuid.UUID | None = None
    annex: Change = NO_CHANGE


@dataclass(frozen=True)
class Sent:
    """What a submit returns: the receipt, and whether the question had been sent before (message 5)."""

    receipt: dict[str, Any]
    again: bool


def save_draft(
    session: Session, actor: Actor, consultation: Consultation, draft: QuestionDraft, question_id: uuid.UUID
) -> Question:
    """Keep a draft that only the actor's organisation can read (rule 12).

    `question_id` is chosen when the form is shown, so a form sent twice is one draft (R12). Signs that
    nobody can see and habits of typing are left out. Raises InvalidInput per field, RoundClosed when no round is known, NotFound
    for somebody else's draft, Conflict when it was changed since it was shown, or sent.
    """
    authorize(actor, Permission.QUESTION_ASK)
    _check(session, consultation, draft)
    question = _existing(session, actor, consultation, question_id)
    if question is None:
        question = _new(session, actor, consultation, question_id)
    if question.status != QuestionStatus.DRAFT:
        _refuse_if_different(session, actor, question, draft, SENT_ALREADY)
        return question
    if draft.seen is not None and draft.seen != question.text_id:
        _refuse_if_different(session, actor, question, draft, CHANGED)
    owner = str(actor.organisation)
    annex = annexes.after(session, question, owner, Reader(actor.tag, "annex of a draft"), draft.annex)
    content = _words(draft) | annex
    question.text_id = vault.store(session, consultation.id, "question", question_id, owner, content)
    question.theme, question.document_version_id = draft.theme, draft.document_version_id
    session.add(question)
    session.flush()
    return question


def send(session: Session, actor: Actor, consultation: Consultation, question_id: uuid.UUID, received_at: datetime) -> Sent:
    """Submit, and say whether it had been done before: for the page that shows the receipt."""
    authorize(actor, Permission.QUESTION_ASK)
    again = own_row(session, actor, consultation, question_id).receipt_id is not None
    return Sent(submit(session, actor, consultation, question_id, received_at), again)


def submit(
    session: Session, actor: Actor, consultation: Consultation, question_id: uuid.UUID, received_at: datetime
) -> dict[str, Any]:
    """Send a draft; return the signed receipt. A repeat returns the same receipt (R12, message 5).

    `received_at` is the moment the last byte of the request came in, on the database clock. The round that
    was open then takes the question; without one RoundClosed is raised and the draft stays (rule 11, message 7).
    """
    authorize(actor, Permission.QUESTION_ASK)
    question = own_row(session, actor, consultation, question_id)
    if question.receipt_id is not None:
        return receipt_of(session, actor, question)
    if question.status != QuestionStatus.DRAFT:
        raise NotFound
    question.round_id = _round_that_takes(session, consultation, received_at)
    content = vault.read(session, consultation.id, [question.text_id], Reader(actor.tag, "submit"))[question.text_id]
    sources = question_sources(session, [(question, content)])
    review = guarding.review(session, consultation.id)
    question.findings, question.signals = review.open_findings(sources), review.open_signals(sources)
    question.status = QuestionStatus.SUBMITTED
    sent = annexes.receipted(content) | {"document": str(question.document_version_id or ""), "theme": question.theme}
    receipt = record.receipt(session, consultation.id, question.reference, clock.rfc3339(received_at), sent)
    owner = str(actor.organisation)
    question.receipt_id = vault.store(session, consultation.id, "receipt", question.id, owner, receipt)
    who = {"organisation": owner, "person": actor.tag}
    vault.store(session, consultation.id, "authorship", question.id, owner, who)
    session.flush()
    return receipt


def withdraw(session: Session, actor: Actor, consultation: Consultation, question_id: uuid.UUID) -> None:
    """Take back a sent question until it is published, or drop a draft (rule 12). A repeat changes nothing, nor
    does it when the question was given back already.

    Raises TooLate once the note that holds it was released: its rows cannot change any more. Between release and moment
    that refusal cannot be kept from its party, but it is all it gets: no nota, no moment. No page says beforehand that it will
    come: who could look for nothing whether "Trek in" is still there, would know of every nota minutes before those who asked
    nothing, also of one that is stopped (rule 1, R5, R13, ADR 7).
    """
    authorize(actor, Permission.QUESTION_ASK)
    question = own_row(session, actor, consultation, question_id)
    if question.status in {QuestionStatus.WITHDRAWN, QuestionStatus.RETURNED}:
        return
    _refuse_if_released(session, question)
    question.status, question.note_id = QuestionStatus.WITHDRAWN, None
    kind = "question.withdrawn" if question.receipt_id else "draft.dropped"
    record.note(session, consultation.id, Tree.PRIVATE, record.Event(kind, question.reference))


def own_row(session: Session, actor: Actor, consultation: Consultation, question_id: uuid.UUID) -> Question:
    """Return a question of the actor's organisation, locked. Raises NotFound for anybody else's (R13)."""
    if not vault.owns(session, consultation.id, "question", str(actor.organisation), question_id):
        raise NotFound
    return session.get_one(Question, question_id, with_for_update=True, populate_existing=True)


def receipt_of(session: Session, actor: Actor, question: Question) -> dict[str, Any]:
    """Return the receipt of a sent question as it was given. Raises NotFound before it was sent."""
    if question.receipt_id is None:
        raise NotFound
    reader = Reader(actor.tag, "receipt")
    return vault.read(session, question.consultation_id, [question.receipt_id], reader)[question.receipt_id]


def _check(session: Session, consultation: Consultation, draft: QuestionDraft) -> None:
    found: dict[str, list[str]] = {}
    if rules.visible_length(draft.text) < 10:
        found["text"] = [N_("Schrijf uw vraag op. Gebruik ten minste 10 tekens.")]
    elif rules.too_long(even(draft.text), rules.LONGEST_QUESTION):
        found["text"] = [N_("Deze vraag is te lang. Gebruik ten hoogste 10.000 tekens, of maak er twee vragen van.")]
    if len(draft.section) > 200:
        found["section"] = [N_("Houd de plaats kort: ten hoogste 200 tekens.")]
    if draft.theme not in set(rules.Theme):
        found["theme"] = [N_("Kies een thema uit de lijst.")]
    if draft.document_version_id and not _public_version(session, consultation, draft.document_version_id):
        found["document"] = [N_("Kies een document uit de lijst.")]
    if found:
        raise InvalidInput(found)
    reviewing.refuse_bsn(draft.text, "text")
    reviewing.refuse_bsn(draft.section, "section")


def _public_version(session: Session, consultation: Consultation, version_id: uuid.UUID) -> bool:
    version = session.get(DocumentVersion, version_id)
    if version is None or version.consultation_id != consultation.id:
        return False
    return publications.is_visible(session, version.release_id, clock.now(session))


def _existing(session: Session, actor: Actor, consultation: Consultation, question_id: uuid.UUID) -> Question | None:
    """Return the question of this id, or None when it is new. One organisation saves one draft at a time.

    Without that wait two clicks at once would both find nothing, and the second would fail on PostgreSQL.
    """
    parties.hold(session, consultation.id, actor.organisation)
    if session.get(Question, question_id) is None:
        return None
    return own_row(session, actor, consultation, question_id)


def _new(session: Session, actor: Actor, consultation: Consultation, question_id: uuid.UUID) -> Question:
    if not parties.has_accepted(session, consultation.id, actor.organisation):
        raise TooLate(N_("Accepteer eerst de spelregels van deze consultatie. Daarna kunt u vragen stellen."))
    held = rounds.draft_round(session, consultation.id, clock.now(session))
    if held is None:
        raise RoundClosed(N_("Er is nog geen vragenronde. Uw tekst is niet bewaard."))

    def taken(reference: str) -> bool:
        where = (Question.consultation_id == consultation.id, Question.reference == reference)
        return session.scalar(select(Question.id).where(*where)) is not None

    return Question(
        id=question_id,
        consultation_id=consultation.id,
        round_id=held.id,
        reference=rules.new_reference(taken),
        status=QuestionStatus.DRAFT,
    )


def _words(draft: QuestionDraft) -> dict[str, Any]:
    return {"text": even(draft.text), "section": even(draft.section)}


def _refuse_if_different(session: Session, actor: Actor, question: Question, draft: QuestionDraft, words: str) -> None:
    """Stop a save over a text that the form did not show, unless it says the same. Raises Conflict."""
    reader = Reader(actor.tag, "compare drafts")
    kept = vault.read(session, question.consultation_id, [question.text_id], reader)[question.text_id]
    if kept | _words(draft) != kept or annexes.differs(kept, draft.annex):
        raise Conflict(words)


def _round_that_takes(session: Session, consultation: Consultation, received_at: datetime) -> uuid.UUID:
    """Return the round that was open when the request came in. Raises RoundClosed (rule 11)."""
    if held := rounds.current_round(session, consultation.id, received_at):
        return held.id
    latest = rounds.draft_round(session, consultation.id, received_at)
    if latest is None or received_at < latest.opens_at:
        raise RoundClosed(NOT_YET)
    raise RoundClosed(CLOSED, closed=latest.closes_at, received=received_at)


def _refuse_if_released(session: Session, question: Question) -> None:
    """Raise TooLate when the question's note went out. The note is locked: publishing waits, or was first."""
    if question.note_id is None:
        return
    note = session.get_one(ClarificationNote, question.note_id, with_for_update=True, populate_existing=True)
    state = publications.state(session, note.release_id, clock.now(session))
    if state in publications.OUT:
        raise TooLate(PUBLIC if state == "visible" else FIXED)
