"""Answering: every text is kept, a second person approves, and what is public does not change."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from consultation.accounts.actor import Actor
from consultation.dossiers.models import DocumentVersion
from consultation.errors import InvalidInput, TooLate
from consultation.questions import rules
from consultation.questions.answering import flow as answering_flow
from consultation.questions.answering import service as answering
from consultation.questions.answering.service import AnswerConflict, AnswerDraft
from consultation.questions.answering.worklist import Wanted
from consultation.questions.models import AnswerRevision, Question
from consultation.questions.rules import AnswerStatus
from tests import forms
from tests.world import World

Browser = Callable[..., FlaskClient]
QUESTION = "Telt de reistijd van begeleiders mee in het uurtarief?"


@pytest.fixture
def reference(world: World) -> str:
    """Return a question that waits for an answer."""
    world.open_consultation()
    return world.ask(world.provider, QUESTION)


def save(world: World, actor: Actor, reference: str, draft: AnswerDraft) -> AnswerRevision | AnswerConflict:
    question_id = world.question_id(reference)
    with world.database.transaction() as session:
        return answering.save(session, actor, world.consultation(session), question_id, draft)


def ask(world: World, actor: Actor, reference: str) -> None:
    question_id = world.question_id(reference)
    with world.database.transaction() as session:
        answering.ask_approval(session, actor, world.consultation(session), question_id)


def approve(world: World, actor: Actor, reference: str, seen: int | None = None) -> int:
    question_id = world.question_id(reference)
    with world.database.transaction() as session:
        known = None if seen is None else {question_id: seen}
        return answering.approve(session, actor, world.consultation(session), [question_id], known)


def question(world: World, reference: str) -> Question:
    with world.database.reading() as session:
        return session.get_one(Question, world.question_id(reference))


def revisions(world: World) -> list[str]:
    with world.database.reading() as session:
        return list(session.scalars(select(AnswerRevision.text).order_by(AnswerRevision.number)))


def answer_address(world: World, reference: str) -> str:
    return f"/werk/{world.slug}/vragen/{reference}/antwoord/"


def writer_approves(world: World, reference: str) -> bool:
    """Let the process lead write an answer and approve it; say whether that worked."""
    save(world, world.lead, reference, AnswerDraft("Ja, de reistijd telt mee."))
    ask(world, world.lead, reference)
    try:
        return approve(world, world.lead, reference) == 1
    except InvalidInput:
        return False


def test_who_wrote_an_answer_cannot_approve_it(world: World, reference: str) -> None:
    """Rule 19, message 14."""
    assert not writer_approves(world, reference)
    assert question(world, reference).answer_status == AnswerStatus.AWAITING
    assert approve(world, world.publisher, reference) == 1


def test_the_check_turns_red_when_nobody_looks_at_the_writer(
    world: World, reference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage twin of rule 19."""
    monkeypatch.setattr(answering, "_refuse_own", lambda _actor, _revision: None)
    assert writer_approves(world, reference)


def test_one_own_answer_among_many_stops_all_of_them(world: World, reference: str) -> None:
    """Rule 19: approving many is all or nothing."""
    other = world.ask(world.rival, "Geldt de eis ook bij ziekte en vakantie?")
    for asked, actor in ((reference, world.lead), (other, world.expert)):
        save(world, actor, asked, AnswerDraft("Ja, dat klopt."))
        ask(world, actor, asked)
    both = [world.question_id(asked) for asked in (reference, other)]
    with pytest.raises(InvalidInput), world.database.transaction() as session:
        answering.approve(session, world.lead, world.consultation(session), both)
    assert question(world, other).answer_status == AnswerStatus.AWAITING


def test_only_the_text_that_was_read_can_be_approved(world: World, reference: str) -> None:
    """Rule 19: an answer that changed after it was shown waits again."""
    save(world, world.expert, reference, AnswerDraft("Ja, dat klopt."))
    ask(world, world.expert, reference)
    save(world, world.expert, reference, AnswerDraft("Nee, dat klopt niet.", based_on=1))
    ask(world, world.expert, reference)
    assert approve(world, world.lead, reference, seen=1) == 0
    assert question(world, reference).answer_status == AnswerStatus.AWAITING
    assert approve(world, world.lead, reference, seen=2) == 1


