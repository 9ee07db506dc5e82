"""Does the record still hold together? Asked by the page "Wie kon wat zien", answered at most once a minute."""

from __future__ import annotations

import threading
import time
import uuid
from collections import OrderedDict

from sqlalchemy.orm import Session

from consultation.publications import notes
from consultation.publications.pages import Shelf
from consultation.record import queries as record
from legal.guard import TamperedError

SECONDS = 60.0
MOST = 200


class Wholeness:
    """Recomputes a record and remembers the answer for a minute, so that nobody can make the server do
    that work all day. Another seal asks anew at once."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._known: OrderedDict[tuple[uuid.UUID, int], tuple[float, int | None]] = OrderedDict()
        self._lock = threading.Lock()

    def broken_line(self, session: Session, shelf: Shelf) -> int | None:
        """Return the first line that does not fit, counted from 1, or None when everything fits."""
        key = (shelf.card.id, shelf.seal.size)
        with self._lock:
            known = self._known.get(key)
        if known is None or time.monotonic() - known[0] > self._seconds:
            known = (time.monotonic(), _first_broken(session, shelf))
            with self._lock:
                self._known[key] = known
                while len(self._known) > MOST:
                    self._known.popitem(last=False)
        return known[1]


def _first_broken(session: Session, shelf: Shelf) -> int | None:
    try:
        place = record.is_whole(session, shelf.card.id)
        place = notes.first_changed(session, shelf) if place is None else place
    except TamperedError:
        place = 0
    return None if place is None else place + 1
