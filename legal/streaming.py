"""Read a text of any length in pieces that can be judged by themselves; memory does not grow with the stream."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

_PIECE = 262_144
_LONGEST_LINE = 64 * 1024 * 1024
# Where a text may be cut, the best place first.
_BREAKS = ("\n\n", "\n", ". ", " ")


class StreamError(ValueError):
    """The stream cannot be read as text; says in Dutch why."""


def pieces(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    """The text in pieces of at most 256 k characters, each with its place in the whole. Raises StreamError.

    A piece ends at an empty line where there is one, else at a line, a sentence, a blank.
    """
    place, rest = 0, ""
    for text in _decoded(stream):
        rest += text
        while len(rest) > _PIECE:
            end = _cut(rest)
            yield place, rest[:end]
            place, rest = place + end, rest[end:]
    if rest:
        yield place, rest


def lines(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, with their number from 1. Raises StreamError, also for a line over 64 MB."""
    number = 0
    while line := stream.readline(_LONGEST_LINE + 1):
        number += 1
        if len(line) > _LONGEST_LINE:
            raise StreamError(f"regel {number} is langer dan 64 MB")
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
        except UnicodeDecodeError:
            raise StreamError(f"regel {number} is geen UTF-8") from None
        if text:
            yield number, text


def _decoded(stream: BinaryIO) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while block := stream.read(_PIECE):
            yield decoder.decode(block)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise StreamError("de tekst is geen UTF-8") from None


def _cut(text: str) -> int:
    """Where to end a piece: never in the middle of a word, unless there is no blank in 256 k characters."""
    for mark in _BREAKS:
        end = text.rfind(mark, _PIECE // 2, _PIECE)
        if end > 0:
            return end + len(mark)
    return _PIECE
