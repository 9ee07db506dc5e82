"""legal/ is usable alone: as a wheel would hold it, with nothing beside it but its word lists; no web, database, network."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.legal.commandline import ENVIRONMENT, ROOT

LISTS = ("deduce", "spellchecker")
OWN = ("legal", "__main__", "sitecustomize")
NETWORK = {"socket", "_socket", "ssl", "_ssl", "http.client", "urllib.request", "asyncio", "sqlite3"}
TEXT = "Wij rekenen nu € 44,75 per uur. Mail jan.peters@veldzorg.example. Bel mevrouw Samira el Idrissi."

STARTER = """
import json, sys
opened = []
def watch(event, arguments):
    if event.partition(".")[0] in ("socket", "urllib", "http", "ftplib", "smtplib", "sqlite3", "subprocess", "ctypes"):
        opened.append(event)
sys.addaudithook(watch)
sys.path.insert(0, sys.argv[1])
from legal.__main__ import main
EXTRA
code = main(sys.argv[2:])
print(json.dumps({"code": code, "modules": sorted(sys.modules), "opened": opened}), file=sys.stderr)
"""


def packaged() -> Iterator[Path]:
    """The files that a wheel holds of legal/: the modules of its packages, and what pyproject.toml calls its data."""
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    assert "legal*" in tools["packages"]["find"]["include"]
    for found in (ROOT / "legal").rglob("*.py"):
        if all((folder / "__init__.py").is_file() for folder in found.parents if folder.is_relative_to(ROOT / "legal")):
            yield found
    for pattern in tools["package-data"]["legal"]:
        yield from (ROOT / "legal").glob(pattern)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """An empty folder in which only legal/ was installed, and the packages of which it reads the lists."""
    for file in packaged():
        copy = tmp_path / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copy)
    for name in LISTS:
        spec = importlib.util.find_spec(name)
        assert spec and spec.submodule_search_locations
        os.symlink(spec.submodule_search_locations[0], tmp_path / name)
    return tmp_path


def run(target: Path, command: str, extra: str = "") -> tuple[str, dict[str, Any]]:
    """Run a command in a bare Python, without what is installed here; what it wrote, and what it loaded and opened."""
    start = [sys.executable, "-I", "-S", "-c", STARTER.replace("EXTRA", extra), str(target), command]
    done = subprocess.run(start, input=TEXT.encode(), capture_output=True, cwd=target, env=ENVIRONMENT, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode(), json.loads(done.stderr.splitlines()[-1])


def check_alone(told: dict[str, Any]) -> None:
    """Only the standard library and legal/ itself were loaded, nothing that knows a network, and no socket was opened."""
    roots = {name.partition(".")[0] for name in told["modules"] if not name.startswith("_sysconfigdata")}
    assert roots - {*sys.stdlib_module_names, *OWN} == set()
    assert NETWORK.isdisjoint(told["modules"])
    assert told["opened"] == []


@pytest.mark.parametrize("command", ["scan", "redact"])
def test_it_runs_with_nothing_beside_it(command: str, target: Path) -> None:
    written, told = run(target, command)
    check_alone(told)
    assert told["code"] == 3
    if command == "redact":
        assert written == (
            "Wij rekenen nu [gelakt: prijs of tarief, Aw 2.57] per uur. Mail [gelakt: e-mailadres, AVG]. "
            "Bel mevrouw [gelakt: naam van een persoon, AVG]."
        )


@pytest.mark.parametrize(
    "extra",
    [
        "import socket",
        "import urllib.request",
        f"sys.path.append({str(ROOT)!r}); import consultation.errors",
        "import _socket; _socket.socket().close()",
        "sys.modules['flask'] = sys",
    ],
)
def test_the_check_is_not_blind(extra: str, target: Path) -> None:
    """Sabotage twin: a module of the platform, of the web or of the network is seen."""
    with pytest.raises(AssertionError):
        check_alone(run(target, "scan", extra)[1])


@pytest.mark.parametrize("lost", ["cues.txt", "lists.txt", "points/figures.txt", "points/names.txt"])
def test_a_file_that_was_not_packed_is_missed(lost: str, target: Path) -> None:
    """Sabotage twin of the packing: without one of its files the guard refuses, or finds less."""
    whole, _ = run(target, "redact")
    (target / "legal" / "lexicon" / lost).unlink()
    with pytest.raises(AssertionError):
        assert run(target, "redact")[0] == whole
