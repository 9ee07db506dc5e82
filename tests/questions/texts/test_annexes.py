"""The annex of a question: others get the text of a file, and nothing of the file itself (R3, R9, R15; rules 35, 37, 41)."""

from __future__ import annotations

import hashlib
import io
import json
import logging
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import func, select

from consultation.config import Config
from consultation.publications import rendering
from consultation.publications.models import PublishedAnswer
from consultation.questions.answering import correcting, worklist
from consultation.questions.models import Question
from consultation.questions.notes import rows as note_rows
from consultation.questions.texts import annexes
from consultation.questions.texts.annexes import Annex
from consultation.uploads.extract import Extract
from consultation.vault import service as vault
from consultation.vault.models import VaultObject
from consultation.vault.service import Reader
from tests.forms import post
from tests.noninterference.observing import crawl
from tests.questions.asking.annex_flow import CANARIES, FILE, NAME, PRICE, WORDS, ask, draft, pdf_text, publish, with_file
from tests.questions.asking.asking_flow import TEXT, dump, questions, send
from tests.questions.importing.spreadsheet.files import book
from tests.uploads.words_files import docx, p
from tests.world import World

Browser = Callable[..., FlaskClient]
ROOT = Path(__file__).parents[3]


def content(world: World, question: Question) -> dict[str, object]:
    """Return the sealed words of a question."""
    with world.database.transaction() as session:
        return vault.read(session, world.consultation_id, [question.text_id], Reader("test", "test"))[question.text_id]


def annex_of(world: World) -> Annex | None:
    """Return the annex of the only question."""
    return Annex.of(content(world, questions(world.database)[0]))


def files(world: World) -> int:
    """Return how many files the vault holds."""
    with world.database.reading() as session:
        return session.scalar(select(func.count()).select_from(VaultObject).where(VaultObject.kind == "file")) or 0


# the party: what it sees before it sends


def test_the_check_page_shows_what_others_get_and_what_stays_behind(world: World, browser: Browser) -> None:
    world.open_consultation()
    client = browser(world.provider)
    page = client.get(draft(client, world).location).text
    assert "Bijlage bij deze vraag" in page and WORDS in page and "gelakt" in page
    assert PRICE not in page and "Elzenwaard" not in page.split('id="bijlage"')[1], "it reads as others will read it"
    for words in ("1 opmerking", "1 stuk verborgen tekst", "de naam van de maker", "1 kop- of voettekst", "gaat niet mee"):
        assert words in page
    assert not [name for name, canary in CANARIES.items() if canary in page]


def test_every_kind_of_file(world: World, browser: Browser) -> None:
    world.open_consultation()
    client = browser(world.provider)
    sheet = with_file(book([["Onderdeel", "Betaling"], ["Reistijd", "apart"]]), "a.xlsx")
    page = client.get(draft(client, world, **sheet).location)
    assert "| Reistijd | apart |" in page.text


def test_the_receipt_mentions_it_by_hash_and_can_be_checked(world: World, browser: Browser, tmp_path: Path) -> None:
    """R10, R11: the fingerprint is that of the very file, and the receipt opens the text that others get."""
    world.open_consultation()
    client = browser(world.provider)
    sent = send(client, draft(client, world).location)
    print_of = hashlib.sha256(FILE).hexdigest()
    assert "Vingerafdruk van het bestand" in sent.text and print_of[:4] in sent.text
    proof = client.get(f"/mijn/{world.slug}/vragen/ontvangst/{questions(world.database)[0].reference}/bewijs.json").data
    opened = json.loads(proof)["opening"]["content"]
    assert opened["annex_sha256"] == print_of and WORDS in opened["annex"] and NAME not in proof.decode()
    file = tmp_path / "bewijs.json"
    for data, verdict in ((proof, 0), (proof.replace(b"reistijd apart", b"reistijd niet "), 1)):
        file.write_bytes(data)
        done = subprocess.run([sys.executable, "-m", "legal", "verify", file], cwd=ROOT, capture_output=True, check=False)
        assert done.returncode == verdict


def test_a_change_of_the_words_keeps_the_file(world: World, browser: Browser) -> None:
    world.open_consultation()
    client = browser(world.provider)
    check = draft(client, world).location
    edit = check.replace("controleren", "bewerken")
    assert "Bij dit concept zit al een bijlage" in client.get(edit).text
    assert post(client, edit, text=f"{TEXT} Ook op zondag?", doe="bewaar").status_code == 303
    kept = annex_of(world)
    assert kept and WORDS in kept.text and files(world) == 1


