"""When the guard fails, every page says so and gives back what was typed; nothing is kept (F18)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from consultation.questions.models import AnswerRevision
from legal import guard
from legal.scanning import DetectorError
from tests.world import World

Browser = Callable[..., FlaskClient]
TYPED = "Ja, reistijd telt mee. Zo staat het in de leidraad."


def _answer(world: World, browser: Browser) -> tuple[int, str]:
    reference = world.ask(world.provider, "Telt reistijd mee in het tarief?")
    client = browser(world.expert)
    address = f"/werk/{world.slug}/vragen/"
    token = client.get(f"{address}?vraag={reference}").text.split('name="csrf_token" value="')[1].split('"')[0]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guard, "scan", _fail)
        sent = client.post(f"{address}{reference}/antwoord/", data={"csrf_token": token, "text": TYPED, "tekst": TYPED})
    return sent.status_code, sent.text


def _fail(*_: object) -> None:
    raise DetectorError("legal.detectors.figures: ValueError")


def test_outside_the_review_screen_too(world: World, browser: Browser) -> None:
    """F18: an answer that the guard cannot read is not stored; the page says why, and its words stand there."""
    world.open_consultation()
    status, page = _answer(world, browser)
    assert status == 503
    assert "De wacht werkt nu niet. Er kan niets naar buiten." in page and TYPED in page
    with world.database.reading() as session:
        assert list(session.scalars(select(AnswerRevision))) == []


def test_twin_without_the_handler_it_is_an_error_of_ours(app: Flask, world: World, browser: Browser) -> None:
    """Sabotage: the same post runs through, and nobody is told what is the matter."""
    world.open_consultation()
    app.error_handler_spec[None][None].pop(DetectorError)
    with pytest.raises(DetectorError):
        _answer(world, browser)
