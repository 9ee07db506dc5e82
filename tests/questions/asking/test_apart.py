"""Questions that stay out of a nota or go back to their party (rules 16, 17, 35, 44)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from consultation.errors import InvalidInput, NotAllowed, NotFound, PublishBlocked, TooLate
from consultation.publications.models import PublishedAnswer
from consultation.questions.answering import correcting
from consultation.questions.asking import apart, own_questions
from consultation.questions.findings import deciding
from consultation.questions.models import Question
from consultation.questions.reviewing import second_person
from consultation.review.rules import Choice
from legal.guard import Cleared
from legal.terms import Ground, Label, Outcome, Sensitivity
from tests import forms
from tests.world import World

Browser = Callable[..., FlaskClient]
SECRET = "Wij rekenen nu € 44,75 per uur voor onze eigen methode. Mag dat bij u ook?"
KEEP_OUT = Choice(Outcome.WITHHOLD, "De vrager vroeg om vertrouwelijkheid.", ground=Ground.AW_2_53_3)
GIVE_BACK = Choice(
    Outcome.REFUSE, "Dit is een afspraak over prijzen.", ground=Ground.AW_2_57_2, label=Label.MARKET,
    sensitivity=Sensitivity.COLLUSION_SIGNAL,
)  # fmt: skip


def _whole(world: World, reference: str, choice: Choice) -> None:
    with world.database.transaction() as session:
        deciding.decide_whole(session, world.lawyer, world.consultation(session), reference, choice)


def _with_one_kept_out(world: World) -> tuple[str, str]:
    """Return the reference of a question that is kept out, and of one that goes along."""
    world.open_consultation()
    secret, plain = world.ask(world.provider, SECRET), world.ask(world.rival, "Telt reistijd mee?")
    _whole(world, secret, KEEP_OUT)
    for reference in (secret, plain):
        world.answer(reference)
    return secret, plain


def test_a_question_that_is_kept_out_is_counted_not_shown(world: World, browser: Browser) -> None:
    """Rule 16: the nota says how many, everywhere, and holds nothing of it; its own findings hold nothing up."""
    _with_one_kept_out(world)
    world.publish_note()
    page = browser().get(f"/consultaties/{world.slug}/notas/1/").text
    assert "1 vraag is apart behandeld" in page
    assert "44,75" not in page and "eigen methode" not in page
    with world.database.reading() as session:
        assert [row.question for row in session.scalars(select(PublishedAnswer))] == ["Telt reistijd mee?"]


def test_only_its_party_reads_the_answer_and_not_before_the_moment(world: World, browser: Browser) -> None:
    """Rules 1, 17: on the receipt page, from the moment of the nota; a rival finds nothing at that address."""
    secret, _ = _with_one_kept_out(world)
    address = f"/mijn/{world.slug}/vragen/ontvangst/{secret}/"
    made = world.schedule(world.compose())
    early = browser(world.provider).get(address).text
    assert "beantwoordt deze vraag apart" in early and "Het antwoord</h2>" not in early
    world.until_visible(made)
    assert "Ja, dat klopt. Wij passen de tekst daarop aan." in browser(world.provider).get(address).text
    assert browser(world.rival).get(address).status_code == 404
    assert "Apart behandeld" not in browser(world.rival).get(f"/mijn/{world.slug}/vragen/").text


def test_an_answer_apart_repeats_nobody_elses_secret(world: World) -> None:
    """Rules 17, 35: it passes the gate too, and a second person approves it (19)."""
    world.open_consultation()
    reference = world.ask(world.provider, SECRET)
    _whole(world, reference, KEEP_OUT)
    world.answer(reference, "Nee. Lindewede Begeleiding vroeg dat ook al.")
    number = world.compose()
    with pytest.raises(PublishBlocked) as held:
        world.schedule(number)
    assert held.value.reasons == (f"Vraag {reference}: 1 bevinding zonder besluit.",)
    assert world.decide(reference, Choice(Outcome.REDACT)) == 2  # its own price too, which goes nowhere
    world.until_visible(world.schedule(number))
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        own = own_questions.own_receipt(session, world.provider, consultation, reference, world.moment.now)
    assert isinstance(own.answer, Cleared)
    assert own.answer.plain() == "Nee. [gelakt: naam van een organisatie, Aw 2.57] vroeg dat ook al."


def test_twin_an_answer_past_the_gate_would_tell(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: when the answer is taken as typed, the party reads who else asked."""
    world.open_consultation()
    reference = world.ask(world.provider, SECRET)
    _whole(world, reference, KEEP_OUT)
    world.answer(reference, "Nee. Lindewede Begeleiding vroeg dat ook al.")
    with world.database.reading() as session:
        question = session.get_one(Question, world.question_id(reference))
        assert apart.answer_to(session, question) is None
    monkeypatch.setattr("legal.guard.scan", lambda _text, _context: ())
    with world.database.reading() as session:
        question = session.get_one(Question, world.question_id(reference))
        assert "Lindewede" in str(apart.answer_to(session, question))


