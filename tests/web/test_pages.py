"""The gate in Jinja, and pages for what goes wrong: nothing leaks, nothing typed is lost (R2, R13, R14)."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from consultation.dossiers import service
from consultation.errors import NotAllowed
from consultation.questions.release import service as release
from consultation.web import pages
from legal import guard
from legal.guard import LeakError, Original
from legal.terms import GuardContext
from tests.forms import post
from tests.world import World

Browser = Callable[..., FlaskClient]
SECRET = "Wij rekenen 62 euro per uur, en dat mag niemand weten."
WHY = "Wij willen weten of onze plannen uitvoerbaar zijn. Daarom vragen wij het eerst aan u."


def _shown(app: Flask, value: object, template: str = "{{ value }}") -> str:
    with app.test_request_context("/"):
        return render_template_string(template, value=value)


@pytest.mark.parametrize(
    "value", [Original(SECRET), {"a": 1}, [SECRET], object(), b"x", 1.5]
)
@pytest.mark.parametrize("template", ["{{ value }}", "{{ [value][0] }}", "{% set x = value %}{{ x }}"])
def test_a_page_prints_cleared_text_or_nothing(app: Flask, world: World, value: object, template: str) -> None:
    """R2: an original in a template is an error, whatever way it came there; a whole list or object is too."""
    with pytest.raises(LeakError) as refusal:
        _shown(app, value, template)
    assert SECRET not in str(refusal.value)


@pytest.mark.parametrize("template", ["{{ value ~ 'x' }}", "{{ value|upper }}", "{{ 'x %s'|format(value) }}", "{{ value|join }}"])
def test_no_filter_opens_an_original(app: Flask, world: World, template: str) -> None:
    """R2: joining, formatting and filters meet the original's own lock."""
    with pytest.raises(LeakError):
        _shown(app, Original(SECRET), template)


def test_without_the_gate_an_object_would_be_printed(app: Flask, world: World) -> None:
    """Sabotage twin: with the gate out of Jinja the page prints whatever it gets."""
    app.jinja_env.finalize = None
    assert _shown(app, {"geheim": 62}) == "{&#39;geheim&#39;: 62}"


def test_cleared_text_is_escaped_and_marked(app: Flask, world: World) -> None:
    """What passed the guard is text, not HTML."""
    cleared = guard.clear(Original("<b>Uren & tarief</b>"), GuardContext(), [])
    assert _shown(app, cleared) == "&lt;b&gt;Uren &amp; tarief&lt;/b&gt;"


def test_a_conflict_gives_back_what_was_typed(world: World, browser: Browser) -> None:
    """A form that came too late: the reason in words, and the text to copy."""
    world.draft_consultation()
    lead, address = browser(world.lead), f"/werk/{world.slug}/bewerken/"
    page = lead.get(address).text
    with world.database.transaction() as session:
        release.release(session, world.publisher, world.consultation(session))
    answer = post(lead, address, page=page, rationale=WHY)
    assert answer.status_code == 409
    assert "Deze consultatie is al gepubliceerd." in answer.text
    assert WHY in answer.text


def test_a_form_that_stood_open_too_long(world: World, browser: Browser) -> None:
    """Without a good token nothing is done, and the text is given back; a password never."""
    answer = browser(world.lead).post("/werk/nieuw/", data={"rationale": WHY, "csrf_token": "oud"})
    assert answer.status_code == 400
    assert WHY in answer.text and 'href="/inloggen/">Log opnieuw in<' in answer.text
    answer = browser().post(
        "/inloggen/", data={"password": "een lang wachtwoord van iemand", "email": "iemand@zilverdijk.example"}
    )
    assert answer.status_code == 400
    assert "een lang wachtwoord van iemand" not in answer.text


