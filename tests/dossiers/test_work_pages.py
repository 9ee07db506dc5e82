"""The work pages of a consultation, in the browser's words."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from consultation.accounts import service as accounts
from consultation.accounts.models import Membership, Organisation
from consultation.accounts.permissions import Role
from consultation.parties import service as parties
from consultation.questions.release import service as release
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


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"openness": "onzin"}, "Dagactiviteiten 2029"),
        ({"medium": "", "interaction": "<script>"}, "Dagactiviteiten 2029"),
        ({"hours_asked": "veel"}, "Vul een getal in van 0 tot 1000."),
        ({"hours_asked": "-1"}, "Vul een getal in van 0 tot 1000."),
        ({"hours_asked": ""}, "Vul een getal in van 0 tot 1000."),
        ({"contact_email": "geen adres"}, "Dit is geen e-mailadres."),
        ({"contact_role": " "}, "Vul in wie het contactpunt is (een rol, geen naam)."),
        ({"rationale": f"{WHY} [klik](javascript:alert(1))"}, "Een link moet beginnen met https:// of mailto:."),
        ({"rationale": f"{WHY} Cliënt 111222333 weet het."}, "een nummer dat op een BSN lijkt"),
    ],
)
def test_bad_input_has_a_sentence_and_loses_nothing(world: World, browser: Browser, values: dict[str, str], words: str) -> None:
    """A made-up choice, a word for a number, a false link, a citizen service number: a page, never a crash."""
    good = {"rationale": WHY, "title": "Dagactiviteiten 2029", "contact_role": "Contactpunt inkoop"}
    answer = post(browser(world.lead), "/werk/nieuw/", **(good | values))
    assert answer.status_code == 400
    assert words in html.unescape(answer.text)
    assert 'value="Dagactiviteiten 2029"' in answer.text
    assert "<title>" in answer.text and "fout" in answer.text.split("</title>")[0]


def test_a_preview_shows_and_saves_nothing(world: World, browser: Browser) -> None:
    """The text as everybody will read it, clean; the version is not there yet."""
    world.draft_consultation()
    lead, address = browser(world.lead), f"/werk/{world.slug}/documenten/nieuw/"
    body = "## Eisen\n\n3. **derde** <script>alert(1)</script>"
    shown = post(lead, address, title="Kaart", body=body, bekijk="1")
    assert shown.status_code == 200
    assert "<h3>Eisen</h3>" in shown.text and '<ol start="3">' in shown.text
    assert "<script>" not in shown.text
    assert "Kaart" not in lead.get(f"/werk/{world.slug}/documenten/").text
    refused = post(lead, address, title="Kaart", body=f"{body} [x](//evil.example)", bekijk="1")
    assert refused.status_code == 400
    assert "Een link moet beginnen met https:// of mailto:." in refused.text
    assert "[x](//evil.example)" in refused.text


def test_the_publisher_reads_what_goes_out_and_can_stop(world: World, browser: Browser) -> None:
    """Message 16: the whole text before, the moment after, and a stop until then."""
    world.draft_consultation()
    publisher, address = browser(world.publisher), f"/werk/{world.slug}/publiceren/"
    page = publisher.get(address).text
    for words in (
        "Deze 3 onderdelen gaan naar buiten",
        "In deze tekst staat wat de gemeente wil vragen",
        "U kunt dit niet terughalen.",
    ):
        assert words in page
    assert "iedereen, en een bericht naar 0 partijen" in page
    planned = post(publisher, address, page=page).location
    shown = publisher.get(planned).text
    assert "Leidraad, versie 1.0" in shown
    assert "maandag 4 januari 2027, 09.05 uur (Nederlandse tijd)" in shown
    assert "Er staat iets klaar om openbaar te worden." in browser(world.lead).get(f"/werk/{world.slug}/").text
    stopped = post(publisher, f"{planned}stop/", page=shown)
    assert "U bent gestopt" in publisher.get(stopped.location).text
    assert "3 onderdelen zijn nog niet openbaar." in publisher.get(f"/werk/{world.slug}/").text


def test_who_wrote_it_sees_why_the_button_is_not_there(world: World, browser: Browser) -> None:
    """R17, on the page: the reason stands where the button would stand."""
    world.draft_consultation()
    with world.database.transaction() as session:
        organisation = session.get_one(Organisation, world.municipality_id)
        session.add(Membership(person_id=world.lead.person, organisation_id=organisation.id, role=Role.PUBLISHER))
        session.execute(update(Membership).where(Membership.role == Role.PROCESS_LEAD).values(ended_at=world.moment.now))
    with world.database.transaction() as session:
        membership = session.scalars(
            select(Membership).where(Membership.ended_at.is_(None), Membership.person_id == world.lead.person)
        ).one()
        token = accounts.open_session(session, membership)
    client = browser()
    client.set_cookie("sessie", token)
    page = client.get(f"/werk/{world.slug}/publiceren/").text
    assert "U maakte een deel hiervan. Iemand anders maakt het openbaar." in page
    assert "Maak 3 onderdelen openbaar" not in page


def test_the_first_sentence_says_where_it_stands(world: World, browser: Browser) -> None:
    """From set-up list to answered: one sentence each, and never "1 vragen"."""
    world.draft_consultation()
    address = f"/werk/{world.slug}/"
    said = [_first_sentence(browser(world.lead), address)]
    assert "Wat er al is" in browser(world.lead).get(address).text
    with world.database.transaction() as session:
        made = release.release(session, world.publisher, world.consultation(session))
    said.append(_first_sentence(browser(world.lead), address))
    world.until_visible(made)
    said.append(_first_sentence(browser(world.lead), address))
    world.moment.advance(hours=2)
    said.append(_first_sentence(browser(world.lead), address))
    with world.database.transaction() as session:
        parties.accept(session, world.provider, world.consultation_id)
    reference = world.ask(world.provider, "Telt de reistijd van begeleiders mee?")
    said.append(_first_sentence(browser(world.lead), address))
    world.moment.advance(days=8)
    said.append(_first_sentence(browser(world.lead), address))
    world.answer(reference)
    said.append(_first_sentence(browser(world.lead), address))
    assert said == [
        "Deze consultatie is nog niet openbaar. Alleen uw collega’s zien haar.",
        "Deze consultatie wordt zo openbaar.",
        "De vragenronde opent nog.",
        "De vragenronde is open. Er zijn nog geen vragen binnen.",
        "De vragenronde is open. Er is 1 vraag binnen.",
        "0 van 1 antwoorden zijn akkoord.",
        "De vragenronde is gesloten. Alle antwoorden zijn akkoord.",
    ]


def _first_sentence(client: FlaskClient, address: str) -> str:
    return html.unescape(client.get(address).text.split('mc-lead">')[1].split("</p>")[0].strip())
