"""Marks Dutch source texts for translation where no request exists; the web layer translates them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def N_(message: str) -> str:
    """Return `message` (Dutch, the source language) unchanged; pybabel extracts it."""
    return message


class Filled(str):
    """A Dutch text with its gaps filled, which still knows its source: it can be said in another language too."""

    source: str
    params: Mapping[str, str]

    def __new__(cls, source: str, params: Mapping[str, str]) -> Filled:
        """Fill `source`, a text marked with N_."""
        made = super().__new__(cls, source % params)
        made.source, made.params = source, dict(params)
        return made


class Explained(str):
    """Why the guard found something, with the words of its own list that made it so: as `legal` says it, and translatable."""

    first: str
    kinds: Sequence[str]  # what else it is, where two findings were made one
    cues: Sequence[str]

    def __new__(cls, why: str, cues: Sequence[str] = ()) -> Explained:
        """Say it in Dutch; `why` begins with a source text, `cues` are not translated."""
        made = super().__new__(cls, f"{why} {CUES % {'words': quoted(cues)}}" if cues else why)
        made.first, *also = why.split(" Ook: ")
        made.kinds, made.cues = [kind.removesuffix(".") for kind in also], tuple(cues)
        return made


CUES = N_("Aanwijzing: %(words)s.")
ALSO = N_("Ook: %(kind)s.")


def quoted(words: Sequence[str]) -> str:
    """Return words between quotation marks, with commas."""
    return ", ".join(f"\u201c{word}\u201d" for word in words)
