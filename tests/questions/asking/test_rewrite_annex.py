"""A question that was given back is written anew with its annex (rules 35, 44): nothing of it goes without a word."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from consultation.questions.asking import apart
from consultation.questions.asking import service as asking
from consultation.questions.findings import deciding
from consultation.questions.models import Question
from consultation.questions.texts import annexes
from consultation.questions.texts.annexes import Annex
from consultation.review.rules import Choice
from consultation.vault import service as vault
from consultation.vault.models import VaultObject
from consultation.vault.service import Reader
from legal.terms import Ground, Label, Outcome
from tests.forms import post
from tests.questions.asking.annex_flow import WORDS, ask
from tests.questions.asking.asking_flow import TEXT
from tests.world import World

Browser = Callable[..., FlaskClient]
GIVE_BACK = Choice(Outcome.REFUSE, "Dit kan niet zo mee.", ground=Ground.AW_2_57_2, label=Label.MARKET)


def _given_back(world: World, client: FlaskClient) -> Question:
    """A question with a file that its party got back."""
    world.open_consultation()
    reference = ask(client, world)
    with world.database.transaction() as session:
        deciding.decide_whole(session, world.lawyer, world.consultation(session), reference, GIVE_BACK)
        return session.get_one(Question, world.question_id(reference))


def _rewrite(world: World, old: Question) -> Question:
    with world.database.transaction() as session:
        return apart.rewrite(session, world.provider, world.consultation(session), old.id)


def _annex(world: World, question: Question) -> Annex | None:
    with world.database.transaction() as session:
        row = session.get_one(Question, question.id)
        return Annex.of(vault.read(session, world.consultation_id, [row.text_id], Reader("test", "test"))[row.text_id])


def _files(world: World) -> list[VaultObject]:
    with world.database.reading() as session:
        return list(session.scalars(select(VaultObject).where(VaultObject.kind == "file")))


def test_the_annex_comes_along_and_stays_when_the_words_change(world: World, browser: Browser) -> None:
    client = browser(world.provider)
    old = _given_back(world, client)
    new = _rewrite(world, old)
    first, kept = _annex(world, old), _annex(world, new)
    assert first and kept and (kept.text, kept.sha256) == (first.text, first.sha256) and WORDS in kept.text
    edit = f"/mijn/{world.slug}/vragen/{new.id}/bewerken/"
    assert "Bij dit concept zit al een bijlage" in client.get(edit).text
    assert post(client, edit, text=f"{TEXT} Ook op zondag?", doe="bewaar").status_code == 303
    kept = _annex(world, new)
    assert kept and WORDS in kept.text


def test_the_file_is_sealed_about_the_new_question_too(world: World, browser: Browser) -> None:
    """Rule 53: with its fingerprint in the record; once, also at a second click (R12)."""
    old = _given_back(world, browser(world.provider))
    new = _rewrite(world, old)
    _rewrite(world, old)
    assert sorted(row.subject for row in _files(world)) == sorted([old.id, new.id])
    kept = _annex(world, new)
    assert kept is not None
    with world.database.transaction() as session:
        ids = [row.id for row in _files(world)]
        sealed = vault.read(session, world.consultation_id, ids, Reader("test", "test"))
    assert {key.hex for key in ids} >= {kept.file.replace("-", "")}
    assert len({one["file"] for one in sealed.values()}) == 1 and len({one["salt"] for one in sealed.values()}) == 2
    assert all(one["sha256"] == kept.sha256 for one in sealed.values())


def test_a_question_without_a_file_has_none(world: World) -> None:
    world.open_consultation()
    reference = world.ask(world.provider, TEXT)
    with world.database.transaction() as session:
        deciding.decide_whole(session, world.lawyer, world.consultation(session), reference, GIVE_BACK)
        old = session.get_one(Question, world.question_id(reference))
    assert _annex(world, _rewrite(world, old)) is None and _files(world) == []


def test_twin_without_carrying_it_the_annex_is_lost(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: a draft that begins with the words alone."""
    old = _given_back(world, browser(world.provider))
    monkeypatch.setattr(apart, "Change", lambda **_: asking.NO_CHANGE)
    assert _annex(world, _rewrite(world, old)) is None


def test_twin_without_a_file_of_its_own_the_next_change_drops_it(
    world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: the annex is carried along, its file is not kept again."""
    client = browser(world.provider)
    old = _given_back(world, client)
    monkeypatch.setattr(annexes, "_again", lambda *given: {annexes.NAME: vars(given[-1])})
    new = _rewrite(world, old)
    assert post(client, f"/mijn/{world.slug}/vragen/{new.id}/bewerken/", text=f"{TEXT} En nu?", doe="bewaar").status_code == 303
    assert _annex(world, new) is None
