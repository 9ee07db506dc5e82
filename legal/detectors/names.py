"""Find a known name in a text whatever its capitals, accents, spaces and hyphens; in linear time."""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from legal.normalise import NormalisedText, fold
from legal.terms import Certainty

_FORM = (
    r"stichting|stg\.?|vereniging|ver\.|cooperatie(?:ve)?|maatschap|holding|eenmanszaak|firma|fa\.|"
    r"b\.?\s?v\.?|n\.?\s?v\.?|v\.?\s?o\.?\s?f\.?|c\.?\s?v\.?|u\.?\s?a\.?|b\.?\s?a\.?|i\.?\s?o\.?"
)
_FORM_BEFORE = re.compile(rf"(?<![^\W_])(?:(?:{_FORM})[\s,]{{1,3}}){{1,3}}$")
_FORM_AFTER = re.compile(rf"(?:[\s,(]{{1,3}}(?:{_FORM})(?![^\W_])\.?){{1,3}}")
_LONGEST_FORM = 40
_ARTICLE = re.compile(r"(?:de|het|'t|een)\s+(?=\S{6})")

# What may stand between two words of a name, and inside one word of it.
_BETWEEN = re.compile(r"(?:[\s\-_&+/'\"*]|\.(?!\s)|,(?!\s)){1,4}")
_INSIDE = re.compile(r"[\s\-_.*'/|~+]{1,3}")
_SHORTEST_SPLIT = 6
# Whose it is, and who they are: "Zorgboogs", "Zorgbogers", "Lindewedenaren", "het Elzenwaardse".
_BEHIND = re.compile(r"(?:s|se|e?n?aar(?:s|tje)?|e?n?aren|er(?:s|tje)?|i?aan(?:s|se)?|i?anen)(?![^\W_])")
_GENITIVE = re.compile(r"s(?![^\W_])")
_SHORTEST_WITH_ENDING = 5
# Letters and digits that look alike: "V1ierkracht", "EIzenwaard" with a capital i.
_SHAPES = str.maketrans("1i0345", "lloeas")


@dataclass(frozen=True, slots=True)
class Needle:
    """A name without blanks, as it is looked for. `joints` are the places where the name itself has a break."""

    letters: str
    joints: frozenset[int]
    capitals_only: bool = False
    certainty: Certainty = Certainty.HIGH
    between: re.Pattern[str] = _BETWEEN


class Squashed:
    """The letters and digits of a normalised text, with the place of each in it."""

    def __init__(self, read: NormalisedText) -> None:
        self.read = read
        self.at = array("l", (at for at, char in enumerate(read.folded) if char.isalnum()))
        self.letters = "".join(filter(str.isalnum, read.folded))
        self.shapes = self.letters.translate(_SHAPES)

    def find(self, needle: Needle) -> Iterator[tuple[int, int, Certainty]]:
        """Every whole-word place of the needle, as a range of the normalised text and how sure it is."""
        shape = needle.letters.translate(_SHAPES)
        found = self.shapes.find(shape) if shape else -1
        while found >= 0:
            end = self._end(found, needle)
            certainty = self._judge(found, needle) if end else None
            if end and certainty:
                exact = self.letters.startswith(needle.letters, found)
                yield self.at[found], end, certainty if exact else Certainty.DOUBT
            found = self.shapes.find(shape, found + 1)

    def _judge(self, found: int, needle: Needle) -> Certainty | None:
        """How sure this place is the name; None when it is not: glued to a word, or broken in a strange way."""
        start = self.at[found]
        small = self.read.text[start].islower()
        if self.read.folded[start - 1 : start].isalnum() or (small and needle.capitals_only):
            return None
        # Written small, the words of a name ("ruimte voor groei") may be just words.
        certainty = Certainty.DOUBT if small else needle.certainty
        for place in range(found + 1, found + len(needle.letters)):
            gap = self.read.folded[self.at[place - 1] + 1 : self.at[place]]
            if gap and place - found not in needle.joints:
                if len(needle.letters) < _SHORTEST_SPLIT or not _INSIDE.fullmatch(gap):
                    return None
                certainty = Certainty.DOUBT
            elif gap and not needle.between.fullmatch(gap):
                return None
        return certainty

    def _end(self, found: int, needle: Needle) -> int | None:
        """Where the name ends if a word ends there; what a name gets behind it goes along ("Zorgboogs", "Zorgbogers")."""
        end = self.at[found + len(needle.letters) - 1] + 1
        if not self.read.folded[end : end + 1].isalnum():
            return end
        if len(needle.letters) < _SHORTEST_WITH_ENDING:
            return None
        # Written small, a longer ending makes another word of it: of "Veldzorg" a "veldzorger".
        capital = self.read.text[self.at[found]].isupper()
        behind = (_BEHIND if capital else _GENITIVE).match(self.read.folded, end)
        return behind.end() if behind else None


def with_legal_form(read: NormalisedText, start: int, end: int) -> tuple[int, int]:
    """The range with "Stichting" before it and "B.V." after it, where they stand there."""
    lead = read.folded[max(0, start - _LONGEST_FORM) : start]
    before = _FORM_BEFORE.search(lead)
    after = _FORM_AFTER.match(read.folded, end, end + _LONGEST_FORM)
    return start - len(before[0]) if before else start, after.end() if after else end


@lru_cache(maxsize=2048)
def needles(name: str) -> tuple[Needle, ...]:
    """The ways a name is written: without legal form, "&" as "en", without article. Empty for a blank name."""
    folded = fold(name).strip()
    core = _without_form(folded)
    forms = {core, re.sub(r"\s+en\s+|\s*[&+]\s*", " ", core), re.sub(r"\s*[&+]\s*", " en ", core)}
    made = [_needle(form) for form in sorted(forms)]
    shorter = _ARTICLE.match(core)
    if shorter:
        made.append(_needle(core[shorter.end() :], capitals_only=True, certainty=Certainty.DOUBT))
    return tuple(made)


def _needle(form: str, capitals_only: bool = False, certainty: Certainty = Certainty.HIGH) -> Needle:
    words = ["".join(filter(str.isalnum, word)) for word in re.split(r"[\W_]+", form)]
    letters, joints = "", set()
    for word in words:
        letters += word
        joints.add(len(letters))
    # Of a name of three letters only the capitalised word is a name ("Zo" is one, "zo" is not).
    return Needle(letters, frozenset(joints), capitals_only or len(letters) <= 3, certainty)


def _without_form(name: str) -> str:
    """The name without legal form, unless nothing would be left."""
    core = re.sub(rf"(?:[\s,(]+(?:{_FORM})\)?)+$", "", re.sub(rf"^(?:(?:{_FORM})\s+)+", "", name))
    return core if any(map(str.isalnum, core)) else name
