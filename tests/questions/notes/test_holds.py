"""A nota in the making says what it waits for, until when, and what each reader can do now (rules 19, 35, 39, 40, 44)."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from flask.testing import FlaskClient

from consultation.errors import NotAllowed, PublishBlocked
from consultation.questions.answering import service as answering
from consultation.questions.answering.service import AnswerDraft
from consultation.questions.asking import own_previews
from consultation.questions.notes import holds as note_holds
from consultation.questions.objections import service as objections
from consultation.questions.objections.service import Ruling
from consultation.review.gate import Review
from consultation.review.models import FindingDecision
from consultation.review.rules import Choice
from legal.terms import Outcome
from tests import forms
from tests.world import World

Browser = Callable[..., FlaskClient]
NAMED = "Wij van Stichting Elzenwaard vragen: telt reistijd mee?"
PRICED = "Wij rekenen nu € 44,75 per uur. Telt reistijd dan nog mee?"
COLLUSION = "Wij hebben met de andere aanbieders afgesproken om samen niet in te schrijven. Weet u dat al?"
STAYS = Choice(Outcome.CLEAR, "Dit staat in het openbare besluit van 3 maart 2026.")
STAFF = ("lead", "expert", "publisher", "lawyer")
OTHERWISE = "De procesleider kan de vraag uit deze nota halen."


def _in_nota(world: World, text: str, days: int = 0) -> str:
    """Return the reference of an answered question that stands in nota 1."""
    world.open_consultation(objection_days=days)
    reference = world.ask(world.provider, text)
    world.answer(reference)
    world.compose()
    return reference


def _note(world: World, browser: Browser, who: str) -> tuple[FlaskClient, str]:
    """Return what the page of the nota says it waits for, to this reader; nothing when it waits for nothing."""
    client = browser(getattr(world, who))
    page = client.get(f"/werk/{world.slug}/notas/1/")
    assert page.status_code == 200
    found = re.search(r'<div class="mc-note mc-note--warn">.*?</div></div>', page.text, re.DOTALL)
    return client, found[0] if found else ""


def _words(part: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", unescape(part)).split())


def _links(part: str) -> dict[str, str]:
    """Return the links by their words, without what is read aloud only."""
    found = re.findall(r'<a class="utrecht-link" href="([^"]+)">(.*?)(?:<span class="mc-vh">.*?</span>)?</a>', part)
    return {words: unescape(to) for to, words in found}


def _opens(client: FlaskClient, to: str) -> str:
    page = client.get(to)
    assert page.status_code == 200, to
    return page.text


def _dead_ends(world: World, browser: Browser) -> list[str]:
    """Return the readers who meet a wait and no next step, or a link that does not open for them."""
    ends = []
    for who in STAFF:
        client, part = _note(world, browser, who)
        links = _links(part)
        works = all(client.get(to).status_code == 200 for to in links.values())
        if not links or not works or not ("Haal eruit" in part if who == "lead" else OTHERWISE in part):
            ends.append(who)
    return ends


def test_the_time_of_the_asker_is_told_with_its_end(world: World, browser: Browser) -> None:
    """Rule 39: until when, and what happens then; who asks is not told (R9)."""
    reference = _in_nota(world, NAMED, days=2)
    world.decide(reference, Choice(Outcome.REDACT))
    for who in STAFF:
        told = _words(_note(world, browser, who)[1])
        assert f"Vraag {reference}: de vraagsteller kan nog reageren tot en met woensdag 6 januari 2027" in told
        assert "Reageert hij niet, dan gaat deze vraag daarna mee." in told and "Elzenwaard" not in told
    assert _dead_ends(world, browser) == []
    row = _words(browser(world.expert).get(f"/werk/{world.slug}/notas/1/").text.split('id="lijst"')[1])
    assert "Wacht op de vraagsteller tot en met wo 6 jan 2027" in row
    world.moment.advance(days=4)
    assert _note(world, browser, "lead")[1] == ""


def test_the_lead_takes_the_question_out_there_and_then(world: World, browser: Browser) -> None:
    """Rule 39: the rest of the nota need not wait; the button stands beside the wait."""
    reference = _in_nota(world, NAMED, days=2)
    world.answer(world.ask(world.rival, "Telt reistijd mee?"))
    world.compose()
    world.decide(reference, Choice(Outcome.REDACT))
    client, part = _note(world, browser, "lead")
    button = re.search(r'name="vraag" value="(\w+)" form="eruit"', part)
    assert button is not None and button[1] == reference
    page = client.get(f"/werk/{world.slug}/notas/1/").text
    action = re.search(r'<form id="eruit" action="([^"]+)"', page)
    assert action is not None
    assert forms.post(client, action[1], page=page, vraag=reference).status_code == 303
    assert _note(world, browser, "lead")[1] == ""
    assert "Naar publiceren" in browser(world.publisher).get(f"/werk/{world.slug}/notas/1/").text


def test_many_open_findings_are_one_line(world: World, browser: Browser) -> None:
    """What waits for a person stays in sight among them; each reader has the way to what can be done."""
    waits = _in_nota(world, PRICED)
    for _ in range(4):
        world.answer(world.ask(world.rival, NAMED))
    world.compose()
    world.decide(waits, STAYS)
    for who in STAFF:
        client, part = _note(world, browser, who)
        told = _words(part)
        assert "Bij 4 vragen is nog niet over elke bevinding beslist." in told and told.count("Vraag ") == 1
        assert f"Vraag {waits}: 1 besluit wacht" in told
        _opens(client, _links(part)["Beslis bij Controle" if who in ("publisher", "lawyer") else "Bekijk de vragen"])
    assert _dead_ends(world, browser) == []


def _second(world: World, browser: Browser) -> str:
    """Let the publisher leave a price; return what the page tells the lawyer."""
    world.decide(_in_nota(world, PRICED), STAYS)
    return _words(_note(world, browser, "lawyer")[1])


def test_what_waits_for_a_second_person_says_so(world: World, browser: Browser) -> None:
    """Rule 40, R17: to the second person with the way there; to who decided that somebody else must; to others who."""
    assert "1 besluit wacht tot een tweede persoon het ermee eens is. Daar is geen vaste dag voor." in _second(world, browser)
    lawyer, part = _note(world, browser, "lawyer")
    assert "€ 44,75" in _opens(lawyer, _links(part)["Kijk als tweede persoon"])
    publisher, part = _note(world, browser, "publisher")
    assert "U nam dit besluit zelf. Iemand anders kijkt mee." in _words(part)
    assert "Kijk als tweede persoon" not in part and "44,75" in _opens(publisher, _links(part)["Beslis anders"])
    for who in ("lead", "expert"):
        told = _words(_note(world, browser, who)[1])
        assert "De jurist of de publicist die het besluit niet nam, kijkt mee." in told and "44,75" not in told
    assert "zonder besluit" not in told and _dead_ends(world, browser) == []
    with pytest.raises(PublishBlocked) as held:
        world.schedule(1)
    assert held.value.reasons[0].endswith(": 1 besluit wacht op een tweede persoon.")
    world.second()
    assert _note(world, browser, "lawyer")[1] == ""


def test_twin_who_does_not_look_at_what_waits_calls_it_undecided(
    world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: a review that knows of nothing that waits."""
    monkeypatch.setattr(Review, "pending", lambda *_, **__: [])
    assert "1 bevinding zonder besluit." in _second(world, browser)


