"""Marks Dutch source texts for translation where no request exists; the web layer translates them."""

from __future__ import annotations


def N_(message: str) -> str:
    """Return `message` (Dutch, the source language) unchanged; pybabel extracts it."""
    return message
