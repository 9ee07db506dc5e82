"""Pages kept in memory. What is kept is only ever what everybody may read, and only while nothing changed."""

from __future__ import annotations

import threading
import uuid
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

from consultation.publications.pages import Card
from consultation.publications.queries import Standing

MOST_BYTES = 32 * 1024 * 1024
LARGEST_PAGE = 4 * 1024 * 1024


@dataclass(frozen=True)
class KeptPage:
    """A page as it was sent, and the state it was made from."""

    standing: Standing
    spoken: Hashable  # how the deadlines on the page read when it was made
    card: Card
    shown: tuple[uuid.UUID, ...]
    body: bytes
    etag: str


class KeptPages:
    """A bounded memory of pages, least used out first. Safe between threads."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most, self._bytes = most_bytes, 0
        self._pages: OrderedDict[Hashable, KeptPage] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, standing: Standing) -> KeptPage | None:
        """Return the page under `key` when it was made at this very standing, else None."""
        with self._lock:
            found = self._pages.get(key)
            if found is None or found.standing != standing:
                return None
            self._pages.move_to_end(key)
            return found

    def put(self, key: Hashable, page: KeptPage) -> None:
        """Keep a page in place of an older one; a very large page is not kept."""
        with self._lock:
            self._drop(key)
            if len(page.body) > min(LARGEST_PAGE, self._most):
                return
            self._pages[key] = page
            self._bytes += len(page.body)
            while self._bytes > self._most:
                self._drop(next(iter(self._pages)))

    def _drop(self, key: Hashable) -> None:
        old = self._pages.pop(key, None)
        self._bytes -= len(old.body) if old else 0
