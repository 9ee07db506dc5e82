"""What others use to find secrets in a text, beside our guard: each loads to a function from a text to ranges.

Nothing is imported here, so that each finder can be timed and weighed in a process of its own.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Find = Callable[[str, Mapping[str, Any]], Sequence[tuple[int, int]]]
"""A text and what is known of it (speaker, channel, allow) -> the ranges that would go."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A finder: what we call it, the module here that loads it, and whether it stands in requirements-peers.lock."""

    name: str
    module: str
    loader: str
    foreign: bool = False

    def load(self) -> Find:
        """Import what it needs and make it ready."""
        loader: Callable[[], Find] = getattr(importlib.import_module(f"{__name__}.{self.module}"), self.loader)
        return loader()


OURS = Peer("ours", "ours", "load")
PEERS = {
    peer.name: peer
    for peer in (
        OURS,
        Peer("regex, 11 alternatives", "patterns", "as_typed"),
        Peer("the same, normalised", "patterns", "normalised"),
        Peer("deduce, default", "deduced", "default", foreign=True),
        Peer("presidio, own Dutch", "presidio", "load", foreign=True),
    )
}
