"""Import on the screen: what is in the file, what is the matter with it, and all of it at once or nothing."""

from __future__ import annotations

import io
import re
import threading
import uuid
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from consultation.accounts.actor import Actor
from consultation.errors import NotAllowed
from consultation.questions.importing import service as importing
from consultation.questions.importing import staging
from consultation.questions.importing.spreadsheet import RawRow, Sheet
from consultation.questions.importing.staging import Staging, prepare
from consultation.questions.models import AnswerRevision, ImportBatch, Question
from consultation.vault import service as vault
from consultation.vault.models import VaultObject
from consultation.vault.service import Reader
from tests import forms
from tests.world import PROVIDERS, World

Browser = Callable[..., FlaskClient]
HEADER = ["Vraag", "Antwoord", "Gaat over", "Thema"]
ROW = ["Telt de reistijd mee in het uurtarief?", "Ja, de reistijd telt mee.", "§ 3.4", "Tarief en bekostiging"]
Cells = list[object]


def xlsx(rows: list[Cells], header: Cells | None = None, change: Callable[[Workbook], None] | None = None) -> bytes:
    """Return a workbook; `change` may do to it what people do."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in [header or list(HEADER), *rows]:
        sheet.append(cells)
    if change:
        change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def send(client: FlaskClient, world: World, data: bytes, name: str = "vragen.xlsx") -> TestResponse:
    answer = forms.post(client, f"/werk/{world.slug}/vragen/importeren/", file=(io.BytesIO(data), name))
    answer.request.environ["wsgi.input"].close()
    return answer


def looked_over(client: FlaskClient, world: World, data: bytes, name: str = "vragen.xlsx") -> tuple[str, str]:
    """Send a file; return the address and the text of the page that says what is good."""
    answer = send(client, world, data, name)
    assert answer.status_code == 303, answer.text
    address = str(answer.headers["Location"])
    return address, client.get(address).text


def questions(world: World) -> list[Question]:
    with world.database.reading() as session:
        return list(session.scalars(select(Question)))


def words_of(world: World, question: Question) -> dict[str, str]:
    with world.database.transaction() as session:
        found = vault.read(session, question.consultation_id, [question.text_id], Reader("test", "test"))
        return found[question.text_id]


def test_a_file_becomes_questions_that_wait_for_a_second_person(world: World, browser: Browser) -> None:
    """Rules 15, 19 and 24: the words, the place and the theme come along; the answer waits for approval."""
    world.open_consultation()
    lead = browser(world.lead)
    address, page = looked_over(lead, world, xlsx([list(ROW), ["Geldt de eis bij ziekte?", "", "", "iets anders"]]))
    assert "Alle 2 rijen zijn goed. Er is nog niets opgenomen." in page
    assert questions(world) == []
    done = forms.post(lead, address, page=page, actie="neem")
    assert "2 vragen zijn opgenomen" in lead.get(done.headers["Location"]).text
    found = {words_of(world, question)["text"]: question for question in questions(world)}
    travel, illness = found[str(ROW[0])], found["Geldt de eis bij ziekte?"]
    assert words_of(world, travel) == {"text": ROW[0], "section": "§ 3.4"}
    assert (travel.answer_status, travel.theme) == ("awaiting_approval", "tariff")
    assert (illness.answer_status, illness.theme, illness.revision_id) == ("new", "other", None)
    with world.database.reading() as session:
        assert [row.text for row in session.scalars(select(AnswerRevision))] == [ROW[1]]


def test_answers_can_come_in_as_concepts(world: World, browser: Browser) -> None:
    world.open_consultation()
    lead = browser(world.lead)
    address, page = looked_over(lead, world, xlsx([list(ROW)]))
    forms.post(lead, address, page=page, actie="neem", answers="concept")
    assert [question.answer_status for question in questions(world)] == ["concept"]


def test_the_template_comes_back_filled_in(world: World, browser: Browser) -> None:
    """Rule 24: what we hand out, we read."""
    world.open_consultation()
    lead = browser(world.lead)
    handed = lead.get(f"/werk/{world.slug}/vragen/importeren/sjabloon.xlsx")
    assert handed.headers["Content-Disposition"] == "attachment; filename=vragen.xlsx"
    refused = send(lead, world, handed.data)
    assert refused.status_code == 400
    assert "Onder de namen van de kolommen staat niets." in refused.text


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "vragen.xlsx", "Dit bestand is leeg."),
        (b"%PDF-1.7 niets", "vragen.pdf", "Dit bestand kunnen wij niet lezen. Gebruik xlsx, ods of csv, of ons sjabloon."),
        (b"Naam;Prijs\nA;1\n", "vragen.csv", "Wij vinden geen kolom met vragen."),
        (b'{"question": "Een", "question": "Twee"}\n', "vragen.jsonl", "2 keer"),
    ],
)
def test_a_file_that_cannot_be_read_is_explained(world: World, browser: Browser, data: bytes, name: str, words: str) -> None:
    """Message 11: in words, at the field, and nothing is kept."""
    world.open_consultation()
    page = send(browser(world.lead), world, data, name)
    assert page.status_code == 400
    assert words in page.text
    assert "<title>1 fout:" in page.text
    with world.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(ImportBatch)) == 0


def test_a_refusal_in_english_names_what_is_in_the_file(world: World, browser: Browser) -> None:
    """The reader works in a process of its own; its words are found in the language of who asked."""
    world.open_consultation()
    lead = browser(world.lead)
    lead.set_cookie("taal", "en")
    page = send(lead, world, b"Naam;Prijs\nA;1\n", "vragen.csv")
    assert "Your file has these columns: “Naam”, “Prijs”. Name the column" in page.text


def test_no_file_chosen(world: World, browser: Browser) -> None:
    world.open_consultation()
    page = forms.post(browser(world.lead), f"/werk/{world.slug}/vragen/importeren/")
    assert page.status_code == 400
    assert "Kies een bestand." in page.text


def test_too_many_rows_are_refused_in_words(world: World, browser: Browser) -> None:
    """10,000 rows: read to the end without harm, refused with what to do."""
    world.open_consultation()
    lines = "\n".join(f"Vraag nummer {n} over de leidraad?" for n in range(10_000))
    page = send(browser(world.lead), world, f"Vraag\n{lines}\n".encode(), "vragen.csv")
    assert page.status_code == 400
    assert "In dit bestand staan 10.000 rijen. Wij lezen er 2.000 per keer. Verdeel de vragen over 5 bestanden." in page.text


def test_formulas_hidden_sheets_and_merged_cells_are_told(world: World, browser: Browser) -> None:
    """Message 10, R15, R16: nothing runs, nothing hidden comes in unseen."""

    def as_people_do(book: Workbook) -> None:
        sheet = book["Sheet"]
        sheet["A5"] = '=HYPERLINK("http://kwaad.example","Vraag?")'
        sheet.merge_cells("A3:A4")
        secret = book.create_sheet("Geheim")
        secret["A1"] = "Vraag"
        secret["A2"] = "Dit mag niemand lezen."
        secret.sheet_state = "hidden"

    world.open_consultation()
    rows: list[Cells] = [list(ROW), ["Geldt dit ook voor § 4?", "Ja.", "", ""], [None, "Ook.", "", ""], ["x", "Nee.", "", ""]]
    address, page = looked_over(browser(world.lead), world, xlsx(rows, change=as_people_do))
    assert "2 van 4 rijen zijn goed." in page
    assert "Rij 4: de vraag is leeg. De cel is samengevoegd met rij 3." in page
    assert "In rij 5 staat een formule. Wij hebben de tekst van de formule bewaard en voeren hem niet uit." in page
    assert "Dit bestand heeft verborgen bladen: Geheim. Die lezen wij niet." in page
    assert "Dit mag niemand lezen." not in page
    assert address.startswith(f"/werk/{world.slug}/vragen/importeren/")


def test_rows_are_fixed_on_the_page(world: World, browser: Browser) -> None:
    """Message 9: what is wrong says where, can be mended there, and what is left behind is not lost."""
    world.open_consultation()
    lead = browser(world.lead)
    rows: list[Cells] = [list(ROW), ["", "Een antwoord zonder vraag.", "", ""], [ROW[0], "Nog eens.", "", ""]]
    address, page = looked_over(lead, world, xlsx(rows))
    assert "1 van 3 rijen is goed." in page
    assert "Rij 3: de vraag is leeg." in page
    assert "Rij 4: deze vraag staat ook in rij 2." in page
    forms.post(lead, address, page=page, actie="kijk", **{"rij3-question": "Welke vraag hoort hierbij?"})
    page = lead.get(address).text
    assert "2 van 3 rijen zijn goed." in page
    assert "Neem 2 vragen op" in page
    forms.post(lead, address, page=page, actie="neem")
    taken = lead.get(address).text
    assert "2 vragen zijn opgenomen" in taken
    assert "1 rij ging niet mee." in taken
    rest = re.search(r'href="([^"]+)">Verbeter ze en neem ze alsnog op', taken)
    assert rest is not None
    page = lead.get(rest[1]).text
    assert "Rij 4: deze vraag staat ook in rij 2." in page or "deze vraag staat al in uw lijst" in page
    forms.post(lead, rest[1], page=page, actie="neem", **{"rij4-question": "En hoe zit het met de terugreis?"})
    assert len(questions(world)) == 3
    assert "Verbeter ze" not in lead.get(address).text


def test_a_question_that_came_in_already_is_double(world: World, browser: Browser) -> None:
    world.open_consultation()
    world.ask(world.provider, str(ROW[0]))
    _, page = looked_over(browser(world.lead), world, xlsx([list(ROW)]))
    assert "Rij 2: deze vraag staat al in uw lijst." in page


def test_a_citizen_service_number_stops_its_row_and_is_kept_nowhere(world: World, browser: Browser) -> None:
    """Rule 41, message 21: not in the database, not in the vault, not on the page."""
    world.open_consultation()
    lead = browser(world.lead)
    rows: list[Cells] = [list(ROW), ["Mijn cliënt heeft nummer 111222333, mag dat?", "Nee.", "", ""]]
    address, page = looked_over(lead, world, xlsx(rows))
    assert "Rij 3: In uw tekst staat een nummer dat op een BSN lijkt." in page
    assert "111222333" not in page
    typed = forms.post(lead, address, page=page, actie="neem", **{"rij3-question": "Mag 111222333 toch?"})
    assert typed.status_code == 303
    assert len(questions(world)) == 1
    with world.database.transaction() as session:
        ids = session.scalars(select(VaultObject.id)).all()
        opened = vault.read(session, world.consultation_id, ids, Reader("test", "test"))
    assert "111222333" not in str(opened)


def test_a_row_in_which_a_party_is_named_waits_for_a_decision(world: World, browser: Browser) -> None:
    """Rule 14: imported rows pass the same gate."""
    world.open_consultation()
    lead = browser(world.lead)
    address, page = looked_over(lead, world, xlsx([[f"{PROVIDERS[0][1]} vraagt naar de reistijd.", "Die telt mee.", "", ""]]))
    forms.post(lead, address, page=page, actie="neem")
    assert [question.findings for question in questions(world)] == [1]


def test_taking_twice_is_taking_once(world: World, browser: Browser) -> None:
    """R12."""
    world.open_consultation()
    lead = browser(world.lead)
    address, page = looked_over(lead, world, xlsx([list(ROW)]))
    for _ in range(2):
        assert forms.post(lead, address, page=page, actie="neem").status_code == 303
    assert len(questions(world)) == 1


def staged_batch(world: World, count: int) -> uuid.UUID:
    sheet = Sheet(tuple(RawRow(n, question=f"Vraag {n} over de leidraad?", answer=f"Antwoord {n}.") for n in range(2, count + 2)))
    with world.database.transaction() as session:
        known = importing.known(session, world.lead, world.consultation(session))
        return importing.stage(session, world.lead, world.consultation(session), prepare(sheet, known))


def test_two_people_take_the_same_rows_at_once(world: World) -> None:
    """R12 on both engines: the batch is locked, so its rows become questions exactly once."""
    world.open_consultation()
    batch_id = staged_batch(world, 40)
    counts: list[int] = []

    def take() -> None:
        with world.database.transaction() as session:
            counts.append(importing.take(session, world.lead, world.consultation(session), batch_id, ask=True))

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [40] * 4
    assert len(questions(world)) == 40


def test_taking_is_all_or_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault at the last step leaves no question, no answer, and a batch that can still be taken."""
    world.open_consultation()
    batch_id = staged_batch(world, 10)

    class Full(Exception):
        """The disk is full."""

    def broken(*_args: object) -> None:
        raise Full

    with monkeypatch.context() as patched:
        patched.setattr(importing, "record", SimpleNamespace(note=broken, Event=importing.record.Event))
        with pytest.raises(Full), world.database.transaction() as session:
            importing.take(session, world.lead, world.consultation(session), batch_id, ask=True)
    assert questions(world) == []
    with world.database.transaction() as session:
        assert importing.take(session, world.lead, world.consultation(session), batch_id, ask=True) == 10


