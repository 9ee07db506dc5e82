"""What another party asked is answered as if it never was: same status, headers and bytes (R13)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from consultation.questions.models import Question
from consultation.vault import service as vault
from tests.questions.asking.asking_flow import TEXT, ask, new_address, questions, write
from tests.world import World

Browser = Callable[..., FlaskClient]


def _receipt_address(answer: TestResponse) -> str:
    return answer.headers["Content-Location"]


# R13: nothing tells that something of another exists


def _attempts(world: World, question_id: uuid.UUID, reference: str) -> list[tuple[str, str]]:
    own = f"/mijn/{world.slug}/vragen/"
    steps = ("bewerken", "controleren", "intrekken")
    found = [(method, f"{own}{question_id}/{step}/") for step in steps for method in ("GET", "POST")]
    return [*found, ("GET", f"{own}ontvangst/{reference}/"), ("GET", f"{own}ontvangst/{reference}/bewijs.json")]


def _observed(client: FlaskClient, world: World, question_id: uuid.UUID, reference: str) -> list[tuple[object, ...]]:
    """Return what each attempt answers, with the asked address itself masked."""
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(new_address(world)).text)
    assert token is not None
    seen = []
    for method, address in _attempts(world, question_id, reference):
        data = {"text": TEXT, "theme": "tariff", "csrf_token": token[1]} if method == "POST" else None
        answer = client.open(address, method=method, data=data)
        body = answer.text.replace(str(question_id), "ID").replace(reference, "REF")
        headers = sorted(answer.headers)
        seen.append((method, answer.status_code, headers, body))
    return seen


def _told_apart(world: World, browser: Browser) -> bool:
    """Say whether a rival can tell another's draft and sent question from ones that never were."""
    world.open_consultation()
    owner, rival = browser(world.provider), browser(world.rival)
    write(owner, world, doe="bewaar")
    ask(owner, world)
    never = _observed(rival, world, uuid.uuid4(), "ZZ99")
    return any(_observed(rival, world, row.id, row.reference) != never for row in questions(world.database))


def test_anothers_question_is_answered_as_one_that_never_was(world: World, browser: Browser) -> None:
    """Same status, headers and bytes, for looking, changing, sending, withdrawing and receipts."""
    assert not _told_apart(world, browser)
    rows = questions(world.database)
    assert sorted(row.status for row in rows) == ["draft", "submitted"]


def test_it_is_told_apart_when_ownership_is_not_asked(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin of R13."""
    monkeypatch.setattr(vault, "owns", lambda session, *facts: session.get(Question, facts[-1]) is not None)
    assert _told_apart(world, browser)


def test_party_pages_are_never_kept_by_anybody(world: World, browser: Browser) -> None:
    world.open_consultation()
    client = browser(world.provider)
    answer = ask(client, world)
    for page in (answer, client.get(f"/mijn/{world.slug}/"), client.get("/mijn/"), client.get(_receipt_address(answer))):
        assert page.headers["Cache-Control"] == "private, no-store"
        assert "ETag" not in page.headers and "Last-Modified" not in page.headers
