"""Looks for a secret in bytes that somebody could read: as they are, and in every form that can be read back."""

from __future__ import annotations

import base64
import binascii
import html
import io
import json
import quopri
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote_plus

from pypdf import PdfReader

from tests.canaries.encodings import ALIKE
from tests.canaries.table import CANARIES, Canary

LATIN = {there: chr(here) for here, there in ALIKE.items()}
INVISIBLE = dict.fromkeys(here for here in range(0x110000) if unicodedata.category(chr(here)) == "Cf")
NOT_ALNUM = re.compile(r"[\W_]+")
CODED = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
HEX = re.compile(r"(?:[0-9a-fA-F]{2}){8,}")
JSON_SIGN = re.compile(r"\\(?:u([0-9a-fA-F]{4})|[nrt])")
DEEPEST = 3
DECIMALS = re.compile(r"(?<=\d)[.,](\d{1,2})(?!\d)(?![.,]\d)")
UNIT = re.compile(r"euro|eur|procent|pct")
DIGITS = re.compile(r"(?<![^\W_])[\dOolI][\dOolI.,]*(?![^\W_])")
AS_DIGITS = str.maketrans("OolI", "0011")


def squeeze(text: str) -> str:
    """Return only letters and digits: small, without accents, disguise or anything between them."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text.translate(LATIN)).casefold())
    return NOT_ALNUM.sub("", plain)


def figures(text: str) -> str:
    """Return a text in which numbers can be found: no invisible signs, no letters for digits, one kind of space."""
    plain = unicodedata.normalize("NFKC", text.translate(INVISIBLE))
    plain = " ".join(plain.split())
    return DIGITS.sub(lambda one: one[0].translate(AS_DIGITS) if any(map(str.isdecimal, one[0])) else one[0], plain)


class Search:
    """All secrets at once: words in what is squeezed, numbers where they stand by themselves."""

    def __init__(self, canaries: Iterable[Canary] = CANARIES) -> None:
        self._words: dict[str, str] = {}
        self._numbers: dict[re.Pattern[str], str] = {}
        for one in canaries:
            for text in filter(None, (one.secret, one.words, one.other, one.core)):
                self._learn(one.family, text)
        self._any_word = re.compile("|".join(map(re.escape, sorted(self._words, key=len, reverse=True))))

    def __call__(self, content: bytes) -> Iterator[tuple[str, str]]:
        """Yield the family of every secret in some bytes, and what stands around it."""
        for text in set(readings(content)):
            plain = figures(text)
            for small in {squeeze(text), squeeze(plain)}:
                for found in self._any_word.finditer(small):
                    yield self._words[found[0]], small[max(0, found.start() - 40) : found.end() + 20]
            for pattern, family in self._numbers.items():
                if found := pattern.search(plain):
                    yield family, plain[max(0, found.start() - 40) : found.end() + 20]

    def _learn(self, family: str, text: str) -> None:
        if UNIT.sub("", squeeze(text)).isdecimal():
            self._numbers[_number(text)] = family
        else:
            self._words.setdefault(squeeze(text), family)


def _number(text: str) -> re.Pattern[str]:
    """Return what finds a number in any notation: between its digits may stand a sign, before its decimals must."""
    cut = DECIMALS.search(text)
    whole, decimals = (text[: cut.start()], cut[1]) if cut else (text, "")
    parts = [r"\s?[.,-]?\s?".join(re.sub(r"\D", "", part)) for part in (whole, decimals) if part]
    return re.compile(r"(?<![\w.,:-])" + r"\s?[.,]\s?".join(parts) + r"(?!\d|[:-]|[0-9a-f]{4})")


def readings(content: bytes, depth: int = 0) -> Iterator[str]:
    """Yield every text that can be read in some bytes."""
    if content.startswith(b"%PDF"):
        yield from _pdf(content)
    elif content.startswith(b"PK\x03\x04"):
        yield from _zip(content, depth)
    text = content.decode("utf-8", "replace")
    plain = html.unescape(html.unescape(text))
    yield from (text, plain, re.sub(r"<[^>]*>", "", plain))
    if depth == DEEPEST:
        return
    for read in CODES.values():
        for inner in read(text):
            if _is_text(inner):
                yield from readings(inner, depth + 1)


def _codes(pattern: re.Pattern[str], decode: Callable[[str], bytes]) -> Callable[[str], Iterator[bytes]]:
    def read(text: str) -> Iterator[bytes]:
        for found in pattern.findall(text):
            try:
                yield decode(found)
            except (ValueError, binascii.Error):
                continue

    return read


def _base64(text: str) -> bytes:
    plain = text.replace("-", "+").replace("_", "/").rstrip("=")
    return base64.b64decode(plain + "=" * (-len(plain) % 4))


def _changed(decode: Callable[[str], bytes]) -> Callable[[str], Iterator[bytes]]:
    def read(text: str) -> Iterator[bytes]:
        data = decode(text)
        if data != text.encode():
            yield data

    return read


def _is_text(data: bytes) -> bool:
    """A hash reads as text by chance only: all of it must be."""
    try:
        return data.startswith((b"PK", b"%PDF")) or not any(sign < " " and not sign.isspace() for sign in data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _json(text: str) -> bytes:
    return JSON_SIGN.sub(lambda one: chr(int(one[1], 16)) if one[1] else " ", text).encode("utf-8", "replace")


CODES: dict[str, Callable[[str], Iterator[bytes]]] = {
    "base64": _codes(CODED, _base64),
    "hex": _codes(HEX, bytes.fromhex),
    "percent": _changed(lambda text: unquote_plus(text).encode()),
    "quoted": _changed(lambda text: quopri.decodestring(text.encode())),
    "json": _changed(_json),
}


def _pdf(content: bytes) -> Iterator[str]:
    file = PdfReader(io.BytesIO(content))
    yield "\n".join(page.extract_text() for page in file.pages)
    yield json.dumps({str(name): str(value) for name, value in (file.metadata or {}).items()}, ensure_ascii=False)


def _zip(content: bytes, depth: int) -> Iterator[str]:
    try:
        file = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:  # what only begins as one
        return
    with file:
        for name in file.namelist():
            yield name
            yield from readings(file.read(name), depth + 1) if depth < DEEPEST else ()
