"""Sabotage: each kind of channel is made to tell, and the sweep finds it there."""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask, Response
from sqlalchemy import select

from consultation.dossiers import access
from consultation.dossiers.models import Consultation
from consultation.jobs import telling
from consultation.questions.asking import service as asking
from consultation.record import service as record
from tests.canaries import channels, planting
from tests.canaries.finding import Search
from tests.canaries.sweeping import Sweep
from tests.canaries.table import CANARIES
from tests.canaries.test_sweep import leaks, pairs

pytestmark = pytest.mark.slow

FEW = [one for one in CANARIES if one.family in {"tariff", "own name", "person", "lot"}]
TARIFF = next(one for one in FEW if one.family == "tariff")
WORDS = "Wij rekenen nu € 61,43 per uur."


def ask_few(sweep: Sweep) -> None:
    planting.ask(sweep.world, sweep.planted, pairs(["as typed"], FEW))


def places(seen: dict[str, bytes]) -> str:
    """Return where a secret was found, all of it."""
    find = Search(FEW)
    return "\n".join(place for place, content in seen.items() if any(find(content)))


def test_twin_a_gate_that_lets_all_pass(sweep: Sweep, monkeypatch: pytest.MonkeyPatch) -> None:
    """Found on the page, in the pdf, in the proof, and by searching."""
    monkeypatch.setattr("legal.guard.scan", lambda _text, _context: ())
    ask_few(sweep)
    told = places(sweep.publish())
    for where in ("public /consultaties/", "rival /consultaties/", "nota.pdf", "bewijs.json", "search tariff", "search own name"):
        assert where in told, where
    assert "before" not in told and "mail" not in told and "record" not in told


def test_twin_an_honest_gate_lets_none_of_these_pass(sweep: Sweep) -> None:
    """The same few, nothing broken: what the others find is not there by itself."""
    ask_few(sweep)
    assert leaks(sweep.publish()) == []


def test_twin_a_mail_that_quotes(sweep: Sweep, monkeypatch: pytest.MonkeyPatch) -> None:
    real = telling._body
    monkeypatch.setattr(telling, "_body", lambda *given: f"{real(*given)}\nGevraagd: {WORDS}")
    ask_few(sweep)
    told = places(sweep.publish())
    assert "after: mail" in told and "public" not in told


def test_twin_a_log_that_tells(sweep: Sweep, monkeypatch: pytest.MonkeyPatch) -> None:
    real = asking._words

    def telling_words(draft: asking.QuestionDraft) -> dict[str, Any]:
        logging.getLogger("consultation.questions").info("draft %s", draft)
        return real(draft)

    monkeypatch.setattr(asking, "_words", telling_words)
    ask_few(sweep)
    assert places(sweep.look("before")) == "before: log"


def test_twin_a_record_with_the_words_themselves(sweep: Sweep, monkeypatch: pytest.MonkeyPatch) -> None:
    """R10: without a commitment in their place."""
    real = record._append

    def telling(
        session: Any, where: Any, tree: Any, event: record.Event, opening: tuple[bytes, bytes], *rest: Any
    ) -> record.Noted:
        return real(session, where, tree, replace(event, facts={"words": opening[1].decode()}), opening, *rest)

    monkeypatch.setattr(record, "_append", telling)
    ask_few(sweep)
    assert "before: record private" in places(sweep.look("before"))


def test_twin_a_house_without_walls(sweep: Sweep, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another municipality reads the work of this one: its lawyer the originals, its lead what all will read."""

    def for_work(session: Any, _actor: object, _permission: object, slug: str) -> Consultation:
        return session.scalars(select(Consultation).where(Consultation.slug == slug)).one()  # type: ignore[no-any-return]

    ask_few(sweep)
    monkeypatch.setattr(access, "for_work", for_work)
    assert f"lawyer /werk/{sweep.world.slug}/controle/" in places(channels.other_municipality(sweep.world, sweep.browser))


Header = Callable[[Response], None]
HEADERS: dict[str, Header] = {
    "a header": lambda answer: answer.headers.add("X-Trace", base64.b64encode(WORDS.encode()).decode()),
    "a file name": lambda answer: answer.headers.set("Content-Disposition", f"inline; filename*=UTF-8''{quote(WORDS)}.html"),
    "a cookie": lambda answer: answer.set_cookie("laatste", TARIFF.secret.encode().hex()),
    "a comment": lambda answer: answer.set_data(answer.get_data() + f"<!-- &#54;&#49;,43 {WORDS[:3]} -->".encode()),
}


@pytest.mark.parametrize("where", HEADERS)
def test_twin_an_answer_that_carries_it_along(sweep: Sweep, app: Flask, where: str) -> None:
    def carry(answer: Response) -> Response:
        if answer.mimetype == "text/html":
            HEADERS[where](answer)
        return answer

    app.after_request(carry)
    assert "before: public /consultaties/" in places(sweep.look("before"))
