"""The list the municipality works from: filters, one place, few texts opened, and never who asked."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from typing import Any, get_type_hints

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from consultation.accounts.actor import Actor
from consultation.errors import NotFound
from consultation.questions.answering import bulk, opened, worklist
from consultation.questions.answering import service as answering
from consultation.questions.answering.service import AnswerDraft
from consultation.questions.answering.worklist import Wanted, WorkScreen
from consultation.questions.findings import shown as shown_findings
from consultation.questions.models import Question
from consultation.questions.notes import pages as note_pages
from consultation.questions.rules import AnswerStatus
from consultation.record.models import LedgerLeaf
from consultation.review import gate
from consultation.review.rules import Choice
from consultation.vault import service as vault
from legal.terms import Outcome
from tests import forms
from tests.world import World

Browser = Callable[..., FlaskClient]
# Everything by which a row could be tied to its asker, or to another row of the same asker (R9).
BETRAYING = re.compile(r"asker|organi[sz]ation|owner|party|provider|person|created|received|submitted|asked_at|receipt")


def screen(world: World, actor: Actor, **wanted: Any) -> WorkScreen:
    with world.database.transaction() as session:
        return worklist.screen(session, actor, world.consultation(session), Wanted(**wanted))


def answered(world: World, actor: Actor, reference: str, text: str = "Ja, dat klopt.", *, ask: bool = False) -> None:
    question_id = world.question_id(reference)
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        answering.save(session, actor, consultation, question_id, AnswerDraft(text))
        if ask:
            answering.ask_approval(session, actor, consultation, question_id)


def ask_many(world: World, count: int) -> list[str]:
    return [world.ask(world.providers[n % 3], f"Hoe leest u onderdeel {n} van de leidraad?") for n in range(count)]


def fields_of_views(kind: type) -> Iterator[str]:
    """Name every field of a view and of the views in it."""
    for name, hint in get_type_hints(kind).items():
        yield name
        for inner in (hint, *getattr(hint, "__args__", ())):
            if dataclasses.is_dataclass(inner) and isinstance(inner, type):
                yield from fields_of_views(inner)


VIEWS = (WorkScreen, bulk.Item, note_pages.NoteList, note_pages.NoteFile, note_pages.NoteOut, note_pages.Going)


@pytest.mark.parametrize("view", VIEWS)
def test_no_view_has_a_place_for_who_asked(view: type) -> None:
    """R9: what is not in the view cannot come on a page. `parties` is a number of all of them."""
    assert [name for name in fields_of_views(view) if BETRAYING.search(name) and name != "parties"] == []


def pages_of_the_municipality(world: World, browser: Browser, reference: str) -> str:
    """Return every page on which staff sees a question, for each role."""
    work = f"/werk/{world.slug}/"
    addresses = (f"vragen/?vraag={reference}", "vragen/akkoord/?alle=1&filter=all", "notas/", "notas/1/", "notas/1/publiceren/")
    answers = [
        browser(actor).get(work + address).text for actor in (world.lead, world.expert, world.publisher) for address in addresses
    ]
    return " ".join(answers)


def betrayed(world: World, browser: Browser) -> set[str]:
    """Let one provider ask, work on it with three people; return what of the asker stands on their pages."""
    world.open_consultation()
    reference = world.ask(world.provider, "Telt de reistijd mee in het uurtarief?")
    world.answer(reference)
    world.compose()
    pages = pages_of_the_municipality(world, browser, reference)
    asker = world.provider
    traces = (str(asker.person), str(asker.organisation), asker.name, "elzenwaard.example", "30111222", "Stichting Elzenwaard")
    return {trace for trace in traces if trace in pages}


def test_no_page_of_the_municipality_says_who_asked(world: World, browser: Browser) -> None:
    """R9, rule 13: not for the process lead, not for the expert, not for the publisher."""
    assert betrayed(world, browser) == set()


def test_the_check_turns_red_when_a_view_does_say_it(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin of R9."""
    line = opened.line
    monkeypatch.setattr(opened, "line", lambda *args: dataclasses.replace(line(*args), assignee="Stichting Elzenwaard"))
    assert betrayed(world, browser) == {"Stichting Elzenwaard"}


def test_filters_count_what_they_hold(world: World) -> None:
    world.open_consultation()
    first, second, third, fourth = ask_many(world, 4)
    world.ask(world.provider, "Stichting Elzenwaard vraagt of de reistijd meetelt.")
    answered(world, world.expert, first)
    answered(world, world.expert, second, ask=True)
    answered(world, world.lead, third, ask=True)
    world.answer(fourth)
    for actor, mine, approve in ((world.expert, 2, 1), (world.lead, 1, 1), (world.publisher, 0, 2)):
        work = screen(world, actor).work
        assert work.counts == {"mine": mine, "returned": 0, "free": 1, "approve": approve, "findings": 1, "ready": 1, "all": 5}
        assert work.progress == {"new": 1, "concept": 1, "awaiting_approval": 2, "approved": 1}
        for name, count in work.counts.items():
            assert len(screen(world, actor, filter=name).work.lines) == count


