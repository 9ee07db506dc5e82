"""Imported before the doors close: after `confine` no file can be opened, not even one of pypdf or Python itself."""

from __future__ import annotations

import codecs

import pypdf._codecs._codecs
import pypdf._codecs.core_font_metrics
import pypdf.filters
import pypdf.xmp

NEEDED_LATER = (pypdf._codecs._codecs, pypdf._codecs.core_font_metrics, pypdf.filters, pypdf.xmp)  # noqa: SLF001 - only loaded
LETTERS = (
    "utf-16-be", "utf-16", "utf-8", "latin-1", "cp1252", "mac-roman", "gbk", "gb2312", "gb18030", "cp950", "cp932", "charmap",
)  # fmt: skip
for letters in LETTERS:
    codecs.lookup(letters)
