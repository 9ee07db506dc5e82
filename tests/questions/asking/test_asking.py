"""Asking at the level of services: deadlines, repeats, withdrawal, drafts (rules 11, 12, 15, 64; R11, R12)."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from consultation.db import Database
from consultation.errors import Conflict, InvalidInput, NotFound, RoundClosed, TooLate
from consultation.parties import service as parties
from consultation.questions import rules
from consultation.questions.asking import own_questions
from consultation.questions.asking import service as asking
from consultation.questions.asking.service import QuestionDraft
from consultation.questions.models import ClarificationNote, Question, QuestionRound
from consultation.questions.rounds.service import RoundDraft, add_round
from consultation.questions.rules import QuestionStatus
from consultation.record import queries as record
from tests.questions.asking.asking_flow import TEXT, questions, received
from tests.world import World

MICROSECOND = timedelta(microseconds=1)


def _draft(world: World, text: str = TEXT, question_id: uuid.UUID | None = None, **facts: Any) -> uuid.UUID:
    question_id = question_id or uuid.uuid4()
    fields: dict[str, Any] = {"theme": "tariff", "document_version_id": world.version, "section": "§ 3.4"} | facts
    with world.database.transaction() as session:
        draft = QuestionDraft(text, **fields)
        asking.save_draft(session, world.provider, world.consultation(session), draft, question_id)
    return question_id


def _submit(world: World, question_id: uuid.UUID, at: datetime | None = None) -> dict[str, Any]:
    with world.database.transaction() as session:
        moment = at or world.moment.now
        return asking.submit(session, world.provider, world.consultation(session), question_id, moment)


def _round(world: World) -> QuestionRound:
    with world.database.reading() as session:
        return session.get_one(QuestionRound, world.round_id)


def _text(world: World, question_id: uuid.UUID) -> str:
    with world.database.transaction() as session:
        found = world.consultation(session)
        return own_questions.own_question(session, world.provider, found, question_id, world.moment.now).text


# R11, rule 11: the instant of receipt decides, up to but not including the close


@pytest.mark.parametrize(
    ("instant", "in_time"),
    [
        (lambda held: held.opens_at - MICROSECOND, False),
        (lambda held: held.opens_at, True),
        (lambda held: held.closes_at - MICROSECOND, True),
        (lambda held: held.closes_at, False),
        (lambda held: held.closes_at + MICROSECOND, False),
    ],
    ids=["too early", "at the opening", "just in time", "at the close", "just too late"],
)
def test_the_moment_of_receipt_decides_to_the_microsecond(
    world: World, instant: Callable[[QuestionRound], datetime], in_time: bool
) -> None:
    world.open_consultation()
    question_id = _draft(world)
    if in_time:
        assert _submit(world, question_id, instant(_round(world)))["kind"] == "receipt"
        return
    with pytest.raises(RoundClosed):
        _submit(world, question_id, instant(_round(world)))
    assert questions(world.database)[0].status == QuestionStatus.DRAFT
    assert _text(world, question_id) == TEXT, "the text is kept as a draft (message 7)"
    assert received(world.database, world.consultation_id) == []


def test_the_boundary_is_lost_when_the_rule_is_broken(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin of R11."""
    world.open_consultation()
    question_id = _draft(world)
    monkeypatch.setattr(rules, "in_time", lambda received_at, opens_at, closes_at: opens_at <= received_at <= closes_at)
    assert _submit(world, question_id, _round(world).closes_at)["kind"] == "receipt"


def test_receipt_in_time_counts_though_the_lock_came_later(world: World) -> None:
    """A request that waited in a queue past the close was in time when its last byte was."""
    world.open_consultation()
    question_id = _draft(world)
    closes = _round(world).closes_at
    world.moment.set(closes + timedelta(seconds=30))
    receipt = _submit(world, question_id, closes - MICROSECOND)
    assert receipt["statement"]["received_at"].endswith(".999999Z")


