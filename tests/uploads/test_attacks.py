"""Files that were built to harm, or that are not what their name says, are refused with words (R15).

Each guard has a sabotage twin: with the guard broken, the same file must no longer be refused.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax import make_parser as plain_parser
from xml.sax.handler import feature_external_ges

import pytest

from consultation.uploads import office, package, parse, stream
from consultation.uploads.limits import Limits
from consultation.uploads.read import base_name, read
from consultation.uploads.refusals import UnreadableFile
from tests.questions.importing.spreadsheet.files import book, ods_row, ods_table, parts_of, zipped
from tests.uploads.odf_files import odf
from tests.uploads.odf_files import p as odf_p
from tests.uploads.pdf_files import pdf, text
from tests.uploads.reading import extract, refusal
from tests.uploads.words_files import docx, docx_parts, p

GOOD = docx(p("Zichtbare tekst."))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
SEEDS = {
    "docx": docx(p("Tekst") + p("nog"), styles="<w:style/>", numbering="<w:num/>", comments="<w:comment/>"),
    "odt": odf("odt", odf_p("Tekst"), "<style:style/>", meta="<dc:creator>x</dc:creator>"),
    "xlsx": book([["Tekst", 1.5], ["=A1", True]]),
    "ods": odf("ods", ods_table(ods_row("Tekst", "nog"))),
    "pdf": pdf([text("Tekst"), text("nog")], info="/Author (x)", catalog="/AcroForm << /Fields [] >>"),
}


def with_document(inside: str, head: str = "") -> bytes:
    """A Word file whose document part is this XML."""
    return zipped(docx_parts(p("x")) | {"word/document.xml": head + inside})


@pytest.mark.parametrize(
    ("data", "extension", "code"),
    [
        (b"", "docx", "empty_file"), (b" \r\n\t ", "pdf", "empty_file"),
        (OLE + b"W\0o\0r\0d\0", "doc", "old_office"), (OLE + "EncryptedPackage".encode("utf-16-le"), "docx", "encrypted"),
        (GOOD[: len(GOOD) // 2], "docx", "damaged"), (b"PK\x03\x04" + b"x" * 100, "docx", "damaged"),
        (b"{\\rtf1 tekst}", "rtf", "wrong_kind"), (b"gewone tekst", "txt", "wrong_kind"),
        (b"<html>x</html>", "docx", "wrong_kind"), (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "png", "wrong_kind"),
        (b'<?xml version="1.0"?><office:document/>', "fodt", "wrong_kind"),
        (zipped({"a.txt": "x"}), "zip", "wrong_kind"), (zipped({"[Content_Types].xml": "<a/>"}), "docx", "wrong_kind"),
        (GOOD, "odt", "wrong_extension"), (GOOD, "", "no_extension"), (GOOD, "pdf", "wrong_extension"),
        (SEEDS["ods"], "odt", "wrong_extension"), (SEEDS["pdf"], "docx", "wrong_extension"), (GOOD, "exe", "wrong_extension"),
        (GOOD + b"<script>", "docx", "damaged"), (b"PK\x03\x04#!/bin/sh\n" + GOOD, "docx", "damaged"),
        (zipped(parts_of(GOOD) | {"WORD/DOCUMENT.XML": "<a/>"}), "docx", "damaged"),
    ],
)  # fmt: skip
def test_what_it_is_and_what_to_do(data: bytes, extension: str, code: str) -> None:
    assert refusal(data, extension) == code


def test_a_wrong_name_says_which_name_is_right() -> None:
    with pytest.raises(UnreadableFile) as refused:
        read(GOOD, "Leidraad.PDF", Limits())
    assert refused.value.message_nl == (
        "De naam van dit bestand eindigt op .pdf, maar de inhoud is docx. "
        "Geef het een naam die eindigt op .docx en kies het opnieuw."
    )


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    with pytest.raises(UnreadableFile, match="too_large") as refused:
        read(b"x" * (Limits().bytes + 1), "a.docx", Limits())
    assert refused.value.message_nl.startswith("Dit bestand is 11 MB. Wij lezen bestanden tot 10 MB.")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.docx", "passwd.docx"), ("C:\\geheim\\a.docx", "a.docx"), ("..", ".."), ("a\0b\n.docx", "ab.docx"),
        ("/", ""), ("x" * 300 + ".pdf", "x" * 196 + ".pdf"), ("\u202excod.exe", "xcod.exe"),
    ],
)  # fmt: skip
def test_a_name_leads_nowhere(given: str, kept: str) -> None:
    assert base_name(given) == kept


# bombs

NESTED = "<a>" * 5_000 + "</a>" * 5_000
LAUGHS = '<!ENTITY e0 "ha">' + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))


def doctype(inside: str) -> str:
    return f"<!DOCTYPE document [{inside}]>"


def entity(definition: str) -> bytes:
    return with_document("<document><body><p><r><t>&e;</t></r></p></body></document>", doctype(f"<!ENTITY e {definition}>"))


def test_xml_bombs_and_outside_entities() -> None:
    laughs = with_document("<document><body><p><r><t>&e9;</t></r></p></body></document>", doctype(LAUGHS))
    outside = entity('SYSTEM "file:///etc/hostname"')
    parameter = with_document("<document/>", doctype('<!ENTITY % p SYSTEM "http://x.example/"> %p;'))
    for bomb in (laughs, outside, parameter, entity('"ha"'), with_document(NESTED)):
        assert refusal(bomb, "docx") == "unsafe_xml"
    assert refusal(odf("odt", NESTED.replace("a>", "text:p>")), "odt") == "unsafe_xml"


def test_small_zip_bombs() -> None:
    """Below the limit for the whole file, but no text packs this well; or with more parts than an office file has."""
    assert refusal(with_document("<document/>" + " " * 3_000_000), "docx") == "too_much_unpacked"
    assert refusal(zipped(docx_parts(p("x")) | {f"x{number}": "" for number in range(2_001)}), "docx") == "too_much_unpacked"


def test_too_much_text_says_how_much_is_read() -> None:
    with pytest.raises(UnreadableFile, match="too_much_text") as refused:
        read(docx(p("woord " * 30)), "a.docx", Limits(characters=100))
    assert "ten hoogste 100 tekens" in refused.value.message_nl
    hidden = docx(p("x"), comments="<w:comment>" + p("geheim " * 100) + "</w:comment>")
    assert refusal(hidden, "docx", Limits(characters=100)) == "too_much_text"


def test_a_file_in_a_file_in_a_file_is_looked_at_once() -> None:
    inner = zipped({"a.xml": "<a>binnen</a>", "b.zip": zipped({"c.xml": "<a>diep</a>"})})
    found = extract(zipped(docx_parts(p("x")) | {"word/embeddings/a.xlsx": inner}), "docx")
    assert "binnen" in found.unseen and "diep" not in found.unseen


def flagged(data: bytes, offset: int, local_offset: int, value: int) -> bytes:
    """The zip with one field of its first entry changed, in both places where it stands."""
    changed = bytearray(data)
    struct.pack_into("<H", changed, data.index(b"PK\x01\x02") + offset, value)
    struct.pack_into("<H", changed, local_offset, value)
    return bytes(changed)


def test_passwords_and_strange_packing() -> None:
    assert refusal(flagged(GOOD, offset=8, local_offset=6, value=1), "docx") == "encrypted"
    assert refusal(flagged(GOOD, offset=10, local_offset=8, value=12), "docx") == "damaged"


# sabotage twins

Break = Callable[[pytest.MonkeyPatch], None]


def without(module: Any, name: str) -> Break:
    return lambda patch: patch.setattr(module, name, lambda *_: None)


def trusting_parser(patch: pytest.MonkeyPatch) -> None:
    def trusting() -> Any:
        parser = plain_parser()
        parser.setFeature(feature_external_ges, True)
        return parser

    patch.setattr(stream, "make_parser", trusting)


LINKED = (
    '<Relationship Id="x" Type="http://x/image" Target="https://volg.example/p.png" TargetMode="External"/>'
)


@pytest.mark.parametrize(
    ("broken", "data", "extension", "code"),
    [
        (without(package, "_check_bombs"), zipped(docx_parts(p("x")) | {"a.bin": b" " * 3_000_000}), "docx", "too_much_unpacked"),
        (without(package, "_check_shape"), GOOD + b"<script>", "docx", "damaged"),
        (without(parse, "_check_name"), GOOD, "pdf", "wrong_extension"),
        (without(office, "_look_at_links"), docx(p("x"), LINKED), "docx", "external_link"),
        (without(office, "_look_at_part"), zipped(docx_parts(p("x")) | {"word/embeddings/a.bin": OLE}), "docx", "embedded"),
        (without(package.Package, "check_macros"), zipped(docx_parts(p("x")) | {"word/vbaProject.bin": "x"}), "docx", "macros"),
        (trusting_parser, entity('"ha"'), "docx", "unsafe_xml"),
    ],
)
def test_twins_a_broken_guard_turns_the_check_red(
    broken: Break, data: bytes, extension: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refusal(data, extension) == code
    broken(monkeypatch)
    assert refusal(data, extension) == ""


def test_twin_a_trusting_parser_would_read_our_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("sleutel van de gemeente")
    attack = entity(f'SYSTEM "{secret.as_uri()}"')
    assert refusal(attack, "docx") == "unsafe_xml"
    trusting_parser(monkeypatch)
    assert "sleutel" in extract(attack, "docx").plain


# a small fuzz: read or refused, and nothing else


PIECES = (b"-1", b"99999999999", b'"', b"<", b"&#0;", b"\0", b"\xff", b"NaN", b">>")


def mutant(data: bytes, dice: random.Random) -> bytes:
    """The same bytes with a few changes."""
    changed = bytearray(data)
    for _ in range(dice.choice([1, 2, 8])):
        place = dice.randrange(len(changed))
        piece = dice.choice([*PIECES, bytes(changed[:place][-9:])])
        changed[place : place + dice.randrange(9)] = piece
    return bytes(changed)


def damaged(seed: int) -> list[tuple[bytes, str]]:
    """Files with faults in the bytes, and office files with faults in one part."""
    dice, found = random.Random(seed), list[tuple[bytes, str]]()
    for extension, data in SEEDS.items():
        found.append((mutant(data, dice), extension))
        if extension != "pdf":
            parts = parts_of(data)
            name = dice.choice([name for name in parts if parts[name]])
            found.append((zipped(parts | {name: mutant(parts[name], dice)}, stored=["mimetype"]), extension))  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("seed", range(20))
def test_damaged_files_are_read_or_refused_and_nothing_else(seed: int) -> None:
    """Any other exception fails the test."""
    for data, extension in damaged(seed):
        refusal(data, extension)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 130))
def test_many_damaged_files(seed: int) -> None:
    """600 more, each in the time that a page may take."""
    for round_ in range(4):
        for data, extension in damaged(1_000 * seed + round_):
            refusal(data, extension)
