"""A session that ended during a post: what was typed is not lost, and nothing is sent by itself."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from consultation.accounts import resume_views, service
from consultation.questions.models import Question
from tests.forms import fields_of, post
from tests.world import PASSWORD, World

Browser = Callable[..., FlaskClient]
EMAIL = "lid@elzenwaard.example"
TEXT = "Eerste alinea over reistijd, met “aanhalingstekens” & <haken>.\n\nTweede alinea: € 12,50 & 100%."


@pytest.fixture
def stopped(world: World, browser: Browser) -> tuple[FlaskClient, TestResponse]:
    """Return a browser whose session was revoked while it filled in a question, and the answer it got."""
    world.open_consultation()
    client = browser(world.provider)
    page = client.get(_new(world)).text
    with world.database.transaction() as session:
        service.revoke_person(session, world.provider.person)
    return client, post(client, _new(world), page=page, text=TEXT, section="§ 3.4", doe="controleer")


def _new(world: World) -> str:
    return f"/mijn/{world.slug}/vragen/nieuw/"


def _questions(world: World) -> int:
    with world.database.reading() as session:
        return len(session.scalars(select(Question)).all())


def _sign_in(client: FlaskClient, page: str, **other: str) -> TestResponse:
    return post(client, "/inloggen/", page=page, **({"email": EMAIL, "password": PASSWORD} | other))


def test_the_text_comes_back_after_signing_in_and_goes_on_with_one_button(
    world: World, stopped: tuple[FlaskClient, TestResponse]
) -> None:
    client, answer = stopped
    assert answer.status_code == 401
    assert "Uw tekst is niet weg" in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"
    resumed = _sign_in(client, answer.text)
    assert resumed.status_code == 200
    assert "Ga verder" in resumed.text
    assert _questions(world) == 0, "nothing is sent by itself"
    sent = post(client, _new(world), page=resumed.text)
    assert sent.status_code == 303
    shown = client.get(sent.location).text
    assert "€ 12,50 &amp; 100%." in shown and "&lt;haken&gt;" in shown
    assert _questions(world) == 1


def test_every_field_arrives_as_it_was_typed(world: World, stopped: tuple[FlaskClient, TestResponse]) -> None:
    client, answer = stopped
    fields = fields_of(_sign_in(client, answer.text).text, _new(world))
    assert fields["text"] == TEXT
    assert (fields["section"], fields["theme"], fields["doe"]) == ("§ 3.4", "other", "controleer")
    assert uuid.UUID(fields["concept"])


def test_a_wrong_password_keeps_the_text_too(world: World, stopped: tuple[FlaskClient, TestResponse]) -> None:
    client, answer = stopped
    wrong = _sign_in(client, answer.text, password="niet dit")
    assert wrong.status_code == 400
    fields = fields_of(_sign_in(client, wrong.text).text, _new(world))
    assert fields["text"] == TEXT


def test_a_session_that_ran_out_is_treated_alike(world: World, browser: Browser) -> None:
    world.open_consultation()
    client = browser(world.provider)
    page = client.get(_new(world)).text
    world.moment.set(world.moment.now + service.SESSION_LIFE)
    answer = post(client, _new(world), page=page, text=TEXT)
    assert answer.status_code == 401
    assert fields_of(_sign_in(client, answer.text).text, _new(world))["text"] == TEXT


@pytest.mark.parametrize(
    "target",
    [
        "https://kwaad.example/mijn/x/vragen/nieuw/",
        "//kwaad.example/mijn/x/vragen/nieuw/",
        "/\\kwaad.example/",
        "/consultaties/",
        "/inloggen/",
        "/uitloggen/",
        "/bestaat/niet/",
        "/mijn/",
        "",
    ],
)
def test_only_a_known_address_that_takes_posts_is_taken_up(stopped: tuple[FlaskClient, TestResponse], target: str) -> None:
    client, answer = stopped
    resumed = _sign_in(client, answer.text, verder=target)
    assert resumed.status_code == 303
    assert resumed.location.startswith("/") and "kwaad" not in resumed.location


def test_another_address_is_taken_up_when_the_check_is_broken(
    stopped: tuple[FlaskClient, TestResponse], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage twin of the test above."""
    client, answer = stopped
    monkeypatch.setattr(resume_views, "_takes_posts", lambda _target: True)
    assert "https://kwaad.example/" in _sign_in(client, answer.text, verder="https://kwaad.example/").text


def test_a_post_without_a_token_brings_nothing_along(world: World, browser: Browser) -> None:
    """A form on another site cannot put words in somebody's hands: its post ends before signing in."""
    world.open_consultation()
    answer = browser().post(_new(world), data={"text": TEXT})
    assert answer.status_code == 400
    assert "bewaard-text" not in answer.text


def test_a_stale_token_gives_the_text_back(world: World, browser: Browser) -> None:
    world.open_consultation()
    client = browser(world.provider)
    answer = client.post(_new(world), data={"text": TEXT, "csrf_token": "verlopen"})
    assert answer.status_code == 400
    assert "Tweede alinea: € 12,50 &amp; 100%." in answer.text
    assert _questions(world) == 0


def test_a_password_is_never_given_back(browser: Browser) -> None:
    answer = browser().post("/inloggen/", data={"email": EMAIL, "password": "een heel lang wachtwoord van mij"})
    assert answer.status_code == 400
    assert "een heel lang wachtwoord" not in answer.text


def test_more_than_a_page_can_carry_is_shown_to_copy(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resume_views, "MOST_CHARACTERS", 50)
    world.open_consultation()
    client = browser(world.provider)
    page = client.get(_new(world)).text
    with world.database.transaction() as session:
        service.revoke_person(session, world.provider.person)
    answer = post(client, _new(world), page=page, text=TEXT)
    assert answer.status_code == 401
    assert "Tweede alinea" in answer.text and "bewaard-text" not in answer.text


def test_too_many_tries_to_sign_in_do_not_lose_the_text(
    app: Flask, world: World, stopped: tuple[FlaskClient, TestResponse]
) -> None:
    client, answer = stopped
    for _ in range(20):
        _sign_in(client, answer.text, password="niet dit")
    last = _sign_in(client, answer.text, password="niet dit")
    assert last.status_code == 429
    assert "Tweede alinea" in last.text
