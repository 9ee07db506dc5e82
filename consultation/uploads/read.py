"""Bytes and a file name to what a reader would see: the file is parsed in another process, which may fail without harm (R15)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from consultation.uploads import confined
from consultation.uploads.extract import Extract
from consultation.uploads.limits import Limits
from consultation.uploads.phrases import number
from consultation.uploads.refusals import Unfit, UnreadableFile
from consultation.uploads.words import UNREADABLE
from consultation.words import Filled

WORKER = "consultation.uploads.worker"
LONGEST_EXTENSION = 10
LONGEST_NAME = 200
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Upload:
    """A file that was read: its bytes and name for the vault alone, its extract for others to judge."""

    data: bytes = field(repr=False)
    name: str = field(repr=False)
    extract: Extract = field(repr=False)

    @property
    def sha256(self) -> str:
        """The fingerprint of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


def read(data: bytes, filename: str, limits: Limits) -> Upload:
    """Read a docx, odt, pdf, xlsx or ods file. Raises UnreadableFile with words for the user."""
    name = base_name(filename)
    try:
        if not name:
            raise Unfit("no_file")
        if len(data) > limits.bytes:
            raise Unfit("too_large", size=number(-(-len(data) // MEGABYTE)), limit=number(limits.bytes // MEGABYTE))
        extension = PurePosixPath(name).suffix[1:].lower()[:LONGEST_EXTENSION]
        extract = Extract.of(confined.ask(WORKER, {"extension": extension}, data, limits))
    except Unfit as refusal:
        raise refused(refusal, limits) from refusal
    return Upload(data, name, extract)


def refused(refusal: Unfit, limits: Limits) -> UnreadableFile:
    """Return a refusal in the words that belong to it."""
    known = {"characters": number(limits.characters), "pages": number(limits.pages)}
    return UnreadableFile(refusal.code, Filled(UNREADABLE[refusal.code], known | refusal.params))


def base_name(filename: str) -> str:
    """Return the last part of a name, printable and not too long: a path in it leads nowhere."""
    last = filename.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable())[-LONGEST_NAME:].strip()