def test_another_file_takes_its_place_or_none(world: World, browser: Browser) -> None:
    world.open_consultation()
    client = browser(world.provider)
    edit = draft(client, world).location.replace("controleren", "bewerken")
    assert post(client, edit, doe="bewaar", **with_file(docx(p("Andere woorden.")), "b.docx")).status_code == 303
    kept = annex_of(world)
    assert kept and kept.text == "Andere woorden."
    assert post(client, edit, doe="bewaar", drop="y").status_code == 303
    assert annex_of(world) is None


def test_a_form_sent_twice_keeps_one_file(world: World, browser: Browser) -> None:
    """R12."""
    world.open_consultation()
    client = browser(world.provider)
    address = f"/mijn/{world.slug}/vragen/nieuw/"
    form = client.get(address).text
    for _ in range(2):
        assert post(client, address, page=form, text=TEXT, doe="controleer", **with_file()).status_code == 303
    assert len(questions(world.database)) == files(world) == 1
    send(client, f"/mijn/{world.slug}/vragen/{questions(world.database)[0].id}/controleren/")
    assert post(client, address, page=form, text=TEXT, doe="controleer", **with_file()).status_code == 303
    other = post(client, address, page=form, text=TEXT, doe="controleer", **with_file(docx(p("Anders."))))
    assert other.status_code == 409 and "al verstuurd" in other.text


def test_a_refused_file_gives_the_text_back_with_what_to_do(
    world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annexes, "LIMITS", replace(annexes.LIMITS, bytes=200_000))
    world.open_consultation()
    client = browser(world.provider)
    for data, name, words in (
        (FILE, "a.pdf", "Geef het een naam die eindigt op .docx"), (b"", "a.docx", "Dit bestand is leeg"),
        (b"x" * (annexes.LIMITS.bytes + 1), "a.docx", "Wij lezen bestanden tot"),
        (b"{\\rtf}", "a.rtf", "Gebruik docx, odt, pdf"),
        (docx(p("lang " * 11_000)), "a.docx", "ten hoogste 50.000 tekens"),
    ):  # fmt: skip
        answer = draft(client, world, **with_file(data, name))
        assert answer.status_code == 400 and words in answer.text and TEXT in answer.text
    assert questions(world.database) == [] and files(world) == 0


def test_when_the_words_are_refused_the_file_must_be_chosen_again(world: World, browser: Browser) -> None:
    world.open_consultation()
    answer = draft(browser(world.provider), world, text="kort")
    assert answer.status_code == 400 and "Kies het opnieuw als de rest klopt" in answer.text


def test_who_sends_many_files_is_slowed_down(world: World, browser: Browser) -> None:
    """R15: without a file the ordinary limit holds."""
    world.open_consultation()
    client = browser(world.provider)
    codes = [draft(client, world, **with_file(b"x", "a.docx")).status_code for _ in range(7)]
    assert codes == [400] * 6 + [429]
    assert draft(client, world, file=(io.BytesIO(b""), "")).status_code == 303


def test_nobody_else_sees_a_draft_or_its_file(world: World, browser: Browser) -> None:
    """R13."""
    world.open_consultation()
    check = draft(browser(world.provider), world).location
    for other in (world.rival, world.lead):
        assert browser(other).get(check).status_code == 404


# rule 41


