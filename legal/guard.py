"""The one gate: a party's text goes in as Original and leaves as Cleared, or not at all (rule 35, R2)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self, TypeGuard

from legal import decisions as deciding
from legal import redaction
from legal.detectors import RULES
from legal.digest import digest
from legal.scanning import scan
from legal.sealed import LeakError, Seal, Sealed, Secret
from legal.terms import Decision, Finding, GuardContext

__all__ = [
    "Cleared", "LeakError", "Original", "Refused", "TamperedError",
    "clear", "is_cleared", "policy", "restore", "reveal", "scan",
]  # fmt: skip


class TamperedError(Exception):
    """A stored text is not the text that was cleared (R2, R10)."""


class Original(Secret):
    """A text as a party typed it. Nothing can print, format, copy, store or add to it: LeakError (R2).

    The text is kept apart from the object; only `reveal` opens it. TypeError when `text` is not a str.
    """

    __slots__ = ()

    def __init__(self, text: str) -> None:
        if type(text) is not str:
            raise TypeError("an original wraps a str")
        _originals.lock(self, text)


def reveal(original: Original) -> str:
    """The text as typed. Only the guard and the vault may call this (R1, R2).

    LeakError for anything that is not an Original.
    """
    return _originals.open(original)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a Cleared tells; kept apart from it, so that no attribute of it can be overwritten."""

    text: str
    redactions: int
    policy: str
    digest: str


class Cleared(Sealed):
    """A text that passed the guard: the only thing that may leave (rule 35, R2).

    `text` holds marks between U+27E6 and U+27E7; `redactions` counts them.
    `policy` names the rules applied, `digest` is the SHA-256 in hex of text, redactions and policy.
    Made by `clear` and `restore` only: calling the class, pickling, extending or changing raises LeakError.
    """

    __slots__ = ()

    def __new__(cls, *_args: Any, **_kwargs: Any) -> Self:
        raise LeakError("only the guard makes cleared text")

    @property
    def text(self) -> str:
        """The public text, with its marks in stored form."""
        return _cleared.open(self).text

    @property
    def redactions(self) -> int:
        """How many marks the text holds."""
        return _cleared.open(self).redactions

    @property
    def policy(self) -> str:
        """The rules that were applied, see `policy()`."""
        return _cleared.open(self).policy

    @property
    def digest(self) -> str:
        """SHA-256 in hex over text, redactions and policy."""
        return _cleared.open(self).digest

    def __str__(self) -> str:
        return self.text

    def __format__(self, spec: str) -> str:
        return format(self.text, spec)

    def __html__(self) -> str:
        """The text escaped, each mark in `<span class="mc-redacted">` (rule 38)."""
        return redaction.as_html(self.text)

    def plain(self) -> str:
        """The text for mail, CSV and PDF, with marks as "[gelakt: …]" (rule 38)."""
        return redaction.as_plain(self.text)

    def __repr__(self) -> str:
        return f"<Cleared {self.digest[:12]}, {self.redactions} redactions>"

    def __eq__(self, other: object) -> bool:
        return is_cleared(other) and (self.text, self.digest) == (other.text, other.digest)

    def __hash__(self) -> int:
        return hash(self.digest)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _memo: object) -> Self:
        return self


def is_cleared(value: object) -> TypeGuard[Cleared]:
    """Whether `value` really came out of this guard; `isinstance` can be fooled, this cannot (R2)."""
    return type(value) is Cleared and _cleared.holds(value)


@dataclass(frozen=True, slots=True)
class Refused:
    """The text may not leave: what still needs a decision, and why in Dutch. Nothing of the text (R2)."""

    findings: tuple[Finding, ...]
    reasons: tuple[str, ...]


_originals: Seal[str] = Seal()
_cleared: Seal[_Facts] = Seal()


def policy() -> str:
    """The name of the guard in force: changes whenever a rule, a line of it, a word list or a point changes (rule 36)."""
    rules = "\n".join(sorted(f"{rule.id}@{rule.version}" for rule in RULES))
    return "guard/1:" + hashlib.sha256(f"{rules}\n{digest()}".encode()).hexdigest()[:16]


def clear(original: Original, context: GuardContext, decisions: Sequence[Decision]) -> Cleared | Refused:
    """Let a text through if a human decided on every finding (rules 35 and 36, Aw 2.57, AVG, UAVG 46).

    Each finding needs a decision that covers it whole: of its own rule, or a cut BY_HAND. `redact` (also wider than
    the finding), `generalise` (with one of the offered words as `replacement`) or `clear` (exactly the finding, with
    a reason). A decision that fits no finding, lacks its decider or reason, or says withhold or refuse, leads to
    Refused; so does a signal of collusion that nobody cleared (rule 44). A human redacts what no detector found
    with rule BY_HAND, a label and a ground. LeakError when `original` is not an Original.
    """
    text = reveal(original)
    findings = scan(text, context)
    judged = deciding.judge(len(text), findings, decisions)
    if judged.reasons or judged.undecided:
        return Refused(judged.undecided, judged.reasons)
    redacted = redaction.redact(text, judged.cuts)
    return _issue(redacted.text, redacted.marks, policy())


def restore(text: str, redactions: int, policy: str, digest: str) -> Cleared:
    """Cleared text back from immutable storage. TamperedError unless it is exactly what was cleared (R2).

    The digest proves that nothing changed since clearing; that the row came from the guard is for the
    store to prove (it is written by publications only, and stands in the record).
    """
    try:
        marks = redaction.marks_in(text) if type(text) is str else None
    except ValueError:
        marks = None
    if marks is None or marks != redactions or _digest(text, redactions, policy) != digest:
        raise TamperedError("this is not the text that was cleared")
    return _issue(text, redactions, policy)


def _issue(text: str, redactions: int, policy_name: str) -> Cleared:
    cleared = object.__new__(Cleared)
    digest = _digest(text, redactions, policy_name)
    _cleared.lock(cleared, _Facts(text, redactions, policy_name, digest))
    return cleared


def _digest(text: str, redactions: int, policy_name: str) -> str:
    """The length before each part keeps one part from posing as another."""
    total = hashlib.sha256(b"gelijke-informatie/cleared/1\n")
    for part in (policy_name, str(redactions), text):
        # surrogatepass: a tampered text may hold anything, and an encoding error would quote it.
        data = part.encode("utf-8", "surrogatepass")
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()
