"""The nota: composed by one, published by another, numbered by nobody, all at one moment or not at all."""

from __future__ import annotations

import random
import re
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from consultation.accounts.permissions import Role
from consultation.dossiers.rules import Openness
from consultation.errors import PublishBlocked, TooLate
from consultation.parties import queries as parties
from consultation.publications.models import PublishedAnswer, Release
from consultation.questions import rules
from consultation.questions.answering import service as answering
from consultation.questions.answering.service import AnswerDraft
from consultation.questions.asking import service as asking
from consultation.questions.findings import deciding
from consultation.questions.findings.deciding import Verdict
from consultation.questions.models import Question
from consultation.questions.notes import composing
from consultation.questions.notes import pages as note_pages
from consultation.questions.notes import rows as note_rows
from consultation.review.rules import Choice
from legal.terms import Outcome
from tests import forms
from tests.world import World

Browser = Callable[..., FlaskClient]


def ask(world: World, count: int) -> list[str]:
    """Let the parties take turns: the first question is of the first party, and so on."""
    return [world.ask(world.providers[n % 3], f"Vraag {n} over de reistijd in het uurtarief?") for n in range(count)]


def lean() -> int:
    """Draw the order of 4 questions at one place 400 times; return how far one of them stands first too often."""
    firsts = Counter(rules.draw([("tariff", "§ 3.4")] * 4)[0] for _ in range(400))
    return max(abs(firsts[place] - 100) for place in range(4))


def test_numbers_do_not_follow_who_asked_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule 13, R9: at one place in the documents every question comes first as often as the others."""
    monkeypatch.setattr(rules, "_random", random.Random(20))
    assert lean() < 40


def test_the_check_turns_red_when_nothing_is_shuffled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin of rule 13: in the order of asking one question always comes first."""
    monkeypatch.setattr(rules._random, "shuffle", lambda _order: None)
    assert lean() >= 40


def test_numbers_follow_the_place_in_the_documents() -> None:
    """Rule 13: theme, then paragraph as people count: § 2.10 comes after § 2.9."""
    places = [("tariff", "§ 2.10"), ("other", ""), ("tariff", "§ 2.9"), ("target_group", "§ 9"), ("tariff", "bijlage B")]
    assert rules.draw(places) == [3, 4, 2, 0, 1]
    assert rules.draw(list(reversed(places))) == [1, 0, 2, 4, 3]


@pytest.mark.parametrize("about", ["²", "§ ½", "٣", "", "9" * 200, "\u202e", "a1b2"])
def test_any_place_can_be_sorted(about: str) -> None:
    assert rules.draw([("tariff", about), ("tariff", "§ 1")]) in ([0, 1], [1, 0])


@pytest.mark.parametrize(("count", "last"), [(1, "1.01"), (99, "1.99"), (100, "1.100"), (641, "1.641"), (2000, "1.2000")])
def test_numbers_sort_as_text(count: int, last: str) -> None:
    """Rule 20."""
    drawn = rules.numbers(1, count)
    assert drawn == sorted(drawn)
    assert drawn[-1] == last


def test_a_row_holds_no_reference_and_no_asker(world: World) -> None:
    """R9: the published row cannot be tied to the question as it was sent."""
    world.open_consultation()
    references = ask(world, 5)
    for reference in references:
        world.answer(reference)
    world.publish_note()
    with world.database.reading() as session:
        rows = session.scalars(select(PublishedAnswer)).all()
        ids = {str(one.id) for one in session.scalars(select(Question))}
        dump = " ".join(str(vars(row)) for row in rows)
    assert len(rows) == 5
    assert not any(trace in dump for trace in (*references, *ids, str(world.provider.organisation)))


def publish_by(world: World, person: str) -> bool:
    """Let the publisher publish a nota that was composed by the publisher or by the lead; say whether it went."""
    world.open_consultation()
    world.answer(ask(world, 1)[0])
    number = world.compose()
    with world.database.transaction() as session:
        note = composing.note_of(session, world.consultation(session), number)
        note.makers = [*note.makers, getattr(world, person).tag]
    try:
        world.schedule(number)
    except PublishBlocked:
        return False
    return True


def test_who_composed_a_nota_does_not_publish_it(world: World) -> None:
    """R17."""
    assert not publish_by(world, "publisher")


def test_who_took_a_question_out_does_not_publish_it(world: World) -> None:
    """R17: choosing what is left out is making, also for one person with two roles; the act is recorded."""
    world.open_consultation()
    first, second = ask(world, 2)
    world.answer(first)
    world.answer(second)
    number = world.compose()
    both = replace(world.publisher, role=Role.PROCESS_LEAD)
    with world.database.transaction() as session:
        composing.take_out(session, both, world.consultation(session), number, world.question_id(first))
    with pytest.raises(PublishBlocked):
        world.schedule(number)


