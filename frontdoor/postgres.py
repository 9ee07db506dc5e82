"""A real PostgreSQL for the tests: the one named, the one that runs here, or a private one that goes when we go."""

from __future__ import annotations

import getpass
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from frontdoor import debian
from frontdoor.console import Stop, say

SETTING = "TEST_POSTGRES_URL"
_DEBIAN = Path("/usr/lib/postgresql")
_OWNER = "postgres"
_START_SECONDS = 60


@contextmanager
def database() -> Iterator[str]:
    """Yield the SQLAlchemy URL of a database of our own (and its relatives by prefix), dropped afterwards."""
    with _server() as admin:
        name = f"gi_test_{os.getpid()}_{secrets.token_hex(3)}"
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield _url(admin, name)
        finally:
            _drop(admin, name)


@contextmanager
def _server() -> Iterator[str]:
    named = os.environ.get(SETTING)
    if named:
        yield _named(named)
        return
    running = _running()
    if running:
        say("PostgreSQL: de server op deze computer", "PostgreSQL: the server on this machine")
        yield running
        return
    programs = _programs()
    if programs is None:
        debian.install("postgresql", "de tests hebben PostgreSQL nodig", "the tests need PostgreSQL")
        programs = _programs()
    if programs is None:
        raise Stop("PostgreSQL is geïnstalleerd maar niet gevonden.", "PostgreSQL was installed but is not found.")
    say("PostgreSQL: een eigen tijdelijke server", "PostgreSQL: a private temporary server")
    with _private(programs) as admin:
        yield admin


def _named(url: str) -> str:
    admin = url.replace("postgresql+psycopg://", "postgresql://", 1)
    if not _reachable(admin):
        raise Stop(f"de server in {SETTING} is niet bereikbaar.", f"the server in {SETTING} cannot be reached.")
    return admin


def _running() -> str | None:
    candidates = (f"host=127.0.0.1 port=5432 user={user} dbname=postgres" for user in (_OWNER, getpass.getuser()))
    return next((admin for admin in candidates if _reachable(admin)), None)


def _reachable(admin: str) -> bool:
    """Tell whether we may make databases there, without a password being asked."""
    question = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
    try:
        with psycopg.connect(admin, connect_timeout=3) as connection:
            row = connection.execute(question).fetchone()
    except psycopg.Error:
        return False
    return bool(row and row[0])


def _programs() -> Path | None:
    versions = (path.parent for path in _DEBIAN.glob("*/bin/initdb"))
    newest = max(versions, key=lambda path: float(path.parent.name), default=None)
    if newest is not None:
        return newest
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def _private(programs: Path) -> Iterator[str]:
    # PostgreSQL refuses to run as root; Debian's package brings the user that may.
    user = _OWNER if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="gi-postgres-"))
    try:
        if user:
            shutil.chown(folder, user, user)
        with _cluster(programs, folder, user) as admin:
            yield admin
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _cluster(programs: Path, folder: Path, user: str | None) -> Iterator[str]:
    data, log, port = folder / "data", folder / "log", _free_port()
    make = [str(programs / "initdb"), "-D", str(data), "-U", _OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    made = subprocess.run(make, user=user, group=user, cwd=folder, capture_output=True, text=True, check=False)
    if made.returncode:
        raise Stop(f"PostgreSQL kon niet worden gemaakt: {made.stderr.strip()[-200:]}", "initdb failed.")
    settings = (f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", "fsync=off")
    start = [str(programs / "postgres"), "-D", str(data), *(part for setting in settings for part in ("-c", setting))]
    admin = f"host=127.0.0.1 port={port} user={_OWNER} dbname=postgres"
    with log.open("w") as output, subprocess.Popen(start, user=user, group=user, cwd=folder, stderr=output) as server:
        try:
            _await(server, admin, log)
            yield admin
        finally:
            # Fast shutdown: open connections are cut, nothing needs to be kept.
            with suppress(ProcessLookupError):
                server.send_signal(signal.SIGINT)


def _await(server: subprocess.Popen[bytes], admin: str, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not _reachable(admin):
        if server.poll() is not None or time.monotonic() > deadline:
            raise Stop(f"PostgreSQL startte niet: {log.read_text()[-300:].strip()}", "PostgreSQL did not start.")
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _url(admin: str, name: str) -> str:
    parts = conninfo_to_dict(make_conninfo(admin, dbname=name))
    password = f":{parts['password']}" if parts.get("password") else ""
    return f"postgresql+psycopg://{parts['user']}{password}@{parts['host']}:{parts.get('port') or 5432}/{name}"


def _drop(admin: str, name: str) -> None:
    with psycopg.connect(admin, autocommit=True) as connection:
        ours = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", (name,)).fetchall()
        for (found,) in ours:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(found)))
