"""Pdf files by hand: objects, one page or more, and what is painted on them."""

from __future__ import annotations

from collections.abc import Sequence

FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
BOX = "[0 0 600 800]"


def text(words: str, x: float = 50, y: float = 700, size: float = 12, before: str = "") -> str:
    """Text at a place; `before` sets how it looks."""
    safe = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"q BT {before} /F1 {size} Tf {x} {y} Td ({safe}) Tj ET Q\n"


def area(x: float, y: float, width: float, height: float, colour: str = "0 g") -> str:
    """A filled rectangle."""
    return f"q {colour} {x} {y} {width} {height} re f Q\n"


def stream(content: str | bytes, head: str = "") -> bytes:
    """A stream with its length."""
    data = content if isinstance(content, bytes) else content.encode("cp1252")
    return f"<< {head} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def pdf(
    pages: Sequence[str] | str,
    page: str = "",
    resources: str = "",
    catalog: str = "",
    info: str = "",
    more: Sequence[str | bytes] = (),
) -> bytes:
    """A pdf. `more` are objects from number 10 on; page n is object 100 + n, its content 200 + n."""
    contents = [pages] if isinstance(pages, str) else list(pages)
    kids = " ".join(f"{100 + at} 0 R" for at in range(len(contents)))
    objects: dict[int, bytes] = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        3: FONT.encode(),
        4: f"<< /Font << /F1 3 0 R >> {resources} >>".encode(),
        5: f"<< {info} >>".encode(),
    }
    objects |= {10 + at: one if isinstance(one, bytes) else one.encode() for at, one in enumerate(more)}
    for at, content in enumerate(contents):
        told = f"<< /Type /Page /Parent 2 0 R /MediaBox {BOX} /Resources 4 0 R /Contents {200 + at} 0 R {page} >>"
        objects |= {100 + at: told.encode(), 200 + at: stream(content)}
    return _written(objects)


def _written(objects: dict[int, bytes]) -> bytes:
    made, places = bytearray(b"%PDF-1.7\n"), {}
    for number, content in sorted(objects.items()):
        places[number] = len(made)
        made += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start, size = len(made), max(objects) + 1
    made += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    for number in range(1, size):
        made += f"{places[number]:010} 00000 n \n".encode() if number in places else b"0000000000 65535 f \n"
    made += f"trailer << /Size {size} /Root 1 0 R /Info 5 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(made)
