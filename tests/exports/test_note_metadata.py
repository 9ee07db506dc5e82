"""A nota says nothing about who made it or where (R4, R8): no author, no path, no host name."""

from __future__ import annotations

import getpass
import io
import re
import socket
from pathlib import Path

import pikepdf
import pytest

from consultation.exports import note_data, note_pdf, typesetter
from tests.exports.samples import NO_FONTS, note, pdf

pytestmark = pytest.mark.slow  # real processes, mail or PDFs: not in ./test --fast

_KNOWN = {"/Title", "/Creator", "/CreationDate", "/ModDate", "/Producer"}


def leaks(data: bytes) -> set[str]:
    """Return what the file tells beyond title, tool and the moment of publication."""
    found: set[str] = set()
    with pikepdf.open(io.BytesIO(data)) as file:
        info = {key: str(value) for key, value in file.docinfo.items()}
        found |= set(info) - _KNOWN
        xmp = file.Root.Metadata.read_bytes().decode()
        found |= set(re.findall(r"<(dc:creator|dc:contributor|pdf:Keywords|dc:subject)>", xmp))
        streams = [item.read_bytes() for item in file.objects if isinstance(item, pikepdf.Stream) and "/FontName" not in item]
        everything = b"\n".join([data, xmp.encode(), *streams, *(value.encode() for value in info.values())])
    found |= {place for place in (str(note_pdf.ROOT), str(Path.home()), "/tmp/") if place.encode() in everything}
    names = {socket.gethostname(), getpass.getuser()}
    return found | {name for name in names if re.search(rf"\b{re.escape(name)}\b", xmp + " ".join(info.values()))}


def test_nothing_but_title_tool_and_moment() -> None:
    made = pdf(note())
    assert leaks(made) == set()
    with pikepdf.open(io.BytesIO(made)) as file:
        assert str(file.docinfo["/CreationDate"]) == str(file.docinfo["/ModDate"]) == "D:20270114090000Z"
        assert "/AF" not in file.Root and "/EmbeddedFiles" not in file.Root.get("/Names", {})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("author: ()", 'author: ("Jan de Vries",)'),
        ("keywords: ()", 'keywords: ("concept",)'),
        ("title: note.title", f'title: "{note_pdf.ROOT}/nota.typ"'),
    ],
)
def test_the_check_turns_red_when_the_template_tells_more(
    before: str, after: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage twin."""
    source = typesetter.TEMPLATE.read_text()
    assert before in source
    worse = tmp_path / "note.typ"
    worse.write_text(source.replace(before, after))
    monkeypatch.setattr(typesetter, "TEMPLATE", worse)
    assert leaks(typesetter.typeset(note_data.job(note(), NO_FONTS)))