def test_a_bsn_in_a_file_is_stored_nowhere(world: World, browser: Browser, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    world.open_consultation()
    client = browser(world.provider)
    hidden = docx(p("Zichtbaar."), comments=f"<w:comment>{p('Cliënt 123456782')}</w:comment>")
    for data, words in ((docx(p("BSN 123456782")), "op een BSN lijkt"), (hidden, "niet meteen ziet")):
        answer = draft(client, world, **with_file(data))
        assert answer.status_code == 400 and words in answer.text and "Wij hebben niets bewaard" in answer.text
        assert "123456782" not in answer.text
    assert "123456782" not in repr(dump(world.database)) and "123456782" not in caplog.text
    assert questions(world.database) == [] and files(world) == 0


# the municipality, and everybody


def test_the_municipality_sees_the_text_and_decides_about_it(world: World, browser: Browser) -> None:
    """Rules 35 and 36: the annex is one more text of the question; the name of the party is not shown to who answers."""
    world.open_consultation()
    reference = ask(browser(world.provider), world)
    page = browser(world.expert).get(f"/werk/{world.slug}/vragen/?vraag={reference}").text
    assert "Bijlage bij deze vraag" in page and WORDS in page and "in de bijlage" in page
    assert "Stichting Elzenwaard" not in page and NAME not in page
    with world.database.transaction() as session:
        found = worklist.open_question(session, world.publisher, world.consultation(session), reference).findings
    words = {finding.words for finding in found if finding.field == "annex"}
    assert any(PRICE in word for word in words) and any("Elzenwaard" in word for word in words)


@pytest.mark.slow
def test_others_get_the_text_and_nothing_of_the_file(
    app: Flask, config: Config, world: World, browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    """R3, rules 13 and 37: every page, file and proof that others can reach, the pdf as bytes and as text, the log."""
    caplog.set_level(logging.DEBUG)
    world.open_consultation()
    number = publish(world, config, ask(browser(world.provider), world))
    assert _leaks(app, world, browser, number, caplog.text) == []
    data, words = pdf_text(app, world, number)
    assert WORDS in words and f"Bijlage bij vraag {number}.01" in words and "gelakt" in words
    page = app.test_client().get(f"/consultaties/{world.slug}/notas/{number}/").text
    assert "Bijlage bij deze vraag" in page and WORDS in page
    found = app.test_client().get(f"/consultaties/{world.slug}/notas/{number}/?zoek=reistijd+apart").text
    assert WORDS in found, "a search finds what stands in an annex"
    assert len(PdfReader(io.BytesIO(data)).pages) >= 1


def _leaks(app: Flask, world: World, browser: Browser, number: int, log: str) -> list[str]:
    """Name each canary with the place where others can read it."""
    rival = browser(world.rival)
    seen = crawl(rival, ("/consultaties/", "/mijn/", f"/mijn/{world.slug}/wie-kon-wat-zien/"))
    seen |= {f"public {path}": body for path, body in crawl(app.test_client(), ("/consultaties/",)).items()}
    data, words = pdf_text(app, world, number)
    seen |= {"pdf bytes": data, "pdf text": words.encode(), "log": log.encode()}
    assert any("bewijs" in path for path in seen) and len(seen) > 20
    secrets = CANARIES | {"price": PRICE, "party": "Stichting Elzenwaard sent", "hash": hashlib.sha256(FILE).hexdigest()}
    return [f"{name} at {path}" for path, body in seen.items() for name, canary in secrets.items() if canary.encode() in body]


@pytest.mark.slow
def test_twin_an_annex_with_all_words_of_the_file_is_found_out(
    app: Flask, config: Config, world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: when what nobody sees goes along, the sweep says where."""
    honest = Extract.plain.fget
    monkeypatch.setattr(Extract, "plain", property(lambda found: f"{honest(found)}\n{found.unseen}"))  # type: ignore[misc]
    world.open_consultation()
    number = publish(world, config, ask(browser(world.provider), world))
    found = _leaks(app, world, browser, number, "")
    assert any(line.startswith("comment at") for line in found) and any("pdf" in line for line in found)


def test_twin_a_row_whose_annex_skips_the_gate_has_no_annex(
    config: Config, world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: what was not cleared is not published; it does not slip through as plain text."""
    world.open_consultation()
    reference = ask(browser(world.provider), world)
    monkeypatch.setattr(note_rows, "annex_sources", lambda _text_id, _annex: [])
    publish(world, config, reference)
    with world.database.reading() as session:
        assert session.scalars(select(PublishedAnswer.annex)).all() == [""]


def test_an_open_finding_in_an_annex_holds_the_nota(world: World, browser: Browser) -> None:
    """Rule 35."""
    world.open_consultation()
    reference = ask(browser(world.provider), world)
    with world.database.transaction() as session:
        held = worklist.open_question(session, world.lead, world.consultation(session), reference)
        assert [finding for finding in held.open_findings if finding.field == "annex"]
        rows = note_rows.opened(session, world.consultation(session), questions(world.database), Reader("test", "test"))
        _, reasons = note_rows.clear(session, world.consultation(session), rows)
    assert not rows[0].revision and reasons == []


def test_a_correction_repeats_the_annex_as_everybody_read_it(world: World, config: Config, browser: Browser) -> None:
    """Rule 35: without the price that was cut in it, and without the way to the file."""
    world.open_consultation()
    reference = ask(browser(world.provider), world)
    publish(world, config, reference)
    with world.database.transaction() as session:
        made = correcting.correct(session, world.expert, world.consultation(session), world.question_id(reference))
    copied = Annex.of(content(world, next(row for row in questions(world.database) if row.reference == made)))
    assert copied and WORDS in copied.text and copied.file == ""
    assert PRICE not in copied.text and "[gelakt: " in copied.text


def test_a_nota_from_before_there_were_annexes_still_proves(world: World) -> None:
    """The leaf of a row without an annex is what it was: an empty annex is not named in it."""
    row = {name: "x" for name in rendering.COLUMNS} | {"annex": ""}
    assert set(rendering._columns(row)) == set(rendering.COLUMNS)
    assert set(rendering._columns(row | {"annex": "tekst"})) == {*rendering.COLUMNS, "annex"}
