"""What points at one person: for now e-mail addresses, also without "@" (rule 42)."""

import re
from collections.abc import Iterator

from legal.normalise import NormalisedText
from legal.terms import Finding, Ground, GuardContext, Label, Rule, Sensitivity

EMAIL = Rule(
    "people.email",
    "1",
    Label.EMAIL,
    Sensitivity.PERSONAL_DATA,
    Ground.AVG,
    "Dit is een e-mailadres. Daaraan is een persoon of een organisatie te herkennen.",
)
RULES = (EMAIL,)

_AT = re.compile(r"@|(?<![^\W_])apenstaart(?:je)?(?![^\W_])|[(\[{]\s?(?:at|apenstaart(?:je)?)\s?[)\]}]|(?<=\s)at(?=\s)")
_LOCAL = re.compile(r"[^\W_]|[.%+'_\-]")
# The longest that is valid is 64; a longer one is no reason to leave its beginning readable.
_LONGEST_LOCAL = 256
_HOST = re.compile(
    r"\s{0,2}(?:[\w\-]{1,63}(?:\.|\s\.\s|\s?[(\[{]\s?(?:punt|dot)\s?[)\]}]\s?|(\s(?:punt|dot)\s))){1,6}"
    r"[^\W\d_]{2,24}(?![^\W_])"
)


def detect(read: NormalisedText, context: GuardContext) -> Iterator[Finding]:
    """E-mail addresses (AVG, rule 42): a local part and a host around every "@", or what stands for it."""
    for at in _AT.finditer(read.folded):
        start = _local_start(read.folded, at.start())
        host = _HOST.match(read.folded, at.end(), at.end() + 320)
        # A bare "at" is a common enough word: the host must then be spelled out as well.
        if start is not None and host and (at[0] != "at" or host[1]):
            yield EMAIL.at(read.span(start, host.end()))


def _local_start(folded: str, at: int) -> int | None:
    """Where the part before the "@" begins, over at most two blanks; None when there is none."""
    end = at
    while end > 0 and at - end < 2 and folded[end - 1].isspace():
        end -= 1
    start = end
    while start > 0 and end - start < _LONGEST_LOCAL and _LOCAL.match(folded[start - 1]):
        start -= 1
    while start < end and not folded[start].isalnum():
        start += 1
    return start if start < end else None
