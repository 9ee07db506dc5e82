"""Text and decided cuts make a new text; a mark says what kind of thing went and on what ground, no more."""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from legal.normalise import normalise
from legal.terms import Ground, Label

OPEN, CLOSE = "\u27e6", "\u27e7"
_MARK = re.compile(f"{OPEN}(gelakt: [^{OPEN}{CLOSE}<>\\n]+){CLOSE}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TYPED_MARK = re.compile(r"\[\s{0,3}gelakt")

# When cuts of several kinds run together, the mark names the first of these (R4: one mark, one ground).
_SEVEREST_FIRST = (Label.BSN, Label.CASE, Label.PERSON, *Label)


@dataclass(frozen=True, slots=True)
class Cut:
    """A decided range of the text as typed (characters, `end` exclusive) and what its mark tells.

    With `words` there is no mark: those words come in its place (an outcome to generalise).
    """

    start: int
    end: int
    label: Label
    ground: Ground
    words: str = ""


@dataclass(frozen=True, slots=True)
class Redacted:
    """A new text with marks in it, and how many marks."""

    text: str
    marks: int


def mark(label: Label, ground: Ground) -> str:
    """The mark for this kind and ground: always the same text, whatever stood there (rule 38, R4)."""
    return f"{OPEN}gelakt: {label.nl}, {ground.short}{CLOSE}"


def without_marks(text: str) -> str:
    """`text` in which nobody can forge a mark; character for character, so offsets stay valid (R4).

    Lone surrogates become U+FFFD, because no file or database can store them.
    """
    if text.isascii():
        return text
    text = text.replace(OPEN, "[").replace(CLOSE, "]")
    try:
        text.encode()  # Quicker than to search for what hardly any text has.
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def redact(text: str, cuts: Iterable[Cut]) -> Redacted:
    """A new text with a mark for every cut; overlapping and touching cuts become one (rules 37 and 38, R3).

    Marks already in `text` are made harmless first. Raises ValueError for a cut outside the text.
    """
    typed = without_marks(text)
    pieces: list[str] = []
    marks, at = 0, 0
    for start, end, words in _merged(typed, sorted(cuts, key=lambda cut: (cut.start, cut.end))):
        pieces += (typed[at:start], words)
        marks, at = marks + words.startswith(OPEN), end
    return Redacted("".join((*pieces, typed[at:])), marks)


def marks_in(text: str) -> int:
    """How many marks a redacted text holds. Raises ValueError when a mark is broken."""
    found = len(_MARK.findall(text))
    if text.count(OPEN) != found or text.count(CLOSE) != found:
        raise ValueError("a redaction mark is broken")
    return found


def as_html(text: str) -> str:
    """A redacted text as HTML: everything escaped, each mark in `<span class="mc-redacted">` (rule 38)."""
    pieces = _MARK.split(text)
    for at, piece in enumerate(pieces):
        escaped = html.escape(piece)
        pieces[at] = f'<span class="mc-redacted">{escaped}</span>' if at % 2 else escaped
    return "".join(pieces)


def in_html(markup: str) -> str:
    """Safe HTML that was made from a redacted text: each mark in `<span class="mc-redacted">` (rule 38).

    Escapes nothing: `markup` was cleaned before.
    """
    return _MARK.sub(r'<span class="mc-redacted">\1</span>', markup)


def as_plain(text: str) -> str:
    """A redacted text without markup: each mark as "[gelakt: …]", and nothing else looks like that (R4)."""
    pieces = _MARK.split(text)
    for at, piece in enumerate(pieces):
        pieces[at] = f"[{piece}]" if at % 2 else _disown(piece)
    return "".join(pieces)


def _merged(text: str, cuts: Sequence[Cut]) -> list[tuple[int, int, str]]:
    """Sorted cuts -> ranges that do not touch, each with its mark."""
    groups: list[Cut] = []
    for cut in cuts:
        if not 0 <= cut.start < cut.end <= len(text):
            raise ValueError("a cut lies outside the text")
        meets = bool(groups) and cut.start <= groups[-1].end
        groups.append(_joined(groups.pop(), cut) if meets else cut)
    ranges: list[tuple[int, int, str]] = []
    for cut in groups:
        start, words = cut.start, cut.words or mark(cut.label, cut.ground)
        # Two marks of a kind with only blanks between them would tell that it was written in two parts.
        if ranges and ranges[-1][2] == words and words.startswith(OPEN) and not text[ranges[-1][1] : start].strip():
            start = ranges.pop()[0]
        ranges.append((start, cut.end, words))
    return ranges


def _joined(one: Cut, other: Cut) -> Cut:
    """One cut over both, named after the severest; a mark goes before words. `one` begins first."""
    severest = min(one, other, key=lambda cut: (bool(cut.words), _SEVEREST_FIRST.index(cut.label)))
    return Cut(one.start, max(one.end, other.end), severest.label, severest.ground, severest.words)


def _disown(piece: str) -> str:
    """A typed "[gelakt", in whatever disguise, gets a round bracket."""
    read = normalise(piece)
    chars = list(piece)
    for found in _TYPED_MARK.finditer(read.folded):
        start, end = read.span(found.start(), found.start() + 1)
        chars[start:end] = ["(", *[""] * (end - start - 1)]
    return "".join(chars)
