"""Sessions are rows (R19): they end by time, by revocation and by a change of role, and are never taken over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text

from consultation.accounts import queries, service
from consultation.accounts.actor import Actor
from consultation.accounts.models import LoginSession, Membership
from consultation.accounts.permissions import Role
from consultation.application import create_app
from consultation.config import Config
from consultation.db import Database
from tests.forms import post
from tests.world import PASSWORD, World

Browser = Callable[..., FlaskClient]
EMAIL = "lid@elzenwaard.example"


def _who(world: World, token: str) -> Actor:
    with world.database.reading() as session:
        return queries.actor_of(session, token, world.moment.now)


def _membership(world: World, actor: Actor) -> Membership:
    with world.database.reading() as session:
        return session.scalars(select(Membership).where(Membership.person_id == actor.person)).one()


def _sign_in(client: FlaskClient, email: str = EMAIL, password: str = PASSWORD) -> str | None:
    post(client, "/inloggen/", email=email, password=password)
    cookie = client.get_cookie("sessie")
    return cookie.value if cookie else None


def test_the_right_password_opens_a_session_and_leads_to_the_own_start_page(browser: Browser) -> None:
    client = browser()
    answer = post(client, "/inloggen/", email=" Lid@Elzenwaard.EXAMPLE ", password=PASSWORD)
    assert (answer.status_code, answer.location) == (303, "/verder/")
    assert client.get("/verder/").location == "/mijn/"


@pytest.mark.parametrize(
    ("email", "password"), [(EMAIL, "iets anders"), ("niemand@elders.example", PASSWORD), (EMAIL, ""), ("", "")]
)
def test_a_wrong_password_and_an_unknown_address_get_the_same_page(browser: Browser, email: str, password: str) -> None:
    client = browser()
    answer = post(client, "/inloggen/", email=email, password=password)
    assert answer.status_code == 400
    assert client.get_cookie("sessie") is None
    assert PASSWORD not in answer.text


def test_unknown_and_wrong_are_told_apart_by_nothing_on_the_page(browser: Browser) -> None:
    """R13: who has an account is not to be found out."""
    pages = []
    for email in (EMAIL, "niemand@elders.example"):
        text_of_page = post(browser(), "/inloggen/", email=email, password="iets anders").text
        pages.append(text_of_page.replace(email, "X").split('name="csrf_token"')[0])
    assert pages[0] == pages[1]


def test_the_database_keeps_only_the_hash_of_a_token(world: World) -> None:
    token = world.session_token(world.provider)
    with world.database.reading() as session:
        rows = repr(session.execute(text("SELECT * FROM login_session")).all())
    assert token not in rows


def test_a_session_ends_after_its_time(world: World, browser: Browser) -> None:
    client = browser(world.provider)
    assert client.get("/mijn/").status_code == 200
    world.moment.set(world.moment.now + service.SESSION_LIFE)
    assert client.get("/mijn/").status_code == 302


def test_signing_out_makes_the_token_worthless(world: World, browser: Browser) -> None:
    client = browser(world.provider)
    cookie = client.get_cookie("sessie")
    assert cookie is not None
    answer = post(client, "/uitloggen/", at="/mijn/")
    assert answer.status_code == 303
    assert not _who(world, cookie.value).signed_in


def test_revoking_a_person_ends_every_session_at_once(world: World, browser: Browser) -> None:
    phone, desk, rival = browser(world.provider), browser(world.provider), browser(world.rival)
    with world.database.transaction() as session:
        service.revoke_person(session, world.provider.person)
    assert [client.get("/mijn/").status_code for client in (phone, desk, rival)] == [302, 302, 200]


def test_signing_in_gives_a_new_id_and_ends_the_old_one(world: World, browser: Browser) -> None:
    """R19: no fixation; the token that a browser brings is never the token it gets."""
    client = browser()
    client.set_cookie("sessie", "door-een-ander-gekozen")
    first = _sign_in(client)
    second = _sign_in(client)
    assert first and second and len({first, second, "door-een-ander-gekozen"}) == 3
    assert not _who(world, first).signed_in
    assert not _who(world, "door-een-ander-gekozen").signed_in
    assert _who(world, second).person == world.provider.person


def test_the_old_session_lives_on_when_it_is_not_ended(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin of the test above."""
    client = browser()
    first = _sign_in(client)
    monkeypatch.setattr(service, "sign_out", lambda _session, _token: None)
    _sign_in(client)
    assert first and _who(world, first).signed_in


