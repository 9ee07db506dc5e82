"""Who may see and do what on the review screen: roles, a second person, colleagues at the same moment (rules 36, 40, 44, 58)."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from consultation.accounts import permissions
from consultation.accounts.permissions import Permission, Role
from consultation.errors import NotAllowed
from consultation.questions.answering import worklist
from consultation.questions.findings import deciding
from consultation.questions.findings.deciding import Verdict
from consultation.questions.models import Question
from consultation.questions.reviewing import alike
from consultation.review import rules
from consultation.review.models import DecisionOpinion, FindingDecision
from consultation.review.rules import Choice
from consultation.review_screen import acting, listing, screening
from consultation.review_screen.acting import Target
from consultation.review_screen.screening import Asked
from legal.terms import Outcome
from tests.review_screen.screens import Browser, Screen, screen
from tests.world import World

PRICED = "Wij van Stichting Elzenwaard rekenen nu € 44,75 per uur. Telt reistijd mee?"
PRICE = "€ 44,75"
COLLUSION = "Wij hebben met de andere aanbieders afgesproken om samen niet in te schrijven. Weet u dat al?"
ROLES = ("lead", "expert", "auditor", "provider", "rival")
POSTS = ("besluit", "toevoegen", "geheel", "oordeel", "terugnemen", "zelfde", "lakken")


@pytest.fixture
def asked(world: World) -> World:
    """Return a consultation with one question in which two things were found."""
    world.open_consultation()
    world.ask(world.provider, PRICED, section="")
    return world


def _rows(world: World) -> list[FindingDecision]:
    with world.database.reading() as session:
        return list(session.scalars(select(FindingDecision).order_by(FindingDecision.step)))


@pytest.mark.parametrize("role", ROLES)
def test_an_original_is_not_shown_to_who_may_not_decide(asked: World, browser: Browser, role: str) -> None:
    """R9, R13, rule 58: an expert, a lead, an auditor and every party meet a page that does not exist."""
    shown = screen(asked, browser, getattr(asked, role))
    assert shown.page.status_code == 404
    assert PRICE not in shown.page.text and "Elzenwaard" not in shown.page.text
    for path in ("zelfde/", "lakken/"):
        assert shown.open(path=path).page.status_code == 404


def test_twin_an_open_door_shows_it(asked: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: with the table's row opened the same request shows the words."""
    monkeypatch.setitem(permissions.TABLE, Permission.FINDING_DECIDE, frozenset(Role))
    assert PRICE in screen(asked, browser, asked.expert).page.text


def test_a_stranger_signs_in_first_and_another_municipality_finds_nothing(asked: World, browser: Browser) -> None:
    """Rule 58: their lawyer is no lawyer here."""
    assert browser().get(f"/werk/{asked.slug}/controle/").status_code == 302
    staff = asked.other_municipality()
    assert {actor.role for actor in staff} >= {Role.LAWYER, Role.PUBLISHER}
    for actor in staff:
        client = browser(actor)
        for host in ("elders.example", "localhost"):
            answer = client.get(f"/werk/{asked.slug}/controle/", base_url=f"http://{host}")
            assert answer.status_code in {302, 404} and PRICE not in answer.text


@pytest.mark.parametrize("role", ROLES)
def test_a_verb_refuses_behind_an_open_door(asked: World, role: str) -> None:
    """Rule 58: the verbs ask too."""
    actor = getattr(asked, role)
    with asked.database.transaction() as session:
        consultation = asked.consultation(session)
        for act in (
            lambda: screening.screen(session, actor, consultation, Asked()),
            lambda: listing.board(session, actor, consultation),
            lambda: acting.decide(session, actor, consultation, Target("M4TE", "question"), Choice(Outcome.REDACT)),
            lambda: acting.mark(session, actor, consultation, Target("M4TE", ""), Choice(Outcome.REDACT)),
            lambda: acting.undo(session, actor, consultation),
            lambda: acting.overtaken(session, actor, consultation, Target("M4TE", "")),
            lambda: alike.listed(session, actor, consultation),
            lambda: alike.redact_all(session, actor, consultation, ["x"]),
        ):
            with pytest.raises(NotAllowed):
                act()


@pytest.mark.parametrize("path", POSTS)
def test_a_form_without_its_fields_breaks_nothing(asked: World, browser: Browser, path: str) -> None:
    """What nobody's page sends leads to words, not to an error of ours."""
    asked_for = screen(asked, browser)
    token = asked_for.page.text.split('name="csrf_token" value="')[1].split('"')[0]
    for fields in ({}, {"tekst": "bestaat-niet", "veld": "x", "begin": "-1", "eind": "999999999999", "bron": "x", "op": "y"}):
        answer = asked_for.client.post(f"/werk/{asked.slug}/controle/{path}/", data=fields | {"csrf_token": token})
        assert answer.status_code in {303, 400, 404, 409}, (path, fields)
    assert _rows(asked) == []