def test_a_changed_answer_needs_approval_again(world: World, reference: str) -> None:
    world.answer(reference, "Ja, dat klopt.")
    save(world, world.expert, reference, AnswerDraft("Nee, dat klopt niet.", based_on=1))
    found = question(world, reference)
    assert (found.answer_status, found.approved_by) == (AnswerStatus.CONCEPT, None)


def test_the_same_text_again_changes_nothing(world: World, reference: str) -> None:
    """R12: a double click is one answer, and does not take an approval away."""
    world.answer(reference, "Ja, dat klopt.")
    save(world, world.expert, reference, AnswerDraft(" Ja, dat klopt. "))
    assert revisions(world) == ["Ja, dat klopt."]
    assert question(world, reference).answer_status == AnswerStatus.APPROVED


def test_two_people_save_at_once_and_both_texts_are_kept(world: World, reference: str) -> None:
    """Message 13: the second one sees both and chooses."""
    save(world, world.expert, reference, AnswerDraft("De tekst van Aksoy."))
    lost = save(world, world.lead, reference, AnswerDraft("De tekst van De Wit."))
    assert isinstance(lost, AnswerConflict)
    assert (lost.mine.text, lost.theirs.text) == ("De tekst van De Wit.", "De tekst van Aksoy.")
    assert revisions(world) == ["De tekst van Aksoy.", "De tekst van De Wit."]
    with world.database.reading() as session:
        current = answering.current(session, session.get_one(Question, world.question_id(reference)))
        assert current is not None
        assert current.text == "De tekst van Aksoy."


def test_the_page_shows_two_texts_and_keeps_the_chosen_one(world: World, reference: str, browser: Browser) -> None:
    """Message 13 on the screen, and nothing typed is lost."""
    lead, address = browser(world.lead), answer_address(world, reference)
    page = lead.get(f"/werk/{world.slug}/vragen/?vraag={reference}").text
    save(world, world.expert, reference, AnswerDraft("De tekst van Aksoy."))
    two = forms.post(lead, address, page=page, text="De tekst van De Wit.", actie="akkoord")
    assert two.status_code == 409
    assert "T. Aksoy bewaarde om" in two.text
    assert all(words in two.text for words in ("De tekst van Aksoy.", "De tekst van De Wit.", "Beide zijn bewaard."))
    kept = forms.post(lead, address, page=two.text, actie="bewaar")
    assert kept.status_code == 303
    assert "De tekst van De Wit." in lead.get(kept.headers["Location"]).text


def test_the_page_says_what_is_missing_and_keeps_what_was_typed(world: World, reference: str, browser: Browser) -> None:
    expert, address = browser(world.expert), answer_address(world, reference)
    where = f"/werk/{world.slug}/vragen/?vraag={reference}"
    empty = forms.post(expert, address, at=where, text="  ", actie="akkoord")
    assert empty.status_code == 400
    assert "Schrijf een antwoord." in empty.text
    assert "<title>1 fout:" in empty.text
    number = forms.post(expert, address, at=where, text="Het gaat om burger 111222333.", actie="bewaar")
    assert number.status_code == 400
    assert "een nummer dat op een BSN lijkt" in number.text
    assert "Het gaat om burger 111222333." in number.text
    assert revisions(world) == []


def test_an_answer_that_changes_a_document_names_its_new_version(world: World, reference: str, browser: Browser) -> None:
    """Rule 21: no approval without the version; and it must be one that nobody has read yet."""
    version = world.new_version()
    expert, address = browser(world.expert), answer_address(world, reference)
    where = f"/werk/{world.slug}/vragen/?vraag={reference}"
    words = {"text": "Ja. Wij schreven dat op.", "changes_document": "y", "actie": "akkoord"}
    refused = forms.post(expert, address, at=where, **words)
    assert "Kies de nieuwe versie van het document dat u wijzigt." in refused.text
    with pytest.raises(InvalidInput):
        save(world, world.expert, reference, AnswerDraft("Ja.", 0, True, world.version))
    accepted = forms.post(expert, address, at=where, **words, changes_version=str(version))
    assert accepted.status_code == 303
    assert question(world, reference).answer_status == AnswerStatus.AWAITING


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ("Zie de leidraad.", True),
        ("Dit staat in paragraaf 3.4.", True),
        ("Zie de leidraad: daar staat dat de reistijd meetelt in het uurtarief van de begeleider.", False),
        ("Ja, de reistijd telt mee.", False),
    ],
)
def test_a_bare_reference_is_pointed_out(words: str, bare: bool) -> None:
    """Rule 19, message 12."""
    assert rules.bare_reference(words) is bare


