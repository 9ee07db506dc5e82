"""What is refused on the pages of a party loses nothing: deadlines, faulty fields, two tabs, tampering (rules 11, 41; R11)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from consultation.questions.asking import service as asking
from consultation.questions.models import QuestionRound
from tests.forms import post
from tests.questions.asking.asking_flow import TEXT, ask, new_address, questions, send, write
from tests.world import World

Browser = Callable[..., FlaskClient]
BSN = "Mijn cliënt met nummer 111222333 wacht al drie maanden."


def _round(world: World) -> QuestionRound:
    with world.database.reading() as session:
        return session.get_one(QuestionRound, world.round_id)


# refusals that lose nothing


def test_after_the_close_the_text_is_a_draft_and_the_page_says_when(world: World, browser: Browser) -> None:
    """Message 7, rule 11."""
    world.open_consultation()
    world.moment.set(_round(world).closes_at - timedelta(hours=1))
    client = browser(world.provider)
    check = write(client, world).location
    page = client.get(check).text
    world.moment.set(_round(world).closes_at + timedelta(seconds=3))
    answer = post(client, check, page=page)
    assert answer.status_code == 409
    assert (
        "De vragenronde is gesloten sinds ma 11 jan 2027, 09.00 uur. Uw tekst kwam op ma 11 jan 2027, 09.00.03 uur binnen "
        "en is niet verstuurd. Hij is bewaard als concept."
    ) in answer.text
    assert TEXT in answer.text and "Verstuur</button>" not in answer.text
    assert TEXT in client.get(f"/mijn/{world.slug}/vragen/").text


def test_a_form_from_before_the_close_is_kept_too(world: World, browser: Browser) -> None:
    world.open_consultation()
    world.moment.set(_round(world).closes_at - timedelta(hours=1))
    client = browser(world.provider)
    page = client.get(new_address(world)).text
    world.moment.set(_round(world).closes_at)
    saved = post(client, new_address(world), page=page, text=TEXT, doe="controleer")
    assert saved.status_code == 303
    assert "gesloten sinds" in client.get(saved.location).text
    assert [row.status for row in questions(world.database)] == ["draft"]


def test_before_the_opening_a_draft_can_be_kept_but_not_sent(world: World, browser: Browser) -> None:
    world.open_consultation()
    world.moment.set(_round(world).opens_at - timedelta(minutes=1))
    client = browser(world.provider)
    saved = write(client, world)
    page = client.get(saved.location).text
    assert "De vragenronde opent op" in page and "Verstuur</button>" not in page
    forced = post(client, saved.location, page=client.get(new_address(world)).text)
    assert forced.status_code == 409
    assert "De vragenronde is nog niet open. Uw vraag is niet verstuurd." in forced.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("kort", "Gebruik ten minste 10 tekens."),
        ("", "Schrijf uw vraag op."),
        ("\u200b" * 40, "Gebruik ten minste 10 tekens."),
        ("woord " * 1_700, "Deze vraag is te lang."),
        (BSN, "In uw tekst staat een nummer dat op een BSN lijkt. Haal het weg. Wij hebben het niet bewaard."),
    ],
)
def test_a_faulty_text_comes_back_with_what_is_wrong(world: World, browser: Browser, text: str, words: str) -> None:
    world.open_consultation()
    client = browser(world.provider)
    answer = write(client, world, text, section="§ 9")
    assert answer.status_code == 400
    assert answer.text.count(words) == 2, "at the field and in the summary"
    assert "<title>1 fout: " in answer.text
    assert text.strip() in answer.text and 'value="§ 9"' in answer.text
    assert questions(world.database) == []


def test_a_faulty_change_leaves_the_saved_draft_alone(world: World, browser: Browser) -> None:
    world.open_consultation()
    client = browser(world.provider)
    kept = write(client, world, doe="bewaar").location
    answer = post(client, kept, text="kort", doe="controleer")
    assert answer.status_code == 400
    assert f'action="{kept}"' in answer.text, "mended text goes to the same draft"
    assert TEXT in client.get(kept).text


def test_two_people_in_one_draft_see_both_texts(world: World, browser: Browser) -> None:
    world.open_consultation()
    mine = browser(world.provider)
    theirs = browser(world.member(world.provider, "Een collega", "collega@elzenwaard.example"))
    address = write(mine, world, doe="bewaar").location
    opened = mine.get(address).text
    post(theirs, address, text="De tekst van mijn collega over reistijd.", doe="bewaar")
    answer = post(mine, address, page=opened, text="Mijn eigen tekst over reistijd.", doe="controleer")
    assert answer.status_code == 409
    assert "De tekst van mijn collega over reistijd." in answer.text
    assert "Mijn eigen tekst over reistijd." in answer.text
    chosen = post(mine, address, page=answer.text, doe="controleer")
    assert chosen.status_code == 303
    assert "Mijn eigen tekst over reistijd." in mine.get(chosen.location).text


def test_a_change_to_a_sent_question_becomes_a_new_draft(world: World, browser: Browser) -> None:
    world.open_consultation()
    client = browser(world.provider)
    address = write(client, world, doe="bewaar").location
    opened = client.get(address).text
    send(client, address.replace("bewerken", "controleren"))
    answer = post(client, address, page=opened, text="Nog een heel andere gedachte.", doe="controleer")
    assert answer.status_code == 409
    assert "Deze vraag is al verstuurd." in answer.text and "Nog een heel andere gedachte." in answer.text
    fresh = post(client, new_address(world), page=answer.text, doe="controleer")
    assert fresh.status_code == 303
    assert sorted(row.status for row in questions(world.database)) == ["draft", "submitted"]


def test_too_fast_gives_the_text_back(world: World, browser: Browser) -> None:
    """A limit per session: another member of the house is not held up."""
    world.open_consultation()
    client, rival = browser(world.provider), browser(world.rival)
    page = client.get(new_address(world)).text
    for _ in range(20):
        assert post(client, new_address(world), page=page, text=TEXT, doe="bewaar").status_code == 303
    answer = post(client, new_address(world), page=page, text="Deze tekst mag niet verloren gaan.", doe="bewaar")
    assert answer.status_code == 429
    assert "Wacht een minuut" in answer.text
    assert "Deze tekst mag niet verloren gaan." in answer.text and "<textarea" in answer.text
    assert write(rival, world).status_code == 303


def test_an_error_of_ours_gives_the_text_back_and_tells_the_log_nothing(
    app: Flask, world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Message 25, R14: a code on the page and in the log, the text on the page alone."""
    world.open_consultation()
    client = browser(world.provider)
    page = client.get(new_address(world)).text

    def fail(*_facts: object) -> None:
        raise RuntimeError("Deze woorden staan niet in het log.")

    monkeypatch.setattr(asking, "save_draft", fail)
    app.testing = False
    answer = post(client, new_address(world), page=page, text="Deze tekst mag niet verloren gaan.", doe="controleer")
    assert answer.status_code == 500
    assert "Deze tekst mag niet verloren gaan." in answer.text
    code = re.search(r'mc-reference">([0-9A-F]{4})<', answer.text)
    assert code is not None and code[1] in caplog.text
    assert "verloren" not in caplog.text and "Deze woorden" not in caplog.text


