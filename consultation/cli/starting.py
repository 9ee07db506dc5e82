"""Getting a database ready: migrated, its keys checked, with the demo when it is new."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from sqlalchemy.engine import make_url

from consultation import migrating, seed
from consultation.cli.platform import Platform
from consultation.config import Config
from consultation.db import Database

LOADING = (
    "> Voorbeeld laden: een gemeente, drie aanbieders, drie consultaties"
    "  |  loading the demonstration: one municipality, three providers, three consultations"
)


def prepare(platform: Platform, config: Config, *, demo: bool) -> Database:
    """Return the open, migrated database with its keys checked; a new one gets the demo when asked.

    A new SQLite database is built beside its place and moved there when it is whole: a first start
    that was broken off leaves nothing half. On PostgreSQL a demo that was broken off stays half: drop it.
    """
    file = _file(config)
    if file is not None and not file.exists():
        _build(platform, config, file, demo=demo)
    return _opened(platform, config, demo=demo and file is None)


def _build(platform: Platform, config: Config, file: Path, *, demo: bool) -> None:
    unfinished = file.with_name(f"{file.name}.building")
    for left_over in unfinished.parent.glob(f"{unfinished.name}*"):
        left_over.unlink()
    database = _opened(platform, replace(config, database_url=f"sqlite:///{unfinished}"), demo=demo)
    database.dispose()
    os.replace(unfinished, file)


def _opened(platform: Platform, config: Config, *, demo: bool) -> Database:
    database = platform.make_database(config)
    try:
        is_new = migrating.is_empty(database.engine)
        if not migrating.is_current(database.engine):
            migrating.upgrade(database.engine)
        platform.check_keys(config, database)
        if demo and is_new and not config.production:
            print(LOADING, flush=True)
            seed.load(database)
    except BaseException:
        database.dispose()
        raise
    return database


def _file(config: Config) -> Path | None:
    url = make_url(config.database_url)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
