"""An answer goes back to its writer with a reason, which he reads, and which stays (rules 19, 53)."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import false, select

from consultation.accounts.actor import Actor
from consultation.desk import work_desk
from consultation.desk.work_desk import Blocks
from consultation.errors import Conflict, InvalidInput, NotAllowed
from consultation.questions.answering import returns
from consultation.questions.answering import service as answering
from consultation.questions.answering.service import AnswerDraft
from consultation.questions.models import AnswerReturn, Question
from consultation.questions.rules import AnswerStatus
from consultation.record.models import LedgerLeaf
from tests import forms
from tests.world import World

Browser = Callable[..., FlaskClient]
REASON = "Noem ook de pagina van de leidraad."


@pytest.fixture
def asked(world: World) -> str:
    """Return the reference of a question whose answer waits for approval."""
    world.open_consultation()
    reference = world.ask(world.provider, "Telt de reistijd van begeleiders mee in het uurtarief?")
    write(world, reference, "Ja, dat klopt.")
    return reference


def write(world: World, reference: str, text: str, based_on: int = 0, actor: Actor | None = None) -> None:
    writer, question_id = actor or world.expert, world.question_id(reference)
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        answering.save(session, writer, consultation, question_id, AnswerDraft(text, based_on))
        answering.ask_approval(session, writer, consultation, question_id)


def give_back(world: World, reference: str, reason: str = REASON, actor: Actor | None = None) -> None:
    question_id = world.question_id(reference)
    with world.database.transaction() as session:
        answering.give_back(session, actor or world.lead, world.consultation(session), question_id, reason)


def status(world: World) -> str:
    with world.database.reading() as session:
        return session.scalars(select(Question.answer_status)).one()


def tasks(world: World, actor: Actor) -> dict[str, int]:
    with world.database.reading() as session:
        desk = work_desk.desk(session, actor, world.moment.now)
    return {task.kind.value: task.count for line in desk.lines for task in line.tasks}


def test_a_reason_is_asked_and_kept(world: World, asked: str) -> None:
    """The record says who and which text; the words stand in a table that only grows."""
    for reason in ("", "  kort    ", "x" * 1_001, "Zet het BSN 123456782 erbij."):
        with pytest.raises(InvalidInput) as wrong:
            give_back(world, asked, reason)
        assert list(wrong.value.fields) == ["reason"]
    assert status(world) == AnswerStatus.AWAITING
    give_back(world, asked, f" {REASON} ")
    assert status(world) == AnswerStatus.CONCEPT
    with world.database.reading() as session:
        row = session.scalars(select(AnswerReturn)).one()
        entries = [entry for entry in session.scalars(select(LedgerLeaf.entry)) if "answer.given_back" in entry]
    assert (row.reason, row.returned_by) == (REASON, world.lead.person)
    assert len(entries) == 1 and str(row.revision_id) in json.dumps(json.loads(entries[0])) and REASON not in entries[0]


def test_what_asks_no_approval_is_not_given_back(world: World, asked: str) -> None:
    give_back(world, asked)
    with pytest.raises(Conflict):
        give_back(world, asked)
    for actor in (world.expert, world.lawyer, world.auditor, world.provider):
        with pytest.raises(NotAllowed):
            give_back(world, asked, actor=actor)


def test_its_writer_reads_why_until_he_goes_on(world: World, asked: str, browser: Browser) -> None:
    """On "Mijn werk", in a filter of his own, and beside the answer; not on the desk of who did not write it."""
    assert Blocks.RETURNED not in tasks(world, world.expert)
    give_back(world, asked)
    assert tasks(world, world.expert)[Blocks.RETURNED] == 1
    for actor in (world.lead, world.publisher, world.auditor, world.lawyer):
        assert Blocks.RETURNED not in tasks(world, actor)
    expert = browser(world.expert)
    desk = expert.get("/werk/").text
    assert "Lees waarom 1 antwoord bij u terug is" in desk and "vragen/?filter=returned" in desk
    page = expert.get(f"/werk/{world.slug}/vragen/?filter=returned").text
    assert "S. de Wit gaf dit antwoord terug op" in page and REASON in page and "Terug bij mij" in page
    write(world, asked, "Ja, zie pagina 12 van de leidraad: reistijd telt mee.", based_on=1)
    assert Blocks.RETURNED not in tasks(world, world.expert)
    again = browser(world.lead).get(f"/werk/{world.slug}/vragen/?vraag={asked}").text
    assert "S. de Wit gaf een eerdere tekst terug op" in again and REASON in again
    assert "Terug bij mij" not in expert.get(f"/werk/{world.slug}/vragen/").text


def test_on_the_page(world: World, asked: str, browser: Browser) -> None:
    """Without a reason nothing happens, and the field that is wrong has the focus (rule 61)."""
    lead, where = browser(world.lead), f"/werk/{world.slug}/vragen/?filter=approve&vraag={asked}"
    address = f"/werk/{world.slug}/vragen/{asked}/terug/?filter=approve"
    wrong = forms.post(lead, address, at=where, reden="nee")
    assert wrong.status_code == 400 and status(world) == AnswerStatus.AWAITING
    assert "Schrijf in 10 tot 1.000 tekens waarom u dit antwoord teruggeeft." in wrong.text and ">nee</textarea>" in wrong.text
    assert wrong.text.count(" autofocus") == 1 and 'id="terug-fout" role="alert"' in wrong.text
    done = forms.post(lead, address, at=where, reden=REASON)
    assert done.status_code == 303 and status(world) == AnswerStatus.CONCEPT
    assert f"Vraag {asked} is terug bij de schrijver." in lead.get(done.headers["Location"]).text


def test_twin_without_the_condition_its_writer_hears_nothing(world: World, asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: it is a concept like any other."""
    give_back(world, asked)
    monkeypatch.setattr(returns, "to_writer", lambda _person: false())
    assert tasks(world, world.expert) == {Blocks.ANSWER: 1}