def test_a_change_of_role_ends_the_sessions_of_the_old_role(world: World, browser: Browser) -> None:
    client = browser(world.expert)
    assert client.get("/werk/").status_code == 200
    with world.database.transaction() as session:
        changed = service.change_role(session, session.merge(_membership(world, world.expert)), Role.AUDITOR)
        token = service.open_session(session, changed)
    assert client.get("/werk/").status_code == 302
    assert _who(world, token).role is Role.AUDITOR


def test_a_role_can_come_back(world: World) -> None:
    with world.database.transaction() as session:
        before = session.merge(_membership(world, world.expert))
        changed = service.change_role(session, before, Role.AUDITOR)
        again = service.change_role(session, changed, Role.EXPERT)
        assert again.id == before.id
        assert again.ended_at is None
        assert changed.ended_at is not None


def test_an_ended_membership_reads_nothing_even_when_its_session_was_not_revoked(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = world.session_token(world.provider)
    monkeypatch.setattr(service, "_revoke", lambda *_facts: None)
    with world.database.transaction() as session:
        service.end_membership(session, session.merge(_membership(world, world.provider)))
    assert not _who(world, token).signed_in


def test_staff_of_another_municipality_find_nothing_in_this_house(world: World, browser: Browser) -> None:
    world.open_consultation()
    stranger = world.other_municipality()[0]
    client = browser(stranger)
    assert client.get("/werk/").status_code == 404
    assert client.get(f"/werk/{world.slug}/").status_code == 404


def test_in_production_the_cookie_is_bound_to_host_and_tls(world: World, in_production: Config, database: Database) -> None:
    app = create_app(in_production, database)
    client = app.test_client()
    answer = post(client, "/inloggen/", email=EMAIL, password=PASSWORD)
    cookies = [line for line in answer.headers.getlist("Set-Cookie") if "sessie" in line]
    assert len(cookies) == 1
    for word in ("__Host-sessie=", "Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert word in cookies[0]
    assert "Domain" not in cookies[0]


def test_demo_accounts_do_not_exist_in_production(world: World, in_production: Config, database: Database) -> None:
    app = create_app(replace(in_production, demo_sign_in=True), database)
    client = app.test_client()
    page = client.get("/inloggen/").text
    assert "Proefaccounts" not in page
    assert post(client, "/inloggen/demo/", page=page, email=EMAIL).status_code == 404


def test_a_demo_button_signs_in_only_demo_people(app: Flask, config: Config, database: Database, world: World) -> None:
    demo = create_app(replace(config, demo_sign_in=True), database)
    client = demo.test_client()
    page = client.get("/inloggen/").text
    assert post(client, "/inloggen/demo/", page=page, email=EMAIL).status_code == 404
    with database.transaction() as session:
        session.execute(text("UPDATE person SET demo = true"))
    page = client.get("/inloggen/").text
    assert page.index("Gemeente Zilverdijk</h3>") < page.index("Stichting Elzenwaard</h3>")
    answer = post(client, "/inloggen/demo/", page=page, email=EMAIL)
    assert answer.status_code == 303
    assert client.get("/mijn/").status_code == 200


def test_there_is_one_session_row_per_sign_in(world: World, browser: Browser) -> None:
    _sign_in(browser())
    with world.database.reading() as session:
        assert len(session.scalars(select(LoginSession)).all()) == 1


@pytest.mark.parametrize(
    "target", ["https://kwaad.example/", "//kwaad.example/", "/\\kwaad.example", "kwaad", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(browser: Browser, target: str) -> None:
    answer = post(browser(), "/inloggen/", email=EMAIL, password=PASSWORD, verder=target)
    assert answer.location == "/verder/"


def test_signing_in_leads_back_to_the_page_with_its_question_mark(world: World, browser: Browser) -> None:
    world.open_consultation()
    client = browser()
    wanted = f"/mijn/{world.slug}/vragen/nieuw/?document=leidraad&versie=1.0&plaats=%C2%A7+3.4"
    page = client.get(wanted, follow_redirects=True)
    answer = post(client, "/inloggen/", page=page.text, email=EMAIL, password=PASSWORD)
    shown = client.get(answer.location)
    assert shown.status_code == 200
    assert "§ 3.4" in shown.text