def test_the_address_of_a_form_that_somebody_opens_is_no_error_of_ours(world: World, browser: Browser) -> None:
    """The language switch or a reload after an error in a form."""
    world.open_consultation()
    answer = browser(world.lawyer).get(f"/werk/{world.slug}/controle/besluit/")
    assert answer.status_code == 405 and "Deze pagina kunt u zo niet openen" in answer.text


def test_an_error_of_ours_tells_a_code_and_nothing_else(
    app: Flask, world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """R14: the same code on the page and in the log; no text, no argument of the error, no query."""
    app.testing = False
    monkeypatch.setattr(service, "create", _explode)
    lead = browser(world.lead)
    with caplog.at_level(logging.ERROR):
        answer = post(lead, "/werk/nieuw/", rationale=WHY, title="Dagactiviteiten 2029", contact_role="Contactpunt inkoop")
    assert answer.status_code == 500
    (line,) = [record.getMessage() for record in caplog.records]
    assert line.split("code ")[1] in answer.text
    assert WHY in answer.text
    assert not [words for words in (SECRET, WHY, "Dagactiviteiten") if words in line]
    assert SECRET not in answer.text


def _explode(*_args: object) -> None:
    raise ZeroDivisionError(SECRET)


def test_a_database_that_is_gone_is_said_so(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """F8: 503 with advice, and the text back; not a crash."""

    def away(*_args: object) -> None:
        raise OperationalError("SELECT", {}, Exception("disk I/O error"))

    lead = browser(world.lead)
    page = lead.get("/werk/nieuw/").text
    monkeypatch.setattr(service, "create", away)
    monkeypatch.setattr(pages, "is_away", lambda _error: True)
    answer = post(lead, "/werk/nieuw/", page=page, rationale=WHY, title="Dagactiviteiten 2029", contact_role="Contactpunt")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert "Er is niets bewaard en niets verstuurd." in answer.text
    assert WHY in answer.text


def _told_apart(world: World, browser: Browser) -> list[str]:
    """Return the addresses where hidden answers otherwise than absent, but for the address in the language link."""
    hidden = [
        (None, "/consultaties/SLUG/"), (world.provider, "/consultaties/SLUG/"), (world.provider, "/mijn/SLUG/"),
        (world.provider, "/werk/SLUG/"), (world.expert, "/werk/SLUG/bewerken/"),
    ]  # fmt: skip
    found = []
    for actor, address in hidden:
        seen = set()
        for slug in (world.slug, "bestaat-niet"):
            answer = browser(actor).get(address.replace("SLUG", slug))
            headers = sorted((name, value) for name, value in answer.headers if name not in {"Content-Length", "Date"})
            seen.add((answer.status_code, answer.text.replace(slug, "SLUG"), repr(headers)))
        if len(seen) > 1 or {status for status, _, _ in seen} != {404}:
            found.append(address)
    return found


def test_hidden_answers_as_absent(world: World, browser: Browser) -> None:
    """R13: not allowed, not yet public and not there are the same page with the same headers."""
    world.draft_consultation()
    assert _told_apart(world, browser) == []


def test_a_page_for_who_may_not_would_be_seen(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a status of its own for "not allowed" tells that there is something."""
    world.draft_consultation()
    monkeypatch.setitem(pages.STATUS, NotAllowed, 403)
    assert "/werk/SLUG/bewerken/" in _told_apart(world, browser)


@pytest.mark.parametrize(
    ("name", "value", "typed"),
    [
        ("rationale", WHY, True),
        ("body", "kort", False),
        ("csrf_token", "x" * 60, False),
        ("password", "een lang wachtwoord van iemand", False),
        ("verder", "/mijn/begeleiding-thuis-2028/vragen/", False),
        ("organisation", "0b0f1e1c-5d0e-4f7e-9b1e-0123456789ab", False),
    ],
)
def test_what_somebody_wrote(name: str, value: str, typed: bool) -> None:
    """Texts are given back; tokens, ids, addresses and passwords are not."""
    assert pages.is_typed(name, value) is typed