def test_rows_lie_sealed_until_they_are_taken(world: World, tmp_path: object, browser: Browser) -> None:
    """R1: between the check and the taking no word of the file stands in the database."""
    world.open_consultation()
    looked_over(browser(world.lead), world, xlsx([["Een heel herkenbare zin over reistijd?", "Antwoord.", "", ""]]))
    with world.database.reading() as session:
        dump = str([vars(row) for row in session.scalars(select(ImportBatch))])
        sealed = b"".join(session.scalars(select(VaultObject.sealed)))
    assert "herkenbare" not in dump
    assert b"herkenbare" not in sealed


def test_a_batch_of_another_consultation_is_not_found(world: World, browser: Browser) -> None:
    world.open_consultation()
    batch_id = staged_batch(world, 2)
    world.open_consultation(title="Een andere consultatie")
    assert browser(world.lead).get(f"/werk/{world.slug}/vragen/importeren/{batch_id}/").status_code == 404


@pytest.mark.parametrize("who", ["expert", "publisher", "auditor", "provider"])
def test_only_the_process_lead_imports(world: World, who: str) -> None:
    world.open_consultation()
    actor: Actor = getattr(world, who)
    with pytest.raises(NotAllowed), world.database.transaction() as session:
        importing.stage(session, actor, world.consultation(session), Staging(()))