def _propose(world: World, browser: Browser) -> Screen:
    """Let the publisher leave the price; that waits for a second person."""
    first = screen(world, browser, world.publisher, "?filter=prijs")
    return first.send("laat", besluit="laat", reden_keuze="openbaar", reden="Raadsbesluit 3 maart 2026")


def test_a_price_that_stays_waits_for_a_second_person(asked: World, browser: Browser) -> None:
    """Rule 40: the first sees that it waits and cannot agree with himself; the second agrees with one key."""
    first = _propose(asked, browser).open("?filter=alles&bevinding=2&tekst=" + _reference(asked))
    assert "Wacht op tweede" in first.text and "U nam dit besluit zelf." in first.text
    assert 'id="f-oordeel"' not in first.page.text
    second = screen(asked, browser, asked.lawyer, "?filter=tweede")
    assert second.words == PRICE and "Bent u het ermee eens?" in second.text
    second.send("oordeel", besluit="eens")
    assert second.open("?filter=alles").decided == (1, 2)
    with asked.database.reading() as session:
        assert [row.agrees for row in session.scalars(select(DecisionOpinion))] == [True]


def test_who_looked_along_is_told_and_nothing_agrees_by_an_enter_too_many(asked: World, browser: Browser) -> None:
    """Rules 36 and 40: the second person has the focus on the heading; afterwards everybody sees who agreed."""
    _propose(asked, browser)
    second = screen(asked, browser, asked.lawyer, "?filter=tweede")
    assert second.page.text.count(" autofocus") == 1 and 'id="h-bevinding" tabindex="-1" autofocus' in second.page.text
    second.send("oordeel", besluit="eens")
    shown = second.open("?filter=alles&bevinding=2&tekst=" + _reference(asked))
    assert shown.words == PRICE and f"{asked.lawyer.name} keek mee en was het eens, op " in shown.text


def test_the_name_of_who_asks_does_not_stay_without_a_warning(asked: World, browser: Browser) -> None:
    """Rules 14 and 37: who lets it stand, and who agrees, reads what that means; of a price nothing is said."""
    told = "blijft deze naam staan, dan kan iedereen zien wie dit vraagt"
    first = screen(asked, browser, asked.publisher, "?filter=herkenbaar")
    assert told in first.text and told not in first.open("?filter=prijs").text
    first.open("?filter=herkenbaar").send("laat", besluit="laat", reden_keuze="toestemming", reden="Mail van 3 maart 2026")
    assert told in screen(asked, browser, asked.lawyer, "?filter=tweede").text
    assert told in browser(asked.lawyer).get(f"/werk/{asked.slug}/tweede/").text


def test_taking_back_a_passage_chosen_by_hand_goes_back_to_its_text(asked: World, browser: Browser) -> None:
    """Rule 36: it is no finding any more, and still one is where one was; not at the first text of all."""
    other = asked.ask(asked.rival, "Geldt de termijn ook in de zomer van dit jaar?", section="")
    shown = screen(asked, browser, query=f"?tekst={other}")
    shown.send("toevoegen", besluit="toevoegen", woorden="de zomer", soort="CASE")
    shown.send("terugnemen")
    assert f"1 besluit is teruggenomen. Het gaat om {other}." in shown.text
    assert f'Vraag <span class="mc-mono">{other}</span>' in shown.page.text


def _in_list(shown: Screen) -> str:
    """Return what the list of texts says of its only text."""
    return " ".join(re.sub(r"<[^>]+>", " ", shown.page.text.split('<ul class="mc-texts">')[1].split("</ul>")[0]).split())


def _while_it_waits(world: World, browser: Browser) -> str:
    """Redact the name and leave the price, which waits for a second person; return the text in the list."""
    screen(world, browser, world.publisher).send("lak", besluit="lak")
    return _in_list(_propose(world, browser))


def test_a_text_that_waits_for_a_second_person_is_not_called_done(asked: World, browser: Browser) -> None:
    """Rule 40: in the list of texts, not before the second person agreed."""
    assert _while_it_waits(asked, browser).endswith("wacht op tweede")
    second = screen(asked, browser, asked.lawyer, "?filter=tweede").send("oordeel", besluit="eens")
    assert _in_list(second).endswith("alles beslist")


