"""What an observer can see: every page, file and mail it can reach by following links, as bytes after a mask."""

from __future__ import annotations

import io
import re
from functools import lru_cache
from pathlib import Path

from flask.testing import FlaskClient
from pypdf import PdfReader

# THE MASK. Each line is random or a hash over something random; nothing else may differ (R0).
MASK = (
    (re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"), b"<uuid4>"),
    (re.compile(rb'name="csrf_token"([^>]*?)value="[^"]*"'), rb'name="csrf_token"\1value="<token>"'),
    (re.compile(rb"Set-Cookie: formulier=[^;]+"), b"Set-Cookie: formulier=<token>"),
    (re.compile(rb"\b[0-9a-f]{4}(?:\s+[0-9a-f]{4}\b|\s+\xe2\x80\xa6){3,15}(?:\s+[0-9a-f]{4}\b)*"), b"<fingerprint>"),
    (re.compile(rb"\b[0-9a-f]{64,128}\b"), b"<hash, salt or signature>"),
    (re.compile(rb"\(pdf, \d+ kB\)"), b"(pdf, <how well its fingerprints compress> kB)"),
    (re.compile(rb"\nDate: [^\n]+"), b"\nDate: <when the worker sent it>"),
)
LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)')
HEADERS_THAT_MAY_DIFFER = {"ETag", "Date"}  # an ETag is a hash over bytes that hold masked values
LEAVE_ALONE = ("/static/", "/taal/", "/uitloggen/", "/inloggen/")


def mask(content: bytes, own: tuple[str, ...] = ()) -> bytes:
    """Replace what is random; `own` are the observer's own references."""
    for pattern, words in MASK:
        content = pattern.sub(words, content)
    for reference in own:
        content = content.replace(reference.encode(), b"<own reference>")
    return content


def crawl(
    client: FlaskClient, starts: tuple[str, ...], own: tuple[str, ...] = (), elsewhere: tuple[str, ...] = ()
) -> dict[str, bytes]:
    """Follow every link from `starts`, but not to `elsewhere`; return status, headers and body per address, masked."""
    seen: dict[str, bytes] = {}
    waiting = list(starts)
    visited: set[str] = set()
    while waiting:
        address = waiting.pop()
        if address in visited or address.startswith((*LEAVE_ALONE, *elsewhere)):
            continue
        visited.add(address)
        answer = client.get(address)
        seen[mask(address.encode(), own).decode()] = _observed(answer.status, answer.headers, answer.data, own)
        if answer.mimetype == "text/html":
            waiting += [link.replace("&amp;", "&") for link in LINK.findall(answer.text)]
    return seen


def mails(folder: Path, address: str, own: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Return the mails to one address, in no order."""
    found = (file.read_bytes() for file in folder.rglob("*.eml"))
    mine = sorted(mask(content, own) for content in found if address.encode() in content)
    return {f"mail {number}": content for number, content in enumerate(mine)}


def _observed(status: str, headers: object, body: bytes, own: tuple[str, ...]) -> bytes:
    shown = sorted(f"{name}: {value}" for name, value in headers if name not in HEADERS_THAT_MAY_DIFFER)  # type: ignore[attr-defined]
    if body.startswith(b"%PDF"):
        shown = [line for line in shown if not line.startswith("Content-Length")]
        body = _words(body)
    return mask("\n".join([status, *shown, ""]).encode() + body, own)


@lru_cache(maxsize=16)
def _words(pdf: bytes) -> bytes:
    """Return what a pdf says, and says of itself; it is the same for everybody, and slow to read."""
    file = PdfReader(io.BytesIO(pdf))
    told = [line for line in (file.metadata or {}).items() if "Date" not in line[0]]
    return "\n".join([str(told), *(page.extract_text() for page in file.pages)]).encode()
