"""Durable submissions (G12): a question sent, with vault, record and receipt, against bare commits."""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import psycopg
from sqlalchemy.engine import make_url

from benchmarks.house import ENGINES, house
from benchmarks.report import percentile, table
from consultation.questions.asking import service as asking
from consultation.questions.asking.service import QuestionDraft
from tests.world import World

WRITERS = (1, 8)


def run(*, quick: bool = False) -> None:
    """Print submissions per second and p99 beside bare one-row commits on the same engine."""
    count = 40 if quick else 200
    rows: list[list[object]] = []
    for engine in ENGINES:
        with house(engine) as (config, world):
            world.open_consultation()
            for writers in WRITERS:
                bare = _measure(_bare(config.database_url), writers, count)
                ours = _measure(lambda w=world: _submit(w), writers, count)
                rows.append(_row(engine, writers, bare, ours))
    table(("engine", "writers", "bare commits/s", "p99 ms", "submissions/s", "p99 ms", "ratio /s"), rows)
    print("  a submission = draft + send: 5 sealed objects or receipts, 4 record entries, 2 transactions")


def _row(engine: str, writers: int, bare: list[float], ours: list[float]) -> list[object]:
    speeds = [writers / statistics.mean(times) for times in (bare, ours)]
    return [
        engine, writers, f"{speeds[0]:.0f}", f"{1000 * percentile(bare, 0.99):.2f}", f"{speeds[1]:.0f}",
        f"{1000 * percentile(ours, 0.99):.1f}", f"{speeds[1] / speeds[0]:.3f}",
    ]  # fmt: skip


def _measure(work: Callable[[], object], writers: int, count: int) -> list[float]:
    times: list[float] = []

    def write() -> None:
        for _ in range(count // writers):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)

    threads = [threading.Thread(target=write) for _ in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def _submit(world: World) -> None:
    question_id = uuid.uuid4()
    draft = QuestionDraft("Hoe rekent u de reistijd tussen twee cliënten in het buitengebied?", "tariff", world.version, "§ 3.4")
    with world.database.transaction() as session:
        asking.save_draft(session, world.provider, world.consultation(session), draft, question_id)
    with world.database.transaction() as session:
        asking.submit(session, world.provider, world.consultation(session), question_id, world.moment.now)


def _bare(url: str) -> Callable[[], object]:
    """Return one durable 300-byte insert in a transaction of its own, without any of ours."""
    local = threading.local()
    if url.startswith("sqlite"):
        file = Path(tempfile.mkdtemp(prefix="bare-")) / "bare.sqlite3"
        connect: Callable[[], object] = lambda: _sqlite(file)  # noqa: E731
    else:
        connect = lambda: _postgres(url)  # noqa: E731
    connect()

    def insert() -> None:
        if not hasattr(local, "connection"):
            local.connection = connect()
        local.connection.execute("INSERT INTO bare VALUES ('" + "x" * 300 + "')")

    return insert


def _sqlite(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None, timeout=15)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS bare (line TEXT)")
    return connection


def _postgres(url: str) -> psycopg.Connection[tuple[object, ...]]:
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    connection = psycopg.connect(plain, autocommit=True)
    connection.execute("CREATE TABLE IF NOT EXISTS bare (line TEXT)")
    return connection
