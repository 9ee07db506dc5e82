"""What detectors read: the text without disguises, with the way back to every character as typed."""

import html
import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

# Plain ASCII runs are copied whole; the last character stays out when a combining mark may follow it.
_PLAIN = re.compile(r"[\t-\r\x1c-\x25\x27-\x3b\x3d-\x7e]+(?![^\x00-\x7f])")
# Mark-up inside a line shows nothing to a reader; other tags begin a new line.
_TAG = re.compile(r"</?(?:b|i|u|s|em|strong|span|font|a|mark|small|sup|sub|ins|del|code)(?:\s[^<>]{0,200})?>", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:p|br|div|td|th|tr|li|ul|ol|h[1-6]|table)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
# Bounded, so that a text of nothing but "&" costs no more than any other.
_ENTITY = re.compile(r"&(?:amp;){0,3}(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};)")
# Stream-Safe Text Format (UAX 15): longer rows of marks make normalisation quadratic.
_LONGEST_CLUSTER = 30

# What is copied as it is: all ASCII but controls. The rest is odd.
_COPIED = bytes((*range(0x09, 0x0E), *range(0x1C, 0x7F)))
# Each is replaced in the whole text, so of more than a few the time would not be linear.
_MOST_ODD = 100

# Shown as nothing, though no format characters: controls, and what Unicode keeps for signs that nobody sees
# (Default_Ignorable_Code_Point).
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u2065\ufff0-\ufff8\U000e0000-\U000e0fff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")

