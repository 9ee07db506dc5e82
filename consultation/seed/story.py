"""The demonstration as it happened: each step by the person whose work it is, on the real clock."""

from __future__ import annotations

import time as waiting
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from consultation import clock, workdays
from consultation.db import Database
from consultation.dossiers import service as dossiers
from consultation.dossiers.models import Consultation, DocumentVersion
from consultation.errors import TooLate
from consultation.parties import service as parties
from consultation.publications.models import Release
from consultation.questions.answering import service as answering
from consultation.questions.answering.service import AnswerDraft
from consultation.questions.asking import own_previews
from consultation.questions.asking import service as asking
from consultation.questions.asking.service import QuestionDraft
from consultation.questions.models import Question
from consultation.questions.notes import composing
from consultation.questions.release import service as release
from consultation.questions.rounds import service as rounds
from consultation.questions.rounds.service import RoundDraft
from consultation.seed import documents, gate, people, revealing
from consultation.seed.people import Cast
from consultation.seed.questions import QUESTIONS, Asked, Stage

# A release of the demonstration waits a second at most, not minutes. Only sessions opened in this file
# know it; the configuration has no such setting in production's reach.
LEADS = (0.3, 1.0, 5.0)
STEP = 0.1
ANCHORS = {"§ 2": "guide"}


@dataclass
class Demo:
    """What the steps hand to each other: ids only."""

    database: Database
    cast: Cast
    consultation_id: uuid.UUID
    versions: dict[str, uuid.UUID]
    asked: dict[uuid.UUID, Asked]

    def consultation(self, session: Session) -> Consultation:
        """Return the consultation in this session."""
        return session.get_one(Consultation, self.consultation_id)


def load(database: Database) -> None:
    """Load the demonstration into an empty, migrated database; when it returns, note 1 can be read."""
    demo = _set_up(database)
    _release(database, lambda session: release.release(session, demo.cast.publisher, demo.consultation(session)))
    _ask(demo)
    _answer(demo)
    _agree(demo)
    _publish_note(demo)
    _answer_more(demo)
    _revealing_consultation(demo)
    _next_consultation(demo)


def _set_up(database: Database) -> Demo:
    with database.transaction() as session:
        cast = people.add(session)
        consultation = dossiers.create(session, cast.lead, documents.CONSULTATION)
        request = dossiers.add_version(session, cast.lead, consultation, documents.REQUEST)
        guide = dossiers.add_version(session, cast.lead, consultation, documents.GUIDE)
        rounds.add_round(session, cast.lead, consultation, _round(clock.now(session)))
        gate.keep_own_words(session, cast, consultation)
        versions = {"request": request.id, "guide": guide.id}
        return Demo(database, cast, consultation.id, versions, {})


def _round(now: datetime) -> RoundDraft:
    """Open at once, closed at noon in three weeks, answered two weeks later: on working days."""
    return RoundDraft(now.replace(second=0, microsecond=0), _working_day(now, 21, 12), _working_day(now, 35, 17))


def _working_day(now: datetime, days: int, hour: int) -> datetime:
    return clock.from_local(workdays.following(clock.to_local(now).date() + timedelta(days=days - 1)), time(hour))


def _release(database: Database, act: Callable[[Session], Release]) -> None:
    """Publish, and wait until everybody can read it. A slow computer gets a later moment, not a shorter wait."""
    for lead in LEADS:
        try:
            with database.transaction() as session:
                session.info.update(publication_lead=lead, publication_step=STEP)
                visible_at = act(session).visible_at
            break
        except TooLate:
            if lead == LEADS[-1]:
                raise
    with database.reading() as session:
        left = visible_at - clock.now(session)
    waiting.sleep(max(0.0, left.total_seconds() + 0.01))


def _ask(demo: Demo) -> None:
    with demo.database.transaction() as session:
        for provider in demo.cast.providers.values():
            parties.accept(session, provider, demo.consultation_id)
    for asked in QUESTIONS:
        _ask_one(demo, asked)


def _ask_one(demo: Demo, asked: Asked) -> None:
    question_id, actor = uuid.uuid4(), demo.cast.providers[asked.provider]
    version = demo.versions[ANCHORS.get(asked.section, "request")]
    draft = QuestionDraft(asked.text, asked.theme, version if asked.section else None, asked.section)
    with demo.database.transaction() as session:
        consultation = demo.consultation(session)
        asking.save_draft(session, actor, consultation, draft, question_id)
        if asked.stage > Stage.DRAFT:
            asking.submit(session, actor, consultation, question_id, clock.now(session))
            demo.asked[question_id] = asked