def test_a_refusal_says_since_when_and_when_it_came(world: World) -> None:
    """Message 7."""
    world.open_consultation()
    question_id = _draft(world)
    closes = _round(world).closes_at
    with pytest.raises(RoundClosed) as refused:
        _submit(world, question_id, closes + timedelta(seconds=63))
    assert refused.value.params == {"closed": closes, "received": closes + timedelta(seconds=63)}


def test_a_draft_can_be_kept_before_the_opening(world: World) -> None:
    world.open_consultation()
    world.moment.set(_round(world).opens_at - timedelta(minutes=5))
    question_id = _draft(world)
    with pytest.raises(RoundClosed):
        _submit(world, question_id)
    world.moment.set(_round(world).opens_at)
    assert _submit(world, question_id)["kind"] == "receipt"


def test_a_draft_of_a_closed_round_goes_into_the_next(world: World) -> None:
    world.open_consultation()
    question_id = _draft(world)
    world.moment.set(_round(world).closes_at + timedelta(hours=1))
    now = world.moment.now
    with world.database.transaction() as session:
        first = session.get_one(QuestionRound, world.round_id)
        again = RoundDraft(now, now + timedelta(days=3), now + timedelta(days=6))
        second = add_round(session, world.lead, world.consultation(session), again)
        second.release_id = first.release_id
    _submit(world, question_id)
    assert questions(world.database)[0].round_id == second.id


# R12: a repeat is the same receipt


def test_a_repeat_returns_the_same_receipt(world: World) -> None:
    world.open_consultation()
    question_id = _draft(world)
    first = _submit(world, question_id)
    world.moment.advance(minutes=5)
    assert _submit(world, question_id) == first
    assert len(received(world.database, world.consultation_id)) == 1


def test_a_repeat_after_the_close_still_returns_it(world: World) -> None:
    world.open_consultation()
    question_id = _draft(world)
    first = _submit(world, question_id)
    world.moment.set(_round(world).closes_at + timedelta(days=1))
    assert _submit(world, question_id) == first


