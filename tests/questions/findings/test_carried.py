"""What was cut once does not come back: in the next revision of an answer, in a new version, in a correction (35, 36, 39)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from consultation.dossiers import guarding
from consultation.errors import NotFound
from consultation.questions.answering import correcting, worklist
from consultation.questions.answering import service as answering
from consultation.questions.answering.service import AnswerDraft
from consultation.questions.findings import deciding
from consultation.questions.findings.deciding import Verdict
from consultation.questions.models import AnswerRevision, Question
from consultation.questions.reviewing import second_person
from consultation.questions.texts.sources import answer_source
from consultation.record.models import LedgerLeaf
from consultation.review import carrying
from consultation.review import deciding as reviewing
from consultation.review.models import FindingDecision
from consultation.review.rules import Choice, Opinion
from legal.terms import Ground, Label, Outcome
from tests.world import World

Browser = Callable[..., FlaskClient]
HIDDEN = "De kosten zijn net zo hoog als vroeger in de blauwe folder. Past u het tarief daarop aan?"
WORDS = "als vroeger in de blauwe folder"
ANSWER = "De gemeente betaalt geen zes tientjes per uur. Het tarief blijft zo."


def _choice(text: str, words: str) -> Choice:
    start = text.index(words)
    span = (start, start + len(words))
    return Choice(Outcome.REDACT, "Dit is een eigen kostprijs.", span=span, label=Label.PRICE, ground=Ground.AW_2_57_1)


def _mark(
    world: World, reference: str, field: str, text: str, words: str, outcome: Outcome = Outcome.REDACT
) -> None:
    choice = replace(_choice(text, words), outcome=outcome, replacement="een bedrag")
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


def test_of_a_place_in_which_something_was_cut_only_the_nota_is_left(world: World, browser: Browser) -> None:
    """Rule 13: also where other words came in its place."""
    world.open_consultation()
    place = "de alinea over de blauwe folder"
    reference = world.ask(world.provider, "Telt reistijd mee?", section=place)
    world.answer(reference)
    with world.database.transaction() as session:
        about = worklist.open_question(session, world.lawyer, world.consultation(session), reference).about.text
    _mark(world, reference, "about", about, "de blauwe folder", Outcome.GENERALISE)
    world.second(world.publisher)
    world.publish_note()
    world.answer(_correct(world, reference))
    world.publish_note()
    pages = [browser().get(f"/consultaties/{world.slug}/notas/{number}/").text for number in (1, 2)]
    assert "alinea over een bedrag" in pages[0] and "Herstel van nota 1" in pages[1]
    assert not [page for page in pages if "folder" in page]


def test_the_answer_that_is_mended_begins_as_everybody_read_it(world: World) -> None:
    """Rule 35: what was cut in it by hand is not in the concept either."""
    reference = _marked(world)
    world.publish_note()
    made = _correct(world, reference)
    with world.database.transaction() as session:
        text = answering.current_text(session, world.consultation(session), world.question_id(made))
    assert "tientjes" not in text and "[gelakt: prijs of tarief" in text


def test_the_same_words_redacted_once_are_redacted(world: World) -> None:
    """Rule 36: a more general word was agreed for one place; of what is redacted in another nothing is shown."""
    text = "Zes tientjes is veel. Wij betalen geen zes tientjes."
    world.open_consultation()
    reference = world.ask(world.provider, "Telt reistijd mee?")
    world.answer(reference, text)
    _mark(world, reference, "answer", text, "zes tientjes", Outcome.GENERALISE)
    world.second(world.publisher)
    _mark(world, reference, "answer", text, "Zes tientjes")
    _save(world, reference, f"Nee. {text}")
    assert [row.outcome for row in _rows(world)] == ["redact", "redact"]


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


def _save(world: World, reference: str, *texts: str) -> None:
    question_id = world.question_id(reference)
    for text in texts:
        with world.database.transaction() as session:
            based_on = len(session.scalars(select(AnswerRevision)).all())
            answering.save(session, world.expert, world.consultation(session), question_id, AnswerDraft(text, based_on))


def _marked(world: World, outcome: Outcome = Outcome.REDACT) -> str:
    """Return the reference of a question in whose answer a price was marked by hand."""
    world.open_consultation()
    reference = world.ask(world.provider, "Telt reistijd mee?")
    world.answer(reference, ANSWER)
    _mark(world, reference, "answer", ANSWER, "zes tientjes", outcome)
    return reference


def _answered(world: World, *texts: str) -> str:
    """Let an answer be changed after a price in it was cut by hand, and publish it."""
    reference = _marked(world)
    _save(world, reference, *texts)
    with world.database.transaction() as session:
        answering.ask_approval(session, world.expert, world.consultation(session), world.question_id(reference))
    with world.database.transaction() as session:
        answering.approve(session, world.lead, world.consultation(session), [world.question_id(reference)])
    world.publish_note()
    with world.database.reading() as session:
        assert session.scalars(select(Question.findings)).all() == [0]
    return reference


@pytest.mark.parametrize(
    "texts",
    [
        ("De gemeente betaalt geen zes\ntientjes per uur.",),
        ("Zes tientjes per uur betaalt de gemeente niet.",),
        ("Het antwoord komt nog.", ANSWER),  # gone, and back again
        ("De gemeente betaalt geen zes tientjes per uur.", "De gemeente betaalt geen Zes  tientjes."),
    ],
)
def test_the_same_words_in_another_dress_are_cut_too(world: World, browser: Browser, texts: tuple[str, ...]) -> None:
    _answered(world, *texts)
    assert "tientjes" not in browser().get(f"/consultaties/{world.slug}/notas/1/").text


def test_what_waits_for_a_second_person_still_waits(world: World) -> None:
    """Rule 40: a mark that nobody agreed with yet holds the next revision as it held the one before."""
    reference = _marked(world, Outcome.GENERALISE)
    assert _findings(world) == [1]
    _save(world, reference, f"Nee. {ANSWER}")
    assert _findings(world) == [1]
    world.second(world.publisher)
    assert _findings(world) == [0]


def test_what_was_given_up_does_not_come_back(world: World) -> None:
    """Rule 36: about words that a newer revision decided, the older ones do not count."""
    reference = _marked(world)
    _save(world, reference, f"Nee. {ANSWER}")
    with world.database.transaction() as session:
        second_person.undo(session, world.lawyer, world.consultation(session))
    _save(world, reference, f"Nee, nee. {ANSWER}")
    with world.database.reading() as session:
        newest = session.scalars(select(AnswerRevision).order_by(AnswerRevision.number.desc())).first()
        assert newest is not None
        assert session.scalars(select(FindingDecision).where(FindingDecision.text_id == newest.id)).all() == []


def _findings(world: World) -> list[int]:
    with world.database.reading() as session:
        return list(session.scalars(select(Question.findings)))


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
    monkeypatch.setattr(carrying, "_instead", lambda *_: None)
    _answered(world, f"Nee. {ANSWER}")
    assert "tientjes" in browser().get(f"/consultaties/{world.slug}/notas/1/").text


@pytest.mark.parametrize(
    ("old", "words", "new", "again"),
    [
        ("Een uur kost 61,50.", "61,50", "Voor 61,50 of 161,50 niet, 61,50 wel.", 2),
        ("Wij zien 3 plekken.", "3", "Wij zien 3 plekken en 3 auto's.", 1),  # a short word only beside what stood beside it
        ("Elzenwaard vroeg dit.", "Elzenwaard", "De elzenwaard en Elzenwaard.", 2),
        ("Het gaat om (zes).", "(zes)", "Wij lezen (zes) en zes.", 0),
        ("Wij zijn klein.", "klein", "Wij zijn groot.", 0),
        ("Het kost zes tientjes nu.", "zes tientjes", "Zes\ntientjes  kost het.", 1),
        ("Het was bij hen €58, dus nee.", "€58", "Het was bij hen € 58,- dus nee.", 1),
        ("Aan 58,40 tornen wij niet.", "58,40", "Aan 58.40 tornen wij niet.", 1),
        ("Net als in de “blauwe folder”.", "de “blauwe folder”", "Net als in de **blauwe folder**.", 1),
        ("Het staat in de blauwe folder.", "blauwe folder", "Het staat in de blauwe-\u00adfolder, nee.", 1),
        ("Foto's van Zoë.", "Foto's van Zoë", "Wij zagen foto’s van Zoe\u0308.", 1),
        ("Wij zien ... drie.", "...", "Wij ... zien drie.", 0),
    ],
)
def test_where_words_stand_again(old: str, words: str, new: str, again: int) -> None:
    start = old.index(words)
    assert len(list(carrying._again(old, (start, start + len(words)), carrying._letters(new)))) == again


def _rows(world: World) -> list[FindingDecision]:
    """Return the decisions about the newest revision."""
    with world.database.reading() as session:
        newest = session.scalars(select(AnswerRevision.id).order_by(AnswerRevision.number.desc())).first()
        return list(session.scalars(select(FindingDecision).where(FindingDecision.text_id == newest)))


def test_what_is_carried_says_what_was_decided(world: World) -> None:
    """Rules 36 and R10: outcome, words, reason, ground and step of the decision; an entry in the record for each."""
    reference = _marked(world, Outcome.GENERALISE)
    world.second(world.publisher)
    with world.database.reading() as session:
        (made,) = session.scalars(select(FindingDecision))
    _save(world, reference, f"Nee. {ANSWER}")
    (row,) = _rows(world)
    same = ("outcome", "replacement", "reason", "ground", "label", "decided_by", "step")
    assert [getattr(row, name) for name in same] == [getattr(made, name) for name in same]
    assert (row.start - made.start, row.needs_second, row.rule) == (len("Nee. "), False, "by-hand")
    with world.database.reading() as session:
        entries = [entry for entry in session.scalars(select(LedgerLeaf.entry)) if '"finding.carried"' in entry]
    assert len(entries) == 1 and str(made.id) in entries[0] and world.expert.tag in entries[0] and "tientjes" not in entries[0]


def test_what_was_left_or_put_apart_is_not_carried(world: World) -> None:
    """Rules 16 and 36: a reason to leave words was about that text, and so is a decision about a whole one."""
    world.open_consultation()
    reference = world.ask(world.provider, "Telt reistijd mee?")
    world.answer(reference, "Wij kennen Stichting Elzenwaard. Reistijd telt mee.")
    world.release_finding(reference)
    with world.database.transaction() as session:
        revision = session.scalars(select(AnswerRevision)).one()
        source = answer_source(revision)
        known = guarding.review(session, revision.consultation_id, [revision.id])
        apart = Choice(Outcome.WITHHOLD, "Dit gaat niet mee.", ground=Ground.AW_2_53_3)
        reviewing.decide_whole(session, world.lawyer, known, source, apart)
    _save(world, reference, "Nee. Wij kennen Stichting Elzenwaard. Reistijd telt mee.")
    assert _rows(world) == []


def test_taking_back_takes_back_both(world: World) -> None:
    """One step: the mark and what was carried of it."""
    reference = _marked(world)
    _save(world, reference, f"Nee. {ANSWER}")
    with world.database.transaction() as session:
        assert second_person.undo(session, world.lawyer, world.consultation(session)) == 2


def test_a_narrower_cut_is_carried_as_it_was_cut(world: World, browser: Browser) -> None:
    """Not all that was found: what the decision leaves, stays."""
    world.open_consultation()
    reference = world.ask(world.provider, "Telt reistijd mee?")
    answer = "Wij lezen dat u € 44,75 rekent. Het tarief blijft zo."
    world.answer(reference, answer)
    start = answer.index("44,75")
    world.decide(reference, Choice(Outcome.REDACT, "Het teken zegt niets.", span=(start, start + 5)))
    world.second()
    _save(world, reference, f"Nee. {answer}")
    assert [(row.start, row.end) for row in _rows(world)] == [(start + 5, start + 10)]


def test_a_save_does_not_open_again_what_can_be_taken_back(world: World) -> None:
    """R17: who spoke as a second person since, takes back nothing older; also when somebody else saves an answer."""
    reference = _marked(world)
    other = world.ask(world.rival, "Wij rekenen nu € 44,75 per uur.")
    world.decide(other, Choice(Outcome.CLEAR, "Dit is algemeen bekend."))
    world.moment.advance(minutes=1)
    world.second()
    world.moment.advance(minutes=1)
    _save(world, reference, *(f"{'Nee. ' * times}{ANSWER}" for times in range(1, 6)))
    with world.database.transaction() as session:
        assert second_person.mine_to_undo(session, world.lawyer, world.consultation(session)) == []


@pytest.mark.parametrize(
    ("old", "words", "new", "instead"),
    [
        ("Wij kunnen zes tientjes per uur niet.", "zes tientjes", "Wij kunnen zestig euro per uur niet.", "zestig euro"),
        ("Wij kunnen zes tientjes niet.", "zes tientjes", "Wij kunnen niet.", None),
        ("Het kost zes tientjes per uur nu.", "zes tientjes per uur", "Het kost 6 tientjes per jaar.", "6 tientjes per jaar."),
        ("Zes tientjes.", "Zes tientjes", "Heel iets anders.", "Heel iets anders."),
        ("Zes tientjes.", "Zes tientjes", " ... ", None),
    ],
)
def test_what_stands_in_their_place(old: str, words: str, new: str, instead: str | None) -> None:
    start = old.index(words)
    found = carrying._instead(carrying._standing(old, new), (start, start + len(words)), new)
    assert (new[slice(*found)] if found else None) == instead


@pytest.mark.parametrize(
    "text",
    [
        "De gemeente betaalt geen zestig euro per uur. Het tarief blijft zo.",
        "De gemeente betaalt geen 6 tientjes per uur. Want zes tientjes is veel.",
    ],
)
def test_what_may_say_the_same_otherwise_waits_for_a_second_person(world: World, browser: Browser, text: str) -> None:
    """Rules 36 and 40: nobody but a person sees whether "zestig euro" is what was cut."""
    reference = _marked(world)
    _save(world, reference, text)
    assert _findings(world) == [1]
    assert "op de plek van woorden die gelakt waren" in browser(world.publisher).get(f"/werk/{world.slug}/tweede/").text
    world.second(world.publisher)
    assert _findings(world) == [0]
    world.answer(reference, text)
    with world.database.reading() as session:
        review = guarding.review(session, world.consultation_id, [row.text_id for row in _rows(world)])
        newest = session.scalars(select(AnswerRevision).order_by(AnswerRevision.number.desc())).first()
        assert newest is not None
        read = review.preview(answer_source(newest)).text
    assert "tientjes" not in read and "zestig" not in read


@pytest.mark.parametrize(
    "around",
    ["\n".join(f"Regel {number} van de tekst." for number in range(2_000)), "a\n" * 50_000, "a " * 10_000],
    ids=["line by line", "all lines alike", "all words alike"],
)
def test_a_long_text_is_not_laid_side_by_side_word_for_word(around: str) -> None:
    old, new = (f"{around}\nHet kost {words}.\n{around}" for words in ("zes tientjes", "zestig euro"))
    start = old.index("zes tientjes")
    found = carrying._instead(carrying._standing(old, new), (start, start + len("zes tientjes")), new)
    assert found is not None and new[slice(*found)] == "Het kost zestig euro."


def test_a_mark_that_a_second_person_refused_still_holds(world: World) -> None:
    """Rule 40: who says that a more general word tells too much, did not say that the words may go out."""
    reference = _marked(world, Outcome.GENERALISE)
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        for one in second_person.waiting(session, world.publisher, consultation):
            opinion = Opinion(agrees=False, reason="Dat is te ruim, lak het helemaal.")
            second_person.give_opinion(session, world.publisher, consultation, one.id, opinion)
    assert _findings(world) == [1]
    _save(world, reference, f"Nee. {ANSWER}")
    assert _findings(world) == [1]
    world.decide(reference, Choice(Outcome.REDACT))
    assert _findings(world) == [0]
