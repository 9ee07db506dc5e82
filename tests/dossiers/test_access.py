"""Who gets to a consultation: the own house, the own role, the own invitation; for others it does not exist (rule 58, R13)."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.accounts.actor import Actor
from consultation.accounts.permissions import Permission
from consultation.dossiers import access
from consultation.dossiers.models import Consultation
from consultation.dossiers.rules import Openness
from consultation.errors import NotAllowed, NotFound
from consultation.parties import service as parties
from consultation.publications import queries as publications
from consultation.questions.release import service as release
from tests.forms import post
from tests.world import World

Browser = Callable[..., FlaskClient]
ELSEWHERE = "elders.example"
PAGES = (
    "", "bewerken/", "documenten/", "documenten/nieuw/", "rondes/nieuw/", "partijen/", "publiceren/",
    f"publiceren/{uuid.UUID(int=7)}/",
)  # fmt: skip
ACTS = ("bewerken/", "documenten/nieuw/", "rondes/nieuw/", "partijen/", "publiceren/", "publiceren/bevinding/")


def _elsewhere(app: Flask, world: World, actor: Actor) -> FlaskClient:
    """Sign in at the other municipality's address."""
    client = app.test_client()
    client.set_cookie("sessie", world.session_token(actor), domain=ELSEWHERE)
    return client


def _open_doors(app: Flask, world: World) -> list[str]:
    """Return each address of this consultation that answers staff of another municipality with more than "does not exist"."""
    app.config["WTF_CSRF_ENABLED"] = False
    data = {"title": "Kaart", "number": "1.0", "body": "x" * 30, "finding": "x", "outcome": "redact", "closes_day": "2027-02-01"}
    found = []
    for actor in world.other_municipality(ELSEWHERE):
        client = _elsewhere(app, world, actor)
        for method, page in [("GET", page) for page in PAGES] + [("POST", act) for act in ACTS]:
            here, nowhere = (
                client.open(f"/werk/{slug}/{page}", method=method, base_url=f"http://{ELSEWHERE}", data=data)
                for slug in (world.slug, "bestaat-niet")
            )
            same = here.text.replace(world.slug, "bestaat-niet") == nowhere.text
            if (here.status_code, nowhere.status_code, same) != (404, 404, True):
                found.append(f"{actor.role} {method} {page}: {here.status_code}")
    return found


def test_staff_of_another_municipality_find_nothing(app: Flask, world: World) -> None:
    """The same 404 as for an address that does not exist, for reading and for every act."""
    world.draft_consultation()
    assert _open_doors(app, world) == []


def test_without_the_house_the_doors_stand_open(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a look-up that forgets the municipality is found."""
    world.draft_consultation()

    def by_slug_alone(session: Session, actor: Actor, permission: Permission, slug: str) -> Consultation:
        access.authorize(actor, permission)
        found = session.scalar(select(Consultation).where(Consultation.slug == slug))
        if found is None:
            raise NotFound
        return found

    monkeypatch.setattr(access, "for_work", by_slug_alone)
    assert len(_open_doors(app, world)) >= len(PAGES) - 1


def test_staff_work_at_their_own_address_alone(world: World, browser: Browser) -> None:
    """Signed in here, but elsewhere the session means nothing."""
    world.draft_consultation()
    other = world.other_municipality(ELSEWHERE)[0]
    assert browser(other).get(f"/werk/{world.slug}/").status_code == 404
    with world.database.reading() as session, pytest.raises(NotFound):
        access.for_work(session, other, Permission.WORK_READ, world.slug)


def test_a_party_reads_what_is_public_and_no_sooner(world: World) -> None:
    """Before its moment a consultation does not exist, for nobody outside (R5)."""
    world.draft_consultation()
    assert not _found_by(world, world.provider)
    world.open_consultation()
    assert _found_by(world, world.provider)


def test_only_invitees_find_a_closed_one(world: World, browser: Browser) -> None:
    """Rule 6, R13: whoever was not invited gets the 404 of any unknown address."""
    _close(world)
    assert (_found_by(world, world.provider), _found_by(world, world.third)) == (True, False)
    for page in ("", "vragen/", "vragen/nieuw/", "deelnemen/", "wie-kon-wat-zien/"):
        assert browser(world.third).get(f"/mijn/{world.slug}/{page}").status_code == 404, page
        assert browser(world.provider).get(f"/mijn/{world.slug}/{page}").status_code != 404, page
    assert browser(world.third).get(f"/consultaties/{world.slug}/").status_code == 404


def test_without_the_predicate_everybody_finds_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: with the one predicate broken the test above turns red."""
    _close(world)
    monkeypatch.setattr(publications, "readable", lambda *_facts: True)
    assert _found_by(world, world.third)


def test_the_role_is_asked_first(world: World) -> None:
    """Who may not do a thing hears nothing about whether the consultation exists."""
    world.draft_consultation()
    with world.database.reading() as session:
        for slug in (world.slug, "bestaat-niet"):
            with pytest.raises(NotAllowed):
                access.for_work(session, world.expert, Permission.CONSULTATION_EDIT, slug)


def test_who_only_reads_sees_no_buttons(world: World, browser: Browser) -> None:
    """The auditor reads along; the expert and the publisher do not set up."""
    world.draft_consultation()
    for actor in (world.auditor, world.expert, world.publisher):
        for page in ("", "documenten/", "partijen/"):
            text = browser(actor).get(f"/werk/{world.slug}/{page}").text
            assert not [words for words in ("Voeg een", "Nodig een partij uit", "Bewerk") if words in text], (actor.role, page)
    assert "U leest mee. U kunt hier niets wijzigen." in browser(world.auditor).get(f"/werk/{world.slug}/").text


def test_inviting_through_the_page(world: World, browser: Browser) -> None:
    """A party from the list; a made-up one is a fault at the field."""
    world.draft_consultation(Openness.CLOSED)
    lead, address = browser(world.lead), f"/werk/{world.slug}/partijen/"
    assert post(lead, address, organisation=str(world.provider.organisation)).status_code == 303
    for made_up in ("", "onzin", str(uuid.UUID(int=3)), str(world.municipality_id)):
        answer = post(lead, address, organisation=made_up)
        assert answer.status_code == 400
        assert "Kies een partij uit de lijst." in answer.text
    page = lead.get(address).text
    assert "1 partij doet mee." in page
    assert "Stichting Elzenwaard" in page


def _close(world: World) -> None:
    """Make a closed consultation public for one party."""
    world.draft_consultation(Openness.CLOSED)
    with world.database.transaction() as session:
        parties.invite(session, world.lead, world.consultation_id, world.provider.organisation)
    with world.database.transaction() as session:
        made = release.release(session, world.publisher, world.consultation(session))
    world.until_visible(made)


def _found_by(world: World, actor: Actor) -> bool:
    place = (world.municipality_id, world.slug)
    with world.database.reading() as session:
        try:
            return access.for_party(session, actor, Permission.PARTY_READ, place, world.moment.now) is not None
        except NotFound:
            return False
