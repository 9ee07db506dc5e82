"""What `./run` says when it is up: every line in two languages, and every address it names opens as whom it says."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from consultation import seed
from consultation.cli import starting, welcome
from consultation.config import Config
from consultation.db import Database
from tests import forms

AS_WHOM = {"/mijn/": "anouk@elzenwaard.example", "/werk/": "procesleider@zilverdijk.example"}
LAWYER = "jurist@zilverdijk.example"


def _said(config: Config, database: Database) -> list[str]:
    return [line for line in welcome.text(config, database, "127.0.0.1", 8000).splitlines() if line.strip()]


def _in_one_language(lines: list[str]) -> list[str]:
    """Return the lines that are no address and have no English beside the Dutch."""
    return [line for line in lines if "  |  " not in line and not line.strip().startswith("http://127.0.0.1:8000/")]


def _signed_in(app: Flask, email: str) -> FlaskClient:
    client = app.test_client()
    fields = forms.fields_of(client.get(welcome.SIGN_IN).text, welcome.SIGN_IN)
    signed_in = client.post(welcome.SIGN_IN, data=fields | {"email": email, "password": seed.PASSWORD})
    assert signed_in.status_code in {302, 303}
    return client


def test_without_a_demonstration_it_says_what_is_missing(config: Config, database: Database) -> None:
    said = _said(config, database)
    assert _in_one_language(said) == []
    assert "No municipality and no accounts yet." in " ".join(said) and seed.PASSWORD not in " ".join(said)


@pytest.mark.slow
def test_every_place_opens_as_whom_it_says(config: Config, database: Database, app: Flask) -> None:
    """The first look of a newcomer: no line without English, no address that does not open."""
    seed.load(database)
    said = _said(config, database)
    assert _in_one_language(said) == []
    for path, dutch, english in welcome.PLACES:
        assert f"http://127.0.0.1:8000{path}" in "\n".join(said) and f"{dutch}  |  {english}" in "\n".join(said)
        public = app.test_client().get(path)
        if dutch.startswith("iedereen"):
            assert public.status_code == 200, path
            continue
        assert public.status_code == 302 and welcome.SIGN_IN in public.headers["Location"]
        assert _signed_in(app, AS_WHOM.get(path, LAWYER)).get(path).status_code == 200, path
    assert "drie consultaties" in starting.LOADING and "three consultations" in starting.LOADING
