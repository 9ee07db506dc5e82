"""The served application with the database's clock shifted by BENCH_SHIFT seconds: a note that is readable now."""

from __future__ import annotations

import os
from datetime import timedelta

from flask import Flask  # noqa: TID253 - this is a server

from benchmarks import server
from consultation import clock


def make(kept: bool = True) -> Flask:
    """Return the application under the shifted clock; each reading costs what it costs in production."""
    shift, read = timedelta(seconds=float(os.environ["BENCH_SHIFT"])), clock.now
    clock.now = lambda session: read(session) + shift
    return server.make(kept)