_SAME = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032\u00b4`"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"), '"'),
    **dict.fromkeys(map(ord, "\u2028\u2029\u0085"), "\n"),
    **dict.fromkeys(map(ord, "\u2800\u3164\u115f\u1160\uffa0"), " "),  # blank, but not called a space
    0x2212: "-",
    0x2044: "/",
    0x2022: "*",
    0xB7: ".",
}
# Letters without a decomposition, and the Cyrillic and Greek letters that look Latin.
_LATIN = str.maketrans(
    "øđłħıæœþØĐŁĦÆŒÞ" + "абвгеёкмнорстухіјѕԁԛԝ" + "αβεηικμνορτυχ" + "АВЕКМНОРСТУХІЈЅ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "odlhiaotODLHAOT" + "a6breekmhopctyxijsdqw" + "abenikuvoptux" + "ABEKMHOPCTYXIJS" + "ABEZHIKMNOPTYX",
)


@dataclass(frozen=True, slots=True, eq=False)
class NormalisedText:
    """A text as detectors read it.

    `typed` is the text as given. `text` is NFKC without format characters, accents and look-alike letters,
    with entities decoded and every digit written 0-9; `folded` is `text` without capitals, of the same length.
    `starts[i]` and `ends[i]` bound the typed characters (code points) behind character i.
    """

    typed: str
    text: str
    folded: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The typed range behind characters `start` to `end` (exclusive). IndexError outside the text."""
        if not 0 <= start < end <= len(self.text):
            raise IndexError("no such range in the normalised text")
        return self.starts[start], self.ends[end - 1]


def normalise(typed: str) -> NormalisedText:
    """Read `typed` without its disguises, in time linear in its length (rules 41 and 43).

    Any str will do, lone surrogates included; nothing is raised.
    """
    if ("&" in typed and _ENTITY.search(typed)) or ("<" in typed and (_TAG.search(typed) or _BLOCK.search(typed))):
        return _undisguised(typed)
    odd = {char: _alone(char) for char in _odd(typed)}
    if len(odd) > _MOST_ODD or "" in odd.values():
        return _undisguised(typed)
    plain = typed
    for char, alone in odd.items():
        plain = plain.replace(char, alone)
    return NormalisedText(typed, plain, plain.lower(), range(len(plain)), range(1, len(plain) + 1))


def _odd(typed: str) -> set[str]:
    """The characters that may not be what they seem; by way of bytes, in a third of the time of an expression."""
    return set(typed.encode("utf-8", "surrogatepass").translate(None, _COPIED).decode("utf-8", "surrogatepass"))


def _undisguised(typed: str) -> NormalisedText:
    texts: list[str] = []
    # Arrays: a list of as many numbers takes five times the memory.
    starts = array("l")
    ends = array("l")
    for piece, start, end in _pieces(typed):
        if end - start == len(piece) and piece.isascii() and not _CONTROL.match(piece):
            texts.append(piece)
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
            continue
        behind_digit = bool(texts) and texts[-1][-1:].isdecimal()
        for char in (_decimals(piece[:1]) if behind_digit else "") or _readable(piece):
            texts.append(char)
            starts.append(start)
            ends.append(end)
    text = "".join(texts)
    return NormalisedText(typed, text, _small(text), starts, ends)


def _small(text: str) -> str:
    small = text.lower()
    # One capital may become two small letters, and then the places no longer fit.
    return small if len(small) == len(text) else "".join(map(_small_letter, text))


def _small_letter(char: str) -> str:
    small = char.lower()
    return small if len(small) == 1 else char


def fold(text: str) -> str:
    """`text` as it reads in `NormalisedText.folded`; for the names and words a detector looks for."""
    return normalise(text).folded


def _pieces(typed: str) -> Iterator[tuple[str, int, int]]:
    """Cut into plain runs, entities (decoded) and single characters with their combining marks."""
    at = 0
    while at < len(typed):
        found = _PLAIN.match(typed, at)
        if found:
            yield found[0], at, found.end()
            at = found.end()
            continue
        tag = _TAG.match(typed, at)
        if tag:
            at = tag.end()
            continue
        block = _BLOCK.match(typed, at)
        if block:
            yield "\n", at, block.end()
            at = block.end()
            continue
        entity = _ENTITY.match(typed, at)
        if entity:
            yield _decode(entity[0]), at, entity.end()
            at = entity.end()
            continue
        end = at + 1
        while end < len(typed) and end - at <= _LONGEST_CLUSTER and _is_mark(typed[end]):
            end += 1
        yield typed[at:end], at, end
        at = end


def _decode(entity: str) -> str:
    """The characters an entity stands for, also when its ampersand was written as an entity again."""
    for _ in range(4):
        decoded = html.unescape(entity)
        if decoded == entity:
            break
        entity = decoded
    return entity


@lru_cache(maxsize=4096)
def _alone(char: str) -> str:
    """The reading of one character when it is one character too, as that of no mark is; else ""."""
    read = "".join(_readable(char))
    return read if len(read) == 1 else ""


def _readable(cluster: str) -> Iterator[str]:
    """The characters that a reader sees, one at a time: no format characters, no loose marks, no accents."""
    for char in unicodedata.normalize("NFKC", cluster):
        kind = unicodedata.category(char)
        if kind == "Cf" or kind[0] == "M" or _UNSEEN.match(char):
            continue
        if kind[0] == "N":
            digit = unicodedata.digit(char, None)
            yield char if digit is None else str(digit)
        elif kind == "Zs":
            yield " "
        elif kind == "Pd":
            yield "-"
        else:
            yield _SAME.get(ord(char)) or _bare(char)


@lru_cache(maxsize=4096)
def _decimals(char: str) -> str:
    """What a fraction that is one sign reads as behind a digit: "61½" is 61,5, and not 611/2. "" of anything else."""
    part = unicodedata.numeric(char, 0.0) if unicodedata.decomposition(char).startswith("<fraction>") else 0
    return f",{100 * part:02.0f}".rstrip("0") if 0 < part < 1 else ""


@lru_cache(maxsize=4096)
def _bare(char: str) -> str:
    """One character without accent or foreign look; always one character, so offsets hold."""
    return unicodedata.normalize("NFKD", char)[0].translate(_LATIN)


def _is_mark(char: str) -> bool:
    return char > "\x7f" and unicodedata.category(char)[0] == "M"
