"""Text from a file as we keep it: line ends are \\n, no white space around it, no signs that nobody can see."""

from __future__ import annotations

import re

LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# C0 and C1 controls, directions that reorder text on the screen, lone surrogates, non-characters.
UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def clean(text: str) -> tuple[str, int]:
    """The text as we keep it, and how many invisible characters were removed."""
    whole = PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
    kept, removed = UNSEEN.subn("", LINE_ENDS.sub("\n", whole))
    return kept.strip(), removed


def same_key(text: str) -> str:
    """What two texts share when people would call them the same question: capitals and white space apart."""
    return " ".join(text.split()).casefold()
