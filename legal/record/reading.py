"""From a file that anyone may have made to plain JSON values, within bounds and never with a crash."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
import zlib
from pathlib import Path

from legal.record.shape import FieldError
from legal.record.words import Message, quote

LARGEST_FILE = 50_000_000  # bytes, also after unpacking
MOST_BRACKETS = 200_000  # objects and lists; one proof has a few dozen and its content some thousands
MOST_COMMAS = 500_000  # with those in the text; an answer has a few dozen
LONGEST_NUMBER = 16  # digits: 2**53 - 1 has 16
INNER_NAME = "bewijs.json"
MOST_MEMBERS = 100  # files in a zip
# Text in which every escape is the one that `json.dumps` writes: so that one text has one spelling.
_ISSUED = re.compile(r'(?:[^\\]++|\\(?:["\\bfnrt]|u00(?:0[0-7bef]|1[0-9a-f])))*+')
_ZIP_TROUBLE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, NotImplementedError,
    ValueError, OverflowError,
)


def read_file(path: Path) -> bytes:
    """The bytes of a file of at most 50 MB; raises FieldError for anything larger or unreadable."""
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise _unreadable("bestaat niet; controleer de naam en de map", "does not exist; check its name and folder") from None
    except PermissionError:
        raise _unreadable("mag u niet lezen; vraag om leesrechten", "may not be read; ask for permission") from None
    except (OSError, ValueError) as error:
        reason = quote(getattr(error, "strerror", None) or error)
        raise _unreadable(f"kan niet worden geopend: {reason}", f"cannot be opened: {reason}") from None
    return _bounded(data)


def read_document(data: bytes) -> dict[str, object]:
    """The JSON object in the bytes of a proof file (or of a zip with bewijs.json in it).

    Raises FieldError that names the line: no UTF-8, no JSON, too large, nested too deeply, a name twice in
    one object, a fraction, or text spelled otherwise than it was issued (a changed escape would otherwise
    go unseen).
    """
    content = _unpacked(_bounded(data))
    if content.count(b"[") + content.count(b"{") > MOST_BRACKETS or content.count(b",") > MOST_COMMAS:
        raise _unreadable("heeft te veel onderdelen", "has too many parts")
    text = _decoded(content)
    value = _parsed(text)
    if not isinstance(value, dict):
        raise _unreadable("moet een JSON-object zijn, tussen { en }", "must be a JSON object, between { and }")
    _check_spelling(text)
    return value


def _unreadable(nl: str, en: str, field: str = "bestand") -> FieldError:
    return FieldError(field, Message(nl, en))


def _bounded(data: bytes) -> bytes:
    if len(data) > LARGEST_FILE:
        raise _unreadable("is groter dan 50 MB", "is larger than 50 MB")
    return data


def _unpacked(data: bytes) -> bytes:
    if not data.startswith(b"PK"):
        return data
    if data.count(b"PK\x01\x02") > MOST_MEMBERS:
        raise _unreadable("is een zip met te veel bestanden", "is a zip with too many files")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_member(archive)) as stream:
            return _bounded(stream.read(LARGEST_FILE + 1))
    except FieldError:
        raise
    except _ZIP_TROUBLE:
        raise _unreadable("is een beschadigde of versleutelde zip", "is a damaged or encrypted zip") from None


def _member(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The one proof in a zip; other packings than the usual two would need other parsers."""
    members = [item for item in archive.infolist() if item.filename == INNER_NAME]
    if len(members) != 1:
        raise _unreadable(f"is een zip zonder, of met twee keer, {INNER_NAME}",
                          f"is a zip without, or with two of, {INNER_NAME}")
    if members[0].compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _unreadable("is een zip die anders is ingepakt dan gewoon", "is a zip packed in an unusual way")
    return members[0]


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = str(content.count(b"\n", 0, error.start) + 1)
        raise _unreadable(f"is geen UTF-8-tekst (regel {line})", f"is not UTF-8 text (line {line})",
                          f"regel {line}") from None


def _parsed(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_object, parse_int=_integer, parse_float=_no_number,
                          parse_constant=_no_number)
    except json.JSONDecodeError as error:
        where = f"regel {error.lineno}, teken {error.colno}"
        raise _unreadable(f"is geen JSON ({where})",
                          f"is not JSON (line {error.lineno}, character {error.colno})", where) from None
    except RecursionError:
        raise _unreadable("is te diep genest", "is nested too deeply") from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise _unreadable("staat twee keer in hetzelfde onderdeel", "stands twice in the same part", quote(name))
        found[name] = value
    return found


def _integer(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER + 1 or digits == "-0":
        return _no_number(digits)
    return int(digits)


def _no_number(digits: str) -> int:
    raise _unreadable(f"bevat {quote(digits)}; alleen hele getallen tot {LONGEST_NUMBER} cijfers mogen",
                      f"holds {quote(digits)}; only whole numbers of up to {LONGEST_NUMBER} digits may stand there")


def _check_spelling(text: str) -> None:
    """In valid JSON a backslash only stands in text, so the escapes can be checked without parsing again."""
    issued = _ISSUED.match(text)
    end = issued.end() if issued else 0
    if end < len(text):
        line = str(text.count("\n", 0, end) + 1)
        raise _unreadable(f"is anders geschreven dan het is uitgegeven (regel {line})",
                          f"is spelled otherwise than it was issued (line {line})", f"regel {line}")
