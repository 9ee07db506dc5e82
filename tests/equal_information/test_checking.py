"""Bringing a proof: yes, no or unknown, and which line; nothing of it stays (rule 53, R14)."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from consultation.db import Database
from consultation.record.checking import Answer, check
from consultation.record.signing import Signer
from tests.publications.reading import look, with_note
from tests.world import World

Browser = Callable[..., FlaskClient]
ADDRESS = "/bewijs/controleren/"


def _bring(client: FlaskClient, content: bytes = b"", pasted: str = "") -> TestResponse:
    data: dict[str, object] = {"tekst": pasted}
    if content:
        data["bestand"] = (io.BytesIO(content), "bewijs.json")
    return client.post(ADDRESS, data=data, content_type="multipart/form-data")


def _proof(world: World, browser: Browser) -> bytes:
    with_note(world, 1)
    world.publish_note()
    return look(browser(), f"/consultaties/{world.slug}/notas/1/bewijs.json").body


def test_a_good_proof_is_yes_however_it_is_brought(world: World, browser: Browser) -> None:
    """Uploaded, pasted (a browser makes CRLF of line ends), or in a zip; for anybody, without a token."""
    proof = _proof(world, browser)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("bewijs.json", proof)
    answers = [
        _bring(browser(), proof),
        _bring(browser(), pasted=proof.decode().replace("\n", "\r\n")),
        _bring(browser(world.rival), packed.getvalue()),
    ]
    for answer in answers:
        assert answer.status_code == 200 and "Ja, dit bewijs klopt" in answer.text
        assert "ondertekend met de sleutel van dit platform" in answer.text and "Nota van inlichtingen 1" in answer.text
        assert "Set-Cookie" not in answer.headers and answer.headers["Cache-Control"] == "private, no-store"


def test_a_receipt_and_a_seal_are_checked_too(world: World, browser: Browser) -> None:
    """A party checks what it sent, before and after its place in the record is known."""
    world.open_consultation()
    receipt = world.receipt(world.provider, "Telt reistijd mee in het uurtarief?")
    answer = _bring(browser(), json.dumps(receipt, ensure_ascii=False).encode())
    assert "Ja, dit bewijs klopt" in answer.text and receipt["statement"]["reference"] in answer.text
    seal = look(browser(), f"/consultaties/{world.slug}/wie-kon-wat-zien/zegel.json").body
    assert "Ja, dit bewijs klopt" in _bring(browser(), seal).text


def test_a_changed_proof_is_no(world: World, browser: Browser) -> None:
    """One word changed: no, and in what."""
    changed = _proof(world, browser).replace(b"reistijd", b"rijsttijd")
    answer = _bring(browser(), changed)
    assert answer.status_code == 200 and "Nee, dit bewijs klopt niet" in answer.text and "De inhoud" in answer.text


def test_a_proof_of_another_platform_is_unknown(world: World, browser: Browser) -> None:
    """Signed by somebody else: it fits together, but who that is cannot be told here."""
    proof = _proof(world, browser)
    other = Signer(b"z" * 32).public_key
    checked = check(proof, other, "nl")
    assert checked.answer is Answer.UNKNOWN and checked.readable and checked.other_key
    assert check(proof, json.loads(proof)["key"], "en").answer is Answer.YES


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"format": "gelijke-informatie/1",\n "kind": oeps}', "regel 2"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"[]", "JSON-object"),
        (b"PK\x03\x04 no zip", "zip"),
        (b"[" * 5000, "genest"),
        (b'{"a": 1, "a": 2}', "twee keer"),
        (b"<script>alert(1)</script>", "geen JSON"),
    ],
)
def test_unreadable_is_unknown_and_says_where(browser: Browser, content: bytes, words: str) -> None:
    """Neither yes nor no: which line, in words, and never a crash."""
    answer = _bring(browser(), content)
    assert answer.status_code == 200 and "Niet bekend: wij kunnen dit bestand niet lezen" in answer.text
    assert words in answer.text and "<script>" not in answer.text


def test_what_was_pasted_and_not_read_is_given_back(browser: Browser) -> None:
    """So that a missing bracket can be mended; nothing brought is an error with words."""
    answer = _bring(browser(), pasted='{"format": 1')
    assert "{&#34;format&#34;: 1" in answer.text
    nothing = _bring(browser())
    assert nothing.status_code == 400 and "1 fout:" in nothing.text and "Kies een bestand of plak" in nothing.text


def test_nothing_of_a_proof_is_kept(world: World, browser: Browser, database: Database, tmp_path: Path) -> None:
    """Not in the database, not beside it."""
    canary = "kanarie" * 3
    _bring(browser(world.provider), pasted=json.dumps({"format": canary}))
    database.dispose()
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or canary.encode() not in file.read_bytes(), file


def test_checking_too_often_is_slowed_down(browser: Browser) -> None:
    """Thirty a minute from one address, then a friendly page."""
    client = browser()
    codes = {_bring(client, b"{}").status_code for _ in range(31)}
    assert codes == {200, 429}
