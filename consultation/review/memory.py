"""What the guard found in texts that do not change, kept in this process: places and kinds, never a word of a text.

For lists and counts alone. What leaves is always read anew by the gate.
"""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock

from consultation.review.gate import Review
from consultation.review.knowledge import Knowledge
from consultation.review.texts import Source, same_words
from legal import guard
from legal.terms import Channel, Finding

MOST = 5_000  # questions or documents
_secret = secrets.token_bytes(32)


@dataclass(frozen=True)
class Read:
    """One text as the guard read it. `kinds` tell, per finding, which are of the same words and rule; not which words."""

    text_id: uuid.UUID
    field: str
    channel: Channel
    length: int
    findings: tuple[Finding, ...]
    kinds: tuple[str, ...]


class Memory:
    """The last texts that were read, by what they are and by what the guard knew then."""

    def __init__(self, most: int = MOST) -> None:
        self._most, self._lock = most, Lock()
        self._kept: OrderedDict[Hashable, tuple[Read, ...]] = OrderedDict()

    def get(self, key: Hashable) -> tuple[Read, ...] | None:
        """Return what was kept under `key`, or None."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: Hashable, reads: tuple[Read, ...]) -> tuple[Read, ...]:
        """Keep it; what was not asked for the longest goes."""
        with self._lock:
            self._kept[key] = reads
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return reads


MEMORY = Memory()


def read(review: Review, source: Source) -> Read:
    """Let the guard read a text."""
    found = guard.scan(source.text, review.knowledge.context(source))
    kinds = tuple(kind(one.rule, one.quote(source.text)) for one in found)
    return Read(source.text_id, source.field, source.channel, len(source.text), found, kinds)


def kind(rule: str, words: str) -> str:
    """Return what two findings of one rule and the same words share; a new secret at every start makes it tell nothing else."""
    same = f"{rule}\n{same_words(words)}"
    return hashlib.blake2b(same.encode("utf-8", "surrogatepass"), key=_secret, digest_size=12).hexdigest()


def known(knowledge: Knowledge) -> str:
    """Return a short name for what the guard knows: when that changes, nothing that was kept counts."""
    return hashlib.sha256(repr(knowledge).encode("utf-8", "surrogatepass")).hexdigest()
