"""The review screen: one decision after the other, by forms alone (rules 35-38, 40)."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from consultation.dossiers import service as dossiers
from consultation.dossiers.rules import VersionDraft
from consultation.questions.models import Question
from consultation.record.models import LedgerLeaf
from consultation.review.models import FindingDecision
from consultation.review_screen import rules
from tests.review_screen.screens import Browser, screen
from tests.world import World

PRICED = "Wij van Stichting Elzenwaard rekenen nu € 44,75 per uur. Telt reistijd mee?"
MAILED = "Mag het antwoord naar planning@elzenwaard.example?"
NAME, PRICE, MAIL = "Stichting Elzenwaard", "€ 44,75", "planning@elzenwaard.example"
WAY_OUT = "Kies een reden uit de lijst 1-5 of schrijf in ten minste 10 tekens waarom dit mag blijven staan."
OWN_WORDS = "Dit tarief staat in het raadsbesluit van 3 maart 2026."


@pytest.fixture
def asked(world: World) -> World:
    """Return a consultation with one question in which two things were found."""
    world.open_consultation()
    world.ask(world.provider, PRICED, section="")
    return world


def _entries(world: World, kind: str) -> list[str]:
    with world.database.reading() as session:
        return [entry for entry in session.scalars(select(LedgerLeaf.entry)) if f'"{kind}"' in entry]


def _rows(world: World) -> list[FindingDecision]:
    with world.database.reading() as session:
        return list(session.scalars(select(FindingDecision).order_by(FindingDecision.step)))


def test_every_finding_explains_itself(asked: World, browser: Browser) -> None:
    """Rule 36: kind, class, ground, the words that made it so, certainty, rule and version, in Dutch."""
    shown = screen(asked, browser)
    assert (shown.words, shown.decided) == (NAME, (0, 2))
    for told in (
        "Naam van een organisatie",
        "wie de vraag stelt",
        "De wacht is zeker.",
        "Aanbestedingswet 2.57 lid 1",
        "organisation.name, versie",
        "kijkt een tweede persoon mee",  # by its ground, Aw 2.57, not by what it is (rule 40)
    ):
        assert told in shown.text, told
    shown.open("?bevinding=2&tekst=" + _reference(asked))
    assert shown.words == PRICE
    assert "Aanwijzing: “" in shown.text
    assert "kijkt een tweede persoon mee" in shown.text


def test_the_note_on_a_second_person_stands_only_where_one_is_needed(world: World, browser: Browser) -> None:
    """Rule 40: a mailbox on the ground of the AVG is one person's decision."""
    world.open_consultation()
    world.ask(world.provider, "Mail naar iemand@voorbeeld.example als u dit wilt weten.", section="")
    shown = screen(world, browser)
    assert shown.words == "iemand@voorbeeld.example"
    assert "kijkt een tweede persoon mee" not in shown.text


def test_one_decision_leads_to_the_next(asked: World, browser: Browser) -> None:
    """Each with its record entry; when all is decided it says so, and asks to look once more."""
    shown = screen(asked, browser).send("lak", besluit="lak")
    assert (shown.words, shown.decided) == (PRICE, (1, 2))
    shown.send("lak", besluit="lak")
    assert shown.decided == (2, 2)
    assert "Alles is beslist. Kijk zelf nog één keer." in shown.text
    assert len(_entries(asked, "finding.decided")) == 2
    with asked.database.reading() as session:
        assert session.scalar(select(Question.findings)) == 0


def test_the_right_pane_holds_nothing_of_the_original(asked: World, browser: Browser) -> None:
    """Rule 37: not even in its source, decided or not."""
    shown = screen(asked, browser)
    assert NAME not in shown.right and "44,75" not in shown.right
    assert "gelakt: naam van een organisatie" in shown.right and "mc-proposed" in shown.right
    shown.send("lak", besluit="lak")
    assert NAME not in shown.right and "44,75" not in shown.right


