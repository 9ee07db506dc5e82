"""A party looks at how its own texts will read for others, and says "Klopt" or objects, in time (rule 39)."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from consultation import clock, outbox
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers import guarding
from consultation.dossiers.models import Consultation
from consultation.errors import Conflict, InvalidInput, NotFound, TooLate
from consultation.publications.rendering import unseal
from consultation.questions.asking import service as asking
from consultation.questions.models import PreviewReply, Question, SourcePreview
from consultation.questions.notes import rows as note_rows
from consultation.questions.notes.rows import Opened
from consultation.questions.previews import ruling_rights
from consultation.questions.previews import service as previews
from consultation.questions.previews import term as objection_term
from consultation.questions.previews.service import Stand, Standing
from consultation.record import service as record
from consultation.record.models import Tree
from consultation.review import reasons
from consultation.review.gate import Review
from consultation.review.service import refuse_bsn
from consultation.review.texts import Source
from consultation.vault import service as vault
from consultation.vault.service import Reader
from consultation.words import N_
from legal.guard import Cleared
from legal.ranges import Ranges
from legal.terms import Label

SHORTEST, LONGEST = 10, 5_000
OBJECTED = "objection"  # the job that tells who decides
NO_REASON = N_("Schrijf waarom u het er niet mee eens bent (10 tot 5.000 tekens).")
CHANGED = N_("De tekst is intussen anders geworden. Lees hem opnieuw.")
TERM_OVER = N_("U kunt niet meer reageren op deze tekst.")


@dataclass(frozen=True)
class Stays:
    """Words of the party that the guard found and that others will read all the same: in which text, what, and why.

    `reason` is a sentence of ours, or nothing when somebody gave a reason in his own words. `repeats`: nobody found or left these
    words; the same figure or words are cut elsewhere in the text.
    """

    field: str
    words: str = dataclasses.field(repr=False)
    kind: str
    reason: str = ""
    repeats: bool = False


@dataclass(frozen=True)
class OwnPreview:
    """One question as its party wrote it, and as others will read it. `ruling`: what was said of its objection; `same`: by
    who took the decision too, as there was nobody else (rule 40)."""

    id: uuid.UUID
    reference: str
    text: str
    about: str
    read: Cleared
    read_about: Cleared
    annex: Cleared | None
    stays: tuple[Stays, ...]
    ends_at: datetime
    stand: Stand
    ruling: Cleared | None
    same: bool = False


def own_previews(session: Session, actor: Actor, consultation: Consultation) -> tuple[OwnPreview, ...]:
    """Return the previews of the actor's organisation, what waits first. Opens the texts (R1)."""
    authorize(actor, Permission.PARTY_READ)
    known = _standings(session, actor, consultation.id)
    rows = note_rows.opened(session, consultation, [question for question, _ in known], Reader(actor.tag, "own previews"))
    review = guarding.review(session, consultation.id, [row.question.text_id for row in rows])
    found = [_shown(review, row, one) for row, (_, one) in zip(rows, known, strict=True)]
    same = _ruled_by_the_same(session, consultation.id, known)
    shown = [dataclasses.replace(one, same=one.id in same) for one in found if one is not None]
    return tuple(sorted(shown, key=lambda one: (one.stand is not Stand.WAITING, one.reference)))


def waiting(session: Session, actor: Actor, consultation_id: uuid.UUID) -> tuple[int, datetime | None]:
    """Return how many previews wait for an answer of this organisation, and until when at the earliest. Opens no text."""
    authorize(actor, Permission.PARTY_READ)
    ends = [one.preview.ends_at for _, one in _standings(session, actor, consultation_id) if one.stand is Stand.WAITING]
    return len(ends), min(ends, default=None)


def agree(session: Session, actor: Actor, consultation: Consultation, preview_id: uuid.UUID) -> str:
    """Say that the text can go out like this; return the reference of its question. A repeat changes nothing."""
    authorize(actor, Permission.QUESTION_ASK)
    return _reply(session, actor, consultation, preview_id, "")


def object_to(session: Session, actor: Actor, consultation: Consultation, preview_id: uuid.UUID, reason: str) -> str:
    """Say why the text cannot go out like this: the lawyer decides; return the reference of its question.

    Raises InvalidInput without a reason.
    """
    authorize(actor, Permission.QUESTION_ASK)
    if not SHORTEST <= len(reason.strip()) <= LONGEST:
        raise InvalidInput({"reason": [NO_REASON]})
    refuse_bsn(reason, "reason")
    return _reply(session, actor, consultation, preview_id, reason.strip())