def test_a_nota_of_nothing_but_kept_out_questions_goes_out(world: World, browser: Browser) -> None:
    """Else its party would wait for an answer that nobody may give."""
    world.open_consultation()
    reference = world.ask(world.provider, SECRET)
    _whole(world, reference, KEEP_OUT)
    world.answer(reference)
    world.publish_note()
    assert "1 vraag is apart behandeld" in browser().get(f"/consultaties/{world.slug}/notas/1/").text


def test_a_question_that_goes_back_can_be_written_anew(world: World, browser: Browser) -> None:
    """Rules 35, 44: neutral words, no ground, no reason; the words are kept for whoever wrote them."""
    world.open_consultation()
    reference = world.ask(world.provider, SECRET)
    _whole(world, reference, GIVE_BACK)
    party = browser(world.provider)
    page = party.get(f"/mijn/{world.slug}/vragen/ontvangst/{reference}/").text
    assert "U kreeg deze vraag terug" in page
    for told in ("afspra", "concurren", "Aw 2.57", "mededinging", "jurist"):
        assert told not in page.split("<main")[1].split("</main")[0]
    again = f"/mijn/{world.slug}/vragen/{world.question_id(reference)}/opnieuw/"
    first, second = (forms.post(party, again, page=page) for _ in range(2))
    assert first.status_code == second.status_code == 303
    assert first.headers["Location"] == second.headers["Location"]
    assert SECRET.split(".")[0] in party.get(first.headers["Location"]).text
    with world.database.transaction() as session, pytest.raises(NotFound):
        apart.rewrite(session, world.rival, world.consultation(session), world.question_id(reference))


def test_a_question_that_went_back_is_on_no_list(world: World, browser: Browser) -> None:
    """It is not answered, not in a nota, and no longer anybody's work."""
    world.open_consultation()
    reference = world.ask(world.provider, SECRET)
    world.answer(reference)
    number = world.compose()
    _whole(world, reference, GIVE_BACK)
    with pytest.raises(PublishBlocked):
        world.schedule(number)
    assert reference not in browser(world.lead).get(f"/werk/{world.slug}/vragen/").text


def test_both_can_be_taken_back_until_publication(world: World) -> None:
    """One undo: the question is where it was."""
    world.open_consultation()
    reference = world.ask(world.provider, "Telt reistijd mee?")
    for choice in (GIVE_BACK, KEEP_OUT):
        _whole(world, reference, choice)
        with world.database.transaction() as session:
            assert second_person.undo(session, world.lawyer, world.consultation(session)) == 1
            question = session.get_one(Question, world.question_id(reference))
            assert (question.status, question.kept_out) == ("submitted", False)
    _whole(world, reference, KEEP_OUT)
    world.answer(reference)
    world.publish_note()
    with world.database.transaction() as session, pytest.raises(TooLate):
        second_person.undo(session, world.lawyer, world.consultation(session))


def test_only_who_decides_about_findings_decides_about_a_question(world: World) -> None:
    """Rule 58; it says why and on what ground (rule 36)."""
    world.open_consultation()
    reference = world.ask(world.provider, SECRET)
    for actor in (world.lead, world.expert, world.auditor, world.provider):
        with world.database.transaction() as session, pytest.raises(NotAllowed):
            deciding.decide_whole(session, actor, world.consultation(session), reference, KEEP_OUT)
    with world.database.transaction() as session, pytest.raises(InvalidInput):
        deciding.decide_whole(session, world.lawyer, world.consultation(session), reference, Choice(Outcome.WITHHOLD))


def test_a_correction_of_the_municipality_has_nobody_to_answer_apart(world: World) -> None:
    """What the municipality put on the list itself has no party."""
    world.open_consultation()
    reference = world.ask(world.provider, "Telt reistijd mee?")
    world.answer(reference)
    world.publish_note()
    with world.database.transaction() as session:
        made = correcting.correct(session, world.expert, world.consultation(session), world.question_id(reference))
    with pytest.raises(NotFound):
        _whole(world, made, KEEP_OUT)


def test_on_the_page(world: World, browser: Browser) -> None:
    """Two buttons beside the question, with a reason; a refusal keeps what was typed."""
    world.open_consultation()
    reference = world.ask(world.provider, SECRET)
    lawyer, here = browser(world.lawyer), f"/werk/{world.slug}/vragen/?vraag={reference}"
    address = f"/werk/{world.slug}/vragen/{reference}/geheel/"
    page = lawyer.get(here).text
    short = forms.post(lawyer, address, page=page, besluit="apart", grond="aw-2.53-3", reden="kort")
    assert short.status_code == 400
    assert 'value="kort"' in short.text
    assert forms.post(lawyer, address, page=page, besluit="apart", grond="aw-2.53-3", reden=KEEP_OUT.reason).status_code == 303
    assert "Deze vraag blijft uit de nota." in lawyer.get(here).text
    assert forms.post(lawyer, f"/werk/{world.slug}/terugnemen/", page=page).status_code == 303
    done = forms.post(lawyer, address, page=page, besluit="terug", grond="aw-2.57-2", reden=GIVE_BACK.reason)
    assert done.status_code == 303
    assert f"Vraag {reference} is terug bij de vraagsteller." in lawyer.get(done.headers["Location"]).text
