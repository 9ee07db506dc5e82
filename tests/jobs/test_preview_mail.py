"""All parties hear that there may be something to look at: nobody can tell for whom (rule 39, R9)."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from consultation.application import handlers
from consultation.config import Config
from consultation.jobs import letters
from consultation.jobs.worker import Worker
from consultation.questions.asking import own_previews
from consultation.questions.objections import service as objections
from consultation.questions.objections.service import Ruling
from consultation.questions.previews import service as previews
from consultation.review.rules import Choice
from legal.terms import Outcome
from tests.world import World

NAMED = "Wij van Stichting Elzenwaard vragen: telt reistijd mee?"


def _drain(world: World, config: Config) -> None:
    Worker(world.database, handlers(config), lambda _session: None).drain()


def _sent(folder: Path) -> list[EmailMessage]:
    found = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in (folder / "mail").glob("*.eml")]
    return [message for message in found if "klaarstaat" in message["Subject"]]  # type: ignore[misc]


@pytest.fixture
def decided(world: World, config: Config) -> World:
    """Return a world in which a question was redacted; the mail about its release went out already."""
    world.open_consultation(objection_days=2)
    for text in (NAMED, f"{NAMED} En wachttijd?"):
        world.decide(world.ask(world.provider, text), Choice(Outcome.REDACT))
    _drain(world, config)
    return world


def test_everybody_gets_the_same_on_the_next_working_morning(decided: World, config: Config, tmp_path: Path) -> None:
    """One message each for all that was decided that day; nothing of any text in it (rule 4)."""
    assert _sent(tmp_path) == []
    decided.moment.advance(days=1)
    _drain(decided, config)
    found = _sent(tmp_path)
    parties = ("elzenwaard", "lindewede", "vlierkracht")
    assert sorted(message["To"] for message in found) == [f"lid@{name}.example" for name in parties]
    bodies = {message.get_content() for message in found}
    assert len(bodies) == 1
    body = bodies.pop()
    assert f"/mijn/{decided.slug}/voorvertoning/" in body
    assert "reistijd" not in body and "gelakt" not in body
    assert "Reageert u niet op tijd? Dan gaat de tekst naar buiten zoals hij daar staat." in body.replace("\n", " ")


def test_nobody_is_told_when_nothing_waits_any_more(decided: World, config: Config, tmp_path: Path) -> None:
    """The party looked already."""
    with decided.database.transaction() as session:
        consultation = decided.consultation(session)
        for one in own_previews.own_previews(session, decided.provider, consultation):
            own_previews.agree(session, decided.provider, consultation, one.id)
        assert previews.waiting(session, consultation.id) == 0
    decided.moment.advance(days=1)
    _drain(decided, config)
    assert _sent(tmp_path) == []


def test_without_a_term_nobody_is_told(world: World, config: Config, tmp_path: Path) -> None:
    """There is nothing to answer."""
    world.open_consultation(objection_days=0)
    world.decide(world.ask(world.provider, NAMED), Choice(Outcome.REDACT))
    world.moment.advance(days=3)
    _drain(world, config)
    assert _sent(tmp_path) == []


def test_sent_again_is_the_same_message(decided: World, config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that died in between sends one again: the same Message-ID, so one file (F3)."""
    decided.moment.advance(days=1)
    written = letters.message
    ids: list[str] = []

    def noted(*words: object) -> EmailMessage:
        message = written(*words)  # type: ignore[arg-type]
        ids.append(message["Message-ID"])
        return message

    monkeypatch.setattr(letters, "message", noted)
    _drain(decided, config)
    assert len(set(ids)) == len(ids) == 3


def test_twin_a_message_to_its_party_alone_would_tell_who_asked(
    decided: World, config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: with one address the mail server's log names the asker."""
    monkeypatch.setattr(
        "consultation.parties.queries.addresses", lambda _session, _id: [(decided.provider.person, "lid@elzenwaard.example")]
    )
    decided.moment.advance(days=1)
    _drain(decided, config)
    assert len(_sent(tmp_path)) == 1


OBJECTION = "Zo begrijpt niemand meer wat wij vragen."


def _object(world: World) -> None:
    (first, *_) = world.own_previews()
    with world.database.transaction() as session:
        own_previews.object_to(session, world.provider, world.consultation(session), first.id, OBJECTION)


def _rule(world: World, *, upheld: bool) -> None:
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        (one,) = objections.open_objections(session, world.lawyer, consultation)
        objections.rule(session, world.lawyer, consultation, one.preview_id, Ruling(upheld, "Een naam gaat niet naar anderen."))


def _agree_with_the_rest(world: World) -> None:
    for one in world.own_previews():
        if one.stand == "waiting":
            with world.database.transaction() as session:
                own_previews.agree(session, world.provider, world.consultation(session), one.id)


@pytest.mark.parametrize("upheld", [True, False])
def test_a_decision_about_an_objection_is_told_in_the_same_words(
    decided: World, config: Config, tmp_path: Path, *, upheld: bool
) -> None:
    """To all parties, on the next working morning, and not that anybody objected (R9, R13)."""
    decided.moment.advance(days=1)
    _drain(decided, config)
    before = {message.get_content() for message in _sent(tmp_path)}
    for file in (tmp_path / "mail").glob("*.eml"):
        file.unlink()
    _object(decided)
    _agree_with_the_rest(decided)
    _rule(decided, upheld=upheld)
    _drain(decided, config)
    assert _sent(tmp_path) == []
    decided.moment.advance(days=4)
    _drain(decided, config)
    assert len(_sent(tmp_path)) == 3
    assert {message.get_content() for message in _sent(tmp_path)} == before


def test_a_text_that_changed_is_told_anew(decided: World, config: Config, tmp_path: Path) -> None:
    """Once per preview: one that changed is another one, with its own message; nothing new, no message."""
    decided.moment.advance(days=1)
    _drain(decided, config)
    first = {message["Message-ID"] for message in _sent(tmp_path)}
    decided.moment.advance(days=1)
    _drain(decided, config)
    assert {message["Message-ID"] for message in _sent(tmp_path)} == first
    reference = decided.own_previews()[0].reference
    decided.decide_again(reference, Choice(Outcome.GENERALISE, replacement="een aanbieder"))
    decided.second()
    decided.moment.advance(days=1)
    _drain(decided, config)
    assert len(_sent(tmp_path)) == 6
