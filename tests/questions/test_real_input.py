"""All 641 real questions with their answers, from a file to a published nota, as people would do it on the screen."""

from __future__ import annotations

import html
import io
import json
import os
import re
import resource
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select

from consultation.application import handlers
from consultation.config import Config
from consultation.jobs.worker import Worker
from consultation.questions.models import Question
from tests import forms
from tests.world import World

REPOSITORY = Path(__file__).parents[2]
Browser = Callable[..., FlaskClient]
Record = dict[str, str]


def real_questions() -> tuple[bytes, list[Record]]:
    """Return the file and its records. It is test input and stands beside the repository."""
    folder = Path(os.environ.get("SHARED_DIR", REPOSITORY.parent / "shared"))
    path = folder / "real" / "questions.jsonl"
    assert path.is_file(), f"{path} is missing: put the folder `shared` beside the repository or set SHARED_DIR"
    data = path.read_bytes()
    return data, [json.loads(line) for line in data.decode().split("\n") if line]


def upload(client: FlaskClient, slug: str, data: bytes, name: str) -> str:
    """Send a file as a browser does; return the address of the page that says what is good."""
    address = f"/werk/{slug}/vragen/importeren/"
    answer = forms.post(client, address, file=(io.BytesIO(data), name))
    assert answer.status_code == 303, answer.text[:3000]
    answer.request.environ["wsgi.input"].close()  # the test client keeps a long file open
    return str(answer.headers["Location"])


def approve_all(client: FlaskClient, slug: str) -> int:
    """Let a second person approve whatever waits, on the page that lists every item first; return how many."""
    listed = f"/werk/{slug}/vragen/akkoord/"
    page = client.get(f"{listed}?filter=approve&alle=1").text
    chosen = re.findall(r'name="keuze" value="([^"]+)"', page)
    token = forms.fields_of(page, listed)["csrf_token"]
    answer = client.post(listed, data={"csrf_token": token, "keuze": chosen})
    assert answer.status_code == 303, answer.text[:2000]
    return len(chosen)


def decide_all(client: FlaskClient, lawyer: FlaskClient, slug: str) -> int:
    """Leave every finding, one by one as two people do on the screen; return how many there were."""
    decided = 0
    while True:
        page = client.get(f"/werk/{slug}/vragen/?filter=findings").text
        found = re.search(r'action="(/werk/[^"]+/bevinding/[^"]*)"', page)
        if found is None:
            return decided
        address = html.unescape(found[1])
        answer = forms.post(client, address, page=page, besluit="laat", reden="Dit adres is sinds 2026 openbaar.")
        assert answer.status_code == 303, answer.text[:2000]
        agree_all(lawyer, slug)
        decided += 1


def agree_all(client: FlaskClient, slug: str) -> None:
    """Agree with every decision that waits for a second person (rule 40)."""
    page = client.get(f"/werk/{slug}/tweede/").text
    for address in dict.fromkeys(re.findall(r'action="(/werk/[^"]+/tweede/[^"]+)"', page)):
        assert forms.post(client, address, page=page, oordeel="eens").status_code == 303


def squeezed(text: str) -> str:
    """Return a text without what setting it in a column changes: white space, hyphens, ligatures, kinds of blanks."""
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\u00ad\-\u2010-\u2015]+", "", plain)


def rows_of(page: str) -> list[tuple[str, str, str]]:
    """Return number, question and answer of every row of a page of a nota."""
    found = re.findall(
        r'<tr [^>]*id="v(\d+-\d+)">.*?data-label="Vraag"><div class="mc-rich">(.*?)</div></td>'
        r'.*?data-label="Antwoord"><div class="mc-rich">(.*?)</div>',
        page,
        re.DOTALL,
    )
    return [(number.replace("-", "."), html.unescape(question), html.unescape(answer)) for number, question, answer in found]


def columns_of(pdf: bytes) -> tuple[list[str], str, str]:
    """Return what stands in the columns number, question and answer of the whole PDF, in reading order."""
    spots: list[tuple[float, str]] = []

    def keep(text: str, at: list[float], *_: object) -> None:
        if at[5] > 40:  # points from below: under it stands the foot of the sheet
            spots.append((float(at[4]), text.strip()))

    for sheet in PdfReader(io.BytesIO(pdf)).pages:
        sheet.extract_text(visitor_text=keep)
    begin = next(place for place, (_, text) in enumerate(spots) if text == "Nr.")
    headings = ("Nr.", "Vraag", "Antwoord van de gemeente")
    # The left edges of the columns on a sheet of 842 points wide.
    number, question, answer = (
        [text for left, text in spots[begin:] if first <= left < last and text and text not in headings]
        for first, last in ((45, 90), (205, 430), (430, 680))
    )
    # A row that runs on to the next sheet has its number there again.
    return list(dict.fromkeys(found for found in number if found[0].isdigit())), "".join(question), "".join(answer)