def _reply(session: Session, actor: Actor, consultation: Consultation, preview_id: uuid.UUID, reason: str) -> str:
    """Raises NotFound for anybody else's, Conflict when the text changed since, TooLate after the term or another answer."""
    preview = session.get(SourcePreview, preview_id)
    question = asking.own_row(session, actor, consultation, preview.question_id if preview else uuid.uuid4())
    if preview is None or preview.consultation_id != consultation.id:
        raise NotFound
    known = previews.standings(session, [preview_id], clock.now(session))[preview_id]
    kind = Stand.OBJECTED if reason else Stand.AGREED
    if known.reply is not None and known.reply.kind == kind == Stand.AGREED:
        return question.reference
    if question.preview_id != preview_id:
        raise Conflict(CHANGED)
    if known.stand is not Stand.WAITING:
        raise TooLate(TERM_OVER)
    _write(session, actor, question, preview_id, (kind, reason))
    return question.reference


def _write(session: Session, actor: Actor, question: Question, preview_id: uuid.UUID, said: tuple[Stand, str]) -> None:
    """The reason is sealed like a question; who answered stands nowhere but under that seal (R9)."""
    kind, reason = said
    owner = str(actor.organisation)
    content = {"reason": reason, "person": actor.tag}
    reason_id = vault.store(session, question.consultation_id, "objection", question.id, owner, content) if reason else None
    reply = PreviewReply(
        preview_id=preview_id,
        consultation_id=question.consultation_id,
        kind=kind,
        reason_id=reason_id,
        replied_at=clock.now(session),
    )
    try:
        with session.begin_nested():
            session.add(reply)
    except IntegrityError as error:  # a colleague answered at the same moment
        raise TooLate(TERM_OVER) from error
    record.note(session, question.consultation_id, Tree.PRIVATE, record.Event(f"preview.{kind}", str(preview_id)))
    if kind is Stand.OBJECTED:
        _promise(session, question.consultation_id)


def _promise(session: Session, consultation_id: uuid.UUID) -> None:
    """Tell who decides, at the next whole hour: the minute of an objection, kept in a mailbox, would tell which party looked
    at its texts right then (rule 13). One message for all objections of that hour."""
    now = clock.now(session)
    at = objection_term.next_hour(now)
    row_id = uuid.uuid5(consultation_id, f"{OBJECTED} {at.isoformat()}")
    outbox.promise_once(session, row_id, OBJECTED, at=now, run_after=at, consultation_id=consultation_id)


def _standings(session: Session, actor: Actor, consultation_id: uuid.UUID) -> list[tuple[Question, Standing]]:
    subjects = vault.subjects_of(session, consultation_id, "question", str(actor.organisation))
    rows = session.scalars(select(Question).where(Question.id.in_(subjects), Question.preview_id.is_not(None))).all()
    known = previews.standings(session, (row.preview_id for row in rows if row.preview_id), clock.now(session))
    return [(row, known[row.preview_id]) for row in rows if row.preview_id]


def _ruled_by_the_same(
    session: Session, consultation_id: uuid.UUID, known: Sequence[tuple[Question, Standing]]
) -> set[uuid.UUID]:
    """Return of which previews the objection was ruled on by who took the decision it was against."""
    ruled = [(question.text_id, one.reply.replied_at, one.ruling) for question, one in known if one.reply and one.ruling]
    made = ruling_rights.deciders(session, [consultation_id], {text_id: replied_at for text_id, replied_at, _ in ruled})
    return {ruling.preview_id for text_id, _, ruling in ruled if ruling.ruled_by in made[text_id]}


def _shown(review: Review, row: Opened, standing: Standing) -> OwnPreview | None:
    """Return a preview in cleared texts; None when the gate holds one again: then there is nothing to show yet."""
    sources = (row.words, row.place, *row.annexed)
    results = [review.clear(source) for source in sources]
    texts = [result for result in results if isinstance(result, Cleared)]
    if len(texts) < len(results):
        return None
    ruling = standing.ruling
    return OwnPreview(
        id=standing.preview.id,
        reference=row.question.reference,
        text=row.text,
        about=row.about,
        read=texts[0],
        read_about=texts[1],
        annex=texts[2] if len(texts) > 2 else None,
        stays=(*_left(review, sources), *_repeating(review, sources)),
        ends_at=standing.preview.ends_at,
        stand=standing.stand,
        ruling=unseal(ruling.reason, ruling.seal) if ruling else None,
    )


def _left(review: Review, sources: Sequence[Source]) -> Iterator[Stays]:
    """What was found and stays; not that a signal of agreements was seen in it, and why lawyers found it harmless (44)."""
    for source in sources:
        for now, words in review.stays(source):
            if now.decision and not now.decision.is_signal:
                yield Stays(source.field, words, Label(now.decision.label).nl, reasons.offered(now.decision.reason))


def _repeating(review: Review, sources: Sequence[Source]) -> Iterator[Stays]:
    """The figures and words that are cut in one place and that nobody found in another: there everybody can still read them."""
    for source, place in review.repeats(sources):
        left = Ranges(place for item in review.judged(source) if item.decision for place in item.decision.left)
        if not left.touch(*place):
            yield Stays(source.field, source.text[slice(*place)], "", repeats=True)
