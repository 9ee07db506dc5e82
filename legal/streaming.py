"""Read a text of any length in pieces that can be judged by themselves; memory does not grow with the stream."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO

from legal.terms import Finding

_PIECE = 262_144
_AROUND = 2_048
_LONGEST_LINE = 64 * 1024 * 1024
# Where a text may be cut, the best place first.
_BREAKS = ("\n\n", "\n", ". ", " ")
_NOT_UTF8 = "is geen UTF-8. Bewaar de tekst als UTF-8 en begin opnieuw."

Judged = tuple[int, str, tuple[Finding, ...]]


class StreamError(ValueError):
    """The stream cannot be read as text; says in Dutch which line, and what to do. Never quotes it."""


def judged(stream: BinaryIO, scan: Callable[[str], tuple[Finding, ...]]) -> Iterator[Judged]:
    """The text in pieces of about 256 k characters, each with its place in the whole and its findings. Raises StreamError.

    A piece ends at an empty line where there is one, else at a line, a sentence, a blank; never inside a finding. It is
    judged together with the 2,048 characters on both sides, so that nothing is missed for being cut in two.
    """
    place, before, held = 0, 0, ""
    for text in _decoded(stream):
        held += text
        while len(held) - before > _PIECE + _AROUND:
            found = scan(held[: before + _PIECE + _AROUND])
            end = _clear_of(found, before + _cut(held[before : before + _PIECE]))
            yield place, held[before:end], _within(found, before, end)
            place += end - before
            known = max(0, end - _AROUND)
            before, held = end - known, held[known:]
    if len(held) > before:
        yield place, held[before:], _within(scan(held), before, len(held))


def lines(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, with their number from 1. Raises StreamError, also for a line over 64 MB."""
    number = 0
    while line := stream.readline(_LONGEST_LINE + 1):
        number += 1
        if len(line) > _LONGEST_LINE:
            raise StreamError(f"regel {number} is langer dan 64 MB. Verdeel de tekst over meer regels.")
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
        except UnicodeDecodeError:
            raise StreamError(f"regel {number} {_NOT_UTF8}") from None
        if text:
            yield number, text


def _decoded(stream: BinaryIO) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8")()
    line, more = 1, True
    while more:
        block = stream.read(_PIECE)
        more = bool(block)
        try:
            text = decoder.decode(block, final=not more)
        except UnicodeDecodeError as error:
            line += error.object.count(b"\n", 0, error.start)
            raise StreamError(f"regel {line} {_NOT_UTF8}") from None
        line += text.count("\n")
        yield text


def _cut(text: str) -> int:
    """Where to end a piece: never in the middle of a word, unless there is no blank in half a piece."""
    for mark in _BREAKS:
        end = text.rfind(mark, _PIECE // 2, _PIECE)
        if end > 0:
            return end + len(mark)
    return _PIECE


def _clear_of(found: tuple[Finding, ...], end: int) -> int:
    """The first place at or after `end` that is not inside a finding."""
    return next((one.end for one in found if one.start < end < one.end), end)


def _within(found: tuple[Finding, ...], start: int, end: int) -> tuple[Finding, ...]:
    """The findings in a part of the text, counted from where it begins."""
    inside = (one for one in found if one.end > start and one.start < end)
    return tuple(replace(one, start=max(one.start, start) - start, end=min(one.end, end) - start) for one in inside)
