"""The platform refuses to start when that is unsafe, says why in one line, and starts well otherwise (F19, R14)."""

from __future__ import annotations

import base64
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from consultation import config as configuration
from consultation.accounts import service as accounts
from consultation.accounts.permissions import Role
from consultation.accounts.queries import has_demo_people
from consultation.application import check_keys, create_app, handlers, make_database
from consultation.cli import serving
from consultation.cli.commands import main
from consultation.cli.platform import Platform
from consultation.config import Config
from consultation.db import Database
from tests.jobs.relays import free_port

pytestmark = pytest.mark.slow  # real processes, mail or PDFs: not in ./test --fast

ROOT = Path(__file__).resolve().parents[2]
OTHER_KEY = base64.b64encode(b"another key, of 32 bytes exactly").decode()


class Start:
    """Runs `serve` in this process, with the server itself replaced by a flag."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.served = 0
        self.platform = Platform(create_app, make_database, check_keys, handlers)
        monkeypatch.setattr(serving.Server, "run", self._serve)
        for name in ("DATABASE_URL", "CONSULTATION_ENV", "VAULT_KEY", "MAIL_URL"):
            monkeypatch.delenv(name, raising=False)

    def _serve(self, *_facts: object) -> None:
        self.served += 1

    def __call__(self, *options: str, command: str = "serve", empty: bool = True) -> tuple[int, str]:
        """Return the exit code and what was said on standard error."""
        arguments = [command, "--data", str(self.folder), *options]
        if command == "serve":
            arguments += ["--empty"] * empty + ([] if "--port" in options else ["--port", str(free_port())])
        self._capsys.readouterr()
        code = main(arguments, self.platform)
        return code, self._capsys.readouterr().err


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Start:
    return Start(tmp_path / "data", monkeypatch, capsys)


def one_line(code: int, words: str, *needles: str) -> bool:
    """Say whether a start was refused with one Dutch line that holds every needle."""
    return code != 0 and words.startswith("Fout: ") and words.count("\n") == 1 and all(needle in words for needle in needles)


def run(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start the platform as a process of its own; it must end by itself."""
    command = [sys.executable, "-m", "consultation", "serve", "--data", str(folder), "--port", str(free_port())]
    clean = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "VAULT_KEY"}}
    return subprocess.run(command, env=clean | environment, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def test_without_the_vault_key_it_does_not_start(start: Start) -> None:
    """F19, as a real process: no new key beside an old database, no fallback."""
    assert start() == (0, "")
    (start.folder / "keys" / "vault_key.txt").unlink()
    ended = run(start.folder)
    assert one_line(ended.returncode, ended.stderr, "VAULT_KEY ontbreekt", "vault_key.txt")
    assert not (start.folder / "keys" / "vault_key.txt").exists()


def test_with_the_wrong_vault_key_it_does_not_start(start: Start) -> None:
    """F19, as a real process."""
    assert start() == (0, "")
    ended = run(start.folder, VAULT_KEY=OTHER_KEY)
    assert one_line(ended.returncode, ended.stderr, "VAULT_KEY hoort niet bij deze database")


def _start_with_another_key(start: Start, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    start()
    monkeypatch.setenv("VAULT_KEY", OTHER_KEY)
    return start()


def test_a_wrong_key_is_refused_before_anything_is_served(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    code, words = _start_with_another_key(start, monkeypatch)
    assert one_line(code, words, "VAULT_KEY")
    assert start.served == 1


def test_twin_without_the_key_check_the_wrong_key_serves(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin."""
    start.platform = Platform(create_app, make_database, lambda _config, _database: None, handlers)
    assert _start_with_another_key(start, monkeypatch) == (0, "")
    assert start.served == 2


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch, start: Start, config: Config) -> Start:
    """Return a start in production, on the test's own database, with everything in order."""
    settings = {
        "CONSULTATION_ENV": "production",
        "DATABASE_URL": config.database_url,
        "MAIL_URL": "smtp://127.0.0.1:2525",
        "MAIL_FROM": "consultatie@zilverdijk.example",
        "PUBLIC_URL": "https://consultatie.example",
    }
    keys = {"VAULT_KEY": config.vault_key, "SIGNING_KEY": config.signing_key, "SESSION_KEY": config.session_key}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    for name, key in keys.items():
        monkeypatch.setenv(name, base64.b64encode(key).decode())
    return start


def add_demo_person(database: Database) -> None:
    with database.transaction() as session:
        house = accounts.add_organisation(session, "municipality", "zilverdijk", "Gemeente Zilverdijk")
        accounts.add_member(session, house, Role.AUDITOR, name="R. Kaya", email="r@zilverdijk.example", password="x", demo=True)


def test_production_starts_when_everything_is_in_order_and_never_with_a_demo(production: Start, database: Database) -> None:
    assert production(empty=False) == (0, "")
    assert production.served == 1
    with database.reading() as session:
        assert has_demo_people(session) is False


def test_demo_sign_in_does_not_start_in_production(production: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMO_SIGN_IN", "1")
    assert one_line(*production(), "DEMO_SIGN_IN")
    assert production.served == 0


def test_twin_without_the_check_demo_sign_in_serves_in_production(
    production: Start, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage twin."""
    monkeypatch.setenv("DEMO_SIGN_IN", "1")
    monkeypatch.setattr(configuration, "_refuse_unsafe", lambda _config: None)
    assert production() == (0, "")
    assert production.served == 1


def test_demo_people_do_not_start_in_production(production: Start, database: Database) -> None:
    add_demo_person(database)
    assert one_line(*production(), "demo-accounts")
    assert production.served == 0


def test_twin_without_the_look_at_people_they_serve_in_production(
    production: Start, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage twin."""
    add_demo_person(database)
    monkeypatch.setattr("consultation.application.has_demo_people", lambda _session: False)
    assert production() == (0, "")
    assert production.served == 1


def test_the_demo_cannot_be_loaded_in_production(production: Start) -> None:
    assert one_line(*production(command="seed"), "productie")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("VAULT_KEY", "", "VAULT_KEY ontbreekt"),
        ("VAULT_KEY", "te kort", "VAULT_KEY is geen geldige base64"),
        ("VAULT_KEY", "dGUga29ydA==", "VAULT_KEY moet 32 bytes zijn"),
        ("MAIL_URL", "file:/tmp/post", "MAIL_URL"),
        ("MAIL_URL", "smtp://", "MAIL_URL"),
        ("PUBLIC_URL", "http://consultatie.example", "PUBLIC_URL"),
        ("DATABASE_URL", "", "DATABASE_URL ontbreekt"),
        ("PUBLICATION_LEAD_SECONDS", "1,5", "PUBLICATION_LEAD_SECONDS"),
        ("CONSULTATION_ENV", "productie", "CONSULTATION_ENV"),
    ],
)
def test_an_unsafe_setting_is_named(production: Start, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str) -> None:
    monkeypatch.setenv(name, value)
    assert one_line(*production(), said)
    assert production.served == 0


def test_a_port_in_use_is_named(start: Start) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert one_line(*start("--port", port), port, "--port")
    assert not (start.folder / "consultation.sqlite3").exists()


def _a_file(folder: Path) -> None:
    folder.write_text("geen map")


def _a_broken_database(folder: Path) -> None:
    folder.mkdir()
    (folder / "consultation.sqlite3").write_bytes(b"this is not a database, but it is long enough to be one" * 100)
    for name in ("session", "vault", "signing"):
        (folder / "keys").mkdir(exist_ok=True)
        (folder / "keys" / f"{name}_key.txt").write_text(OTHER_KEY)


def _a_folder_where_the_database_should_be(folder: Path) -> None:
    _a_broken_database(folder)
    (folder / "consultation.sqlite3").unlink()
    (folder / "consultation.sqlite3").mkdir()


@pytest.mark.parametrize(
    ("break_it", "said"),
    [
        (_a_file, "is geen map"),
        (_a_broken_database, "beschadigd"),
        (_a_folder_where_the_database_should_be, "geen schrijfrechten op de database"),
    ],
)
def test_a_data_folder_that_cannot_be_used_is_named(start: Start, break_it: Callable[[Path], None], said: str) -> None:
    break_it(start.folder)
    assert one_line(*start(), said)
    assert start.served == 0


def test_a_full_disk_at_the_start_is_named(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """F8, as a real process whose files cannot grow; afterwards it starts."""
    program = "import resource, signal, sys, runpy; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    program += "resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536)); "
    program += "sys.argv[0] = 'consultation'; runpy.run_module('consultation', run_name='__main__')"
    command = [sys.executable, "-B", "-c", program, "serve", "--data", str(start.folder), "--port", str(free_port())]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert one_line(ended.returncode, ended.stderr, "de schijf is vol")
    assert start() == (0, "")


def test_a_first_start_that_was_broken_off_leaves_nothing_half(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database appears in its place when it is whole."""

    def breaks(*_facts: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        start.platform = Platform(create_app, make_database, breaks, handlers)
        assert start()[0] == 130
        assert not (start.folder / "consultation.sqlite3").exists()
        broken.undo()
    start.platform = Platform(create_app, make_database, check_keys, handlers)
    assert start() == (0, "")
    assert [file.name for file in start.folder.glob("*building*")] == []
