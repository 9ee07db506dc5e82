"""What each command does. Each returns its exit code; failures are raised and become one line."""

from __future__ import annotations

import argparse
import errno
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable, Mapping
from types import FrameType

from sqlalchemy.orm import Session

from consultation import migrating, seed
from consultation.accounts import queries as accounts
from consultation.cli import checking, people, serving, starting, welcome
from consultation.cli.failures import Stop, guarded
from consultation.cli.parser import parser
from consultation.cli.platform import Platform
from consultation.config import Config, load
from consultation.db import Database
from consultation.record import queries as record_queries
from consultation.record import service as record

# Where each command finds the platform, the configuration and its options.
Command = Callable[[Platform, Config, argparse.Namespace], int]


def main(arguments: list[str], platform: Platform) -> int:
    """Run one command and return its exit code."""
    options = parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(asctime)s %(levelname)s %(message)s")
    # alembic tells at every start which database it found.
    logging.getLogger("alembic").setLevel(logging.ERROR)
    return guarded(lambda: COMMANDS[options.command](platform, load(_environment(options)), options))


def _environment(options: argparse.Namespace) -> Mapping[str, str]:
    environment = dict(os.environ)
    if options.data is not None:
        environment["CONSULTATION_DATA"] = str(options.data)
    if options.command == "serve" and environment.get("CONSULTATION_ENV", "embedded") == "embedded":
        host = f"[{options.host}]" if ":" in options.host else options.host
        environment.setdefault("PUBLIC_URL", f"http://{host}:{options.port}")
    return environment


def serve(platform: Platform, config: Config, options: argparse.Namespace) -> int:
    """Get everything ready, then serve until SIGTERM or Ctrl+C."""
    _check_port(options.host, options.port)
    _check_folder(config)
    platform.handlers(config)  # a MAIL_URL that cannot be read stops the start, not the first mail
    database = starting.prepare(platform, config, demo=not options.empty)
    words = welcome.text(config, database, options.host, options.port)
    database.dispose()
    serving.Server(platform, config, (options.host, options.port), words).run()
    return 0


def work(platform: Platform, config: Config, _options: argparse.Namespace) -> int:
    """Run the worker alone, until SIGTERM or Ctrl+C."""
    database = _checked(platform, config)
    worker = platform.worker(config, database)

    def stop(_signal: int, _frame: FrameType | None) -> None:
        worker.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print("De worker draait. Stoppen: druk op Ctrl+C.", flush=True)
    worker.run()
    database.dispose()
    print("De worker is gestopt.", flush=True)
    return 0


def migrate(platform: Platform, config: Config, _options: argparse.Namespace) -> int:
    """Bring the database to the newest schema."""
    _check_folder(config)
    database = platform.make_database(config)
    was_current = migrating.is_current(database.engine)
    migrating.upgrade(database.engine)
    print("De database was al bij." if was_current else "De database is bijgewerkt.")
    return 0


def load_demo(platform: Platform, config: Config, _options: argparse.Namespace) -> int:
    """Load the demo into a database without organisations."""
    if config.production:
        raise Stop("het voorbeeld hoort niet in productie.")
    _check_folder(config)
    database = starting.prepare(platform, config, demo=False)
    with database.reading() as session:
        if accounts.tenants(session):
            raise Stop("deze database is niet leeg. Het voorbeeld past alleen in een lege database.")
    seed.load(database)
    print(f"Het voorbeeld is geladen. Het wachtwoord van alle accounts: {seed.PASSWORD}")
    return 0


def seal(platform: Platform, config: Config, _options: argparse.Namespace) -> int:
    """Seal every record now; no transaction spans two consultations."""
    database = _checked(platform, config)
    with database.reading() as session:
        wanted = record_queries.consultations(session)
    for consultation_id in wanted:
        with database.transaction() as session:
            record.seal(session, consultation_id)
    print(f"Verzegeld: {len(wanted)} register(s).")
    return 0


def check(platform: Platform, config: Config, _options: argparse.Namespace) -> int:
    """Print what is right and what is not; the exit code is 1 when something is not."""
    lines = checking.lines(_checked(platform, config))
    for fine, line in lines:
        print(f"{'goed' if fine else 'FOUT'}  {line}")
    return 0 if all(fine for fine, _ in lines) else 1


def keep_people(work: Callable[[Session, argparse.Namespace], str]) -> Command:
    """Return the command that does one thing to organisations or people, and prints what it did."""

    def command(platform: Platform, config: Config, options: argparse.Namespace) -> int:
        database = _checked(platform, config)
        try:
            with database.transaction() as session:
                line = work(session, options)
        finally:
            database.dispose()
        print(line)
        return 0

    return command


COMMANDS: dict[str, Command] = {
    "serve": serve, "worker": work, "migrate": migrate, "seed": load_demo, "seal": seal, "check": check,
    "organisation": keep_people(people.add_organisation), "person": keep_people(people.add_person),
    "change-role": keep_people(people.change_role), "end-access": keep_people(people.end_access),
    "sign-out": keep_people(people.sign_out),
}  # fmt: skip


def _checked(platform: Platform, config: Config) -> Database:
    """Return the database when it is migrated and the keys are its own."""
    database = platform.make_database(config)
    if not migrating.is_current(database.read_engine):
        raise Stop("de database is niet bij. Doe eerst: python -m consultation migrate")
    platform.check_keys(config, database)
    return database


def _check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise Stop(f"poort {port} is al in gebruik. Kies een andere met --port.") from None
            if error.errno in {errno.EACCES, errno.EPERM}:
                raise Stop(f"poort {port} mag alleen de beheerder gebruiken. Kies een poort boven 1023.") from None
            raise Stop(f"op adres {host} kan deze computer niet luisteren. Kies een ander met --host.") from None


def _check_folder(config: Config) -> None:
    config.data_dir.mkdir(parents=True, exist_ok=True)
    if not os.access(config.data_dir, os.W_OK | os.X_OK):
        raise Stop(f"geen schrijfrechten op {config.data_dir}. Kies een andere map met --data.")
