"""Files that were built to harm, or that are not what their name says, are refused with words (R15).

Each guard has a sabotage twin: with the guard broken, the same file must no longer be refused.
"""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax import make_parser as plain_parser
from xml.sax.handler import feature_external_ges

import pytest

from consultation.questions.importing.spreadsheet import Limits, UnreadableFile, parse, read
from consultation.uploads import package, stream
from tests.questions.importing.spreadsheet.files import (
    PACKAGE,
    RELATION,
    SHEET_PART,
    book,
    inline,
    ods,
    ods_row,
    ods_table,
    parts_of,
    raw_xlsx,
    rows_xml,
    with_parts,
    zipped,
)

LIMITS = Limits()
GOOD = raw_xlsx(rows_xml(inline("Vraag"), inline("Mag dit?")))
OLE = parse.OLE_START + b"\0" * 504
CONTENT_TYPES = f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType="%s"/></Types>'
MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
LINKED = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Target="x.xlsx" '
    f'TargetMode="External" Type="{RELATION}/externalLink"/></Relationships>'
)
FLAT_ODS = b'<?xml version="1.0"?><office:document/>'


def refusal_of(data: bytes, extension: str = "xlsx", limits: Limits = LIMITS) -> str:
    """The code of the refusal, or "" when the file was read."""
    try:
        parse.parse(data, extension, limits)
    except UnreadableFile as refusal:
        return refusal.code
    return ""


def test_the_good_file_is_read() -> None:
    assert refusal_of(GOOD) == ""


