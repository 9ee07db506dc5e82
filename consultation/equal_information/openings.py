"""Noting the first time a party opens something. Never in the way of the page: a note that fails waits
for the next visit (rule 53, R10)."""

from __future__ import annotations

import logging
import threading
import uuid
from collections import OrderedDict, deque
from collections.abc import Hashable
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from consultation import clock
from consultation.accounts import queries as accounts
from consultation.accounts.permissions import Role
from consultation.accounts.service import token_hash
from consultation.db import Database
from consultation.parties import queries as parties
from consultation.record import service as record

MOST_REMEMBERED = 20_000
MOST_WAITING = 1_000
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Opened:
    """Somebody with this session token was sent these publications."""

    token: str
    consultation_id: uuid.UUID
    publication_ids: tuple[uuid.UUID, ...]


class Openings:
    """Notes openings after the page was sent, each party and publication once per process.

    One thread at a time writes; the others leave their openings with it, so that a database that is
    busy (a large publication) holds up one thread and not all.
    """

    def __init__(self, database: Database, most: int = MOST_REMEMBERED) -> None:
        self._database = database
        self._noted = _Memory(most)
        self._waiting: deque[Opened] = deque(maxlen=MOST_WAITING)
        self._writing = threading.Lock()

    def note(self, opened: Opened) -> None:
        """Note this opening, and those that other requests left here meanwhile."""
        keys = [(token_hash(opened.token), publication_id) for publication_id in opened.publication_ids]
        if all(map(self._noted.holds, keys)):
            return
        self._waiting.append(opened)
        while self._waiting and self._writing.acquire(blocking=False):
            try:
                self._write(self._waiting.popleft())
            except IndexError:
                pass
            finally:
                self._writing.release()

    def _write(self, opened: Opened) -> None:
        try:
            keys = self._write_down(opened)
        except SQLAlchemyError as error:
            # Not the message: it could quote what was written.
            _log.warning("an opening was not noted: %s", type(error).__name__)
            return
        for key in keys:
            self._noted.add(key)

    def _write_down(self, opened: Opened) -> list[Hashable]:
        """Write what is new, in a short transaction; return what needs no second look."""
        with self._database.reading() as session:
            asker = accounts.actor_of(session, opened.token, clock.now(session))
            party = asker.organisation_id
            takes_part = (
                asker.role is Role.PROVIDER_MEMBER
                and party is not None
                and parties.takes_part(session, opened.consultation_id, party)
            )
        if party is None or not takes_part:
            return []
        fresh = [found for found in opened.publication_ids if not self._noted.holds((party, found))]
        if fresh:
            with self._database.transaction() as session:
                for publication_id in fresh:
                    record.note_opening(session, opened.consultation_id, publication_id, party)
        browser = token_hash(opened.token)
        return [(who, found) for found in opened.publication_ids for who in (party, browser)]


class _Memory:
    """A bounded set, oldest out first. Safe between threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._keys: OrderedDict[Hashable, None] = OrderedDict()
        self._lock = threading.Lock()

    def holds(self, key: Hashable) -> bool:
        with self._lock:
            return key in self._keys

    def add(self, key: Hashable) -> None:
        with self._lock:
            self._keys[key] = None
            while len(self._keys) > self._most:
                self._keys.popitem(last=False)
