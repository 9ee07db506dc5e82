"""No address that others can read holds a party's name, also when the party came later (rules 13, 37)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from consultation.dossiers import addresses, service
from consultation.dossiers.models import Document
from consultation.dossiers.rules import VersionDraft
from consultation.questions.release import service as release
from legal.terms import Outcome
from tests.dossiers.test_gate import _decide_all
from tests.world import World

Browser = Callable[..., FlaskClient]
TITLE = "Samen hand in hand verder"


def _party_comes_later(world: World) -> None:
    """Make a consultation and a document called after what becomes the name of a party."""
    world.draft_consultation(title=TITLE)
    with world.database.transaction() as session:
        draft = VersionDraft("Brief voor hand in hand", "1.0", "In deze tekst staat wat de gemeente wil vragen.")
        service.add_version(session, world.lead, world.consultation(session), draft)
    with world.database.transaction() as session:
        world._provider(session, "hand", "Hand in hand B.V.", "30444555", "hand.example")


def _publish(world: World) -> None:
    _decide_all(world, Outcome.REDACT)
    with world.database.transaction() as session:
        world.until_visible(release.release(session, world.publisher, world.consultation(session)))
        world.slug = world.consultation(session).slug


def test_an_address_is_made_anew_before_anybody_reads_it(world: World, browser: Browser) -> None:
    """The title is redacted by a decision; its address follows by itself."""
    _party_comes_later(world)
    assert world.slug == "samen-hand-in-hand-verder"
    _publish(world)
    assert world.slug == "samen-verder"
    seen = browser().get("/consultaties/").text + browser().get(f"/consultaties/{world.slug}/documenten/").text
    assert "hand-in-hand" not in seen and "hand in hand" not in seen.lower()


def test_twin_without_it_the_address_tells(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: the old address goes out with the redacted title."""
    monkeypatch.setattr(addresses, "mend", lambda _session, _consultation: None)
    _party_comes_later(world)
    _publish(world)
    assert "samen-hand-in-hand-verder" in browser().get("/consultaties/").text


def test_what_was_public_keeps_its_address(world: World, browser: Browser) -> None:
    """Everybody has the link already."""
    world.open_consultation(title=TITLE)
    with world.database.transaction() as session:
        world._provider(session, "hand", "Hand in hand B.V.", "30444555", "hand.example")
        addresses.mend(session, world.consultation(session))
        assert world.consultation(session).slug == "samen-hand-in-hand-verder"
    assert browser().get("/consultaties/samen-hand-in-hand-verder/").status_code == 200


def test_a_title_of_nothing_but_names_gets_a_neutral_address(world: World) -> None:
    """Something must stand there."""
    world.draft_consultation(title="Stichting Elzenwaard")
    assert world.slug == "stuk"
    with world.database.transaction() as session:
        draft = VersionDraft("Lindewede Begeleiding", "1.0", "In deze tekst staat wat de gemeente wil vragen.")
        version = service.add_version(session, world.lead, world.consultation(session), draft)
        assert session.get_one(Document, version.document_id).slug == "stuk"
