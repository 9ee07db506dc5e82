"""The file itself: sealed in the vault with its fingerprint in the record, and never given to anybody (R3, R15)."""

from __future__ import annotations

import base64
import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy.orm import Session

from consultation.record import service as record
from consultation.record.models import Tree
from consultation.review.service import bsn_fault
from consultation.uploads.extract import Extract, Shape
from consultation.uploads.limits import Limits
from consultation.uploads.read import Upload, refused
from consultation.uploads.refusals import Unfit
from consultation.uploads.writing import CELL_END
from consultation.vault import service as vault

KIND = "file"
APART = "\n¶\n"
"""Between texts that do not belong together: digits before and after it are not read as one number."""
DECIMAL = re.compile(r"-?\d{1,3}(?:\.?\d{3})*,(?=\d*[1-9])\d+|-?\d+\.(?=\d*[1-9])\d{1,2}")
"""A number with a fraction, alone in its cell. "123.456.782" and "123456782,00" have none: a column may be shown so."""


@dataclass(frozen=True)
class Kept:
    """Where a file lies, and what proves which file it was."""

    file_id: uuid.UUID
    sha256: str


def keep(session: Session, consultation_id: uuid.UUID, owner: str, subject: uuid.UUID, upload: Upload) -> Kept:
    """Seal a file of `owner` about `subject`. A citizen service number anywhere in it stops it here (rule 41).

    Raises UnreadableFile, and then nothing of the file is stored.
    """
    refuse_bsn(upload)
    facts = {"file": base64.b64encode(upload.data).decode("ascii"), "name": upload.name, "sha256": upload.sha256}
    return keep_again(session, consultation_id, owner, subject, facts)


def keep_again(session: Session, consultation_id: uuid.UUID, owner: str, subject: uuid.UUID, facts: Mapping[str, str]) -> Kept:
    """Seal a file that was kept before, about something else: `facts` are as they were sealed, with a salt of its own."""
    size = len(base64.b64decode(facts["file"]))
    content = {"sha256": facts["sha256"], "size": size}
    noted = record.note(session, consultation_id, Tree.PRIVATE, record.Event("file.kept", str(subject), content))
    sealed = {**facts, "salt": noted.salt}
    return Kept(vault.store(session, consultation_id, KIND, subject, owner, sealed), facts["sha256"])


def refuse_bsn(upload: Upload) -> None:
    """Stop a citizen service number, also where no reader of the file sees it (rule 41)."""
    unseen = upload.extract.unseen.split("\n")
    for texts, code in ((_seen(upload.extract), "bsn"), (unseen, "bsn_unseen"), ([upload.name], "bsn")):
        if bsn_fault(APART.join(text for text in texts if not DECIMAL.fullmatch(text.strip()))):
            raise refused(Unfit(code), Limits())


def _seen(extract: Extract) -> Iterator[str]:
    """Yield paragraphs and cells one by one: numbers of two cells are no number together, but a digit per cell is."""
    for block in extract.blocks:
        if block.shape is not Shape.ROW:
            yield f"{block.label} {block.text}"
            continue
        cells = block.text.split(CELL_END)
        yield from cells
        for single, group in groupby(cells, key=lambda cell: len(cell) == 1 and cell.isdecimal()):
            yield "".join(group) if single else ""