@pytest.mark.slow
@pytest.mark.sqlite
def test_all_real_questions_come_out_of_the_house_as_they_went_in(
    app: Flask, world: World, browser: Browser, config: Config, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Rules 13, 19, 20, 24 and 37 on real texts: import, second person, nota, pages, pdf, proof."""
    data, records = real_questions()
    assert len(records) == 641
    slug = world.open_consultation()
    lead, publisher, public = browser(world.lead), browser(world.publisher), browser()

    checked = upload(lead, slug, data, "vragen.jsonl")
    page = lead.get(checked).text
    assert "Neem 641 vragen op" in page
    assert forms.post(lead, checked, page=page, actie="neem").status_code == 303
    assert "641 vragen zijn opgenomen" in lead.get(checked).text

    assert approve_all(publisher, slug) == 641
    decided = decide_all(publisher, browser(world.lawyer), slug)
    assert forms.post(lead, f"/werk/{slug}/notas/").status_code == 303
    started = time.perf_counter()
    going = forms.post(publisher, f"/werk/{slug}/notas/1/publiceren/")
    transaction = time.perf_counter() - started
    assert going.status_code == 303, going.text[:3000]
    started = time.perf_counter()
    Worker(world.database, handlers(config), lambda _session: None).drain()
    pdf_made = time.perf_counter() - started
    world.moment.advance(minutes=10)

    pages = [public.get(f"/consultaties/{slug}/notas/1/?bladzijde={n}").text for n in range(1, 14)]
    rows = [row for page in pages for row in rows_of(page)]
    assert [number for number, _, _ in rows] == [f"1.{n:03d}" for n in range(1, 642)]
    assert {(squeezed(q), squeezed(a)) for _, q, a in rows} == {(squeezed(r["question"]), squeezed(r["answer"])) for r in records}

    pdf = public.get(f"/consultaties/{slug}/notas/1/nota.pdf").data
    numbers, questions, answers = columns_of(pdf)
    assert numbers == [number for number, _, _ in rows]
    assert squeezed(questions) == "".join(squeezed(question) for _, question, _ in rows)
    assert squeezed(answers) == "".join(squeezed(answer) for _, _, answer in rows)

    _no_reference_is_public(world, public, data.decode(), pdf)
    _proof_holds(public, slug, tmp_path)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    figures = f"{decided} decided by hand, transaction {transaction:.2f} s, pdf {pdf_made:.2f} s, peak {memory} MB"
    with capsys.disabled():
        sys.stdout.write(f"\n641 real questions: {figures}\n")


def _no_reference_is_public(world: World, public: FlaskClient, source: str, pdf: bytes) -> None:
    """The reference of a question stands nowhere in public: it would tie a row to its asker (rule 13)."""
    with world.database.reading() as session:
        references = set(session.scalars(select(Question.reference)))
    root = f"/consultaties/{world.slug}/"
    addresses = ("", "notas/", "notas/1/?alles=1", "notas/1/bewijs.json", "documenten/", "planning/", "wie-kon-wat-zien/")
    public_text = " ".join(public.get(root + address).text for address in addresses)
    public_text += " ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages)
    words = set(re.findall(r"\b[A-Z2-9]{4,6}\b", public_text)) - set(re.findall(r"\b[A-Z2-9]{4,6}\b", source))
    assert len(references) == 641
    assert references & words == set()


def _proof_holds(public: FlaskClient, slug: str, folder: Path) -> None:
    """The proof of the nota is checked by another process that has no database (R10)."""
    file = folder / "bewijs.json"
    file.write_bytes(public.get(f"/consultaties/{slug}/notas/1/bewijs.json").data)
    command = [sys.executable, "-m", "legal", "verify", str(file)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    file.write_bytes(file.read_bytes().replace(b"Nee, daar voorzien wij niet in.", b"Ja, daar voorzien wij wel in."))
    assert subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=False).returncode == 1
