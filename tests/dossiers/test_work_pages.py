"""The work pages of a consultation, in the browser's words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from flask.testing import FlaskClient

from tests.forms import post
from tests.world import World

Browser = Callable[..., FlaskClient]
WHY = "Wij willen weten of onze plannen uitvoerbaar zijn. Daarom vragen wij het eerst aan u."


def test_from_why_to_public(world: World, browser: Browser) -> None:
    """The whole set-up by two people (R17), through forms alone."""
    lead = browser(world.lead)
    answer = post(lead, "/werk/nieuw/", rationale=WHY, title="Dagactiviteiten 2029", contact_role="Contactpunt inkoop")
    assert answer.location == "/werk/dagactiviteiten-2029/"
    root = answer.location
    body = "## Wat wij vragen\n\nEen plek voor **iedereen** in de buurt."
    assert post(lead, f"{root}documenten/nieuw/", title="Leidraad", body=body).status_code == 303
    day = (world.moment.now + timedelta(days=7)).date()
    form = {"at_once": "y", "closes_day": day.isoformat(), "answers_day": (day + timedelta(days=7)).isoformat()}
    assert post(lead, f"{root}rondes/nieuw/", **form).status_code == 303
    assert "3 onderdelen zijn nog niet openbaar." in lead.get(root).text
    publisher = browser(world.publisher)
    assert "Maak 3 onderdelen openbaar" in publisher.get(f"{root}publiceren/").text
    done = post(publisher, f"{root}publiceren/")
    assert "Dit wordt zo openbaar" in publisher.get(done.location).text
    world.moment.advance(minutes=10)
    assert "Dit is openbaar" in publisher.get(done.location).text
    assert "De vragenronde is open." in lead.get(root).text


def test_why_is_asked_and_what_was_typed_stays(world: World, browser: Browser) -> None:
    """Bad input loses nothing: the title typed beside a missing "why" is still there."""
    answer = post(browser(world.lead), "/werk/nieuw/", rationale="Kort.", title="Dagactiviteiten 2029")
    assert answer.status_code == 400
    assert "Schrijf waarom u deze consultatie houdt. Gebruik ten minste 40 tekens." in answer.text
    assert 'value="Dagactiviteiten 2029"' in answer.text


def test_closed_needs_grounds(world: World, browser: Browser) -> None:
    """Rule 6: a closed consultation without grounds is refused."""
    answer = post(
        browser(world.lead), "/werk/nieuw/", rationale=WHY, title="Besloten 2029", openness="closed", contact_role="Contactpunt"
    )
    assert answer.status_code == 400
    assert "Een besloten consultatie heeft een reden nodig" in answer.text


def test_two_editors_both_texts_are_shown(world: World, browser: Browser) -> None:
    """Message 13: who saves second sees both and nothing was overwritten silently."""
    slug = world.draft_consultation()
    lead = browser(world.lead)
    colleague = browser(world.member(world.lead, "T. Tweede", "tweede@zilverdijk.example"))
    address = f"/werk/{slug}/bewerken/"
    first, second = (client.get(address).text for client in (lead, colleague))
    assert post(lead, address, page=first, title="Titel van de eerste").status_code == 303
    late = post(colleague, address, page=second, title="Titel van de tweede")
    assert late.status_code == 409
    assert "Titel van de eerste" in late.text
    assert "Titel van de tweede" in late.text
    assert post(colleague, address, page=late.text, title="Titel van de tweede").status_code == 303