def test_what_counts_already_does_not_wait(world: World, browser: Browser) -> None:
    """Rule 40: redacted, then somebody proposes to leave it: the nota can go out redacted meanwhile."""
    reference = _in_nota(world, PRICED)
    world.decide(reference, Choice(Outcome.REDACT))
    world.decide_again(reference, STAYS)
    assert _note(world, browser, "lawyer")[1] == ""


def test_a_finding_that_nobody_decided_about(world: World, browser: Browser) -> None:
    """Rule 35: who decides goes to the original; the others read who does."""
    reference = _in_nota(world, NAMED)
    publisher, part = _note(world, browser, "publisher")
    assert f"Vraag {reference}: 1 bevinding zonder besluit." in _words(part)
    assert "Stichting Elzenwaard" in _opens(publisher, _links(part)["Beslis bij Controle"])
    assert "De jurist of de publicist beslist." in _words(_note(world, browser, "lead")[1])
    assert _dead_ends(world, browser) == []
    confirm = publisher.get(f"/werk/{world.slug}/notas/1/publiceren/").text
    assert "1 bevinding zonder besluit." in _words(confirm) and "Beslis bij Controle" in confirm


def test_an_objection_and_what_comes_of_it(world: World, browser: Browser) -> None:
    """Rule 39: objected, then followed: each with where it is decided."""
    reference = _in_nota(world, NAMED, days=2)
    world.decide(reference, Choice(Outcome.REDACT))
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        preview = own_previews.own_previews(session, world.provider, consultation)[0]
        own_previews.object_to(session, world.provider, consultation, preview.id, "Zo begrijpt niemand meer wat wij vragen.")
    lawyer, part = _note(world, browser, "lawyer")
    assert "de vraagsteller maakte bezwaar." in _words(part) and reference in _opens(
        lawyer, _links(part)["Beslis over het bezwaar"]
    )
    assert _dead_ends(world, browser) == []
    with world.database.transaction() as session:
        ruling = Ruling(upheld=True, reason="Wij lakken minder.")
        objections.rule(session, world.lawyer, world.consultation(session), preview.id, ruling)
    assert "het bezwaar is gegrond. Er is een ander besluit nodig." in _words(_note(world, browser, "lawyer")[1])
    assert _dead_ends(world, browser) == []