def test_twin_a_list_that_does_not_look_calls_it_done(asked: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: units that tell of nothing that waits."""
    monkeypatch.setattr(listing.Unit, "waits", 0)
    assert _while_it_waits(asked, browser).endswith("alles beslist")


def test_a_second_person_who_refuses_says_why(asked: World, browser: Browser) -> None:
    """Rule 36; then the finding is open again."""
    _propose(asked, browser)
    second = screen(asked, browser, asked.lawyer, "?filter=tweede")
    second.send("oneens", 400, besluit="oneens", reden="nee")
    assert 'value="nee" aria-invalid="true"' in second.page.text
    second.send("oneens", besluit="oneens", reden="Dit tarief staat nergens openbaar.")
    assert second.open("?filter=prijs").words == PRICE


def test_whoever_decides_anew_reads_why_it_was_refused(asked: World, browser: Browser) -> None:
    """Rules 36 and 40: what was proposed, by whom, and the reason of the one who did not agree; until somebody decides again."""
    why = "Dit tarief staat nergens openbaar."
    _propose(asked, browser)
    screen(asked, browser, asked.lawyer, "?filter=tweede").send("oneens", besluit="oneens", reden=why)
    first = screen(asked, browser, asked.publisher, "?filter=prijs")
    assert f"{asked.publisher.name} besloot op " in first.text and "Raadsbesluit 3 maart 2026" in first.text
    assert f"{asked.lawyer.name} was het daar op " in first.text and f"niet mee eens: {why}" in first.text
    first.send("lak", besluit="lak")
    assert why not in first.open("?filter=alles&bevinding=2&tekst=" + _reference(asked)).text


def test_nobody_agrees_with_himself_by_a_form_of_his_own(asked: World, browser: Browser) -> None:
    """R17: also when he makes the post himself."""
    assert not _agrees_alone(asked, browser)


def test_twin_without_four_eyes_one_person_is_enough(asked: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage of rule 40: when releasing needs nobody else, the same press decides at once."""
    monkeypatch.setattr("consultation.review.rules.competitive", lambda _label, _ground: False)
    assert _agrees_alone(asked, browser)


def _agrees_alone(world: World, browser: Browser) -> bool:
    mine = _propose(world, browser)
    token = mine.page.text.split('name="csrf_token" value="')[1].split('"')[0]
    data = {"csrf_token": token, "op": str(_rows(world)[0].id), "besluit": "eens", "tekst": _reference(world)}
    mine.client.post(f"/werk/{world.slug}/controle/oordeel/", data=data)
    return mine.open("?filter=alles").decided[0] == 1


def test_a_colleague_who_was_first_is_named_and_nothing_is_lost(asked: World, browser: Browser) -> None:
    """A conflict says who, when and what; the reason that was typed stands there, and a second press is knowingly."""
    mine, theirs = screen(asked, browser), screen(asked, browser, asked.publisher)
    theirs.send("lak", besluit="lak")
    mine.send("laat", 409, besluit="laat", reden="Deze naam is van een straat.")
    assert f"{asked.publisher.name} besliste intussen" in mine.text and "gelakt. Uw besluit is niet bewaard." in mine.text
    assert "Deze naam is van een straat." in mine.page.text
    assert len(_rows(asked)) == 1
    mine.send("laat", besluit="laat", reden="Deze naam is van een straat.")
    assert [row.outcome for row in _rows(asked)] == ["redact", "clear"]


def test_a_session_that_ended_keeps_what_was_typed(asked: World, browser: Browser) -> None:
    """Signing in again brings the reason back (nothing is lost)."""
    shown = screen(asked, browser)
    shown.client.delete_cookie("sessie")
    shown.send("laat", 401, besluit="laat", reden="Dit staat in het raadsbesluit van mei.")
    assert "Dit staat in het raadsbesluit van mei." in shown.page.text
    assert _rows(asked) == []


def _collusion(world: World) -> str:
    world.open_consultation()
    return world.ask(world.provider, COLLUSION, section="")


def test_a_signal_of_collusion_goes_to_the_lawyer_and_not_on(world: World, browser: Browser) -> None:
    """Rule 44: the publisher sees that there is such a text, not which words; he cannot open it, nor decide."""
    reference = _collusion(world)
    lawyers = screen(world, browser)
    assert "Teken van afspraken tussen concurrenten. Alleen de jurist ziet dit." in lawyers.text
    assert not _publisher_reads(world, browser, reference)


def test_twin_with_the_permission_the_publisher_reads_it(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: the same check with the row of the table opened turns red."""
    reference = _collusion(world)
    monkeypatch.setitem(permissions.TABLE, Permission.COLLUSION_READ, frozenset(Role))
    assert _publisher_reads(world, browser, reference)


def _publisher_reads(world: World, browser: Browser, reference: str) -> bool:
    client = browser(world.publisher)
    root = f"/werk/{world.slug}/"
    pages = [
        client.get(f"{root}{path}").text
        for path in (
            "controle/",
            f"controle/?filter=alles&tekst={reference}&bevinding=1",
            "controle/lakken/",
            f"vragen/?vraag={reference}",
        )
    ]
    return any("afgesproken om samen" in page for page in pages)


def test_a_signal_is_not_redacted_and_passed_on(world: World, browser: Browser) -> None:
    """Rule 44: the lawyer keeps the whole question, or says why it is no signal; a post of his own making is refused too."""
    reference = _collusion(world)
    shown = screen(world, browser)
    assert "Geef het niet door: de hele vraag apart of terug" in shown.text and 'id="f-laat"' in shown.page.text
    for form in ("f-lak", "f-algemener", "f-stuk"):
        assert f'id="{form}"' not in shown.page.text
    shown.send("laat", 400, besluit="lak")
    assert "Een teken van afspraken gaat niet gelakt verder." in shown.text
    assert _rows(world) == []
    work = browser(world.lawyer).get(f"/werk/{world.slug}/vragen/?vraag={reference}").text
    assert "Dit gaat niet verder, ook niet gelakt." in work and 'value="lak"' not in work and 'value="algemener"' not in work
    shown.send("geheel", besluit="apart", reden="Dit gaat over een afspraak om niet in te schrijven.")
    assert [row.outcome for row in _rows(world)] == ["withhold"]
    with world.database.reading() as session:
        assert session.scalars(select(Question.signals)).one() == 0


def test_a_signal_that_is_none_needs_another_lawyer(world: World, browser: Browser) -> None:
    """Rules 40, 44: the first is told that no colleague but a lawyer can agree; the publisher hears nothing of it."""
    _collusion(world)
    mine = screen(world, browser).send("laat", besluit="laat", reden="Dit is een vraag over de regels.")
    mine.open("?filter=alles&bevinding=1&tekst=" + _reference(world))
    assert "Alleen een andere jurist kan het ermee eens zijn." in mine.text
    for actor in (world.publisher, world.lead):
        assert "afgesproken om samen" not in browser(actor).get(f"/werk/{world.slug}/tweede/").text
    assert "afgesproken om samen" in browser(world.lawyer).get(f"/werk/{world.slug}/tweede/").text
    other = screen(world, browser, world.member(world.lawyer, "Nienke Tweede", "nienke@zilverdijk.example"), "?filter=tweede")
    other.send("oordeel", 400, besluit="eens")
    assert rules.NOT_READ in other.text and "<title>1 fout: " in other.page.text
    other.send("oordeel", besluit="eens", gelezen="ja")
    assert "blijven woorden staan die een teken van afspraken leken." in other.text
    with world.database.reading() as session:
        assert session.execute(select(Question.signals, Question.findings)).one() == (0, 0)


def test_the_publisher_cannot_decide_about_collusion(world: World) -> None:
    """Rule 44, behind every page: also when he knows the place."""
    reference = _collusion(world)
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        found = worklist.open_question(session, world.lawyer, consultation, reference).open_findings
        signal = next(one for one in found if one.collusion)
        choice = Choice(Outcome.CLEAR, "Dit is een vraag over de regels.")
        verdict = Verdict(signal.field, (signal.start, signal.end), choice, signal.text_id)
        with pytest.raises(NotAllowed):
            deciding.decide(session, world.publisher, consultation, reference, verdict)
        assert deciding.decide(session, world.lawyer, consultation, reference, verdict)


def _reference(world: World) -> str:
    with world.database.reading() as session:
        return str(session.scalars(select(Question.reference)).first())


def test_who_is_done_reads_who_must_look_along(asked: World, browser: Browser) -> None:
    """Rule 40: nothing is open, and something waits for a colleague."""
    first = _propose(asked, browser)
    first.open("?filter=alles").send("lak", besluit="lak")
    done = first.open("")
    assert "U bent klaar. 1 bevinding wacht op een tweede persoon." in done.text and "Bekijk wat op mij wacht" not in done.text
    assert "Kies een ander filter" not in done.text
    assert "Bent u het ermee eens?" in screen(asked, browser, asked.lawyer, "?filter=tweede").text


def test_the_other_language_comes_back_to_the_finding(asked: World, browser: Browser) -> None:
    """Also from a form that was refused, whose own address is no page."""
    first = screen(asked, browser, asked.publisher, "?filter=prijs")
    assert f"terug=/werk/{asked.slug}/controle/?filter%3Dprijs" in first.page.text
    refused = first.send("laat", 400, besluit="laat")
    assert f"terug=/werk/{asked.slug}/controle/?" in refused.page.text and "controle/besluit" not in _language(refused.page.text)


def _language(page: str) -> str:
    return page.split('href="/taal/')[1].split('"')[0]