def test_another_person_publishes_it(world: World) -> None:
    """R17, the other side: the same check lets a second person through."""
    assert publish_by(world, "lead")


def test_no_answer_without_approval_goes_out(world: World) -> None:
    """Rule 19: also when it was approved once and changed after the nota was made."""
    world.open_consultation()
    first, second = ask(world, 2)
    world.answer(first)
    world.answer(second)
    number = world.compose()
    with world.database.transaction() as session:
        question_id = world.question_id(second)
        answering.save(session, world.expert, world.consultation(session), question_id, AnswerDraft("Anders.", based_on=1))
    with pytest.raises(PublishBlocked) as blocked:
        world.schedule(number)
    assert blocked.value.reasons == ("1 antwoord zonder akkoord.",)
    with world.database.reading() as session:
        assert session.scalars(select(PublishedAnswer)).all() == []


def held(world: World) -> bool:
    """Answer with the name of a party in it; say whether the nota is held."""
    world.open_consultation()
    world.answer(ask(world, 1)[0], "Ja, dat vroeg Stichting Elzenwaard ons ook al.")
    number = world.compose()
    try:
        world.schedule(number)
    except PublishBlocked as blocked:
        return "1 bevinding zonder besluit" in blocked.reasons[0]
    return False


def test_an_answer_that_names_a_party_is_held(world: World) -> None:
    """Rules 14 and 35: an answer can tell what the question did not."""
    assert held(world)


