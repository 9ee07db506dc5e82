"""From the bytes that a page shows to characters, and how far each moves the pen."""

from __future__ import annotations

from typing import Any

from pypdf.generic import DictionaryObject, IndirectObject
from pypdf.generic._font import Font  # the reader of fonts that pypdf itself uses; its version is locked

from consultation.uploads.pdf.objects import dictionary, key, raw

SPACE = 32


class Fonts:
    """The fonts of a file, each read once. None: its signs cannot be told, such as letters that are drawings."""

    def __init__(self) -> None:
        self._known: dict[Any, Font | None] = {}

    def of(self, resources: DictionaryObject, name: str) -> Font | None:
        """Return the font that a page calls by `name`."""
        fonts = dictionary(resources.get("/Font"))
        found = raw(fonts, name)
        place = key(found) if isinstance(found, IndirectObject) else (key(fonts), name)
        if place not in self._known:
            self._known[place] = _read(dictionary(found))
        return self._known[place]


def _read(described: DictionaryObject) -> Font | None:
    if not described:
        return None
    if described.get("/Encoding") in ("/Identity-H", "/Identity-V") and "/ToUnicode" not in described:
        return None
    font = Font.from_font_resource(described)
    return font if font.interpretable else None


def signs(font: Font, shown: bytes) -> list[tuple[str, float, bool]]:
    """Return per sign its characters, its width in parts of the size, and whether it is a single-byte space."""
    single = not isinstance(font.encoding, str)
    if isinstance(font.encoding, str):
        raw_signs = shown.decode(font.encoding, "replace" if len(shown) % 2 else "surrogatepass")
        plain = list(raw_signs)
    else:
        raw_signs = "".join(map(chr, shown))
        plain = [font.encoding.get(code, chr(code)) for code in shown]
    default = font.character_widths.get("default", 500)
    return [
        (str(font.character_map.get(text, text)), float(font.character_widths.get(code, default)) / 1000, single and code == " ")
        for code, text in zip(raw_signs, plain, strict=True)
    ]
