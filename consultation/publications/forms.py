"""What a reader asks of a long note, out of the address."""

from __future__ import annotations

import re
from collections.abc import Mapping

from consultation.publications.pages import NoteFilter

LONGEST_SEARCH = 100
ALL_ROWS = 100_000
_PAGE = re.compile(r"[1-9]\d{0,4}")


def note_filter(asked: Mapping[str, str]) -> NoteFilter:
    """Return the filter; what is not understood is left out, so that an old link keeps working."""
    page = asked.get("bladzijde", "")
    everything = asked.get("alles") == "1"
    return NoteFilter(
        words=" ".join(_clean(asked.get("zoek", "")).split())[:LONGEST_SEARCH],
        theme=_clean(asked.get("thema", ""))[:LONGEST_SEARCH],
        changing=asked.get("wijzigt") == "1",
        page=int(page) if _PAGE.fullmatch(page) and not everything else 1,
        per_page=ALL_ROWS if everything else NoteFilter.per_page,
    )


def _clean(text: str) -> str:
    """A database refuses some signs in a search; nobody types them."""
    return "".join(sign for sign in text if sign.isprintable() and not "\ud800" <= sign <= "\udfff")