# time


@pytest.mark.parametrize(
    ("closes", "shown"),
    [
        (datetime(2027, 3, 28, 0, 59, tzinfo=UTC), "zondag 28 maart 2027, 01.59 uur (Nederlandse tijd)"),
        (datetime(2027, 3, 28, 1, 0, tzinfo=UTC), "zondag 28 maart 2027, 03.00 uur (Nederlandse tijd)"),
        (datetime(2027, 10, 30, 23, 59, tzinfo=UTC), "zondag 31 oktober 2027, 01.59 uur (Nederlandse tijd)"),
        (datetime(2027, 10, 31, 2, 0, tzinfo=UTC), "zondag 31 oktober 2027, 03.00 uur (Nederlandse tijd)"),
    ],
)
def test_a_deadline_in_a_night_that_the_clock_changes_is_shown_and_kept_right(
    world: World, browser: Browser, closes: datetime, shown: str
) -> None:
    """R11, F12: what is shown is the instant at which the round closes."""
    world.moment.set(closes - timedelta(days=7))  # the round of this world closes after 7 days
    world.open_consultation()
    world.moment.set(closes - timedelta(minutes=90))
    client = browser(world.provider)
    page = client.get(new_address(world)).text
    assert shown in page
    assert "nog 1 uur" in page, "hours that really pass, also over the change"
    check = post(client, new_address(world), page=page, text=TEXT, doe="controleer").location
    world.moment.set(closes - timedelta(milliseconds=1))
    assert send(client, check).status_code == 201
    late = write(client, world, "Deze vraag komt een tel te laat binnen.").location
    form = client.get(late).text
    world.moment.set(closes)
    assert post(client, late, page=form).status_code == 409


# bad input on the wire


@pytest.mark.parametrize(
    "fields",
    [
        {"concept": "geen-uuid"},
        {"concept": ""},
        {"document": "geen-uuid"},
        {"document": str(uuid.uuid4())},
        {"theme": "<script>"},
        {"section": "x" * 5_000},
        {"seen": "geen-uuid"},
        {"doe": "iets anders"},
    ],
)
def test_a_tampered_form_is_refused_or_repaired_never_an_error_of_ours(
    world: World, browser: Browser, fields: dict[str, str]
) -> None:
    world.open_consultation()
    answer = write(browser(world.provider), world, **fields)
    assert answer.status_code in {303, 400}
    if answer.status_code == 400:
        assert TEXT in answer.text


def test_what_is_typed_is_shown_as_text(world: World, browser: Browser) -> None:
    world.open_consultation()
    client = browser(world.provider)
    text = '<script>alert(1)</script> "><img src=x onerror=alert(1)> {{ 7*7 }} ⟦gelakt: naam⟧'
    answer = ask(client, world, text)
    pages = [answer.text, client.get(f"/mijn/{world.slug}/vragen/").text]
    for page in pages:
        assert "<script>alert" not in page and "<img src=x" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
