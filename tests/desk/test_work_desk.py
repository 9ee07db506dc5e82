"""The first page of the municipality: what blocks a publication or a deadline, per role."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import event

from consultation.accounts.actor import Actor
from consultation.desk import work_desk
from consultation.desk.work_desk import Blocks, WorkDesk
from consultation.questions.answering import service as answering
from consultation.questions.answering.service import AnswerDraft
from consultation.questions.findings import deciding
from consultation.questions.findings.deciding import Verdict
from consultation.questions.notes import composing
from consultation.review.rules import Choice
from legal.terms import Ground, Label, Outcome
from tests.world import World

Browser = Callable[..., FlaskClient]
PRICED = "Wij rekenen nu € 44,75 per uur. Telt reistijd dan nog mee?"
SIGNAL = "Wij hebben met de andere aanbieders afgesproken om samen niet in te schrijven."
QUESTION = "Telt de reistijd mee in het uurtarief?"


def _desk(world: World, actor: Actor) -> WorkDesk:
    with world.database.reading() as session:
        return work_desk.desk(session, actor, world.moment.now)


def _tasks(world: World, actor: Actor) -> dict[str, int]:
    return {task.kind.value: task.count for line in _desk(world, actor).lines for task in line.tasks}


def test_nothing_waits_in_an_empty_house(world: World, browser: Browser) -> None:
    page = browser(world.lead).get("/werk/").text
    assert "Niets wacht op u." in page
    assert "Begin een consultatie" in page
    assert "Begin een consultatie" not in browser(world.expert).get("/werk/").text


def test_a_draft_waits_for_its_maker_and_for_the_second_person(world: World) -> None:
    """R17: who made it does not make it public."""
    world.draft_consultation()
    assert _tasks(world, world.lead) == {Blocks.SET_UP: 1}
    assert _tasks(world, world.publisher) == {Blocks.RELEASE: 1}
    assert _tasks(world, world.expert) == {}


def test_a_question_waits_for_whoever_writes_answers(world: World) -> None:
    world.open_consultation()
    world.ask(world.provider, QUESTION)
    assert _tasks(world, world.expert) == {Blocks.ANSWER: 1}
    assert _tasks(world, world.lead) == {Blocks.ANSWER: 1}
    assert _tasks(world, world.publisher) == {}


def test_an_answer_waits_for_the_approval_of_another(world: World) -> None:
    """Rule 19: the author is not asked to approve."""
    world.open_consultation()
    question_id = world.question_id(world.ask(world.provider, QUESTION))
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        answering.save(session, world.lead, consultation, question_id, AnswerDraft("Ja, dat klopt. Zo doen wij het."))
        answering.ask_approval(session, world.lead, consultation, question_id)
    assert _tasks(world, world.publisher) == {Blocks.APPROVE: 1}
    assert _tasks(world, world.lead) == {}


def test_findings_wait_for_who_decides_about_them(world: World) -> None:
    world.open_consultation()
    world.ask(world.provider, "Stichting Elzenwaard vraagt of reistijd meetelt.")
    assert _tasks(world, world.publisher) == {Blocks.FINDINGS: 1}
    assert Blocks.FINDINGS not in _tasks(world, world.lead)


def test_what_only_a_second_person_must_see_is_counted_as_that(world: World) -> None:
    """Rule 40: who decided has nothing left to decide, and his colleague one decision to look at."""
    world.open_consultation()
    reference = world.ask(world.provider, PRICED)
    assert _tasks(world, world.lawyer) == {Blocks.FINDINGS: 1}
    world.decide(reference, Choice(Outcome.CLEAR, "Dit staat in het openbare besluit van 3 maart 2026."), world.publisher)
    assert _tasks(world, world.publisher) == {}
    assert _tasks(world, world.lawyer) == {Blocks.SECOND: 1}
    world.second()
    assert _tasks(world, world.lawyer) == {}


def test_a_question_for_the_lawyer_is_not_on_the_desk_of_the_publisher(world: World) -> None:
    """Rule 44: the publisher is not sent to what he cannot open; a second question is his."""
    world.open_consultation()
    world.ask(world.provider, SIGNAL, section="")
    assert _tasks(world, world.publisher) == {}
    world.ask(world.rival, PRICED)
    assert _tasks(world, world.publisher) == {Blocks.FINDINGS: 1}
    assert _tasks(world, world.lawyer) == {Blocks.SIGNALS: 1, Blocks.FINDINGS: 2}


def test_a_note_that_cannot_go_out_waits_for_nobody_yet(world: World) -> None:
    """Rules 35 and 39: first what is open in it, then its party; only then its publisher."""
    world.open_consultation(objection_days=2)
    reference = world.ask(world.provider, PRICED)
    world.answer(reference)
    world.compose()
    assert _tasks(world, world.publisher) == {Blocks.FINDINGS: 1}
    world.decide(reference, Choice(Outcome.REDACT), world.publisher)
    assert _tasks(world, world.publisher) == {}
    world.moment.advance(days=7)
    assert _tasks(world, world.publisher) == {Blocks.PUBLISH: 1}


def test_a_pending_decision_under_a_wider_mark_hides_no_other_finding(world: World) -> None:
    """Rules 36 and 40: it waits for nobody, so what is open beside it is still counted as open."""
    world.open_consultation()
    text = f"{PRICED} Zo doet Stichting Elzenwaard het ook."
    reference = world.ask(world.provider, text)
    spans = [(text.index(words), text.index(words) + len(words)) for words in ("€ 44,75", "nu € 44,75 per")]
    by_hand = Choice(Outcome.REDACT, "Dit is de prijs.", span=spans[1], label=Label.PRICE, ground=Ground.AW_2_57_1)
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        stays = Choice(Outcome.CLEAR, "Dit staat in het openbare besluit van 3 maart 2026.")
        deciding.decide(session, world.publisher, consultation, reference, Verdict("question", spans[0], stays))
        deciding.mark(session, world.lawyer, consultation, reference, Verdict("question", spans[1], by_hand))
    assert _tasks(world, world.publisher) == {Blocks.FINDINGS: 1}


def test_an_emptied_note_is_not_offered_to_its_publisher(world: World) -> None:
    """Rule 20: the page of that nota says that it has no questions."""
    world.open_consultation()
    reference = world.ask(world.provider, QUESTION)
    world.answer(reference)
    number = world.compose()
    assert _tasks(world, world.publisher) == {Blocks.PUBLISH: 1}
    with world.database.transaction() as session:
        composing.take_out(session, world.lead, world.consultation(session), number, world.question_id(reference))
    assert _tasks(world, world.publisher) == {}


def test_a_note_that_waits_for_a_document_is_not_offered_either(world: World) -> None:
    """Rule 21: an answer goes out with the version it changes, and that one is held."""
    world.open_consultation()
    world.answer(world.ask(world.provider, QUESTION), changes=world.new_version("Een vast team mag, zoals Elzenwaard het doet."))
    world.compose()
    assert Blocks.PUBLISH not in _tasks(world, world.publisher)


def test_a_signal_of_collusion_waits_for_the_lawyer_alone(world: World, browser: Browser) -> None:
    """Rule 44: it stands first on his desk, by itself, until the question is kept or two lawyers say that it is none."""
    world.open_consultation()
    reference = world.ask(world.provider, SIGNAL, section="")
    assert _tasks(world, world.lawyer) == {Blocks.SIGNALS: 1, Blocks.FINDINGS: 1}
    page = browser(world.lawyer).get("/werk/").text
    assert "Beslis over een teken van afspraken in 1 vraag" in page and "controle/?filter=afspraken" in page
    for actor in (world.publisher, world.lead, world.expert, world.auditor):
        assert Blocks.SIGNALS not in _tasks(world, actor)
        assert "afspraken" not in browser(actor).get("/werk/").text
    choice = Choice(Outcome.WITHHOLD, "Dit gaat over een afspraak.", ground=Ground.FAIR_COMP)
    with world.database.transaction() as session:
        deciding.decide_whole(session, world.lawyer, world.consultation(session), reference, choice)
    assert Blocks.SIGNALS not in _tasks(world, world.lawyer)


def test_approved_answers_wait_for_a_note_and_the_note_for_its_publisher(world: World) -> None:
    world.open_consultation()
    world.answer(world.ask(world.provider, QUESTION))
    assert _tasks(world, world.lead) == {Blocks.COMPOSE: 1}
    number = world.compose()
    assert _tasks(world, world.lead) == {}
    tasks = _desk(world, world.publisher).lines[0].tasks
    assert [(task.kind, task.note) for task in tasks] == [(Blocks.PUBLISH, number)]
    world.schedule(number)
    assert _tasks(world, world.publisher) == {}


def test_every_task_says_before_when_the_answers_were_promised(world: World, browser: Browser) -> None:
    world.open_consultation()
    world.ask(world.provider, QUESTION)
    page = browser(world.expert).get("/werk/").text.replace("\u00a0", " ")
    assert "Beantwoord 1 vraag" in page
    assert "vóór <time" in page and "ma 18 jan 2027, 09.00" in page
    assert "De vragenronde sluit op" in page


def test_the_auditor_reads_along(world: World, browser: Browser) -> None:
    world.open_consultation()
    world.ask(world.provider, QUESTION)
    page = browser(world.auditor).get("/werk/").text
    assert "Er is 1 consultatie." in page and "U leest mee." in page
    assert _tasks(world, world.auditor) == {}


def test_what_waits_stands_first_and_a_house_sees_only_its_own(world: World) -> None:
    world.draft_consultation(title="Aaa nog niet openbaar")
    world.open_consultation(title="Zzz met een vraag")
    world.ask(world.provider, QUESTION)
    assert [line.title for line in _desk(world, world.expert).lines] == ["Zzz met een vraag", "Aaa nog niet openbaar"]
    assert _desk(world, world.other_municipality()[0]).lines == ()


def test_nobody_who_asked_is_named(world: World, browser: Browser) -> None:
    """R9."""
    world.open_consultation()
    world.ask(world.provider, QUESTION)
    for actor in (world.lead, world.expert, world.publisher, world.auditor):
        page = browser(actor).get("/werk/").text
        assert "Elzenwaard" not in page and QUESTION not in page


def test_the_number_of_queries_does_not_grow_with_the_questions(world: World) -> None:
    world.open_consultation()
    counted: list[str] = []
    event.listen(world.database.read_engine, "before_cursor_execute", lambda *facts: counted.append(facts[2]))
    world.ask(world.provider, QUESTION)
    _desk(world, world.lead)
    few = len(counted)
    for number in range(5):
        world.ask(world.provider, f"{QUESTION} Deel {number}.")
    counted.clear()
    _desk(world, world.lead)
    assert len(counted) == few
