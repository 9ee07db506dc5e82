"""What the commands need of the application: handed down from above, because nothing here may import it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from consultation.config import Config
from consultation.db import Database
from consultation.jobs import schedule
from consultation.jobs.task import Handlers
from consultation.jobs.worker import Worker


@dataclass(frozen=True)
class Platform:
    """The makers of application, database and job handlers, and the check of the keys."""

    make_app: Callable[[Config, Database], Any]
    make_database: Callable[[Config], Database]
    check_keys: Callable[[Config, Database], None]
    handlers: Callable[[Config], Handlers]

    def worker(self, config: Config, database: Database) -> Worker:
        """Return a worker for this database."""
        return Worker(database, self.handlers(config), schedule.plan)
