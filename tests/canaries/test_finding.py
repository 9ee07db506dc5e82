"""What the sweep would see if it were there: every secret, in every writing, in every form that bytes can have."""

from __future__ import annotations

import base64
import html
import io
import json
import quopri
import zipfile
from collections.abc import Callable
from urllib.parse import quote

import pytest

from tests.canaries.encodings import ENCODINGS, written
from tests.canaries.finding import Search
from tests.canaries.table import CANARIES

FIND = Search()
INNOCENT = b"""HTTP 200 OK, Date: Mon, 04 Jan 2027 10:43:27 GMT, version 1.0, 4 januari, 11.05 uur, \xc2\xa7 3.4, perceel 7.
0316 352c cbf1 c27c 5372; Begeleiding thuis 2028, nota 1-07, "leaf": "4bmVvPK2GT+q7rT0n6a8zqk0", gelakt: prijs, Aw 2.57"""


def _zipped(data: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/comments.xml", data)
    return target.getvalue()


FORMS: dict[str, Callable[[bytes], bytes]] = {
    "plain": lambda data: data,
    "html": lambda data: html.escape(data.decode()).encode(),
    "tags": lambda data: data.replace(b"dit", b"d<b>it").replace(b"Graag", b"</b>Graag"),
    "json": lambda data: json.dumps({"text": data.decode()}).encode(),
    "percent": lambda data: quote(data).encode(),
    "base64": base64.b64encode,
    "base64 for addresses": base64.urlsafe_b64encode,
    "hex": lambda data: data.hex().encode(),
    "mail": quopri.encodestring,
    "zip": _zipped,
    "zip in base64": lambda data: base64.b64encode(_zipped(data)),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_secret_is_seen_in_every_writing_and_form(form: str) -> None:
    """40 × 12 × 11; what stands around it is no part of it, and no other secret is seen instead."""
    for one in CANARIES:
        for encoding in ENCODINGS:
            text = f"Telt dit? {written(one, encoding)} Graag."
            data = FORMS[form](text.encode())
            around = data if form == "zip" else b"x=1; " + data + b" ;"
            assert one.family in {family for family, _ in FIND(around)}, (one.family, encoding)


def test_there_are_40_secrets_in_12_writings() -> None:
    assert len({one.family for one in CANARIES}) == 40 and len(ENCODINGS) == 12
    assert all(len({written(one, encoding) for encoding in ENCODINGS}) >= 9 for one in CANARIES)


def test_what_is_no_secret_is_not_found() -> None:
    assert list(FIND(INNOCENT)) == []
