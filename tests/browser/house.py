"""The platform as it really runs: a process of its own, with its own port, folder, worker and demonstration."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
CONSULTATION = "begeleiding-thuis-en-dagactiviteiten-2028"
OURS = (
    "CONSULTATION_",
    "DATABASE_URL",
    "MAIL_",
    "PUBLIC_URL",
    "DEMO_SIGN_IN",
    "EMBEDDED_WORKER",
    "PUBLICATION_",
    "TEST_DATABASE",
)
PATIENCE = 180
"""Seconds that a start may take on a busy computer; it takes five."""


@dataclass(frozen=True)
class House:
    """Where the platform answers and keeps its things."""

    url: str
    data: Path

    def at(self, path: str) -> str:
        """Return the whole address of a page."""
        return self.url + path


@contextmanager
def opened(data: Path, lead: int = 1) -> Iterator[House]:
    """Start the platform on `data` (a new folder gets the demonstration); stop it, and look what it complained of.

    What is published, can be read after `lead` seconds.
    """
    house = House(f"http://127.0.0.1:{_free_port()}", data)
    with (data / "server.log").open("w") as log, _process(house, log, lead) as process:
        _wait(house, process)
        yield house
        process.terminate()
        assert process.wait(60) == 0, _said(house)
    said = _said(house)
    assert "Traceback" not in said and "ERROR" not in said, said


@contextmanager
def _process(house: House, log: IO[str], lead: int) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "consultation", "serve", "--port", house.url.rpartition(":")[2], "--data", str(house.data)]
    env = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    env |= {"PUBLICATION_LEAD_SECONDS": str(lead), "PUBLICATION_STEP_SECONDS": "1"}
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=subprocess.STDOUT)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _wait(house: House, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(house.at("/readyz"), timeout=10):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"the platform did not start\n{_said(house)}")


def _said(house: House) -> str:
    return (house.data / "server.log").read_text()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