def test_what_must_be_done_first_stands_first(world: World) -> None:
    """And inside that by a reference that tells neither order nor time (R9)."""
    world.open_consultation()
    references = ask_many(world, 6)
    answered(world, world.expert, references[0])
    world.answer(references[1])
    lines = screen(world, world.lead).work.lines
    assert [line.answer_status for line in lines] == ["new"] * 4 + ["concept", "approved"]
    assert [line.reference for line in lines[:4]] == sorted(references[2:])


def test_after_saving_the_same_filter_and_the_next_place(world: World, browser: Browser) -> None:
    """The place in the list stays, page by page, to the end of the filter."""
    world.open_consultation()
    references = sorted(ask_many(world, 3))
    expert, seen = browser(world.expert), []
    where = f"/werk/{world.slug}/vragen/?filter=free"
    for _ in references:
        page = expert.get(where).text
        current = re.search(r'id="rij-(\w+)" aria-current="true"', page)
        assert current is not None
        seen.append(current[1])
        address = f"/werk/{world.slug}/vragen/{current[1]}/antwoord/?filter=free"
        where = forms.post(expert, address, page=page, text="Ja, dat klopt.", actie="akkoord").headers["Location"]
        assert "filter=free" in where
    assert seen == references
    assert "Dit was de laatste vraag in dit filter." in expert.get(where).text


def test_a_question_opens_on_its_own_page_of_the_list(world: World) -> None:
    world.open_consultation()
    references = sorted(ask_many(world, 53))
    found = screen(world, world.lead, reference=references[51])
    assert (found.work.page, found.work.pages, found.place.number) == (2, 2, 52)
    assert (found.place.before, found.place.after) == (references[50], references[52])
    assert screen(world, world.lead, page=99).work.page == 2


