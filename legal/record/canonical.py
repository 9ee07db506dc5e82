"""Canonical JSON: the RFC 8785 subset without floats, so that equal facts have equal bytes."""

from __future__ import annotations

import json

LARGEST_INTEGER = 2**53 - 1  # what every JSON reader keeps exactly (RFC 8785 uses doubles)
DEEPEST = 32  # levels of nesting


class CanonicalError(ValueError):
    """The value has no canonical form: a float, a wrong type, broken text, or nested too deeply."""


def canonical(value: object) -> bytes:
    """The canonical UTF-8 bytes of None, bool, int, str, list and dict with str keys (R10).

    Raises CanonicalError for anything else: floats (money travels as text or cents), integers beyond
    2**53 - 1, tuples, lone surrogates, more than 32 levels.
    """
    return json.dumps(ordered(value), ensure_ascii=False, separators=(",", ":")).encode()


def ordered(value: object, depth: int = 0) -> object:
    """A plain copy with keys in canonical order (UTF-16 code units); raises CanonicalError."""
    if depth > DEEPEST:
        raise CanonicalError(f"more than {DEEPEST} levels of nesting")
    if isinstance(value, dict):
        keys = sorted((_text(key) for key in value), key=lambda key: key.encode("utf-16-be"))
        return {key: ordered(value[key], depth + 1) for key in keys}
    if isinstance(value, list):
        return [ordered(item, depth + 1) for item in value]
    return _scalar(value)


def _scalar(value: object) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return _integer(value)
    if isinstance(value, str):
        return _text(value)
    raise CanonicalError(f"{type(value).__name__} has no canonical form")


def _integer(value: int) -> int:
    if abs(value) > LARGEST_INTEGER:
        raise CanonicalError("integer beyond 2**53 - 1")
    return int(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise CanonicalError("a key that is not text")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise CanonicalError("text with half a character (lone surrogate)") from None
    return str(value)
