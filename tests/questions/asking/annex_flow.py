"""A question with a file: the steps of a party and of the municipality, and what others can reach afterwards."""

from __future__ import annotations

import io
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from werkzeug.test import TestResponse

from consultation import application
from consultation.config import Config
from consultation.jobs import schedule
from consultation.jobs.worker import Worker
from consultation.questions.answering import worklist
from consultation.questions.findings import deciding
from consultation.questions.findings.deciding import Verdict
from consultation.review.rules import Choice
from legal.terms import Outcome
from tests.questions.asking.asking_flow import TEXT, questions, send, write
from tests.uploads.words_files import core, docx, p, run, table
from tests.world import World

WORDS = "Wij stellen voor om de reistijd apart te betalen."
PRICE = "44,75"
CANARIES = {
    "hidden text": "ZEEPBELWOORD", "author": "Kanarie Jansen", "comment": "OPMERKINGSKANARIE", "deleted": "WEGGEHAALDEKANARIE",
    "header": "KOPTEKSTKANARIE", "file name": "kostprijskanarie", "property": "SLEUTELKANARIE", "reviewer": "Speurneus Kees",
}  # fmt: skip
NAME = f"{CANARIES['file name']} van ons.docx"
FILE = docx(
    p(WORDS, run(f" {CANARIES['hidden text']}", "<w:vanish/>"))
    + p("Wij van Stichting Elzenwaard", f"<w:del><w:r><w:delText>{CANARIES['deleted']}</w:delText></w:r></w:del>")
    + p(f"Wij rekenen nu € {PRICE} per uur.")
    + table(("Onderdeel", "Betaling"), ("Reistijd", "apart")),
    properties=core(creator=CANARIES["author"], keywords=CANARIES["property"]),
    comments=f'<w:comment w:author="{CANARIES["reviewer"]}">{p(CANARIES["comment"])}</w:comment>',
    header=p(CANARIES["header"]),
)


def with_file(data: bytes = FILE, name: str = NAME) -> dict[str, Any]:
    """Fill in the file of the form."""
    return {"file": (io.BytesIO(data), name)}


def draft(client: FlaskClient, world: World, **fields: Any) -> TestResponse:
    """Write a question with a file and press "Controleer"."""
    return write(client, world, **({"text": TEXT} | with_file() | fields))


def ask(client: FlaskClient, world: World, **fields: Any) -> str:
    """Write and send; return the reference."""
    send(client, draft(client, world, **fields).location)
    return questions(world.database)[0].reference


def publish(world: World, config: Config, reference: str) -> int:
    """Let the municipality redact what was found, answer, and publish; make the pdf too. Return the number of the nota."""
    _redact_open(world, reference)
    world.answer(reference)
    _redact_open(world, reference)
    number = world.publish_note()
    Worker(world.database, application.handlers(config), schedule.plan).drain()
    return number


def _redact_open(world: World, reference: str) -> None:
    """Redact every finding about which nobody decided yet."""
    with world.database.transaction() as session:
        for found in worklist.open_question(session, world.publisher, world.consultation(session), reference).open_findings:
            verdict = Verdict(found.field, (found.start, found.end), Choice(Outcome.REDACT))
            deciding.decide(session, world.publisher, world.consultation(session), reference, verdict)


def pdf_text(app: Flask, world: World, number: int) -> tuple[bytes, str]:
    """Return the pdf of a nota: its bytes, and its text on one line."""
    data = app.test_client().get(f"/consultaties/{world.slug}/notas/{number}/nota.pdf").data
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    return data, " ".join(words.replace("\u00ad", "").split())