def test_an_answer_that_changed_after_it_was_put_in(world: World, browser: Browser) -> None:
    """Rule 19."""
    reference = _in_nota(world, "Telt reistijd mee?")
    with world.database.transaction() as session:
        draft = AnswerDraft("Anders.", based_on=1)
        answering.save(session, world.expert, world.consultation(session), world.question_id(reference), draft)
    client, part = _note(world, browser, "expert")
    assert f"Vraag {reference}: het antwoord heeft nog geen akkoord." in _words(part)
    assert reference in _opens(client, _links(part)["Naar het antwoord"])
    assert _dead_ends(world, browser) == []


def _signal_told(world: World, browser: Browser, *who: str) -> list[str]:
    """Let the lawyer find a signal of collusion harmless, which waits for another lawyer; return what each reader reads."""
    world.decide(_in_nota(world, COLLUSION), Choice(Outcome.CLEAR, "Dit gaat over een gezamenlijke cursus."), world.lawyer)
    return [_words(_note(world, browser, one)[1]) for one in who]


def test_a_signal_of_collusion_stays_with_the_lawyer(world: World, browser: Browser) -> None:
    """Rule 44: to the publisher a text for the lawyer, to others a finding; that a lawyer proposed something is not told."""
    lawyer, publisher, expert = _signal_told(world, browser, "lawyer", "publisher", "expert")
    assert "1 besluit wacht tot een tweede persoon" in lawyer and "U nam dit besluit zelf." in lawyer
    assert "alleen de jurist kan deze tekst lezen en erover beslissen." in publisher
    assert "1 bevinding zonder besluit. De jurist of de publicist beslist." in expert
    assert "tweede persoon" not in publisher + expert
    assert _dead_ends(world, browser) == []


def test_twin_without_the_check_it_would_be_told(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: no decision is known as one about a signal."""
    monkeypatch.setattr(FindingDecision, "is_signal", False)
    assert "tweede persoon" in _signal_told(world, browser, "expert")[0]


def test_an_empty_nota_says_so(world: World, browser: Browser) -> None:
    """Rule 20: all that stood in it was taken out."""
    reference = _in_nota(world, "Telt reistijd mee?")
    lead = browser(world.lead)
    assert forms.post(
        lead, f"/werk/{world.slug}/notas/1/weg/", page=lead.get(f"/werk/{world.slug}/notas/1/").text, vraag=reference
    )
    client, part = _note(world, browser, "lead")
    assert "Deze nota heeft nog geen vragen." in _words(part)
    _opens(client, _links(part)["Naar de nota’s"])


def test_who_may_not_read_questions_reads_no_waits(world: World) -> None:
    """Rule 58: the verb asks too."""
    _in_nota(world, NAMED)
    with world.database.transaction() as session, pytest.raises(NotAllowed):
        note_holds.holds(session, world.auditor, world.consultation(session), [])