def test_twin_an_original_in_the_right_pane_is_seen(asked: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: panes that cut nothing turn it red."""
    monkeypatch.setattr("consultation.review.panes._islands", lambda _text, _judged: iter(()))
    assert NAME in screen(asked, browser).right


def test_opening_a_text_is_written_down(asked: World, browser: Browser) -> None:
    """R1: who looks at the original stands in the record; the list alone opens no text a second time."""
    shown = screen(asked, browser)
    assert len([entry for entry in _entries(asked, "vault.opened") if '"review list"' in entry]) == 1
    shown.open()
    assert len([entry for entry in _entries(asked, "vault.opened") if '"review list"' in entry]) == 1
    assert len([entry for entry in _entries(asked, "vault.opened") if '"review"' in entry]) == 2


def test_a_reason_is_needed_to_let_it_stand(asked: World, browser: Browser) -> None:
    """Rule 36: from the list or in own words; what was typed comes back, and the focus is where it is missing."""
    shown = screen(asked, browser).send("laat", 400, besluit="laat", reden="te kort")
    assert WAY_OUT in shown.text
    assert 'value="te kort" aria-invalid="true"' in shown.page.text and "<title>1 fout: " in shown.page.text
    assert _rows(asked) == []
    shown.send("laat", besluit="laat", reden="", reden_keuze="gemeente")
    shown.send("laat", besluit="laat", reden=OWN_WORDS)
    assert [row.reason for row in _rows(asked)] == ["Dit is een gegeven van de gemeente zelf.", OWN_WORDS]


def test_what_is_public_names_its_source(asked: World, browser: Browser) -> None:
    """Rule 45: with where it stands and since when; the choice and the words come back, the focus is in the field."""
    shown = screen(asked, browser)
    for words in ("", "Dat weet iedereen toch."):
        shown.send("laat", 400, besluit="laat", reden_keuze="openbaar", reden=words)
        assert "in welk stuk dit staat en van welke datum" in shown.text
        assert shown.page.text.index('id="fout-laat"') > shown.page.text.index('data-digit="5"')  # at the field
        assert re.search(rf'name="reden" maxlength="1000" value="{words}" aria-invalid="true"[^>]* autofocus', shown.page.text)
        assert re.search(r'value="openbaar" data-digit="1" data-asks="reden" checked', shown.page.text)
    shown.send("laat", besluit="laat", reden_keuze="openbaar", reden="Raadsbesluit 3 maart 2026, bijlage 2")
    assert [row.reason for row in _rows(asked)] == ["Dit staat al in een openbaar stuk. Raadsbesluit 3 maart 2026, bijlage 2"]


def test_what_a_party_wants_names_how_it_said_so(asked: World, browser: Browser) -> None:
    """Rule 39: its silence about a preview is no consent to what somebody says that it wanted."""
    shown = screen(asked, browser).send("laat", 400, besluit="laat", reden_keuze="toestemming", reden="")
    assert "waar en wanneer de partij dat zei" in shown.text
    shown.send("laat", besluit="laat", reden_keuze="toestemming", reden="Mail van 3 maart 2026")
    assert [row.reason for row in _rows(asked)] == ["De partij wil zelf dat iedereen dit leest. Mail van 3 maart 2026"]


def test_twin_without_the_rule_it_stays_without_a_source(
    asked: World, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: no reason asks for a source."""
    monkeypatch.setattr(rules, "SOURCED", {})
    monkeypatch.setattr("consultation.review.rules.lacks_source", lambda _reason: "")
    screen(asked, browser).send("laat", besluit="laat", reden_keuze="openbaar", reden="")
    assert len(_rows(asked)) == 1


def test_without_any_reason_the_list_has_the_focus(asked: World, browser: Browser) -> None:
    """Rule 36: the words name the list and its keys, and the focus is where these keys work, not in a field."""
    shown = screen(asked, browser).send("laat", 400, besluit="laat", reden=" ")
    assert WAY_OUT in shown.text
    page = shown.page.text
    assert re.search(r'value="openbaar" data-digit="1" data-asks="reden" autofocus aria-describedby="fout-laat"', page)
    assert page.count(" autofocus") == 1
    assert _rows(asked) == []


def test_a_number_in_a_reason_is_told_as_such(asked: World, browser: Browser) -> None:
    """Rule 41: what is wrong with a reason that was given is told, not that there is none."""
    shown = screen(asked, browser).send("laat", 400, besluit="laat", reden="Dat nummer 111222333 is al bekend.")
    assert WAY_OUT not in shown.text
    assert 'aria-invalid="true" aria-describedby="fout-laat" autofocus' in shown.page.text


def test_twin_without_the_rule_no_reason_is_enough(asked: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: the page takes what the rule lets through."""
    monkeypatch.setattr("consultation.review.rules.SHORTEST_REASON", 0)
    screen(asked, browser).send("laat", besluit="laat", reden="")
    assert len(_rows(asked)) == 1


def test_more_general_words_of_a_closed_list(asked: World, browser: Browser) -> None:
    """Rule 35: own words are refused."""
    shown = screen(asked, browser)
    shown.send("algemener", 400, besluit="algemener", vervang="Elzenwaard")
    assert "Kies een van de aangeboden omschrijvingen." in shown.text
    shown.send("algemener", besluit="algemener", vervang="een aanbieder")
    assert [(row.outcome, row.replacement) for row in _rows(asked)] == [("generalise", "een aanbieder")]


def test_more_or_less_of_the_text(asked: World, browser: Browser) -> None:
    """Wider needs no reason; narrower shows something of it, so it does."""
    shown = screen(asked, browser)
    shown.send("stuk", 400, besluit="stuk", woorden="Elzenwaard")
    assert "Schrijf in ten minste 10 tekens" in shown.text
    shown.send("stuk", 400, besluit="stuk", woorden="Telt reistijd mee?")
    assert "Kies woorden waar de bevinding in valt" in shown.text
    shown.send("stuk", besluit="stuk", woorden="Wij van Stichting Elzenwaard rekenen")
    row = _rows(asked)[0]
    assert PRICED[row.start : row.end] == "Wij van Stichting Elzenwaard rekenen"
    assert (row.found_start, row.found_end) == (8, 28)


def test_a_finding_of_ones_own(asked: World, browser: Browser) -> None:
    """Rule 36: what no detector saw, with its kind; the ground that fits it when none was chosen."""
    shown = screen(asked, browser)
    shown.send("toevoegen", 400, besluit="toevoegen", woorden="")
    shown.send("toevoegen", 400, besluit="toevoegen", woorden="niet in de tekst")
    assert "Deze woorden staan niet zo in de tekst." in shown.text
    shown.send("toevoegen", besluit="toevoegen", woorden="Telt reistijd mee", soort="CASE")
    row = _rows(asked)[0]
    assert (PRICED[row.start : row.end], row.rule, row.label, row.ground) == ("Telt reistijd mee", "by-hand", "CASE", "avg")
    assert "Telt reistijd mee" not in shown.right
    assert shown.decided == (1, 3)


def test_what_it_is_must_be_chosen_and_nothing_is_lost(asked: World, browser: Browser) -> None:
    """Rule 36: nothing is chosen beforehand; who forgot it is told where, and words, place and ground stand there still."""
    shown = screen(asked, browser)
    assert '<option value="">Kies wat het is</option>' in shown.page.text
    shown.send("toevoegen", 400, besluit="toevoegen", woorden="Telt reistijd", nabij="58", veld="question", grond="avg")
    assert "Kies bij “Wat is het?” wat voor gegeven dit is." in shown.text
    kept = ('value="Telt reistijd"', 'value="58"', 'value="question" data-field-of', '<option value="avg" selected>')
    assert [one for one in kept if one not in shown.page.text] == []
    select = re.search(r'<select[^>]*id="toe-soort"[^>]*>', shown.page.text)
    assert select and "autofocus" in select[0] and 'aria-describedby="fout-toevoegen"' in select[0]
    assert shown.page.text.count("autofocus") == 1
    assert _rows(asked) == []


def test_after_a_finding_of_ones_own_the_open_one_stands_there(asked: World, browser: Browser) -> None:
    """With the focus on its button, also when the new one moved its number; never one that was passed over before it."""
    shown = screen(asked, browser, query="?bevinding=2&tekst=" + _reference(asked))
    assert shown.words == PRICE
    shown.send("toevoegen", besluit="toevoegen", woorden="rekenen nu", soort="MARKET")
    assert (shown.words, shown.decided) == (PRICE, (1, 3)) and "Het gekozen stuk is gelakt." in shown.text
    shown.send("toevoegen", besluit="toevoegen", woorden="Telt reistijd mee", soort="MARKET")
    assert (shown.words, shown.decided) == (PRICE, (2, 4))
    assert re.search(r'<button[^>]*value="lak"[^>]*autofocus', shown.page.text)
    shown.send("lak", besluit="lak").send("lak", besluit="lak").open(f"?tekst={_reference(asked)}&bevinding=1")
    shown.send("toevoegen", besluit="toevoegen", woorden="per uur", soort="MARKET")
    assert shown.words == "per uur" and re.search(r'<h2[^>]*id="h-bevinding"[^>]*autofocus', shown.page.text)


def test_what_a_person_pointed_out_says_so(asked: World, browser: Browser) -> None:
    """Rule 36: who and in which role, not that the guard is sure; also after a colleague decided anew about it."""
    shown = screen(asked, browser, asked.publisher)
    shown.send("toevoegen", besluit="toevoegen", woorden="Telt reistijd mee", soort="MARKET")
    address = f"?filter=alles&tekst={_reference(asked)}&bevinding=3"
    told = f"Waarom gevonden: {asked.publisher.name} (publicist) wees dit aan. De wacht vond het niet."
    theirs = screen(asked, browser, query=address).send("lak", besluit="lak", grond="avg")
    for reader in (shown.open(address), theirs.open(address)):
        assert (reader.words, len(_rows(asked))) == ("Telt reistijd mee", 2)
        assert [words for words in (told, "aangewezen") if words not in reader.text] == []
        assert [words for words in ("De wacht is zeker.", "by-hand") if words in reader.text] == []
    assert "De wacht is zeker." in shown.open(f"?filter=alles&tekst={_reference(asked)}&bevinding=1").text


def test_words_that_stand_there_twice_need_a_place(world: World, browser: Browser) -> None:
    """Without script somebody writes a few more of them; with it the place goes along."""
    world.open_consultation()
    world.ask(world.provider, "Mag het op dinsdag, of alleen niet op dinsdag?", section="")
    shown = screen(world, browser, query="?filter=alles&tekst=" + _reference(world))
    shown.send("toevoegen", 400, besluit="toevoegen", woorden="op dinsdag", soort="MARKET")
    assert "Deze woorden staan er vaker." in shown.text
    shown.send("toevoegen", besluit="toevoegen", woorden="op dinsdag", soort="MARKET", nabij="33")
    assert _rows(world)[0].start == 35


def test_taking_back_goes_back_to_it(asked: World, browser: Browser) -> None:
    """Two steps, one after the other; nothing is erased."""
    shown = screen(asked, browser).send("lak", besluit="lak").send("lak", besluit="lak")
    shown.send("terugnemen")
    assert (shown.words, shown.decided) == (PRICE, (1, 2))
    shown.send("terugnemen")
    assert (shown.words, shown.decided) == (NAME, (0, 2))
    shown.send("terugnemen", 409)
    assert "Er is niets om terug te nemen." in shown.text
    assert [row.outcome for row in _rows(asked)] == ["redact", "redact", "undone", "undone"]


def test_a_decided_finding_can_be_decided_anew(asked: World, browser: Browser) -> None:
    shown = screen(asked, browser).send("lak", besluit="lak")
    shown.open(f"?filter=alles&tekst={_reference(asked)}&bevinding=1")
    assert "besloot op" in shown.text
    shown.send("laat", besluit="laat", reden_keuze="vergissing")
    assert [row.outcome for row in _rows(asked)] == ["redact", "clear"]


def test_a_whole_question_apart_or_back(asked: World, browser: Browser) -> None:
    """Rules 16 and 44, with a reason that its party does not read."""
    shown = screen(asked, browser)
    shown.send("geheel", 400, besluit="apart", reden="")
    shown.send("geheel", besluit="apart", reden="De vrager vroeg om vertrouwelijkheid.")
    with asked.database.reading() as session:
        assert session.scalar(select(Question.kept_out)) is True


def test_texts_of_the_municipality_are_there_too(world: World, browser: Browser) -> None:
    """Documents and the consultation itself, with the same choices; and by hand."""
    slug = world.draft_consultation(title="Gesprek met Stichting Elzenwaard")
    shown = screen(world, browser)
    assert (shown.words, shown.decided) == (NAME, (0, 1))
    assert "Deze consultatie" in shown.text
    shown.send("toevoegen", besluit="toevoegen", woorden="Gesprek", soort="MARKET")
    shown.open()
    shown.send("lak", besluit="lak")
    assert shown.decided == (2, 2)
    shown.open("?filter=alles")
    shown.send("laat", besluit="laat", reden_keuze="gemeente")
    assert {row.outcome for row in _rows(world)} == {"redact", "clear"}
    assert slug == world.slug


def test_nothing_found_says_so_and_offers_texts_to_read(world: World, browser: Browser) -> None:
    world.open_consultation()
    reference = world.ask(world.provider, "Telt reistijd mee?", section="")
    shown = screen(world, browser)
    assert "Geen bevindingen. Kijk zelf nog één keer." in shown.text
    assert f"tekst={reference}" in shown.page.text
    shown.open(f"?tekst={reference}")
    assert "De wacht vond niets in deze tekst." in shown.text
    assert "De wacht vond niets in deze tekst." in shown.open(f"?tekst=+{reference.lower()}").text


def test_filters_and_one_nota(world: World, browser: Browser) -> None:
    """By kind, by doubt, by nota; an empty filter says so."""
    world.open_consultation()
    first, second = world.ask(world.provider, PRICED, section=""), world.ask(world.rival, MAILED, section="")
    world.answer(first)
    assert world.compose() == 1
    assert screen(world, browser, query="?filter=personen").words == MAIL
    assert screen(world, browser, query="?filter=prijs").words == PRICE
    assert "In dit filter staat niets." in screen(world, browser, query="?filter=markt").text
    shown = screen(world, browser, query="?nota=1")
    assert shown.decided == (0, 2) and second not in shown.text
    assert "Nota 1" in shown.text
    assert screen(world, browser).decided == (0, 3)
    assert screen(world, browser, query="?filter=onzin&nota=9999999999&bevinding=x&tekst=%00").page.status_code == 200


def test_what_is_public_is_not_there_any_more(world: World, browser: Browser) -> None:
    world.open_consultation()
    reference = world.ask(world.provider, PRICED, section="")
    world.answer(reference)
    shown = screen(world, browser).send("lak", besluit="lak").send("lak", besluit="lak")
    world.publish_note()
    shown.open()
    assert reference not in shown.text


def _reference(world: World) -> str:
    with world.database.reading() as session:
        return str(session.scalars(select(Question.reference)).first())


def test_a_long_document_shows_what_stands_around_its_finding(world: World, browser: Browser) -> None:
    """A part of the text, the findings near it, and a way to the whole."""
    world.draft_consultation()
    lines = "\n\n".join(f"Alinea {number}: hierover sprak de gemeente met {NAME}." for number in range(200))
    with world.database.transaction() as session:
        dossiers.add_version(session, world.lead, world.consultation(session), VersionDraft("Lang stuk", "1.0", lines))
    shown = screen(world, browser)
    assert shown.decided == (0, 200)
    key = shown.page.text.split('name="tekst" value="')[1].split('"')[0]
    shown.open(f"?tekst={key}&bevinding=100")
    assert "Alinea 99:" in shown.text and "Alinea 199:" not in shown.text and NAME not in shown.right
    assert "88 tot en met 111 van 200" in shown.text
    shown.open(f"?tekst={key}&bevinding=100&heel=1")
    assert "Alinea 199:" in shown.text and NAME not in shown.right
    shown.open(f"?tekst={key}&bevinding=100").send("lak", besluit="lak")
    assert shown.decided == (1, 200)
