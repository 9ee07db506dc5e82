"""Text to runs: what typst may print, as data. Nothing here is ever markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from legal.redaction import CLOSE, OPEN

# A run is a string, or one of these: {"mark": ..., "short": ...}, {"strong": ...}, {"long": ...},
# {"gap": 1} (the line may end here), {"break": 1 or 2} (it ends here).
Run = str | dict[str, str | int | bool]

NARROW, WIDE = 12.0, 23.0  # what fits on one line of a column, in em of its own letter size

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNUSUAL = re.compile("[^\n\x20-\x7e\u00a0-\u00ac\u00ae-\u017f\u2010-\u2027]")
_PILE = re.compile("([\u0300-\u036f]{4})[\u0300-\u036f]+")  # more accents on one letter run through the row above
_MARK = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
_STRAY = str.maketrans({OPEN: "[", CLOSE: "]"})
_WORD = re.compile(r"\S+")
_BLANK_LINES = re.compile(r"\n[ \n]*\n")
_AFTER_SIGN = re.compile(r"(?<=[/\\?&=:@_.,;#-])(?=\w)")
_UNSAYABLE = re.compile(r"[bcdfghjklmnpqrstvwxz]{8,}|[aeiouy]{5,}|(.)\1\1|[^a-zà-ÿ]", re.IGNORECASE)
_GAP: Run = {"gap": 1}  # no character: an address must still work when it is copied

# Format characters that some script or sign needs. The others are invisible or turn the reading order
# around (soft hyphen, U+202E, tag letters): what nobody sees on paper must not be in the file either.
_NEEDED_FORMAT = frozenset("\u200b\u200c\u200d\u200e\u200f\u061c\u06dd\u070f\u08e2") | frozenset(map(chr, range(0x0600, 0x0606)))
_BROADEST, _AVERAGE = 1.3, 0.55
_SLIM, _BROAD = frozenset("fijlrtI.,:;'|!()[]"), frozenset("mwMW@%—…")


def clean(text: str) -> str:
    """Return the text without control characters, with one kind of line end and one kind of blank."""
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    return _PILE.sub(r"\1", _UNUSUAL.sub(_kept, text)).strip()


def one_line(text: str) -> str:
    """Return cleaned text on one line, marks written out: for the title in the metadata."""
    return " ".join(_MARK.sub(r"[\1]", clean(text)).translate(_STRAY).split())


def runs(text: str, fits: float = WIDE) -> list[Run]:
    """Split a text in runs; words wider than `fits` (em) get places to break."""
    found: list[Run] = []
    start, text = 0, _BLANK_LINES.sub("\n\n", clean(text))
    for match in _MARK.finditer(text):
        found += _plain(text[start : match.start()], fits)
        words = one_line(match.group(1))
        found.append({"mark": words, "short": _em(words) < fits})
        start = match.end()
    return [*found, *_plain(text[start:], fits)]


def narrow_runs(text: str) -> list[Run]:
    """As runs(), for a narrow column: a paragraph sign stays with its number."""
    return runs(clean(text).replace("§ ", "§\u00a0"), NARROW)


def change_runs(text: str) -> list[Run]:
    """As runs(), for the narrow last column: a leading "Ja:" is strong."""
    if not clean(text).startswith("Ja:"):
        return narrow_runs(text)
    return [{"strong": "Ja:"}, " ", *narrow_runs(clean(text).removeprefix("Ja:"))]


def lines(text: str, fits: float = WIDE) -> int:
    """Estimate how many lines a text takes; a letter that may have to be printed as a code counts for nine."""
    return sum(1 + int((len(line) + 8 * len(_UNUSUAL.findall(line))) * _AVERAGE / fits) for line in text.split("\n"))


def _kept(match: re.Match[str]) -> str:
    sign = match.group()
    kind = unicodedata.category(sign)
    if kind == "Cs":
        return "\ufffd"
    dropped = kind == "Cc" or (kind == "Cf" and sign not in _NEEDED_FORMAT)
    return "" if dropped else sign


def _plain(text: str, fits: float) -> Iterator[Run]:
    for number, line in enumerate(re.split(r"(\n+)", text.translate(_STRAY))):
        if number % 2:
            yield {"break": min(len(line), 2)}
        else:
            yield from _words(line, fits)


def _words(line: str, fits: float) -> Iterator[Run]:
    start = 0
    for match in _WORD.finditer(line):
        if len(match.group()) * _BROADEST > fits and _em(match.group()) > fits:
            if match.start():  # on a line of its own, so that it is broken once and not twice
                yield from filter(None, [line[start : match.start()].rstrip(), {"break": 1}])
            yield from _long(match.group(), fits)
            start = match.end()
    yield from filter(None, [line[start:]])


def _long(word: str, fits: float) -> Iterator[Run]:
    for number, piece in enumerate(_AFTER_SIGN.split(word)):
        if number:
            yield _GAP
        if _em(piece) <= fits:
            yield piece
        elif _UNSAYABLE.search(piece.strip("\"'.,:;!?()[]")) or _em(piece) > 4 * fits:
            yield from _chopped(piece, fits / 2)
        else:
            yield {"long": piece}  # typst breaks it as Dutch does, only where the line is full


def _chopped(word: str, size: float) -> Iterator[Run]:
    start, width = 0, 0.0
    for at, sign in enumerate(word):
        joins = unicodedata.category(sign).startswith("M") or "\u200d" in word[max(at - 1, 0) : at + 1]
        width += _em(sign)
        if width > size and at > start and not joins:
            yield word[start:at]
            yield _GAP
            start, width = at, _em(sign)
    yield word[start:]


def _em(text: str) -> float:
    return sum(map(_sign_em, text))


def _sign_em(sign: str) -> float:
    if sign in _SLIM:
        return 0.34
    if unicodedata.category(sign) in {"Mn", "Cf", "Me"}:
        return 0.0
    if sign in _BROAD or unicodedata.east_asian_width(sign) in {"W", "F"}:
        return 1.0 if sign.isascii() else _BROADEST
    return 0.68 if sign.isupper() else 0.58