def _answer(demo: Demo) -> None:
    """Answer what goes into note 1: written by one, approved by another, findings decided by a third."""
    with demo.database.transaction() as session:
        consultation = demo.consultation(session)
        document_id = _document_of(session, demo.versions["request"])
        changed = dossiers.add_version(session, demo.cast.lead, consultation, documents.REQUEST_CHANGED, document_id)
        gate.keep_own_words(session, demo.cast, consultation)
        for question_id, asked in demo.asked.items():
            if asked.stage is Stage.PUBLISHED:
                _write(session, demo, question_id, changed.id if asked.changes else None)
                _approve(session, demo, question_id)
                gate.settle(session, demo.cast, consultation, session.get_one(Question, question_id).reference)


def _publish_note(demo: Demo) -> None:
    with demo.database.transaction() as session:
        number = composing.compose(session, demo.cast.lead, demo.consultation(session)).number
    _release(
        demo.database,
        lambda session: composing.publish(session, demo.cast.publisher, demo.consultation(session), number),
    )


def _answer_more(demo: Demo) -> None:
    """Leave work to do: answers in the making, one that waits for approval, one for the next note."""
    with demo.database.transaction() as session:
        for question_id, asked in demo.asked.items():
            if asked.stage in {Stage.CONCEPT, Stage.AWAITING, Stage.APPROVED}:
                _write(session, demo, question_id, None)
            if asked.stage is Stage.APPROVED:
                _approve(session, demo, question_id)


def _revealing_consultation(demo: Demo) -> None:
    """A nota in the making in which much was found: for whoever wants to see the review screen at work."""
    with demo.database.transaction() as session:
        consultation = dossiers.create(session, demo.cast.lead, revealing.CONSULTATION)
        concept = dossiers.add_version(session, demo.cast.lead, consultation, revealing.CONCEPT)
        rounds.add_round(session, demo.cast.lead, consultation, _round(clock.now(session)))
        gate.keep_own_words(session, demo.cast, consultation)
        second = Demo(demo.database, demo.cast, consultation.id, {"request": concept.id}, {})
    _release(demo.database, lambda session: release.release(session, demo.cast.publisher, second.consultation(session)))
    with demo.database.transaction() as session:
        for provider in demo.cast.providers.values():
            parties.accept(session, provider, second.consultation_id)
    for asked in revealing.QUESTIONS:
        _ask_one(second, asked)
    with demo.database.transaction() as session:
        for question_id in second.asked:
            _write(session, second, question_id, None)
            _approve(session, second, question_id)
        composing.compose(session, demo.cast.lead, second.consultation(session))
        for question_id in list(second.asked)[:2]:
            reference = session.get_one(Question, question_id).reference
            gate.propose(session, demo.cast.lawyer, second.consultation(session), reference)


def _next_consultation(demo: Demo) -> None:
    with demo.database.transaction() as session:
        consultation = dossiers.create(session, demo.cast.lead, documents.NEXT_CONSULTATION)
        dossiers.add_version(session, demo.cast.lead, consultation, documents.TRANSPORT)


def _write(session: Session, demo: Demo, question_id: uuid.UUID, changed: uuid.UUID | None) -> None:
    asked, consultation = demo.asked[question_id], demo.consultation(session)
    draft = AnswerDraft(asked.answer, 0, changed is not None, changed)
    answering.save(session, demo.cast.expert, consultation, question_id, draft)
    if asked.stage > Stage.CONCEPT:
        answering.ask_approval(session, demo.cast.expert, consultation, question_id)


def _approve(session: Session, demo: Demo, question_id: uuid.UUID) -> None:
    answering.approve(session, demo.cast.lead, demo.consultation(session), [question_id])


def _agree(demo: Demo) -> None:
    """Let every asker say that its text can go out as the municipality wants it (rule 39)."""
    with demo.database.transaction() as session:
        consultation = demo.consultation(session)
        for provider in demo.cast.providers.values():
            for shown in own_previews.own_previews(session, provider, consultation):
                own_previews.agree(session, provider, consultation, shown.id)


def _document_of(session: Session, version_id: uuid.UUID) -> uuid.UUID:
    return session.get_one(DocumentVersion, version_id).document_id
