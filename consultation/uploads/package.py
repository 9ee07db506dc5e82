"""Opens the zip around an office file and refuses the ones that were built to harm (R15)."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from consultation.uploads.limits import Limits
from consultation.uploads.refusals import Unfit

ZIP_START = b"PK\x03\x04"
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
END_RECORD = b"PK\x05\x06"
END_RECORD_SIZE = 22
ENCRYPTED_FLAG = 0x1
SMALL_ENTRY = 1024 * 1024
MACRO_PARTS = re.compile(r"vbaproject\.bin$|^xl/macrosheets/|^basic/|^scripts/", re.IGNORECASE)
EMBEDDED_PARTS = re.compile(r"^xl/(embeddings|activex)/|^object \d+$", re.IGNORECASE)
LINKED_PARTS = re.compile(r"^xl/externallinks/", re.IGNORECASE)


class Package:
    """The parts of one office file, by name without a leading slash."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.limits = limits
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
            raise Unfit("damaged") from error
        self._by_name = {info.filename.lower(): info for info in self._zip.infolist()}
        _check_shape(data, self._zip, limits)
        _check_bombs(self._zip.infolist(), limits)

    def has(self, name: str) -> bool:
        """Whether the part is there; like Excel, without looking at capitals."""
        return name.lstrip("/").lower() in self._by_name

    def names(self) -> tuple[str, ...]:
        """The names of all parts, in small letters; folders are no parts."""
        return tuple(name for name in self._by_name if not name.endswith("/"))

    def check_macros(self) -> None:
        """Refuse programs."""
        if any(MACRO_PARTS.search(name) for name in self._by_name):
            raise Unfit("macros")

    def check_contents(self) -> None:
        """Refuse macros, files inside the file and links to other workbooks."""
        self.check_macros()
        for pattern, code in ((EMBEDDED_PARTS, "embedded"), (LINKED_PARTS, "external_link")):
            if any(pattern.search(name) for name in self._by_name):
                raise Unfit(code)

    def content(self, name: str) -> bytes:
        """All bytes of a part that is itself a file; not larger than a file may be."""
        with self.open(name) as stream:
            data = stream.read(self.limits.bytes + 1)
        if len(data) > self.limits.bytes:
            raise Unfit("too_much_unpacked")
        return data

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """One part as a stream; a part that is missing or does not unpack makes the file damaged."""
        try:
            with self._zip.open(self._by_name[name.lstrip("/").lower()]) as stream:
                yield stream
        except (KeyError, ValueError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            if isinstance(error, RecursionError):
                raise
            raise Unfit("damaged") from error

    def start_of(self, name: str, size: int = 200) -> bytes:
        """The first bytes of a part."""
        with self.open(name) as stream:
            return stream.read(size)


def _check_shape(data: bytes, archive: zipfile.ZipFile, limits: Limits) -> None:
    """One zip and nothing else: no bytes before or after it, no name twice, no password."""
    infos = archive.infolist()
    if len(infos) > limits.entries:
        raise Unfit("too_much_unpacked")
    ends_at = data.rfind(END_RECORD) + END_RECORD_SIZE + len(archive.comment)
    starts_at = min((info.header_offset for info in infos), default=-1)
    if starts_at != 0 or ends_at != len(data) or len({info.filename.lower() for info in infos}) != len(infos):
        raise Unfit("damaged")
    if any(info.flag_bits & ENCRYPTED_FLAG for info in infos):
        raise Unfit("encrypted")
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
        raise Unfit("damaged")


def _check_bombs(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuse what unpacks to too much. The sizes are claims, but zipfile never unpacks past a claim."""
    if sum(info.file_size for info in infos) > limits.unpacked:
        raise Unfit("too_much_unpacked")
    for info in infos:
        if info.file_size > SMALL_ENTRY and info.file_size > limits.ratio * max(info.compress_size, 1):
            raise Unfit("too_much_unpacked")