def test_a_page_opens_only_its_own_texts(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """R1: 50 of many, in one look, with one line in the record before it."""
    world.open_consultation()
    ask_many(world, 60)
    opened_ids: list[int] = []
    unseal = vault.crypto.unseal
    monkeypatch.setattr(vault.crypto, "unseal", lambda *args: opened_ids.append(1) or unseal(*args))

    def looks() -> int:
        with world.database.reading() as session:
            entries = session.scalars(select(LedgerLeaf.entry).where(LedgerLeaf.entry.contains("vault.opened")))
            return len(entries.all())

    before = looks()
    screen(world, world.lead)
    assert len(opened_ids) == 50
    assert looks() == before + 1


def test_the_words_of_a_finding_are_for_who_decides(world: World) -> None:
    """R9: who answers sees what kind of thing was found, and how others will read the question."""
    world.open_consultation()
    reference = world.ask(world.provider, "Stichting Elzenwaard vraagt of de reistijd meetelt.")
    words = {}
    for actor in (world.lead, world.expert, world.publisher):
        question = screen(world, actor, reference=reference).opened
        assert question is not None
        assert "Elzenwaard" not in question.line.proposal.text
        words[actor.role.value] = question.findings[0].words
    assert words == {"process_lead": "", "expert": "", "publisher": "Stichting Elzenwaard"}


def test_deciding_on_the_page(world: World, browser: Browser) -> None:
    """Rule 36: leaving it needs a reason, which stays typed; redacting does not."""
    world.open_consultation()
    reference = world.ask(world.provider, "Stichting Elzenwaard vraagt of de reistijd meetelt.")
    publisher = browser(world.publisher)
    where, address = f"/werk/{world.slug}/vragen/?vraag={reference}", f"/werk/{world.slug}/vragen/{reference}/bevinding/"
    refused = forms.post(publisher, address, at=where, besluit="laat", reden="mag wel")
    assert refused.status_code == 400
    assert "Schrijf in ten minste 10 tekens waarom dit mag blijven staan." in refused.text
    assert 'value="mag wel"' in refused.text
    assert forms.post(publisher, address, at=where, besluit="lak").status_code == 303
    assert screen(world, world.lead).work.counts["findings"] == 0


def test_a_decision_about_a_text_that_changed_does_not_count(world: World, browser: Browser) -> None:
    """Rule 36: who decides has seen the text that goes out."""
    world.open_consultation()
    reference = world.ask(world.provider, "Telt de reistijd mee in het uurtarief?")
    question_id = world.question_id(reference)
    with world.database.transaction() as session:
        draft = AnswerDraft("Dat vroeg Stichting Elzenwaard ook.")
        answering.save(session, world.expert, world.consultation(session), question_id, draft)
    publisher = browser(world.publisher)
    page = publisher.get(f"/werk/{world.slug}/vragen/?vraag={reference}").text
    with world.database.transaction() as session:
        draft = AnswerDraft("Dit vroeg Stichting Elzenwaard ook.", based_on=1)
        answering.save(session, world.expert, world.consultation(session), question_id, draft)
    stale = forms.post(publisher, f"/werk/{world.slug}/vragen/{reference}/bevinding/", page=page, besluit="lak")
    assert stale.status_code == 409
    assert screen(world, world.lead).work.counts["findings"] == 1


def test_many_at_once_are_listed_before_anything_happens(world: World, browser: Browser) -> None:
    """The confirm page holds every item, says which ones cannot go along, and acts on exactly what it showed."""
    world.open_consultation()
    own, other, unready = ask_many(world, 3)
    answered(world, world.lead, own, ask=True)
    answered(world, world.expert, other, ask=True)
    lead, work = browser(world.lead), f"/werk/{world.slug}/vragen/akkoord/"
    page = lead.get(f"{work}?vraag={own}&vraag={other}&vraag={unready}").text
    assert "Geef 1 antwoord akkoord" in page
    assert "2 vragen gaan niet mee." in page
    assert "U schreef dit antwoord. Iemand anders geeft akkoord." in page
    assert re.findall(r'name="keuze" value="(\w+):1"', page) == [other]
    done = forms.post(lead, work, page=page)
    assert "1 antwoord is akkoord." in lead.get(done.headers["Location"]).text
    assert screen(world, world.lead).work.counts["ready"] == 1


def test_what_changed_after_the_list_was_shown_is_left_alone(world: World, browser: Browser) -> None:
    """Rule 19 for many at once."""
    world.open_consultation()
    references = ask_many(world, 2)
    for reference in references:
        answered(world, world.expert, reference, ask=True)
    lead, work = browser(world.lead), f"/werk/{world.slug}/vragen/akkoord/"
    page = lead.get(f"{work}?filter=approve&alle=1").text
    with world.database.transaction() as session:
        question_id = world.question_id(references[0])
        draft = AnswerDraft("Nee, toch niet.", based_on=1)
        answering.save(session, world.expert, world.consultation(session), question_id, draft)
        answering.ask_approval(session, world.expert, world.consultation(session), question_id)
    chosen = re.findall(r'name="keuze" value="([^"]+)"', page)
    token = forms.fields_of(page, work)["csrf_token"]
    done = lead.post(work, data={"csrf_token": token, "keuze": chosen})
    page = lead.get(done.headers["Location"]).text
    assert "1 antwoord is akkoord." in page
    assert "1 antwoord veranderde intussen en bleef liggen." in page
    with world.database.reading() as session:
        changed = session.get_one(Question, world.question_id(references[0]))
        assert changed.answer_status == AnswerStatus.AWAITING


def test_asking_approval_for_many(world: World, browser: Browser) -> None:
    world.open_consultation()
    references = ask_many(world, 3)
    for reference in references[:2]:
        answered(world, world.expert, reference)
    expert, work = browser(world.expert), f"/werk/{world.slug}/vragen/akkoord-vragen/"
    page = expert.get(f"{work}?filter=all&alle=1").text
    assert "Akkoord vragen voor 2 antwoorden" in page
    chosen, token = re.findall(r'name="keuze" value="([^"]+)"', page), forms.fields_of(page, work)["csrf_token"]
    expert.post(work, data={"csrf_token": token, "keuze": chosen})
    assert screen(world, world.lead).work.counts["approve"] == 2


def test_who_asks_approval_for_many_is_told_of_his_own_words(world: World, browser: Browser) -> None:
    """As for one answer (rule 35): before he hands them in."""
    world.open_consultation()
    reference = world.ask(world.provider, "Telt de reistijd mee in het uurtarief?")
    answered(world, world.expert, reference, "Een andere aanbieder zit op € 61,40. Bel Karin Smit.")
    page = browser(world.expert).get(f"/werk/{world.slug}/vragen/akkoord-vragen/?filter=all&alle=1").text
    told = re.sub(r"<[^>]+>", "", page)
    assert "“€ 61,40”: prijs of tarief." in told and "“Karin Smit”: naam van een persoon." in told


def test_nothing_chosen_says_so(world: World, browser: Browser) -> None:
    world.open_consultation()
    lead = browser(world.lead)
    back = lead.get(f"/werk/{world.slug}/vragen/akkoord/")
    assert back.status_code == 303
    assert "Kies eerst een of meer vragen in de lijst." in lead.get(back.headers["Location"]).text


def test_another_municipality_finds_nothing(world: World, browser: Browser) -> None:
    """R13: the same page as for an address that does not exist."""
    world.open_consultation()
    reference = world.ask(world.provider, "Telt de reistijd mee in het uurtarief?")
    outsider = world.other_municipality()[0]
    client = browser()
    client.set_cookie("sessie", world.session_token(outsider), domain="elders.example")
    known = client.get(f"/werk/{world.slug}/vragen/?vraag={reference}", base_url="http://elders.example")
    unknown = client.get("/werk/bestaat-niet/vragen/", base_url="http://elders.example")
    assert known.status_code == unknown.status_code == 404
    # The language link leads back to the address that was asked for.
    assert known.text.replace(world.slug, "") == unknown.text.replace("bestaat-niet", "")


def test_approved_is_not_done_while_a_finding_waits(world: World, browser: Browser) -> None:
    """Rule 40: all answers approved, one decision waits for a second person: the list calls nothing done ("klaar")."""
    world.open_consultation()
    reference = world.ask(world.provider, "Wij rekenen nu € 44,75 per uur. Telt reistijd mee?")
    world.answer(reference)
    assert world.decide(reference, Choice(Outcome.CLEAR, "Dit staat in het openbare besluit van 3 maart 2026."))
    place = f"/werk/{world.slug}/vragen/"
    page = browser(world.expert).get(place).text
    assert "Alle antwoorden zijn akkoord. Over 1 vraag is nog niet alles beslist." in page and "klaar" not in page
    world.second()
    assert "is nog niet alles beslist" not in browser(world.expert).get(place).text


def _told_of_a_signal(world: World, browser: Browser, who: Actor) -> str:
    """Let one lawyer find a signal of collusion harmless, which waits for another; return what this reader's list says."""
    world.open_consultation()
    reference = world.ask(world.provider, "Wij hebben met de andere aanbieders afgesproken om samen niet in te schrijven.")
    world.decide(reference, Choice(Outcome.CLEAR, "Dit gaat over een gezamenlijke cursus."), world.lawyer)
    return browser(who).get(f"/werk/{world.slug}/vragen/?vraag={reference}").text


def test_who_waits_about_a_signal_is_for_the_lawyer(world: World, browser: Browser) -> None:
    """Rule 44: the publisher reads that the lawyer decides, not that one did; and gets no link to where nothing stands."""
    told = _told_of_a_signal(world, browser, world.publisher)
    assert "De jurist beslist hierover." in told
    assert "Iemand besloot" not in told and f"/werk/{world.slug}/tweede/" not in told


@pytest.mark.parametrize("who", ["expert", "lead", "publisher", "lawyer"])
def test_the_mark_of_a_signal_tells_nothing(world: World, browser: Browser, who: str) -> None:
    """Rule 44: in a text as others read it a signal stands under the mark of any figure of a business."""
    told = _told_of_a_signal(world, browser, getattr(world, who))
    assert "gelakt: bedrijfsgegeven, Aw 2.57" in told and "gelakt: bedrijfsgegeven, eerlijke mededinging" not in told


def test_twin_with_its_own_ground_the_mark_tells(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: the mark shows the ground of the finding."""
    monkeypatch.setattr(gate, "collusive", lambda _found: False)
    assert "gelakt: bedrijfsgegeven, eerlijke mededinging" in _told_of_a_signal(world, browser, world.expert)


def test_twin_with_the_wait_it_would_be_told(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: whoever may not read the words gets the rest of the finding."""
    monkeypatch.setattr(shown_findings, "_blank", lambda seen: dataclasses.replace(seen, words="", collusion=False))
    assert "Iemand besloot" in _told_of_a_signal(world, browser, world.publisher)


def test_a_draft_is_not_on_the_list(world: World) -> None:
    """Rule 12: what a party did not send yet is for that party alone."""
    world.open_consultation()
    reference = world.ask(world.provider, "Telt de reistijd mee in het uurtarief?")
    with world.database.transaction() as session:
        session.get_one(Question, world.question_id(reference)).status = "draft"
    assert screen(world, world.lead).work.total == 0
    with pytest.raises(NotFound):
        screen(world, world.lead, reference=reference)


def test_an_empty_list_says_what_comes(world: World, browser: Browser) -> None:
    world.open_consultation()
    assert "Nog geen vragen." in browser(world.lead).get(f"/werk/{world.slug}/vragen/").text
