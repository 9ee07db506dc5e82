"""Asking on the pages: three actions, receipts, refusals that give the text back (rules 11-15, 64; R11-R13)."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from consultation.db import Database
from consultation.questions import release
from consultation.questions.models import Question, QuestionRound
from consultation.vault import service as vault
from tests.forms import post
from tests.questions.asking_flow import TEXT, ask, new_address, questions, received, send, write
from tests.world import World

Browser = Callable[..., FlaskClient]
BSN = "Mijn cliënt met nummer 111222333 wacht al drie maanden."
ROOT = Path(__file__).resolve().parents[2]


def _receipt_address(answer: TestResponse) -> str:
    return answer.headers["Content-Location"]


def _round(world: World) -> QuestionRound:
    with world.database.reading() as session:
        return session.get_one(QuestionRound, world.round_id)


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
    field = page.index('<textarea')
    assert page.index("Uw naam en organisatie staan er niet bij.") < field
    assert 'aria-describedby="text-lezers"' in page
    check = client.get(write(client, world).location).text
    for step in (page, check, client.get(f"/mijn/{world.slug}/").text, client.get(f"/mijn/{world.slug}/vragen/").text):
        assert "maandag 11 januari 2027, 09.00 uur (Nederlandse tijd)" in step


def test_the_check_page_shows_both_texts_and_warns_for_what_betrays(world: World, browser: Browser) -> None:
    """Message 4, rules 14 and 39."""
    world.open_consultation()
    client = browser(world.provider)
    text = "Stichting Zorgboog vraagt dit. Hoe hoog is het tarief?\n\nMail ons op lid@zorgboog.example."
    page = client.get(write(client, world, text).location).text
    left, right = page.split('id="gelezen"')
    assert "Stichting Zorgboog vraagt dit." in left
    assert "Deze zin kan verraden wie u bent: “Stichting Zorgboog vraagt dit.”" in left
    shown = right.split("</section>")[0]
    assert "Zorgboog" not in shown and "zorgboog.example" not in shown
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
    counts = re.findall(r"<dt>(\w+)</dt><dd><strong>(\d+)</strong>", page)
    assert counts == [("Concept", "1"), ("Verstuurd", "1"), ("Beantwoord", "0"), ("Ingetrokken", "0")]


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


# refusals that lose nothing


def test_after_the_close_the_text_is_a_draft_and_the_page_says_when(world: World, browser: Browser) -> None:
    """Message 7, rule 11."""
    world.open_consultation()
    world.moment.set(_round(world).closes_at - timedelta(hours=1))
    client = browser(world.provider)
    check = write(client, world).location
    page = client.get(check).text
    world.moment.set(_round(world).closes_at + timedelta(seconds=3))
    answer = post(client, check, page=page)
    assert answer.status_code == 409
    assert (
        "De vragenronde is gesloten sinds ma 11 jan 2027, 09.00 uur. Uw tekst kwam op ma 11 jan 2027, 09.00.03 uur binnen "
        "en is niet verstuurd. Hij is bewaard als concept."
    ) in answer.text
    assert TEXT in answer.text and "Verstuur</button>" not in answer.text
    assert TEXT in client.get(f"/mijn/{world.slug}/vragen/").text


def test_a_form_from_before_the_close_is_kept_too(world: World, browser: Browser) -> None:
    world.open_consultation()
    world.moment.set(_round(world).closes_at - timedelta(hours=1))
    client = browser(world.provider)
    page = client.get(new_address(world)).text
    world.moment.set(_round(world).closes_at)
    saved = post(client, new_address(world), page=page, text=TEXT, doe="controleer")
    assert saved.status_code == 303
    assert "gesloten sinds" in client.get(saved.location).text
    assert [row.status for row in questions(world.database)] == ["draft"]


def test_before_the_opening_a_draft_can_be_kept_but_not_sent(world: World, browser: Browser) -> None:
    world.open_consultation()
    world.moment.set(_round(world).opens_at - timedelta(minutes=1))
    client = browser(world.provider)
    saved = write(client, world)
    page = client.get(saved.location).text
    assert "De vragenronde opent op" in page and "Verstuur</button>" not in page
    forced = post(client, saved.location, page=client.get(new_address(world)).text)
    assert forced.status_code == 409
    assert "De vragenronde is nog niet open. Uw vraag is niet verstuurd." in forced.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("kort", "Gebruik ten minste 10 tekens."),
        ("", "Schrijf uw vraag op."),
        ("\u200b" * 40, "Gebruik ten minste 10 tekens."),
        ("woord " * 1_700, "Deze vraag is te lang."),
        (BSN, "In uw tekst staat een nummer dat op een BSN lijkt. Haal het weg. Wij hebben het niet bewaard."),
    ],
)
def test_a_faulty_text_comes_back_with_what_is_wrong(world: World, browser: Browser, text: str, words: str) -> None:
    world.open_consultation()
    client = browser(world.provider)
    answer = write(client, world, text, section="§ 9")
    assert answer.status_code == 400
    assert answer.text.count(words) == 2, "at the field and in the summary"
    assert "<title>1 fout: " in answer.text
    assert text.strip() in answer.text and 'value="§ 9"' in answer.text
    assert questions(world.database) == []


def test_a_faulty_change_leaves_the_saved_draft_alone(world: World, browser: Browser) -> None:
    world.open_consultation()
    client = browser(world.provider)
    kept = write(client, world, doe="bewaar").location
    answer = post(client, kept, text="kort", doe="controleer")
    assert answer.status_code == 400
    assert f'action="{kept}"' in answer.text, "mended text goes to the same draft"
    assert TEXT in client.get(kept).text


def test_two_people_in_one_draft_see_both_texts(world: World, browser: Browser) -> None:
    world.open_consultation()
    mine = browser(world.provider)
    theirs = browser(world.member(world.provider, "Een collega", "collega@zorgboog.example"))
    address = write(mine, world, doe="bewaar").location
    opened = mine.get(address).text
    post(theirs, address, text="De tekst van mijn collega over reistijd.", doe="bewaar")
    answer = post(mine, address, page=opened, text="Mijn eigen tekst over reistijd.", doe="controleer")
    assert answer.status_code == 409
    assert "De tekst van mijn collega over reistijd." in answer.text
    assert "Mijn eigen tekst over reistijd." in answer.text
    chosen = post(mine, address, page=answer.text, doe="controleer")
    assert chosen.status_code == 303
    assert "Mijn eigen tekst over reistijd." in mine.get(chosen.location).text


def test_a_change_to_a_sent_question_becomes_a_new_draft(world: World, browser: Browser) -> None:
    world.open_consultation()
    client = browser(world.provider)
    address = write(client, world, doe="bewaar").location
    opened = client.get(address).text
    send(client, address.replace("bewerken", "controleren"))
    answer = post(client, address, page=opened, text="Nog een heel andere gedachte.", doe="controleer")
    assert answer.status_code == 409
    assert "Deze vraag is al verstuurd." in answer.text and "Nog een heel andere gedachte." in answer.text
    fresh = post(client, new_address(world), page=answer.text, doe="controleer")
    assert fresh.status_code == 303
    assert sorted(row.status for row in questions(world.database)) == ["draft", "submitted"]


def test_too_fast_gives_the_text_back(world: World, browser: Browser) -> None:
    """A limit per session: another member of the house is not held up."""
    world.open_consultation()
    client, rival = browser(world.provider), browser(world.rival)
    page = client.get(new_address(world)).text
    for _ in range(20):
        assert post(client, new_address(world), page=page, text=TEXT, doe="bewaar").status_code == 303
    answer = post(client, new_address(world), page=page, text="Deze tekst mag niet verloren gaan.", doe="bewaar")
    assert answer.status_code == 429
    assert "Wacht een minuut" in answer.text
    assert "Deze tekst mag niet verloren gaan." in answer.text and "<textarea" in answer.text
    assert write(rival, world).status_code == 303


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


def _publish(world: World) -> None:
    """Make the consultation public without anybody taking part."""
    with world.database.transaction() as session:
        made = release.release(session, world.publisher, world.consultation(session))
    world.until_visible(made)
    world.moment.advance(hours=2)


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
        headers = sorted((k, v) for k, v in answer.headers if k != "Content-Length")
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


def test_it_is_told_apart_when_ownership_is_not_asked(
    world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
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


# time


@pytest.mark.parametrize(
    ("closes", "shown"),
    [
        (datetime(2027, 3, 28, 0, 59, tzinfo=UTC), "zondag 28 maart 2027, 01.59 uur (Nederlandse tijd)"),
        (datetime(2027, 3, 28, 1, 0, tzinfo=UTC), "zondag 28 maart 2027, 03.00 uur (Nederlandse tijd)"),
        (datetime(2027, 10, 30, 23, 59, tzinfo=UTC), "zondag 31 oktober 2027, 01.59 uur (Nederlandse tijd)"),
        (datetime(2027, 10, 31, 2, 0, tzinfo=UTC), "zondag 31 oktober 2027, 03.00 uur (Nederlandse tijd)"),
    ],
)
def test_a_deadline_in_a_night_that_the_clock_changes_is_shown_and_kept_right(
    world: World, browser: Browser, closes: datetime, shown: str
) -> None:
    """R11, F12: what is shown is the instant at which the round closes."""
    world.moment.set(closes - timedelta(days=7))  # the round of this world closes after 7 days
    world.open_consultation()
    world.moment.set(closes - timedelta(minutes=90))
    client = browser(world.provider)
    page = client.get(new_address(world)).text
    assert shown in page
    assert "nog 1 uur" in page, "hours that really pass, also over the change"
    check = post(client, new_address(world), page=page, text=TEXT, doe="controleer").location
    world.moment.set(closes - timedelta(milliseconds=1))
    assert send(client, check).status_code == 201
    late = write(client, world, "Deze vraag komt een tel te laat binnen.").location
    form = client.get(late).text
    world.moment.set(closes)
    assert post(client, late, page=form).status_code == 409


# bad input on the wire


@pytest.mark.parametrize(
    "fields",
    [
        {"concept": "geen-uuid"},
        {"concept": ""},
        {"document": "geen-uuid"},
        {"document": str(uuid.uuid4())},
        {"theme": "<script>"},
        {"section": "x" * 5_000},
        {"seen": "geen-uuid"},
        {"doe": "iets anders"},
    ],
)
def test_a_tampered_form_is_refused_or_repaired_never_an_error_of_ours(
    world: World, browser: Browser, fields: dict[str, str]
) -> None:
    world.open_consultation()
    answer = write(browser(world.provider), world, **fields)
    assert answer.status_code in {303, 400}
    if answer.status_code == 400:
        assert TEXT in answer.text


def test_what_is_typed_is_shown_as_text(world: World, browser: Browser) -> None:
    world.open_consultation()
    client = browser(world.provider)
    text = '<script>alert(1)</script> "><img src=x onerror=alert(1)> {{ 7*7 }} ⟦gelakt: naam⟧'
    answer = ask(client, world, text)
    pages = [answer.text, client.get(f"/mijn/{world.slug}/vragen/").text]
    for page in pages:
        assert "<script>alert" not in page and "<img src=x" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_database_is_untouched_by_looking(world: World, browser: Browser, database: Database) -> None:
    """Safe methods change no question; each look at own texts is noted in the record (R1)."""
    world.open_consultation()
    client = browser(world.provider)
    write(client, world, doe="bewaar")
    before = [(row.id, row.status, row.text_id) for row in questions(database)]
    for address in ("", "vragen/", "vragen/nieuw/", f"vragen/{before[0][0]}/controleren/", f"vragen/{before[0][0]}/bewerken/"):
        assert client.get(f"/mijn/{world.slug}/{address}").status_code == 200
    assert [(row.id, row.status, row.text_id) for row in questions(database)] == before