def test_the_check_turns_red_when_answers_do_not_pass_the_gate(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: the answer is cleared as if something else had been written."""
    source = note_rows.answer_source
    monkeypatch.setattr(note_rows, "answer_source", lambda revision: replace(source(revision), text="Ja, dat klopt."))
    assert not held(world)


def test_after_the_decision_it_goes_out_redacted(world: World, browser: Browser) -> None:
    """Rules 36 to 38: everybody reads that something was taken out, and on what ground; nobody reads what."""
    world.open_consultation()
    reference = ask(world, 1)[0]
    answer = "Ja, dat vroeg Stichting Elzenwaard ons ook al."
    world.answer(reference, answer)
    number = world.compose()
    start = answer.index("Stichting")
    with world.database.transaction() as session:
        verdict = Verdict("answer", (start, start + len("Stichting Elzenwaard")), Choice(Outcome.REDACT))
        deciding.decide(session, world.publisher, world.consultation(session), reference, verdict)
    world.until_visible(world.schedule(number))
    page = browser().get(f"/consultaties/{world.slug}/notas/1/").text
    assert '<span class="mc-redacted">gelakt: naam van een organisatie, Aw 2.57</span>' in page
    assert "Elzenwaard" not in page


def changing_answer(world: World) -> str:
    """Answer a question with a new version of the document; return the reference."""
    reference = ask(world, 1)[0]
    world.answer(reference, "Ja. Zo staat het er nu.", world.new_version())
    return reference


def test_an_answer_and_the_version_it_changes_go_out_together(world: World, browser: Browser) -> None:
    """Rule 21: the one is never readable without the other, not a second earlier."""
    world.open_consultation()
    changing_answer(world)
    release = world.schedule(world.compose())
    public = browser()
    places = (f"/consultaties/{world.slug}/notas/1/", f"/consultaties/{world.slug}/documenten/leidraad/1.1/")
    assert [public.get(place).status_code for place in places] == [404, 404]
    world.until_visible(release)
    assert [public.get(place).status_code for place in places] == [200, 200]
    assert 'documenten/leidraad/1.1/">Leidraad, versie 1.1</a>' in public.get(places[0]).text


def test_stopped_and_published_again_leaves_nothing_to_read(world: World, browser: Browser) -> None:
    """Message 16, R5: the first attempt is never readable, in no tree; the second one is, once."""
    world.open_consultation()
    reference = changing_answer(world)
    publisher, public = browser(world.publisher), browser()
    number = world.compose()
    first = world.schedule(number)
    place = f"/werk/{world.slug}/notas/1/"
    assert "Stop de publicatie" in publisher.get(place).text
    forms.post(publisher, f"{place}stop/", at=place)
    assert "De publicatie is gestopt. Niemand kon deze nota lezen." in publisher.get(place).text
    assert "Gestopt" in publisher.get(f"/werk/{world.slug}/notas/").text
    world.until_visible(first)
    world.moment.advance(hours=1)
    nota, version = f"/consultaties/{world.slug}/notas/1/", f"/consultaties/{world.slug}/documenten/leidraad/1.1/"
    everywhere = (nota, version, f"{nota}nota.pdf", f"{nota}bewijs.json")
    assert [public.get(address).status_code for address in everywhere] == [404] * 4
    assert "Nota van inlichtingen 1" not in public.get(f"/consultaties/{world.slug}/").text
    question_id = world.question_id(reference)
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        old = answering.current(session, session.get_one(Question, question_id))
        assert old is not None
        draft = AnswerDraft("Ja, en beter gezegd.", old.number, True, old.changes_version_id)
        answering.save(session, world.expert, consultation, question_id, draft)
        answering.ask_approval(session, world.expert, consultation, question_id)
    with world.database.transaction() as session:
        answering.approve(session, world.lead, world.consultation(session), [question_id])
    world.until_visible(world.schedule(number))
    page = public.get(nota).text
    assert "Ja, en beter gezegd." in page
    assert "Zo staat het er nu." not in page
    assert public.get(version).status_code == 200


def test_a_nota_cannot_be_stopped_at_its_moment(world: World) -> None:
    world.open_consultation()
    world.answer(ask(world, 1)[0])
    number = world.compose()
    world.until_visible(world.schedule(number))
    with pytest.raises(TooLate), world.database.transaction() as session:
        composing.stop(session, world.publisher, world.consultation(session), number)


def test_publishing_twice_is_publishing_once(world: World) -> None:
    world.open_consultation()
    world.answer(ask(world, 1)[0])
    number = world.compose()
    world.schedule(number)
    with pytest.raises(TooLate):
        world.schedule(number)
    with world.database.reading() as session:
        assert len(session.scalars(select(Release)).all()) == 2  # the consultation, and the nota


def test_what_is_taken_out_waits_for_the_next_nota(world: World, browser: Browser) -> None:
    world.open_consultation()
    references = ask(world, 3)
    for reference in references:
        world.answer(reference)
    world.compose()
    lead, place = browser(world.lead), f"/werk/{world.slug}/notas/1/"
    forms.post(lead, f"{place}weg/", at=place, vraag=references[1])
    page = lead.get(place).text
    assert references[1] not in re.sub(r"(?s)<div class=\"mc-note.*?</div></div>", "", page)
    assert "Voeg 1 antwoord toe" in page
    world.until_visible(world.schedule(1))
    with world.database.transaction() as session:
        listed = note_pages.note_list(session, world.lead, world.consultation(session))
    assert (listed.waiting, listed.next_number, listed.lines[0].questions) == (1, 2, 2)


def test_nothing_approved_makes_no_nota(world: World, browser: Browser) -> None:
    world.open_consultation()
    ask(world, 1)
    lead, place = browser(world.lead), f"/werk/{world.slug}/notas/"
    token = forms.fields_of(lead.get(place).text, "/uitloggen/")["csrf_token"]
    refused = lead.post(place, data={"csrf_token": token})
    assert refused.status_code == 400
    assert "Er is nu geen antwoord dat nog in een nota moet." in refused.text


def test_four_actions_by_two_people(world: World, browser: Browser) -> None:
    """The goal of the flow: make it, read it, go to publishing, publish."""
    world.open_consultation()
    for reference in ask(world, 3):
        world.answer(reference)
    lead, publisher = browser(world.lead), browser(world.publisher)
    made = forms.post(lead, f"/werk/{world.slug}/notas/")  # 1
    read = publisher.get(made.headers["Location"]).text  # 2
    assert "3 vragen staan in deze nota." in read
    confirm = re.search(r'href="([^"]+/publiceren/)"', read)
    assert confirm is not None
    page = publisher.get(confirm[1]).text  # 3
    assert "Dit gaat naar 3 partijen en naar de website." in page
    assert "U kunt het niet terughalen. Een fout herstelt u in nota 2." in page
    assert "Publiceer voor 3 partijen" in page
    planned = forms.post(publisher, confirm[1], page=page)  # 4
    assert "wordt openbaar om" in publisher.get(planned.headers["Location"]).text
    world.moment.advance(minutes=10)
    assert "Nota 1 is openbaar" in publisher.get(planned.headers["Location"]).text


@pytest.mark.parametrize(
    ("openness", "button"),
    [
        (Openness.OPEN, "Publiceer voor 3 partijen en op de website"),
        (Openness.HYBRID, "Publiceer voor 3 partijen en op de website"),
        (Openness.CLOSED, "Publiceer voor 3 partijen"),
    ],
)
def test_the_button_says_who_will_read_it(world: World, browser: Browser, openness: Openness, button: str) -> None:
    """Rule 2: open is for everybody, closed for the parties alone; the words stand on the button itself."""
    world.open_consultation(openness)
    world.answer(world.ask(world.provider, "Telt reistijd mee?"))
    number = world.compose()
    page = browser(world.publisher).get(f"/werk/{world.slug}/notas/{number}/publiceren/").text
    assert re.findall(r"<button[^>]*>(Publiceer[^<]*)</button>", page) == [button]
    assert ("Niemand anders kan het lezen." in page) is (openness is Openness.CLOSED)
    world.until_visible(world.schedule(number))
    assert (browser().get(f"/consultaties/{world.slug}/notas/{number}/").status_code == 200) is (openness is not Openness.CLOSED)


def test_without_a_party_the_button_names_the_website(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule 2: nobody takes part, and everybody can read it."""
    world.open_consultation()
    world.answer(world.ask(world.provider, "Telt reistijd mee?"))
    number = world.compose()
    monkeypatch.setattr(parties, "count", lambda *_: 0)
    page = browser(world.publisher).get(f"/werk/{world.slug}/notas/{number}/publiceren/").text
    assert ">Publiceer op de website</button>" in page and "Dit gaat naar de website." in page


def test_a_nota_that_is_held_says_why_and_stays(world: World, browser: Browser) -> None:
    """Message 17: nothing went out, and every reason is there; the list of questions shows them too."""
    world.open_consultation()
    reference = ask(world, 1)[0]
    world.answer(reference, "Ja, dat vroeg hand in hand ons ook al.")
    world.compose()
    publisher, place = browser(world.publisher), f"/werk/{world.slug}/notas/1/publiceren/"
    page = publisher.get(place).text
    assert "Publiceer voor 3 partijen" in page
    with world.database.transaction() as session:  # a party that came after the answer was written
        dossiers_of = world._provider
        dossiers_of(session, "hand", "Hand in hand B.V.", "30999111", "hand.example")
    refused = forms.post(publisher, place, page=page)
    assert refused.status_code == 409
    assert "Er is niets gepubliceerd. Eerst nog:" in refused.text
    assert f"Vraag {reference}: 1 bevinding zonder besluit." in refused.text
    assert "Publiceer voor" not in refused.text
    assert "1 bevinding open" in publisher.get(f"/werk/{world.slug}/vragen/?filter=findings").text


def test_the_page_shows_the_order_without_promising_numbers(world: World, browser: Browser) -> None:
    """Rule 13: whoever sees the nota in the making cannot tell a party its number."""
    world.open_consultation()
    for n, reference in enumerate(ask(world, 3)):
        world.answer(reference, f"Antwoord {n}.")
    world.compose()
    page = browser(world.lead).get(f"/werk/{world.slug}/notas/1/").text
    assert "De nummers loten wij bij publicatie" in page
    assert not re.search(r"\b1\.0[123]\b", page)


def test_publishing_and_withdrawing_at_the_same_moment(world: World) -> None:
    """Rule 12, R5: either the question is in the nota and stays, or it was withdrawn and nothing waits for ever."""
    world.open_consultation()
    references = ask(world, 4)
    for reference in references:
        world.answer(reference)
    number = world.compose()
    question_id = world.question_id(references[0])
    outcomes: list[str] = []

    def publish() -> None:
        with world.database.transaction() as session:
            composing.publish(session, world.publisher, world.consultation(session), number)
        outcomes.append("published")

    def withdraw() -> None:
        try:
            with world.database.transaction() as session:
                asking.withdraw(session, world.provider, world.consultation(session), question_id)
            outcomes.append("withdrawn")
        except TooLate:
            outcomes.append("too late")

    threads = [threading.Thread(target=work) for work in (publish, withdraw)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    with world.database.reading() as session:
        rows = len(session.scalars(select(PublishedAnswer)).all())
    assert sorted(outcomes) in (["published", "too late"], ["published", "withdrawn"])
    assert rows == (4 if "too late" in outcomes else 3)


def test_the_way_to_who_received_it_is_shown_to_who_may_go_there(world: World, browser: Browser) -> None:
    """Rule 58: a lawyer would meet a page that does not exist."""
    world.open_consultation()
    world.answer(world.ask(world.provider, "Telt reistijd mee?"))
    world.publish_note()
    for actor, shown in ((world.lead, True), (world.lawyer, False)):
        page = browser(actor).get(f"/werk/{world.slug}/notas/1/").text
        assert ("Bekijk wie het ontving" in page) == shown
