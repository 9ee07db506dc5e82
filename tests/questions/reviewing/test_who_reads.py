"""Who reads the original: its party, the lawyer and the publisher; other staff reads what everybody will read (R9, rule 35)."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from consultation.accounts import permissions
from consultation.accounts.permissions import Permission, Role
from consultation.publications.models import PublishedAnswer
from consultation.questions.notes import pages as note_pages
from consultation.questions.notes.pages import NoteRow
from consultation.questions.reviewing import second_person
from consultation.review.gate import Judged
from consultation.review.rules import Choice
from legal.redaction import as_html
from legal.terms import Outcome
from tests.world import World

Browser = Callable[..., FlaskClient]
PRICED = "Wij rekenen nu € 44,75 per uur. Telt reistijd dan nog mee?"
PRICE = "44,75"
ANSWER = "Uw tarief van € 44,75 per uur blijft gelijk. Reistijd telt mee."
REASON = "Dit staat al in het register van contracten van 2026."
STAFF = ("lead", "expert", "auditor")
BAND = "€ 25 tot € 50"


def _asked(world: World) -> str:
    world.open_consultation()
    reference = world.ask(world.provider, PRICED)
    world.answer(reference)
    world.compose()
    return reference


def _readers(world: World, browser: Browser, reference: str, roles: tuple[str, ...] = STAFF) -> dict[str, list[str]]:
    """Return per role on which pages of the municipality the price stands."""
    work = f"/werk/{world.slug}/"
    paths = (
        "vragen/", f"vragen/?vraag={reference}", "vragen/akkoord/?alle=1&filter=all", f"vragen/akkoord/?vraag={reference}",
        "vragen/akkoord-vragen/?alle=1&filter=all", "notas/", "notas/1/", "tweede/", "openbaar/", "controle/", "controle/zelfde/",
        "controle/lakken/", "bezwaren/", "",
    )  # fmt: skip
    found = {role: [path for path in paths if PRICE in browser(getattr(world, role)).get(work + path).text] for role in roles}
    return {role: where for role, where in found.items() if where}


def _decided(world: World, reference: str, how: str) -> None:
    """Bring the price to one of its states."""
    if how == "redacted":
        world.decide(reference, Choice(Outcome.REDACT))
    elif how == "waits":
        world.decide(reference, Choice(Outcome.CLEAR, REASON))
    elif how == "generalised":
        world.decide(reference, Choice(Outcome.GENERALISE, replacement=BAND))
        world.second()


@pytest.mark.parametrize("how", ["open", "waits", "redacted", "generalised"])
def test_who_does_not_decide_reads_no_price(world: World, browser: Browser, how: str) -> None:
    """Whether nobody decided yet, a second person must agree, or it was decided that it goes: on no page of theirs."""
    reference = _asked(world)
    _decided(world, reference, how)
    assert _readers(world, browser, reference) == {}
    page = browser(world.expert).get(f"/werk/{world.slug}/vragen/?vraag={reference}").text
    assert (BAND if how == "generalised" else "gelakt: prijs of tarief") in page


def test_the_lawyer_and_the_publisher_read_it_and_the_page_says_so(world: World, browser: Browser) -> None:
    """The sentence on the page and who gets what are the same thing."""
    reference = _asked(world)
    assert set(_readers(world, browser, reference, ("lawyer", "publisher"))) == {"lawyer", "publisher"}
    for role in ("lawyer", "publisher", "expert", "lead"):
        page = browser(getattr(world, role)).get(f"/werk/{world.slug}/vragen/?vraag={reference}").text
        assert "Het origineel lezen alleen de jurist, de publicist en de vraagsteller zelf." in page
        assert ("Lees het origineel bij Controle" in page) is (role in {"lawyer", "publisher"})


def test_what_two_people_left_is_read_by_all(world: World, browser: Browser) -> None:
    """What will be published can be read by who answers it."""
    reference = _asked(world)
    world.release_finding(reference)
    assert set(_readers(world, browser, reference)) == {"lead", "expert"}


def test_twin_when_nothing_is_cut_all_who_answer_read_it(
    world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: there is one place where words go, so with that broken the price stands on their pages."""
    reference = _asked(world)
    monkeypatch.setattr(Judged, "cut", False)
    found = _readers(world, browser, reference)
    assert set(found) == {"lead", "expert"} and {f"vragen/?vraag={reference}", "notas/1/"} <= set(found["expert"])


