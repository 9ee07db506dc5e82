"""One question beside the list: how others would read it, its answer, what the guard says. Never who asked (R9)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts import queries as accounts
from consultation.accounts.actor import Actor
from consultation.accounts.permissions import Permission, allowed
from consultation.dossiers import guarding
from consultation.dossiers.models import Consultation, DocumentVersion
from consultation.publications import queries as publications
from consultation.questions import rules
from consultation.questions.answering import own_words, returns
from consultation.questions.answering.own_words import OwnFinding
from consultation.questions.answering.returns import Returned
from consultation.questions.findings import recognition
from consultation.questions.findings.shown import Finding, shown_findings
from consultation.questions.models import AnswerRevision, ClarificationNote, Question
from consultation.questions.previews import service as previews
from consultation.questions.rules import AnswerStatus
from consultation.questions.texts.sources import answer_source, question_sources, version_titles
from legal.redaction import Redacted


@dataclass(frozen=True)
class Line:
    """A question in the list. `findings` counts what nobody decided about yet; `anew`: an objection was followed (39)."""

    id: uuid.UUID
    reference: str
    proposal: Redacted
    theme: str
    assignee: str
    answer_status: str
    findings: int
    changes_document: bool
    anew: bool


@dataclass(frozen=True)
class OpenQuestion:
    """The question beside the list. `proposal` is how others would read it; never who asked.

    The answer is a text of the municipality: as written for who works on it, and `answer_read` as others would read it.

    `few` is how many parties take part when others could work out who asks (rule 14), else 0: for who decides about it.

    `note_state` is empty outside a note, else none (in the making), scheduled, visible or stopped.
    """

    line: Line
    about: Redacted
    annex: Redacted | None
    answer: str
    answer_read: Redacted | None
    based_on: int
    changes_document: bool
    changes_version_id: uuid.UUID | None
    versions: tuple[tuple[uuid.UUID, str], ...]
    own: bool
    author: str
    saved_at: datetime | None
    approved_by: str
    bare_reference: bool
    note: int | None
    note_state: str
    kept_out: bool
    few: int
    findings: tuple[Finding, ...]
    mend: tuple[OwnFinding, ...]  # in the answer, for its writer
    returned: Returned | None = None  # the last time that its answer went back to the writer

    @property
    def locked(self) -> bool:
        """True once the answer stands in a published note: a correction comes in the next one (rule 20)."""
        return self.note_state in publications.OUT

    @property
    def awaiting(self) -> bool:
        """True while a second person must approve."""
        return self.line.answer_status == AnswerStatus.AWAITING

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings nobody decided about yet, or about which a second person must still agree."""
        return tuple(finding for finding in self.findings if finding.outcome is None)


def view(session: Session, actor: Actor, question: Question, content: Mapping[str, Any]) -> OpenQuestion:
    """Return a question whose words were read from the vault (the caller wrote that in the record)."""
    revision = session.get(AnswerRevision, question.revision_id) if question.revision_id else None
    titles = version_titles(session, question.consultation_id)
    text, place, *annex = question_sources(session, [(question, content)], titles)
    sources = [text, place, *annex, *([answer_source(revision)] if revision else [])]
    review = guarding.review(session, question.consultation_id, [source.text_id for source in sources])
    may_decide = allowed(actor.role, Permission.FINDING_DECIDE)
    findings = shown_findings(review, sources, actor.role)
    names = _names(session, question, revision)
    note, note_state = _note(session, question)
    chosen = revision.changes_version_id if revision else None
    undecided = sum(finding.outcome is None for finding in findings), question.id in previews.asking_anew(session, [question])
    return OpenQuestion(
        line=line(question, review.preview(text), names, revision, undecided),
        about=review.preview(place),
        annex=review.preview(annex[0]) if annex else None,
        answer=revision.text if revision else "",
        answer_read=review.preview(answer_source(revision)) if revision else None,
        based_on=revision.number if revision else 0,
        changes_document=bool(revision and revision.changes_document),
        changes_version_id=chosen,
        versions=_versions(session, question.consultation_id, titles, chosen),
        own=bool(revision and revision.author_id == actor.person),
        author=names.get(revision.author_id, "") if revision else "",
        saved_at=revision.saved_at if revision else None,
        approved_by=names.get(question.approved_by, "") if question.approved_by else "",
        bare_reference=bool(revision and rules.bare_reference(revision.text)),
        note=note,
        note_state=note_state,
        kept_out=question.kept_out,
        few=recognition.few(session, _consultation(session, question), review, sources) if may_decide else 0,
        findings=findings,
        mend=own_words.found(actor, review, revision),
        returned=returns.last(session, actor, question),
    )


def line(
    question: Question,
    proposal: Redacted,
    names: Mapping[uuid.UUID, str],
    revision: AnswerRevision | None,
    undecided: tuple[int, bool],
) -> Line:
    """Return a question as a line of the list; `undecided`: how many findings are, and whether an objection asks to anew."""
    return Line(
        id=question.id,
        reference=question.reference,
        proposal=proposal,
        theme=rules.THEME_WORDS[rules.Theme(question.theme or rules.Theme.OTHER)],
        assignee=names.get(question.assignee_id, "") if question.assignee_id else "",
        answer_status=question.answer_status,
        findings=undecided[0],
        anew=undecided[1],
        changes_document=bool(revision and revision.changes_document),
    )


def _consultation(session: Session, question: Question) -> Consultation:
    return session.get_one(Consultation, question.consultation_id)


def _names(session: Session, question: Question, revision: AnswerRevision | None) -> dict[uuid.UUID, str]:
    wanted = {question.approved_by, question.assignee_id, revision.author_id if revision else None}
    return accounts.person_names(session, {person for person in wanted if person})


def _note(session: Session, question: Question) -> tuple[int | None, str]:
    if question.note_id is None:
        return None, ""
    note = session.get_one(ClarificationNote, question.note_id)
    return note.number, publications.state(session, note.release_id, clock.now(session))


def _versions(
    session: Session, consultation_id: uuid.UUID, titles: Mapping[uuid.UUID, str], chosen: uuid.UUID | None
) -> tuple[tuple[uuid.UUID, str], ...]:
    """Return the versions that nobody has read yet, and the one already chosen (rule 21)."""
    waiting = select(DocumentVersion.id).where(
        DocumentVersion.consultation_id == consultation_id, DocumentVersion.release_id.is_(None)
    )
    found = {*session.scalars(waiting), *([chosen] if chosen else [])}
    return tuple(sorted(((version, titles[version]) for version in found), key=lambda pair: pair[1]))
