"""deduce: Dutch names and, by default, places, dates, numbers and addresses of the medical record."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from deduce import Deduce

from benchmarks.guard.peers import Find
from benchmarks.guard.peers.installing import DEDUCE_CACHE


def default() -> Find:
    """Return it as it comes."""
    logging.disable()  # it logs every step at the level of debugging, which costs time
    DEDUCE_CACHE.mkdir(parents=True, exist_ok=True)
    deduce = Deduce(cache_path=DEDUCE_CACHE)

    def find(text: str, facts: Mapping[str, Any]) -> list[tuple[int, int]]:
        allowed = [words.casefold() for words in facts.get("allow") or ()]
        return [
            (int(one.start_char), int(one.end_char))  # some are of numpy
            for one in deduce.deidentify(text).annotations
            if not any(one.text.casefold() in words for words in allowed)
        ]

    return find