def test_twin_with_the_row_of_the_table_opened_the_lead_reads_it_as_second(
    world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage of rule 58."""
    reference = _asked(world)
    _decided(world, reference, "waits")
    monkeypatch.setitem(permissions.TABLE, Permission.FINDING_SECOND, frozenset(Role))
    assert "tweede/" in _readers(world, browser, reference)["lead"]


def _making(world: World) -> list[NoteRow]:
    with world.database.transaction() as session:
        return list(note_pages.in_the_making(session, world.expert, world.consultation(session), 1, 1).rows)


def _texts(row: NoteRow) -> list[str]:
    return [text.text for text in (row.about, row.question, row.answer) if text]


CHOICES = [Choice(Outcome.REDACT), Choice(Outcome.GENERALISE, replacement=BAND), Choice(Outcome.CLEAR, REASON)]


@pytest.mark.parametrize("choice", CHOICES, ids=[choice.outcome.value for choice in CHOICES])
def test_a_nota_in_the_making_reads_as_it_will_be_published(world: World, browser: Browser, choice: Choice) -> None:
    """Question, place and answer, letter for letter: marks, a band in the place of an amount, and what stays."""
    world.open_consultation()
    reference = world.ask(world.provider, PRICED)
    world.answer(reference, ANSWER)
    world.compose()
    assert PRICE not in "".join(_texts(_row(world)))
    assert world.decide(reference, choice) == 2
    world.second()
    texts = _texts(_row(world))
    shown = browser(world.expert).get(f"/werk/{world.slug}/notas/1/").text
    assert [text for text in texts if as_html(text) not in shown] == []
    world.until_visible(world.schedule(1))
    with world.database.reading() as session:
        public = session.scalars(select(PublishedAnswer)).one()
    assert texts == [public.about, public.question, public.answer]
    assert (PRICE in public.question) is (choice.outcome is Outcome.CLEAR)


def _row(world: World) -> NoteRow:
    with world.database.transaction() as session:
        return note_pages.in_the_making(session, world.expert, world.consultation(session), 1, 1).rows[0]


def _texts(row: NoteRow) -> list[str]:
    return [text.text for text in (row.about, row.question, row.answer) if text]


def test_the_second_person_reads_what_others_will_read_once_he_agrees(world: World) -> None:
    """Rule 40: the sentence with its band, not the mark that stands there until then; the words beside it."""
    reference = _asked(world)
    world.decide(reference, Choice(Outcome.GENERALISE, replacement=BAND))
    with world.database.transaction() as session:
        (item,) = second_person.waiting(session, world.lawyer, world.consultation(session))
    assert item.read.text == PRICED.replace("€ 44,75", BAND)
    assert PRICE in item.words


def test_a_reason_is_in_no_form_that_agrees(world: World, browser: Browser) -> None:
    """Rule 40: Enter in the reason for not agreeing sends the form it stands in; the next decision has the focus, no button:
    one Enter too many agrees with nothing."""
    reference = _asked(world)
    world.decide(reference, Choice(Outcome.CLEAR, REASON))
    page = browser(world.lawyer).get(f"/werk/{world.slug}/tweede/").text
    agrees, differs = re.findall(r'<form id="[on]-1".*?</form>', page, re.DOTALL)
    assert 'value="eens"' in agrees and 'name="reden"' not in agrees
    assert page.count("autofocus") == 1 and '<div data-item tabindex="-1" autofocus' in page
    assert 'value="eens"' not in differs and 'name="reden"' in differs
    assert "Zo lezen anderen de tekst als een tweede persoon het eens is:" in page
    assert f"{world.publisher.name} besloot dit op " in page and f"Lees het origineel van {reference} bij Controle" in page


def test_many_findings_do_not_push_the_answer_away(world: World, browser: Browser) -> None:
    """R9: an expert reads which kinds there are, in one note and without a word of them; who decides opens the others."""
    world.open_consultation()
    reference = world.ask(world.provider, "Wij van Stichting Elzenwaard rekenen € 44,75 per uur; mail naar jan@elzenwaard.nl.")
    where = f"/werk/{world.slug}/vragen/?vraag={reference}"
    page = browser(world.expert).get(where).text
    assert page.count("Dit verraadt misschien iets") == 1 and page.count("<li>in de vraag: ") == 3
    assert "44,75" not in page and "Elzenwaard" not in page
    assert "Nog 2 bevindingen" in browser(world.lawyer).get(where).text