def test_the_page_warns_of_a_bare_reference(world: World, reference: str, browser: Browser) -> None:
    save(world, world.expert, reference, AnswerDraft("Zie de leidraad."))
    page = browser(world.expert).get(f"/werk/{world.slug}/vragen/?vraag={reference}").text
    assert "Het antwoord verwijst alleen naar een document. Schrijf ook op wat er staat." in page


def test_who_asks_approval_for_a_bare_reference_is_warned_once(world: World, reference: str, browser: Browser) -> None:
    """Rule 19: the words are kept and approval is not asked; the same words again are meant."""
    expert, where = browser(world.expert), f"/werk/{world.slug}/vragen/?vraag={reference}"
    to = f"/werk/{world.slug}/vragen/{reference}/antwoord/"
    twice = (("Akkoord is nog niet gevraagd.", AnswerStatus.CONCEPT), ("wacht op akkoord", AnswerStatus.AWAITING))
    for expected, status in twice:
        sent = forms.post(expert, to, at=where, text="Zie de leidraad.", actie="akkoord")
        page = expert.get(sent.headers["Location"]).text
        assert expected in page and "Het antwoord verwijst alleen naar een document." in page
        assert question(world, reference).answer_status == status


def test_going_on_skips_what_is_done_and_comes_round(world: World, reference: str, browser: Browser) -> None:
    """From the last question without an answer to the first; never to one that is approved or public."""
    others = [world.ask(world.rival, f"Geldt de eis ook bij ziekte, deel {number}?") for number in range(3)]
    world.answer(others[0])
    first, *_, last = sorted([reference, *others[1:]])
    expert, where = browser(world.expert), f"/werk/{world.slug}/vragen/?vraag={last}"
    sent = forms.post(expert, f"/werk/{world.slug}/vragen/{last}/antwoord/", at=where, text="Ja, dat klopt.", actie="akkoord")
    assert f"vraag={first}" in sent.headers["Location"]
    assert "laatste vraag" not in expert.get(sent.headers["Location"]).text


def test_approval_on_the_page_and_on_to_the_next(world: World, reference: str, browser: Browser) -> None:
    other = world.ask(world.rival, "Geldt de eis ook bij ziekte en vakantie?")
    for asked in (reference, other):
        save(world, world.expert, asked, AnswerDraft("Ja, dat klopt."))
        ask(world, world.expert, asked)
    lead = browser(world.lead)
    first, second = sorted((reference, other))
    where = f"/werk/{world.slug}/vragen/?filter=approve&vraag={first}"
    done = forms.post(lead, f"/werk/{world.slug}/vragen/{first}/akkoord/?filter=approve", at=where)
    assert f"vraag={second}" in done.headers["Location"]
    assert question(world, first).answer_status == AnswerStatus.APPROVED


def test_a_published_answer_does_not_change_any_more(world: World, reference: str, browser: Browser) -> None:
    """Rule 20: not by any verb, not on the page, and not in the database."""
    world.answer(reference, "Ja, dat klopt.")
    world.schedule(world.compose())
    question_id = world.question_id(reference)
    with pytest.raises(TooLate), world.database.transaction() as session:
        answering.ask_approval(session, world.expert, world.consultation(session), question_id)
    with pytest.raises(TooLate), world.database.transaction() as session:
        answering.give_back(session, world.lead, world.consultation(session), question_id, "Noem ook de pagina.")
    with pytest.raises(TooLate):
        save(world, world.expert, reference, AnswerDraft("Nee.", based_on=1))
    page = browser(world.expert).get(f"/werk/{world.slug}/vragen/?vraag={reference}").text
    assert "Dit antwoord staat in nota 1." in page
    assert "<textarea" not in page


