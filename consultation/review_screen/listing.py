"""Every finding in what is on its way out, in one list: for the order, the filters and the counts. No word of a text.

What the guard found in a text is kept in this process, so that a list opens only what was not read before; that writes
one record entry (R1).
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission, allowed
from consultation.dossiers import findings as dossier_findings
from consultation.dossiers import guarding
from consultation.dossiers.models import Consultation
from consultation.questions.models import ClarificationNote, Question
from consultation.questions.notes import rows as note_rows
from consultation.questions.previews import service as previews
from consultation.questions.reviewing.alike import open_questions
from consultation.questions.texts.sources import version_titles
from consultation.review import memory
from consultation.review.gate import Judged, Review
from consultation.review.memory import MEMORY, Read
from consultation.review.rules import collusive
from consultation.review.texts import Source
from consultation.review_screen.rules import Spot, State
from consultation.vault.service import Reader
from legal.terms import Certainty, Channel

OWN = "consultatie"  # the unit of the texts of the consultation itself


@dataclass(frozen=True)
class Unit:
    """A question with its answer, or a document. `closed`: a signal of collusion, which this reader may not see (44).

    `anew`: an objection to how it reads was followed. Until something else is decided the text is not done (39).
    """

    key: str
    name: str
    is_question: bool
    spots: tuple[Spot, ...]
    note: int | None = None
    kept_out: bool = False
    closed: bool = False
    anew: bool = False
    texts: frozenset[uuid.UUID] = frozenset()

    @property
    def open(self) -> int:
        """How many findings nobody decided about yet."""
        return sum(spot.state is State.OPEN for spot in self.spots)

    @property
    def waits(self) -> int:
        """How many decisions wait for a second person: until then the text is not done (rule 40)."""
        return sum(spot.state is State.WAITS for spot in self.spots)


@dataclass(frozen=True)
class _Item:
    """A finding, in which text, and which others have the same words."""

    read: Read
    kind: str
    judged: Judged


@dataclass(frozen=True)
class Board:
    """All units in order, and the notas there are to choose from."""

    units: tuple[Unit, ...]
    notes: tuple[int, ...]

    @property
    def order(self) -> list[str]:
        """The units this reader may open, in order."""
        return [unit.key for unit in self.units if not unit.closed]

    @property
    def spots(self) -> list[Spot]:
        """The findings this reader may decide about, in order."""
        return [spot for unit in self.units if not unit.closed for spot in unit.spots]

    @property
    def closed(self) -> int:
        """How many texts are for the lawyer alone."""
        return sum(unit.closed for unit in self.units)

    def unit(self, key: str) -> Unit | None:
        """Return a unit that this reader may open; capitals make no difference to who types a reference."""
        return next((unit for unit in self.units if unit.key.casefold() == key.casefold() and not unit.closed), None)


def board(session: Session, actor: Actor, consultation: Consultation, note: int | None = None) -> Board:
    """Return every finding in the open texts of a consultation, or in those of the questions of one nota."""
    authorize(actor, Permission.FINDING_DECIDE)
    questions = sorted(open_questions(session, consultation, note), key=lambda question: question.reference)
    numbers = _notes(session, consultation)
    documents = [] if note else [(where, list(group)) for where, group in _documents(session, consultation)]
    ids = [key for question in questions for key in (question.text_id, question.revision_id) if key]
    ids += [source.text_id for _, sources in documents for source in sources]
    review = guarding.review(session, consultation.id, ids)
    reads = _read(session, actor, consultation, review, questions)
    disputed = previews.asking_anew(session, questions)
    units = [_question_unit(actor, review, one, reads[one.id], numbers, one.id in disputed) for one in questions]
    units += [_document_unit(actor, review, where, sources) for where, sources in documents]
    in_notes = {question.note_id for question in (open_questions(session, consultation) if note else questions)}
    return Board(tuple(units), tuple(sorted(numbers[key] for key in in_notes if key)))


def document_sources(session: Session, consultation: Consultation, key: str) -> tuple[str, list[Source]] | None:
    """Return the texts of a document that is not public yet, with its name; None when there is none (any more)."""
    named = ((where, list(group)) for where, group in _documents(session, consultation))
    return next(((where, sources) for where, sources in named if _key(sources) == key), None)


def _documents(session: Session, consultation: Consultation) -> Iterator[tuple[str, Iterator[Source]]]:
    for where, group in groupby(dossier_findings.texts(session, consultation), key=lambda named: named[0]):
        yield where, (source for _, source in group)


def _key(sources: Sequence[Source]) -> str:
    """Wordings of the consultation have an id each; all texts of a document version share one."""
    ids = {source.text_id for source in sources}
    return str(sources[0].text_id) if len(ids) == 1 else OWN


def _notes(session: Session, consultation: Consultation) -> dict[uuid.UUID, int]:
    rows = session.execute(
        select(ClarificationNote.id, ClarificationNote.number).where(ClarificationNote.consultation_id == consultation.id)
    )
    return {note_id: number for note_id, number in rows}


def _read(
    session: Session, actor: Actor, consultation: Consultation, review: Review, questions: Sequence[Question]
) -> Mapping[uuid.UUID, tuple[Read, ...]]:
    """Return what the guard found per question, from memory where it was read before."""
    titles, known = version_titles(session, consultation.id), memory.known(review.knowledge)
    keys = {
        question.id: (question.text_id, question.revision_id, titles.get(question.document_version_id or question.id, ""), known)
        for question in questions
    }
    found = {question.id: MEMORY.get(keys[question.id]) for question in questions}
    unread = [question for question in questions if found[question.id] is None]
    for row in note_rows.opened(session, consultation, unread, Reader(actor.tag, "review list")):
        reads = tuple(memory.read(review, source) for source in row.all)
        found[row.question.id] = MEMORY.keep(keys[row.question.id], reads)
    return {key: reads or () for key, reads in found.items()}


def _question_unit(  # noqa: PLR0913 - a unit is these facts
    actor: Actor, review: Review, question: Question, reads: Sequence[Read], numbers: Mapping[uuid.UUID, int], disputed: bool
) -> Unit:
    """Of a question that is kept out only the answer leaves, so only that is to be decided (rule 16)."""
    leaving = [read for read in reads if read.channel is Channel.ANSWER or not question.kept_out]
    judged = _judged(review, leaving)
    return Unit(
        key=question.reference,
        name=question.reference,
        is_question=True,
        spots=_spots(actor, question.reference, judged, disputed=disputed),
        note=numbers.get(question.note_id) if question.note_id else None,
        kept_out=question.kept_out,
        closed=_closed(actor, _judged(review, reads)),
        anew=disputed,
        texts=frozenset(read.text_id for read in reads),
    )


def _document_unit(actor: Actor, review: Review, where: str, sources: Sequence[Source]) -> Unit:
    judged = _judged(review, [read_own(review, source) for source in sources])
    key = _key(sources)
    texts = frozenset(source.text_id for source in sources)
    return Unit(key, where, False, _spots(actor, key, judged), closed=_closed(actor, judged), texts=texts)


def read_own(review: Review, source: Source) -> Read:
    """Return what the guard found in a text of the municipality, from memory when it was read before."""
    words = hashlib.sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest()
    key = (source.text_id, source.field, words, memory.known(review.knowledge))
    kept = MEMORY.get(key) or MEMORY.keep(key, (memory.read(review, source),))
    return kept[0]


def _judged(review: Review, reads: Sequence[Read]) -> list[_Item]:
    """Return each finding with its text and kind; what goes along with a wider passage is not told apart."""
    found: list[_Item] = []
    for read in reads:
        kinds = {(one.start, one.end, one.rule): kind for one, kind in zip(read.findings, read.kinds, strict=True)}
        for item in review.weigh((read.text_id, read.field), read.length, read.findings):
            if not item.covered:
                place = (item.finding.start, item.finding.end, item.finding.rule)
                found.append(_Item(read, kinds.get(place, ""), item))
    return found


def _spots(actor: Actor, unit: str, judged: Sequence[_Item], *, disputed: bool = False) -> tuple[Spot, ...]:
    return tuple(_spot(actor, unit, number, item, disputed) for number, item in enumerate(judged, 1))


def _spot(actor: Actor, unit: str, number: int, held: _Item, disputed: bool) -> Spot:
    item = held.judged
    pending, made = item.counting.pending, item.decision if item.settled else None
    state = State.WAITS if pending else State.DECIDED if made else State.OPEN
    return Spot(
        unit=unit,
        number=number,
        place=(held.read.text_id, held.read.field, item.finding.start, item.finding.end),
        label=item.finding.label,
        doubt=item.finding.certainty is Certainty.DOUBT,
        kind=held.kind,
        state=state,
        outcome=pending.outcome if pending else made.outcome if made else "",
        mine=pending is not None and pending.decided_by == actor.person_id,
        collusion=collusive(item.finding),
        anew=disputed and held.read.channel is Channel.QUESTION and state is State.DECIDED,
    )


def _closed(actor: Actor, judged: Sequence[_Item]) -> bool:
    """Say whether this reader must leave a text to the lawyer: there is a signal of collusion in it that still stands."""
    if allowed(actor.role, Permission.COLLUSION_READ):
        return False
    return any(collusive(one.judged.finding) and not one.judged.freed for one in judged)