def _at_once(number: int, act: Callable[[], Any]) -> list[Any]:
    """Do `act` in several threads that start together; return the results, and exceptions as results."""
    ready, results = threading.Barrier(number), list[Any]()

    def run() -> None:
        ready.wait()
        try:
            results.append(act())
        except Exception as error:  # noqa: BLE001 - the test looks at it
            results.append(error)

    threads = [threading.Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def _clicks(world: World) -> tuple[int, int, int]:
    """Write one form and press each button four times at once: (questions, distinct receipts, record entries)."""
    question_id = uuid.uuid4()
    saved = _at_once(4, lambda: _draft(world, question_id=question_id))
    assert saved == [question_id] * 4
    receipts = _at_once(4, lambda: _submit(world, question_id))
    distinct = {repr(sorted(receipt["statement"].items())) + receipt["signature"] for receipt in receipts}
    return len(questions(world.database)), len(distinct), len(received(world.database, world.consultation_id))


def test_many_clicks_at_once_are_one_question_and_one_receipt(world: World) -> None:
    """R12, on both engines: double click, two tabs, a replayed request."""
    world.open_consultation()
    assert _clicks(world) == (1, 1, 1)


def test_many_clicks_become_many_receipts_when_the_check_is_broken(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin of R12: a submit that forgets what was sent."""
    world.open_consultation()
    honest = asking.own_row

    def forgetful(*facts: Any) -> Question:
        question = honest(*facts)
        question.receipt_id, question.status = None, QuestionStatus.DRAFT
        return question

    monkeypatch.setattr(asking, "own_row", forgetful)
    _questions, distinct, entries = _clicks(world)
    assert distinct > 1 and entries > 1


def test_accepting_twice_at_once_is_one_participation(world: World) -> None:
    world.draft_consultation()

    def accept() -> None:
        with world.database.transaction() as session:
            parties.accept(session, world.provider, world.consultation_id)

    assert _at_once(4, accept) == [None] * 4


# rule 12: who reads and changes what


def test_colleagues_share_drafts_and_rivals_see_nothing(world: World) -> None:
    world.open_consultation()
    question_id = _draft(world)
    colleague = world.member(world.provider, "Een collega", "collega@elzenwaard.example")
    with world.database.transaction() as session:
        found = world.consultation(session)
        now = world.moment.now
        assert own_questions.own_question(session, colleague, found, question_id, now).text == TEXT
        assert len(own_questions.own_questions(session, colleague, found, now)) == 1
        assert own_questions.own_questions(session, world.rival, found, now) == ()
        assert own_questions.counts(session, colleague, found, now).draft == 1
        assert own_questions.counts(session, world.rival, found, now).all == 0
        for act in (own_questions.own_question, own_questions.preview):
            with pytest.raises(NotFound):
                act(session, world.rival, found, question_id, now)
        with pytest.raises(NotFound):
            asking.withdraw(session, world.rival, found, question_id)
        with pytest.raises(NotFound):
            asking.submit(session, world.rival, found, question_id, now)
        with pytest.raises(NotFound):
            asking.save_draft(session, world.rival, found, QuestionDraft("Een andere tekst hier.", "tariff"), question_id)


def test_a_rival_cannot_have_a_receipt(world: World) -> None:
    world.open_consultation()
    reference = world.ask(world.provider, TEXT)
    with world.database.transaction() as session:
        found = world.consultation(session)
        for wanted in (reference, "ZZZZ"):
            with pytest.raises(NotFound):
                own_questions.own_receipt(session, world.rival, found, wanted, world.moment.now)


def test_a_change_that_another_did_not_see_is_stopped(world: World) -> None:
    world.open_consultation()
    question_id = _draft(world)
    with world.database.reading() as session:
        seen = session.get_one(Question, question_id).text_id
    _draft(world, "De tekst van mijn collega over reistijd.", question_id, seen=seen)
    with pytest.raises(Conflict):
        _draft(world, "Mijn eigen tekst over reistijd.", question_id, seen=seen)
    assert _text(world, question_id) == "De tekst van mijn collega over reistijd."
    _draft(world, "De tekst van mijn collega over reistijd.", question_id, seen=seen)


def test_a_sent_question_does_not_change(world: World) -> None:
    world.open_consultation()
    question_id = _draft(world)
    receipt = _submit(world, question_id)
    assert _draft(world, TEXT, question_id) == question_id, "the same form once more changes nothing"
    with pytest.raises(Conflict):
        _draft(world, "Een heel andere vraag dan die is verstuurd.", question_id)
    assert _text(world, question_id) == TEXT
    assert receipt["opening"]["content"]["text"] == TEXT


def test_withdrawing_goes_until_publication(world: World) -> None:
    world.open_consultation()
    kept, gone = world.ask(world.provider, TEXT), world.ask(world.provider, "Mag een combinatie ook een vraag stellen?")
    for reference in (kept, gone):
        world.answer(reference)
    number = world.compose()

    def withdraw(reference: str) -> None:
        with world.database.transaction() as session:
            asking.withdraw(session, world.provider, world.consultation(session), world.question_id(reference))

    withdraw(gone)
    withdraw(gone)
    made = world.schedule(number)
    with pytest.raises(TooLate):
        withdraw(kept)
    world.until_visible(made)
    with pytest.raises(TooLate):
        withdraw(kept)
    states = {row.reference: (row.status, row.note_id) for row in questions(world.database)}
    assert states[gone] == (QuestionStatus.WITHDRAWN, None)
    with world.database.reading() as session:
        note = session.scalars(select(ClarificationNote)).one()
        assert states[kept] == (QuestionStatus.SUBMITTED, note.id)


def test_a_withdrawn_question_keeps_its_receipt_and_a_dropped_draft_leaves_the_list(world: World) -> None:
    world.open_consultation()
    reference, draft = world.ask(world.provider, TEXT), _draft(world)
    with world.database.transaction() as session:
        found = world.consultation(session)
        asking.withdraw(session, world.provider, found, world.question_id(reference))
        asking.withdraw(session, world.provider, found, draft)
        listed = own_questions.own_questions(session, world.provider, found, world.moment.now)
        assert [(question.reference, question.state) for question in listed] == [(reference, "withdrawn")]
        own = own_questions.own_receipt(session, world.provider, found, reference, world.moment.now)
        assert own.receipt["statement"]["reference"] == reference


def test_asking_needs_the_rules_accepted_and_a_round(world: World) -> None:
    """Rule 64."""
    world.open_consultation()
    with world.database.transaction() as session:
        late = world.third
        participation = parties.Participation
        session.delete(session.get_one(participation, (world.consultation_id, late.organisation)))
    with pytest.raises(TooLate), world.database.transaction() as session:
        asking.save_draft(session, late, world.consultation(session), QuestionDraft(TEXT, "tariff"), uuid.uuid4())


# rule 15 and bad input


@pytest.mark.parametrize(
    ("field", "draft"),
    [
        ("text", QuestionDraft("", "tariff")),
        ("text", QuestionDraft("    \n\t   ", "tariff")),
        ("text", QuestionDraft("Te kort", "tariff")),
        ("text", QuestionDraft("\u200b\u200d\u2060\ufeff" * 20, "tariff")),
        ("text", QuestionDraft("\u0301" * 50, "tariff")),
        ("text", QuestionDraft("a" * 10_001, "tariff")),
        ("section", QuestionDraft(TEXT, "tariff", section="§" * 201)),
        ("theme", QuestionDraft(TEXT, "bestaat niet")),
        ("document", QuestionDraft(TEXT, "tariff", uuid.uuid4())),
    ],
)
def test_a_faulty_field_is_named(world: World, field: str, draft: QuestionDraft) -> None:
    world.open_consultation()
    with pytest.raises(InvalidInput) as refused, world.database.transaction() as session:
        asking.save_draft(session, world.provider, world.consultation(session), draft, uuid.uuid4())
    assert list(refused.value.fields) == [field]
    assert questions(world.database) == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Met een \x00 nul en \x07 bel in de tekst", "Met een nul en bel in de tekst"),
        ("Van \u202elinks naar rechts\u202c gedraaid", "Van links naar rechts gedraaid"),
        ("Regel één\r\nRegel twee\rRegel drie", "Regel één\nRegel twee\nRegel drie"),
        ("  Met ruimte eromheen, tien tekens.  ", "Met ruimte eromheen, tien tekens."),
        ("Gezin 👨‍👩‍👧 en vlag 🇳🇱 blijven staan", "Gezin 👨‍👩‍👧 en vlag 🇳🇱 blijven staan"),
        ("مرحبا، سؤال عن التعريفة", "مرحبا، سؤال عن التعريفة"),
        ("a" * 10_000, "a" * 10_000),
    ],
)
def test_signs_that_nobody_sees_are_left_out_and_all_others_stay(world: World, typed: str, kept: str) -> None:
    world.open_consultation()
    question_id = _draft(world, typed)
    assert _text(world, question_id) == kept
    assert _submit(world, question_id)["opening"]["content"]["text"] == kept


def test_a_version_that_is_not_public_cannot_be_chosen(world: World) -> None:
    world.draft_consultation()
    hidden = world.version
    world.open_consultation(title="Een andere consultatie")
    with pytest.raises(InvalidInput):
        _draft(world, document_version_id=hidden)


def test_the_receipt_holds_what_was_sent(world: World) -> None:
    world.open_consultation()
    receipt = _submit(world, _draft(world))
    assert receipt["opening"]["content"] == {
        "text": TEXT, "section": "§ 3.4", "document": str(world.version), "theme": "tariff",
    }  # fmt: skip
    assert receipt["private"] is None
    with world.database.reading() as session:
        assert record.complete_receipt(session, receipt) == receipt, "no anchor yet"


def test_references_show_neither_order_nor_time(world: World, database: Database) -> None:
    """R9."""
    world.open_consultation()
    references = [world.ask(world.provider, f"{TEXT} Vraag {number}.") for number in range(12)]
    assert references != sorted(references)
    assert all(len(reference) == 4 and set(reference) <= set(rules.ALPHABET) for reference in references)