def test_without_a_round_nothing_is_kept(world: World, browser: Browser) -> None:
    world.draft_consultation()
    page = send(browser(world.lead), world, xlsx([list(ROW)]))
    assert page.status_code == 400
    assert "Er is nog geen vragenronde openbaar." in page.text


@pytest.mark.parametrize(
    ("words", "theme"),
    [
        ("Tarief en bekostiging", "tariff"),
        (" tarief ", "tariff"),
        ("KWALITEIT", "quality"),
        ("staff", "staff"),
        ("Anders", "other"),
        ("", "other"),
    ],
)
def test_the_theme_of_a_sheet_is_recognised(words: str, theme: str) -> None:
    assert staging.theme_of(words) == theme


def test_the_place_of_a_row_in_words(world: World, browser: Browser) -> None:
    """Rule 15: a document that is public becomes a link to its newest version; the rest stays as it was typed."""
    world.open_consultation()
    header: Cells = ["Vraag", "Document", "Paragraaf", "Bladzijde"]
    rows: list[Cells] = [
        ["Eerste vraag over dit stuk?", "leidraad", "3.4", "11"],
        ["Tweede vraag over dat stuk?", "Bijlage B", "B.2", "v"],
    ]
    lead = browser(world.lead)
    address, page = looked_over(lead, world, xlsx(rows, header))
    forms.post(lead, address, page=page, actie="neem")
    found = {words_of(world, question)["text"]: question for question in questions(world)}
    first, second = found["Eerste vraag over dit stuk?"], found["Tweede vraag over dat stuk?"]
    assert first.document_version_id == world.version
    assert words_of(world, first)["section"] == "§ 3.4, bladzijde 11"
    assert second.document_version_id is None
    assert words_of(world, second)["section"] == "Bijlage B, B.2, v"
