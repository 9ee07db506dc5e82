"""Asking on the pages: three actions, receipts, refusals that give the text back (rules 11-15, 64; R11-R13)."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from consultation.db import Database
from consultation.questions.asking import own_questions
from consultation.questions.models import ClarificationNote, Question
from consultation.questions.release import service as release
from tests.forms import post
from tests.questions.asking.asking_flow import TEXT, ask, new_address, questions, received, send, write
from tests.world import World

Browser = Callable[..., FlaskClient]
ROOT = Path(__file__).resolve().parents[3]


def _receipt_address(answer: TestResponse) -> str:
    return answer.headers["Content-Location"]


# the flow


def test_from_a_paragraph_to_a_receipt_in_three_actions(world: World, browser: Browser) -> None:
    """The address of "Stel hierover een vraag" (1), "Controleer" (2), "Verstuur" (3)."""
    world.open_consultation()
    client = browser(world.provider)
    actions = 1
    page = client.get(f"{new_address(world)}?document=leidraad&versie=1.0&plaats=%C2%A7+3.4")
    assert page.status_code == 200
    actions += 1
    saved = post(client, new_address(world), page=page.text, text=TEXT, doe="controleer")
    shown = client.get(saved.location)
    actions += 1
    answer = post(client, saved.location, page=shown.text)
    assert (answer.status_code, actions) == (201, 3)
    for words in ("Wij hebben uw vraag ontvangen", "Leidraad, versie 1.0, § 3.4", "maandag 4 januari 2027, 11.05 uur", TEXT):
        assert words in answer.text
    assert "Bewaar dit bewijs" in answer.text and "Contactpunt inkoop sociaal domein" in answer.text


def test_who_reads_it_stands_above_the_field_and_the_deadline_on_every_step(world: World, browser: Browser) -> None:
    """Message 3; R11: the same instant everywhere."""
    world.open_consultation()
    client = browser(world.provider)
    page = client.get(new_address(world)).text
    field = page.index("<textarea")
    assert page.index("Uw naam en organisatie staan er niet bij.") < field
    assert re.search(r'<textarea[^>]* aria-describedby="[^"]*\btext-lezers\b', page)
    check = client.get(write(client, world).location).text
    for step in (page, check, client.get(f"/mijn/{world.slug}/").text, client.get(f"/mijn/{world.slug}/vragen/").text):
        assert "maandag 11 januari 2027, 09.00 uur (Nederlandse tijd)" in step


def test_the_check_page_shows_both_texts_and_warns_for_what_betrays(world: World, browser: Browser) -> None:
    """Message 4, rules 14 and 39."""
    world.open_consultation()
    client = browser(world.provider)
    text = "Stichting Elzenwaard vraagt dit. Hoe hoog is het tarief?\n\nMail ons op lid@elzenwaard.example."
    page = client.get(write(client, world, text).location).text
    left, right = page.split('id="gelezen"')
    assert "Stichting Elzenwaard vraagt dit." in left
    assert "Deze zin kan verraden wie u bent: “Stichting Elzenwaard vraagt dit.”" in left
    shown = right.split("</section>")[0]
    assert "Elzenwaard" not in shown and "elzenwaard.example" not in shown
    assert 'class="mc-redacted"' in shown and "Hoe hoog is het tarief?" in shown


def test_a_calm_text_gets_no_warning(world: World, browser: Browser) -> None:
    world.open_consultation()
    client = browser(world.provider)
    assert "verraden" not in client.get(write(client, world).location).text


def test_a_draft_is_kept_and_can_be_changed_before_it_is_sent(world: World, browser: Browser) -> None:
    """Message 2."""
    world.open_consultation()
    client = browser(world.provider)
    kept = write(client, world, doe="bewaar")
    page = client.get(kept.location)
    assert "Concept bewaard om 11.05 uur. Alleen u en uw collega’s zien het." in page.text
    changed = post(client, kept.location, text="Telt ook de reistijd tussen twee cliënten mee?", doe="controleer")
    answer = send(client, changed.location)
    assert answer.status_code == 201
    assert "Telt ook de reistijd tussen twee cliënten mee?" in answer.text
    assert len(questions(world.database)) == 1


def test_the_list_counts_and_an_empty_list_says_how_to_begin(world: World, browser: Browser) -> None:
    world.open_consultation()
    client = browser(world.provider)
    address = f"/mijn/{world.slug}/vragen/"
    assert "Nog geen vragen." in client.get(address).text
    ask(client, world)
    write(client, world, "Een concept dat blijft liggen.", doe="bewaar")
    page = client.get(address).text
    counts = re.findall(r"<dt>([\w ]+)</dt><dd><strong>(\d+)</strong>", page)
    assert counts == [("Concept", "1"), ("Wacht op antwoord", "1"), ("Beantwoord", "0"), ("Ingetrokken", "0")]


def test_an_answered_question_leads_to_its_note(world: World, browser: Browser) -> None:
    world.open_consultation()
    client = browser(world.provider)
    reference = world.ask(world.provider, TEXT)
    world.answer(reference)
    number = world.compose()
    made = world.schedule(number)
    assert "Beantwoord</span>" not in client.get(f"/mijn/{world.slug}/vragen/").text, "not before the moment (rule 1)"
    world.until_visible(made)
    page = client.get(f"/mijn/{world.slug}/vragen/").text
    assert "Beantwoord</span>" in page
    assert f"/consultaties/{world.slug}/notas/1/" in page


# the receipt


def test_a_double_submit_gives_the_first_receipt_byte_for_byte(world: World, browser: Browser) -> None:
    """R12, message 5."""
    world.open_consultation()
    client = browser(world.provider)
    check = write(client, world).location
    page = client.get(check).text
    first = post(client, check, page=page)
    proof = client.get(_receipt_address(first) + "bewijs.json").data
    world.moment.advance(minutes=7)
    second = post(client, check, page=page)
    assert (first.status_code, second.status_code) == (201, 200)
    assert "U verstuurde deze vraag al. Dit is uw eerste ontvangstbewijs." in second.text
    assert _receipt_address(second) == _receipt_address(first)
    assert client.get(_receipt_address(second) + "bewijs.json").data == proof
    assert len(received(world.database, world.consultation_id)) == 1


def test_the_receipt_has_an_address_that_can_be_reloaded(world: World, browser: Browser) -> None:
    world.open_consultation()
    client = browser(world.provider)
    answer = ask(client, world)
    again = client.get(_receipt_address(answer))
    assert again.status_code == 200
    assert f'href="{_receipt_address(answer)}"' in answer.text
    check = answer.request.path
    assert client.get(check).location == _receipt_address(answer), "going back does not send again"


@pytest.mark.slow
@pytest.mark.parametrize("published", [False, True])
def test_the_receipt_is_checked_offline(world: World, browser: Browser, tmp_path: Path, published: bool) -> None:
    """R10: before and after the private record was fixed in the public one."""
    world.open_consultation()
    client = browser(world.provider)
    answer = ask(client, world)
    if published:
        world.answer(questions(world.database)[0].reference)
        world.publish_note()
    download = client.get(_receipt_address(answer) + "bewijs.json")
    assert download.mimetype == "application/json"
    assert download.headers["Content-Disposition"].startswith('attachment; filename="bewijs-')
    file = tmp_path / "bewijs.json"
    file.write_bytes(download.data)
    assert (json.loads(download.data)["private"] is not None) is published
    assert _verify(file) == 0
    file.write_bytes(download.data.replace(b"reistijd", b"werktijd"))
    assert _verify(file) == 1, "a changed text is found out"


def _verify(file: Path) -> int:
    command = [sys.executable, "-m", "legal", "verify", str(file)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode


# rules of taking part, withdrawing


def test_who_has_not_accepted_reads_the_rules_first_and_comes_back(world: World, browser: Browser) -> None:
    """Rule 64."""
    world.draft_consultation()
    _publish(world)
    client = browser(world.provider)
    wanted = f"{new_address(world)}?document=leidraad&versie=1.0&plaats=%C2%A7+2"
    page = client.get(wanted, follow_redirects=True)
    for words in ("geen rechten en geen plichten", "Meedoen wordt niet betaald", "zonder uw naam", "één contactpunt"):
        assert words in page.text
    accepted = post(client, f"/mijn/{world.slug}/deelnemen/", page=page.text)
    assert accepted.status_code == 303
    assert "§ 2" in client.get(accepted.location).text
    assert "accepteerde deze spelregels op" in client.get(f"/mijn/{world.slug}/deelnemen/").text


def test_accepting_never_leads_to_another_site(world: World, browser: Browser) -> None:
    world.open_consultation()
    answer = post(browser(world.provider), f"/mijn/{world.slug}/deelnemen/", at=new_address(world), verder="//kwaad.example")
    assert answer.location == f"/mijn/{world.slug}/"


def test_withdrawing_asks_first(world: World, browser: Browser) -> None:
    """Rule 12."""
    world.open_consultation()
    client = browser(world.provider)
    ask(client, world)
    question = questions(world.database)[0]
    address = f"/mijn/{world.slug}/vragen/{question.id}/intrekken/"
    page = client.get(address)
    assert "Trek deze vraag in?" in page.text and TEXT in page.text
    assert questions(world.database)[0].status == "submitted", "looking withdraws nothing"
    assert post(client, address, page=page.text).status_code == 303
    assert questions(world.database)[0].status == "withdrawn"
    assert "U trok deze vraag in" in client.get(f"/mijn/{world.slug}/vragen/ontvangst/{question.reference}/").text


def _too_late(world: World, browser: Browser) -> tuple[list[str], list[str], str]:
    """Return the pages about an answered question before its nota is released and while it is not readable yet, and what
    who withdraws it then reads."""
    world.open_consultation()
    world.answer(world.ask(world.provider, TEXT))
    number, client = world.compose(), browser(world.provider)
    root = f"/mijn/{world.slug}/vragen/"
    address = f"{root}{questions(world.database)[0].id}/intrekken/"

    def pages() -> list[str]:
        found = [client.get(page).text for page in (root, address)]
        return [re.sub(r'name="csrf_token" value="[^"]*"', "", page) for page in found]

    before = pages()
    world.schedule(number)
    while_fixed = pages()
    refused = post(client, address, page=client.get(address).text)
    assert refused.status_code == 409
    return before, while_fixed, refused.text


def test_who_is_too_late_to_withdraw_reads_what_is_true_and_goes_back(world: World, browser: Browser) -> None:
    """Rule 1, R5, R13: until its moment no page of a party tells of a nota, and the refusal tells no more than that."""
    before, while_fixed, refused = _too_late(world, browser)
    assert before == while_fixed
    assert "U kunt deze vraag nu niet intrekken." in refused and "gepubliceerd" not in refused and "nota" not in refused
    assert f'href="/mijn/{world.slug}/vragen/">Onze vragen</a>' in refused and "Iemand anders was u voor" not in refused
    world.moment.advance(minutes=10)
    client = browser(world.provider)
    question = questions(world.database)[0]
    assert "Trek in<" not in client.get(f"/mijn/{world.slug}/vragen/").text
    page = client.get(f"/mijn/{world.slug}/vragen/{question.id}/intrekken/").text
    assert "Intrekken kan niet meer: deze vraag staat in een nota die is gepubliceerd." in page


def test_twin_a_list_that_knows_of_a_release_tells_of_the_nota(
    world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: "Trek in" goes as soon as it cannot be done; then whoever asked knows of the nota before the others."""

    def released(session: Session, rows: list[Question], _now: object) -> dict[object, int]:
        notes = [session.get_one(ClarificationNote, row.note_id) for row in rows if row.note_id]
        return {note.id: note.number for note in notes if note.release_id}

    monkeypatch.setattr(own_questions, "_visible_notes", released)
    before, while_fixed, _ = _too_late(world, browser)
    assert before != while_fixed


def _publish(world: World) -> None:
    """Make the consultation public without anybody taking part."""
    with world.database.transaction() as session:
        made = release.release(session, world.publisher, world.consultation(session))
    world.until_visible(made)
    world.moment.advance(hours=2)


def test_the_database_is_untouched_by_looking(world: World, browser: Browser, database: Database) -> None:
    """Safe methods change no question; each look at own texts is noted in the record (R1)."""
    world.open_consultation()
    client = browser(world.provider)
    write(client, world, doe="bewaar")
    before = [(row.id, row.status, row.text_id) for row in questions(database)]
    for address in ("", "vragen/", "vragen/nieuw/", f"vragen/{before[0][0]}/controleren/", f"vragen/{before[0][0]}/bewerken/"):
        assert client.get(f"/mijn/{world.slug}/{address}").status_code == 200
    assert [(row.id, row.status, row.text_id) for row in questions(database)] == before
