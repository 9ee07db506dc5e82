"""The file itself goes to the vault; a citizen service number anywhere in it stops it at the door (R3, rule 41)."""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from consultation.record.models import LedgerLeaf
from consultation.uploads import keeping
from consultation.uploads.extract import Block, Extract, Shape
from consultation.uploads.read import Upload
from consultation.uploads.refusals import UnreadableFile
from consultation.vault import service as vault
from consultation.vault.models import VaultObject
from consultation.vault.service import Reader
from tests.questions.asking.asking_flow import dump
from tests.questions.importing.spreadsheet.files import book
from tests.uploads.reading import extract
from tests.world import World

BSN = "123456782"
CANARY = "kanariepiet"
GOOD = Upload(b"de bytes van het bestand", "kostprijs.docx", Extract("docx", (Block(Shape.TEXT, "Tekst."),), {}, "gewoon"))


def keep(world: World, upload: Upload = GOOD) -> tuple[uuid.UUID, keeping.Kept]:
    """Keep a file of the provider."""
    world.draft_consultation()
    subject = uuid.uuid4()
    with world.database.transaction() as session:
        return subject, keeping.keep(session, world.consultation_id, str(world.provider.organisation), subject, upload)


def test_a_file_is_sealed_with_its_name_and_fingerprint(world: World) -> None:
    _, kept = keep(world)
    assert kept.sha256 == hashlib.sha256(GOOD.data).hexdigest()
    with world.database.transaction() as session:
        content = vault.read(session, world.consultation_id, [kept.file_id], Reader("test", "test"))[kept.file_id]
    assert base64.b64decode(content["file"]) == GOOD.data and content["name"] == GOOD.name
    told = repr(dump(world.database))
    assert GOOD.name not in told and GOOD.data.hex() not in told and kept.sha256 not in told


def test_the_record_has_an_entry_that_tells_nothing_of_it(world: World) -> None:
    """R10: only a salted commitment."""
    subject, kept = keep(world)
    with world.database.reading() as session:
        entry = session.scalars(select(LedgerLeaf.entry).where(LedgerLeaf.entry.contains("file.kept"))).one()
    told = json.loads(entry)
    assert told["kind"] == "file.kept" and told["subject"] == str(subject) and told["facts"] == {}
    assert kept.sha256 not in entry


WITH_BSN = {
    "in the text": (replace(GOOD, extract=Extract("docx", (Block(Shape.TEXT, f"Cliënt {BSN}."),), {}, "")), "bsn"),
    "in a cell": (replace(GOOD, extract=Extract("xlsx", (Block(Shape.ROW, f"Naam\t{BSN}"),), {}, "")), "bsn"),
    "a digit per cell": (replace(GOOD, extract=Extract("xlsx", (Block(Shape.ROW, "BSN\t" + "\t".join(BSN)),), {}, "")), "bsn"),
    "where nobody sees it": (replace(GOOD, extract=replace(GOOD.extract, unseen=f"opmerking\n{BSN}\n")), "bsn_unseen"),
    "shown with decimals": (replace(GOOD, extract=Extract("xlsx", (Block(Shape.ROW, f"Naam\t{BSN},00"),), {}, "")), "bsn"),
    "shown with thousands": (replace(GOOD, extract=Extract("xlsx", (Block(Shape.ROW, "Naam\t123.456.782"),), {}, "")), "bsn"),
    "with both": (replace(GOOD, extract=Extract("xlsx", (Block(Shape.ROW, "Naam\t123.456.782,0"),), {}, "")), "bsn"),
    "a text by itself": (replace(GOOD, extract=Extract("docx", (Block(Shape.TEXT, "123456782.0"),), {}, "")), "bsn"),
    "before a point": (replace(GOOD, extract=Extract("docx", (Block(Shape.POINT, "Tekst.", 0, f"{BSN}."),), {}, "")), "bsn"),
    "in the name of the file": (replace(GOOD, name=f"{BSN}.docx"), "bsn"),
}


@pytest.mark.parametrize("name", WITH_BSN)
def test_a_bsn_is_refused_and_nothing_is_stored(world: World, name: str) -> None:
    upload, code = WITH_BSN[name]
    world.draft_consultation()
    with world.database.reading() as session:
        before = session.scalar(select(func.count()).select_from(VaultObject))
    with pytest.raises(UnreadableFile, match=f"^{code}$") as refusal, world.database.transaction() as session:
        keeping.keep(session, world.consultation_id, "wie", uuid.uuid4(), upload)
    assert "Wij hebben niets bewaard" in refusal.value.message_nl and BSN not in repr(refusal.value)
    with world.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(VaultObject)) == before
    assert BSN not in repr(dump(world.database))


@pytest.mark.parametrize("name", WITH_BSN)
def test_twin_without_the_look_it_is_stored(world: World, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "bsn_fault", lambda _text: None)
    assert keep(world, WITH_BSN[name][0])[1].file_id


@pytest.mark.parametrize(
    "rows", [[[123, 456, 782]], [[123], [456], [782]], [["€ 1.234.567,82"], ["0,123456782"]], [[0.123456782, 1234567.82]]]
)
def test_a_table_of_numbers_is_no_bsn(rows: list[list[object]]) -> None:
    """Else one in eleven tables of prices would be sent away."""
    keeping.refuse_bsn(Upload(b"", "a.xlsx", extract(book(rows), "xlsx")))
