"""What was cut once does not come back: in the next revision of an answer, in a new version, in a correction (35, 36, 39)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from consultation.errors import NotFound
from consultation.questions import answering, correcting, deciding
from consultation.questions.answering import AnswerDraft
from consultation.questions.deciding import Verdict
from consultation.questions.models import AnswerRevision, Question
from consultation.review import carrying
from consultation.review.models import FindingDecision
from consultation.review.rules import Choice
from legal.terms import Ground, Label, Outcome
from tests.world import World

Browser = Callable[..., FlaskClient]
HIDDEN = "De kosten zijn net zo hoog als vroeger in de blauwe folder. Past u het tarief daarop aan?"
WORDS = "als vroeger in de blauwe folder"
ANSWER = "Wij kunnen zes tientjes per uur niet betalen. Het tarief blijft zo."


def _choice(text: str, words: str) -> Choice:
    start = text.index(words)
    span = (start, start + len(words))
    return Choice(Outcome.REDACT, "Dit is een eigen kostprijs.", span=span, label=Label.PRICE, ground=Ground.AW_2_57_1)


def _mark(world: World, reference: str, field: str, text: str, words: str) -> None:
    choice = _choice(text, words)
    assert choice.span is not None
    with world.database.transaction() as session:
        deciding.mark(session, world.lawyer, world.consultation(session), reference, Verdict(field, choice.span, choice))


def _published(world: World) -> str:
    """Return the reference of a public question of which a price was cut by hand."""
    world.open_consultation()
    reference = world.ask(world.provider, HIDDEN, section="")
    world.answer(reference)
    _mark(world, reference, "question", HIDDEN, WORDS)
    world.publish_note()
    return reference


def _correct(world: World, reference: str) -> str:
    with world.database.transaction() as session:
        return correcting.correct(session, world.expert, world.consultation(session), world.question_id(reference))


def _corrected(world: World, browser: Browser) -> str:
    """Return the page of the second nota, in which a published answer is mended."""
    made = _correct(world, _published(world))
    answering_page = browser(world.expert).get(f"/werk/{world.slug}/vragen/?vraag={made}").text
    world.answer(made, "Ja, dat klopt. Wij passen de tekst toch niet aan.")
    world.publish_note()
    return answering_page + browser().get(f"/consultaties/{world.slug}/notas/2/").text


def test_a_correction_holds_what_everybody_read(world: World, browser: Browser) -> None:
    """Rule 35: what was cut by hand is not in it, for who mends the answer either."""
    told = _corrected(world, browser)
    assert "folder" not in told and "gelakt: prijs of tarief" in told


def test_twin_in_the_words_of_its_party_the_price_goes_out(
    world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: copied as it was typed."""
    monkeypatch.setattr(correcting, "_read", lambda _review, source: source.text)
    assert "folder" in _corrected(world, browser)


def test_a_question_that_was_answered_apart_is_not_put_on_the_list_again(world: World, browser: Browser) -> None:
    """Rule 16: it would be published after all; there is no button either."""
    world.open_consultation()
    apart, other = world.ask(world.provider, HIDDEN), world.ask(world.rival, "Telt reistijd mee?")
    for reference in (apart, other):
        world.answer(reference)
    with world.database.transaction() as session:
        keep_out = Choice(Outcome.WITHHOLD, "De vrager vroeg om vertrouwelijkheid.", ground=Ground.AW_2_53_3)
        deciding.decide_whole(session, world.lawyer, world.consultation(session), apart, keep_out)
    world.publish_note()
    with pytest.raises(NotFound):
        _correct(world, apart)
    pages = [browser(world.expert).get(f"/werk/{world.slug}/vragen/?filter=all&vraag={one}").text for one in (apart, other)]
    assert ["Herstel dit in de volgende nota" in page for page in pages] == [False, True]


def _answered(world: World, text: str) -> str:
    """Return what everybody reads of an answer that was changed after a price in it was cut by hand."""
    world.open_consultation()
    reference = world.ask(world.provider, "Telt reistijd mee?")
    world.answer(reference, ANSWER)
    _mark(world, reference, "answer", ANSWER, "zes tientjes")
    with world.database.transaction() as session:
        question_id = world.question_id(reference)
        answering.save(session, world.expert, world.consultation(session), question_id, AnswerDraft(text, 1))
        consultation = world.consultation(session)
        answering.ask_approval(session, world.expert, consultation, question_id)
    with world.database.transaction() as session:
        answering.approve(session, world.lead, world.consultation(session), [question_id])
    world.publish_note()
    with world.database.reading() as session:
        assert session.scalars(select(Question.findings)).all() == [0]
    return reference


def test_a_mark_in_an_answer_goes_along_to_its_next_revision(world: World, browser: Browser) -> None:
    """Rule 36: one letter changed elsewhere, and the words are still cut; in the name of who cut them."""
    _answered(world, f"Nee. {ANSWER} Ook zes tientjes per dag niet.")
    page = browser().get(f"/consultaties/{world.slug}/notas/1/").text
    assert "tientjes" not in page and page.count("gelakt: prijs of tarief") == 2
    with world.database.reading() as session:
        rows = session.scalars(select(FindingDecision)).all()
        newest = session.scalars(select(AnswerRevision).order_by(AnswerRevision.number.desc())).first()
    assert newest is not None and {row.decided_by for row in rows} == {world.lawyer.person}
    assert [row.text_id for row in rows].count(newest.id) == 2


def test_twin_without_carrying_it_goes_out(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: nothing stands again."""
    monkeypatch.setattr(carrying, "_again", lambda *_: iter(()))
    _answered(world, f"Nee. {ANSWER}")
    assert "tientjes" in browser().get(f"/consultaties/{world.slug}/notas/1/").text


@pytest.mark.parametrize(
    ("old", "words", "new", "again"),
    [
        ("Een uur kost 61,50.", "61,50", "Voor 61,50 of 161,50 niet, 61,50 wel.", 2),
        ("Wij zien 3 plekken.", "3", "Wij zien 3 plekken en 3 auto's.", 1),  # a short word only beside what stood beside it
        ("Elzenwaard vroeg dit.", "Elzenwaard", "De elzenwaard en Elzenwaard.", 1),
        ("Het gaat om (zes).", "(zes)", "Wij lezen (zes) en zes.", 0),
        ("Wij zijn klein.", "klein", "Wij zijn groot.", 0),
    ],
)
def test_where_words_stand_again(old: str, words: str, new: str, again: int) -> None:
    start = old.index(words)
    assert len(list(carrying._again(old, (start, start + len(words)), new))) == again
