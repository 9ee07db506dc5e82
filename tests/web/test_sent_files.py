"""A file that somebody sends is never written to the disk in the clear (rule 41, R1)."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug import formparser

from consultation.web.requests import BoundedRequest
from tests.forms import post
from tests.world import World

Browser = Callable[..., FlaskClient]
SENT = b"x" * 2_000


class Disk(Exception):
    """Somebody wrote to the disk."""


def _send(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> int:
    def write(*_args: object, **_options: object) -> None:
        raise Disk

    monkeypatch.setattr(tempfile, "SpooledTemporaryFile", write)
    monkeypatch.setattr(formparser, "SpooledTemporaryFile", write, raising=False)
    world.draft_consultation()
    address = f"/werk/{world.slug}/documenten/bestand/"
    return post(browser(world.lead), address, file=(io.BytesIO(SENT), "a.docx")).status_code


def test_a_sent_file_stays_in_memory(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _send(world, browser, monkeypatch) == 400


def test_twin_werkzeug_itself_would_write_it(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(BoundedRequest, "_get_file_stream")
    with pytest.raises(Disk):
        _send(world, browser, monkeypatch)