@pytest.mark.parametrize("statement", ["UPDATE answer_revision SET text = 'anders'", "DELETE FROM answer_revision"])
def test_a_saved_text_cannot_be_rewritten(world: World, reference: str, statement: str) -> None:
    """Message 13: every text is kept, also from who holds the database."""
    save(world, world.expert, reference, AnswerDraft("Ja, dat klopt."))
    with pytest.raises(DBAPIError), world.database.transaction() as session:
        session.execute(text(statement))


def test_a_correction_comes_in_the_next_nota(world: World, reference: str, browser: Browser) -> None:
    """Rule 20: the old answer stays where it is; the new one says which nota it mends."""
    world.answer(reference, "Nee, de reistijd telt niet mee.")
    world.publish_note()
    expert = browser(world.expert)
    where = f"/werk/{world.slug}/vragen/?vraag={reference}"
    begun = forms.post(expert, f"/werk/{world.slug}/vragen/{reference}/herstel/", at=where)
    page = expert.get(begun.headers["Location"]).text
    assert "Nee, de reistijd telt niet mee." in page
    again = next(found for found in _references(world) if found != reference)
    forms.post(expert, answer_address(world, again), page=page, text="Ja, de reistijd telt wel mee.", actie="akkoord")
    approve(world, world.lead, again)
    world.publish_note()
    public = browser()
    first, second = (public.get(f"/consultaties/{world.slug}/notas/{number}/").text for number in (1, 2))
    assert "Nee, de reistijd telt niet mee." in first
    assert "Ja, de reistijd telt wel mee." not in first
    assert "Ja, de reistijd telt wel mee." in second
    assert "Herstel van nota 1" in second


def test_only_a_public_answer_can_be_corrected(world: World, reference: str, browser: Browser) -> None:
    world.answer(reference)
    world.schedule(world.compose())
    client = browser(world.expert)
    token = forms.fields_of(client.get(f"/werk/{world.slug}/vragen/").text, "/uitloggen/")["csrf_token"]
    refused = client.post(f"/werk/{world.slug}/vragen/{reference}/herstel/", data={"csrf_token": token})
    assert refused.status_code == 404
    assert len(_references(world)) == 1


def _references(world: World) -> list[str]:
    with world.database.reading() as session:
        return list(session.scalars(select(Question.reference)))


def test_waiting_versions_only(world: World, reference: str) -> None:
    """Rule 21: a version that is public already is not offered as what an answer changes."""
    version = world.new_version()
    with world.database.reading() as session:
        public = session.scalars(select(DocumentVersion.id).where(DocumentVersion.release_id.is_not(None))).all()
    save(world, world.expert, reference, AnswerDraft("Ja.", 0, True, version))
    for found in public:
        with pytest.raises(InvalidInput):
            save(world, world.expert, reference, AnswerDraft("Ja, zo.", 1, True, found))


def test_two_people_save_at_the_very_same_moment(world: World, reference: str) -> None:
    """Message 13 on both engines: who had to wait for the lock sees what was saved meanwhile."""
    outcomes: list[bool] = []
    inside, goes_on = threading.Event(), threading.Event()

    def first() -> None:
        with world.database.transaction() as session:
            place, draft = Wanted("all", 1, reference), AnswerDraft("De tekst van Aksoy.")
            outcomes.append(
                answering_flow.save(session, world.expert, world.consultation(session), place, draft).two_texts is None
            )
            inside.set()
            goes_on.wait(5)

    def second() -> None:
        inside.wait(5)
        threading.Timer(0.3, goes_on.set).start()
        with world.database.transaction() as session:
            place, draft = Wanted("all", 1, reference), AnswerDraft("De tekst van De Wit.")
            outcomes.append(answering_flow.save(session, world.lead, world.consultation(session), place, draft).two_texts is None)

    threads = [threading.Thread(target=work) for work in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == [True, False]
    assert revisions(world) == ["De tekst van Aksoy.", "De tekst van De Wit."]