@pytest.mark.parametrize(
    ("data", "extension", "code"),
    [
        (b"", "xlsx", "empty_file"),
        (b" \r\n\t ", "csv", "empty_file"),
        (OLE + b"W\0o\0r\0k\0b\0o\0o\0k\0", "xls", "old_excel"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "xlsx", "encrypted"),
        (GOOD[: len(GOOD) // 2], "xlsx", "damaged"),
        (b"PK\x03\x04" + b"x" * 100, "xlsx", "damaged"),
        (b"PK\x05\x06" + b"\0" * 18, "xlsx", "wrong_kind"),
        (b"%PDF-1.7 enzovoort", "pdf", "wrong_kind"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "png", "wrong_kind"),
        (b"<html><table><tr><td>Vraag</td></tr></table></html>", "xls", "wrong_kind"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "xlsx", "wrong_kind"),
        (FLAT_ODS, "fods", "wrong_kind"),
        (b"Vraag\nMag dit?\n", "docx", "wrong_kind"),
        (b"Vraag\nMag dit?\n", "", "wrong_kind"),
        (b"Vraag\nMag dit?\n", "xlsx", "wrong_extension"),
        (b"Vraag\nMag dit?\n", "jsonl", "broken_line"),
        (b'{"vraag": "Mag dit?"}\n', "csv", "wrong_extension"),
        (GOOD, "csv", "wrong_extension"),
        (GOOD, "ods", "wrong_extension"),
        (GOOD, "", "no_extension"),
        (ods(ods_table(ods_row("Vraag"), ods_row("Mag dit?"))), "xlsx", "wrong_extension"),
        (zipped({"vragen.csv": "Vraag\nMag dit?\n"}), "zip", "wrong_kind"),
        (zipped({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}), "docx", "wrong_kind"),
        (zipped({"[Content_Types].xml": "<a/>", "xl/workbook.bin": "x"}), "xlsb", "binary_excel"),
        (zipped({"[Content_Types].xml": "<a/>"}), "xlsx", "damaged"),
        (with_parts(GOOD, **{"[Content_Types].xml": CONTENT_TYPES % MACRO_TYPE}), "xlsm", "macros"),
        (with_parts(GOOD, xl__vbaProject_bin="x").replace(b"Project_bin", b"Project.bin"), "xlsx", "macros"),
        (with_parts(GOOD, xl__macrosheets__a="x"), "xlsx", "macros"),
        (with_parts(GOOD, xl__embeddings__a="x"), "xlsx", "embedded"),
        (with_parts(GOOD, xl__activeX__a="x"), "xlsx", "embedded"),
        (with_parts(GOOD, xl__externalLinks__a="x"), "xlsx", "external_link"),
        (with_parts(GOOD, **{"xl___rels__workbook.xml.rels": LINKED}), "xlsx", "external_link"),
        (with_parts(GOOD, Basic__a="x"), "xlsx", "macros"),
        (with_parts(GOOD, **{SHEET_PART: "<worksheet><sheetData><row>"}), "xlsx", "damaged"),
        (with_parts(GOOD, **{SHEET_PART: '<worksheet><sheetData><row r="x"/></sheetData></worksheet>'}), "xlsx", "damaged"),
        (raw_xlsx(rows_xml('<c t="s"><v>5</v></c>')), "xlsx", "damaged"),
        (raw_xlsx(rows_xml('<c t="s"><v>-1</v></c>'), strings="<si><t>Vraag</t></si>"), "xlsx", "damaged"),
        (raw_xlsx(rows_xml('<c r="1A"><v>5</v></c>')), "xlsx", "damaged"),
    ],
)
def test_what_it_is_and_what_to_do(data: bytes, extension: str, code: str) -> None:
    assert refusal_of(data, extension) == code


def test_a_macro_type_counts_whatever_the_name() -> None:
    assert refusal_of(with_parts(GOOD, **{"[Content_Types].xml": CONTENT_TYPES % MACRO_TYPE})) == "macros"
    assert refusal_of(GOOD, "xlsm") == "macros"


def test_a_wrong_name_says_which_name_is_right() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read(GOOD, "Vragen van ons.CSV")
    assert refusal.value.message_nl == (
        "De naam van dit bestand eindigt op .csv, maar de inhoud is xlsx. "
        "Geef het een naam die eindigt op .xlsx en kies het opnieuw."
    )


def test_a_hyperlink_is_no_reason_to_refuse() -> None:
    """Excel makes one of every mail address; it is never followed."""

    def shape(made: Any) -> None:
        made.active["A2"].hyperlink = "https://example.org/"

    assert refusal_of(book([["Vraag"], ["Mag dit?"]], shape)) == ""


def holds(data: bytes, code: str, limits: Limits = LIMITS) -> None:
    assert refusal_of(data, limits=limits) == code


def zip_bomb() -> bytes:
    """300 MB of blanks in 300 kB: after the sheet, where a reader only notices while unpacking."""
    return raw_xlsx(rows_xml(inline("Vraag"), inline("Mag dit?")) + " " * 300_000_000)


def doctype(inside: str) -> str:
    return f"<!DOCTYPE worksheet [{inside}]>"


def with_entity(definition: str) -> bytes:
    return raw_xlsx(rows_xml(inline("Vraag"), inline("&e;")), head=doctype(f"<!ENTITY e {definition}>"))


BILLION_LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
NESTED = "<a>" * 5_000 + "</a>" * 5_000


@pytest.mark.slow
def test_a_large_zip_bomb() -> None:
    bomb = zip_bomb()
    assert len(bomb) < LIMITS.bytes
    holds(bomb, "too_much_unpacked")


def test_small_zip_bombs() -> None:
    """Below the limit for the whole file, but no text packs this well; or with more parts than an office file has."""
    holds(raw_xlsx(rows_xml(inline("Vraag"), inline("Mag dit?")) + " " * 3_000_000), "too_much_unpacked")
    holds(zipped({f"x{number}": "" for number in range(2_001)}), "too_much_unpacked")


def test_xml_bombs_and_outside_entities() -> None:
    laughs = raw_xlsx(rows_xml(inline("Vraag"), inline("&e9;")), head=doctype('<!ENTITY e0 "ha">' + BILLION_LAUGHS))
    holds(laughs, "unsafe_xml")
    holds(with_entity('"ha"'), "unsafe_xml")
    holds(with_entity('SYSTEM "file:///etc/hostname"'), "unsafe_xml")
    holds(raw_xlsx("", head=doctype('<!ENTITY % p SYSTEM "http://x.example/"> %p;')), "unsafe_xml")
    assert refusal_of(ods("<table:table>" * 70 + "</table:table>" * 70), "ods") == "unsafe_xml"


def test_deep_xml() -> None:
    holds(raw_xlsx(NESTED), "unsafe_xml")
    holds(raw_xlsx("", strings=NESTED), "unsafe_xml")


def test_too_much_shared_text() -> None:
    sheet = rows_xml(inline("Vraag"), *(['<c t="s"><v>0</v></c>'] * 1_000))
    text = "".join(chr(0x21 + number * 7 % 90) for number in range(20_000)).replace("<", "x").replace("&", "x")
    one_long = raw_xlsx(sheet, strings=f"<si><t>{text}</t></si>")
    holds(one_long, "too_much_text")  # 1,000 cells share it: 20 million characters
    holds(raw_xlsx("", strings="<si/>" * 1_001), "too_much_text", Limits(characters=1_000))
    holds(raw_xlsx("", strings=f"<si><t>{'x' * 1_001}</t></si>"), "too_much_text", Limits(characters=1_000))


def test_polyglots_and_doubtful_zips() -> None:
    holds(GOOD + b"<script>", "damaged")
    holds(b"PK\x03\x04" + b"#!/bin/sh\n" + GOOD, "damaged")
    double = parts_of(GOOD) | {SHEET_PART.upper(): "<worksheet/>"}
    holds(zipped(double), "damaged")


def test_passwords_and_strange_packing() -> None:
    holds(flagged(GOOD, offset=8, local_offset=6, value=1), "encrypted")
    holds(flagged(GOOD, offset=10, local_offset=8, value=12), "damaged")


def flagged(data: bytes, offset: int, local_offset: int, value: int) -> bytes:
    """The zip with one field of its first entry changed, in both places where it stands."""
    changed = bytearray(data)
    directory = data.index(b"PK\x01\x02")
    struct.pack_into("<H", changed, directory + offset, value)
    struct.pack_into("<H", changed, local_offset, value)
    return bytes(changed)


def test_a_lie_about_the_size_unpacks_nothing_more() -> None:
    """The zip says 100 bytes where 3 million follow."""
    bomb = bytearray(raw_xlsx(rows_xml(inline("Vraag"), inline("Mag dit?")) + " " * 3_000_000))
    with zipfile.ZipFile(io.BytesIO(bytes(bomb))) as archive:
        real = archive.getinfo(SHEET_PART).file_size
    lie = bytes(bomb).replace(struct.pack("<L", real), struct.pack("<L", 100))
    assert lie != bytes(bomb)
    holds(lie, "damaged")


Break = Callable[[pytest.MonkeyPatch], None]


def without(module: Any, name: str) -> Break:
    return lambda patch: patch.setattr(module, name, lambda *_: None)


def without_package_contents(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(package.Package, "check_contents", lambda _: None)


def trusting_parser(patch: pytest.MonkeyPatch) -> None:
    def trusting() -> Any:
        parser = plain_parser()
        parser.setFeature(feature_external_ges, True)
        return parser

    patch.setattr(stream, "make_parser", trusting)


ENTITY_IN_USE = with_entity('"ha"')
SMALL_BOMB = raw_xlsx(rows_xml(inline("Vraag"), inline("Mag dit?")) + " " * 3_000_000)


@pytest.mark.parametrize(
    ("broken", "data", "extension", "code"),
    [
        (without(package, "_check_bombs"), SMALL_BOMB, "xlsx", "too_much_unpacked"),
        (without(package, "_check_shape"), GOOD + b"<script>", "xlsx", "damaged"),
        (without_package_contents, with_parts(GOOD, xl__macrosheets__a="x"), "xlsx", "macros"),
        (without_package_contents, with_parts(GOOD, xl__embeddings__a="x"), "xlsx", "embedded"),
        (without(parse, "_check_name"), GOOD, "csv", "wrong_extension"),
        (trusting_parser, ENTITY_IN_USE, "xlsx", "unsafe_xml"),
    ],
)
def test_twins_a_broken_guard_turns_the_check_red(
    broken: Break, data: bytes, extension: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refusal_of(data, extension) == code
    broken(monkeypatch)
    assert refusal_of(data, extension) == ""


def test_twin_a_trusting_parser_would_read_our_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("sleutel van de gemeente")
    attack = with_entity(f'SYSTEM "{secret.as_uri()}"')
    holds(attack, "unsafe_xml")
    trusting_parser(monkeypatch)
    assert "sleutel" in parse.parse(attack, "xlsx", LIMITS).rows[0].question


def test_twin_without_a_depth_deep_xml_is_read() -> None:
    assert refusal_of(raw_xlsx(rows_xml(inline("Vraag"), inline("?")) + NESTED), limits=Limits(depth=10_000)) == ""


@pytest.mark.slow
def test_a_million_empty_formatted_rows_are_no_attack() -> None:
    """A user who colours a whole column gets such a file."""
    blank = "".join(f'<row r="{line}" s="1" customFormat="1"><c r="A{line}" s="1"/></row>' for line in range(3, 1_048_577))
    sheet = rows_xml(inline("Vraag"), inline("Mag dit?")).replace("</sheetData>", blank + "</sheetData>")
    rows = read(raw_xlsx(sheet), "vragen.xlsx").rows
    assert [(row.line, row.question) for row in rows] == [(2, "Mag dit?")]


def mutant(data: bytes, dice: random.Random) -> bytes:
    """The same bytes with a few changes."""
    changed = bytearray(data)
    for _ in range(dice.choice([1, 2, 8])):
        place = dice.randrange(len(changed))
        piece = dice.choice([b"-1", b"99999999999", b'"', b"<", b"&#0;", b"\0", b"\xff", b"NaN", bytes(changed[:place][-9:])])
        changed[place : place + dice.randrange(9)] = piece
    return bytes(changed)


@pytest.mark.parametrize("seed", range(20))
def test_damaged_files_are_read_or_refused_and_nothing_else(seed: int) -> None:
    """Any other exception fails the test."""
    dice = random.Random(seed)
    office = {"xlsx": book([["Vraag", "Thema"], ["Een?", 1.5], ["=A1", True]]), "ods": ods(ods_table(ods_row("Vraag", "?")))}
    for extension, data in office.items():
        refusal_of(mutant(data, dice), extension)
        for name, content in parts_of(data).items():
            assert isinstance(content, bytes)
            refusal_of(zipped(parts_of(data) | {name: mutant(content, dice)}), extension)
    refusal_of(mutant('Vraag;Thema\n"a;""b";é\n'.encode(), dice), "csv")
    refusal_of(mutant(b'{"vraag": "a", "thema": null, "x": [1, {"y": 2.5}]}\n' * 2, dice), "jsonl")


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    with pytest.raises(UnreadableFile, match="too_large") as refusal:
        read(b"x" * (LIMITS.bytes + 1), "vragen.xlsx")
    assert refusal.value.message_nl.startswith("Dit bestand is 11 MB. Wij lezen bestanden tot 10 MB.")
