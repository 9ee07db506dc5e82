"""Marks Dutch source texts for translation where no request exists; the web layer translates them."""

from __future__ import annotations

from collections.abc import Mapping


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
