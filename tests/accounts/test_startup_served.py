"""`python -m consultation serve` as a newcomer meets it: a real process, from the first start to the last signal."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from tests.jobs.relays import free_port

ROOT = Path(__file__).resolve().parents[2]
NOTE = "/consultaties/begeleiding-thuis-en-dagactiviteiten-2028/notas/1/"
pytestmark = pytest.mark.slow


class Running:
    """A started platform: its address, its process, and all it printed once it has ended."""

    def __init__(self, folder: Path, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.output = folder / "output.txt"
        command = [sys.executable, "-m", "consultation", "serve", "--data", str(folder / "data"), "--port", str(port)]
        clean = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "CONSULTATION_ENV"}}
        with self.output.open("w") as output:
            self.process = subprocess.Popen(command, cwd=ROOT, env=clean, stdout=output, stderr=output)

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(self.address + path, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def ready(self) -> bool:
        assert self.process.poll() is None, self.said()
        return self.get("/readyz")[0] == 200

    def said(self) -> str:
        return self.output.read_text()

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)


@contextmanager
def running(folder: Path) -> Iterator[Running]:
    started = Running(folder, free_port())
    try:
        until(started.ready)
        yield started
    finally:
        if started.process.poll() is None:
            started.stop()


def until(true: Callable[[], bool]) -> None:
    for _ in range(1200):
        if true():
            return
        time.sleep(0.1)
    pytest.fail("it never happened")


def test_the_first_start_shows_a_note_and_a_second_start_the_same_one(tmp_path: Path) -> None:
    with running(tmp_path) as first:
        assert json.loads(first.get("/readyz")[1])["checks"]["worker"] is True
        status, page = first.get(NOTE)
        assert status == 200
        assert "gelakt: naam van een organisatie" in page
        mail = tmp_path / "data" / "mail"
        until(lambda: len(list(mail.glob("*.eml"))) == 5)
        assert first.address + NOTE in next(mail.glob("*.eml")).read_text()
        assert first.stop() == 0
    words = first.said()
    for needle in (first.address, "publicist@zilverdijk.example", "zilverdijk-oefent-2028", "Ctrl+C", "Voorbeeld laden"):
        assert needle in words
    assert "Traceback" not in words

    with running(tmp_path) as second:
        assert second.get(NOTE)[0] == 200
        assert second.stop() == 0
    assert "Voorbeeld laden" not in second.said()
    assert len(list(mail.glob("*.eml"))) == 5


def test_a_server_process_that_dies_comes_back_with_its_worker(tmp_path: Path) -> None:
    """F1: kill -9 of the process that serves."""
    with running(tmp_path) as platform:
        serving = psutil.Process(platform.process.pid).children()
        assert len(serving) == 1
        serving[0].kill()
        until(lambda: [child.pid for child in psutil.Process(platform.process.pid).children()] not in ([], [serving[0].pid]))
        until(platform.ready)
        assert platform.get(NOTE)[0] == 200
        assert platform.stop() == 0
    assert platform.said().count("Het platform staat klaar") == 1


def test_the_other_commands_work_beside_a_running_platform(tmp_path: Path) -> None:
    with running(tmp_path):
        for command, said in (("check", "goed  geen opgegeven taken"), ("seal", "Verzegeld: 3"), ("migrate", "al bij")):
            ended = subprocess.run(
                [sys.executable, "-m", "consultation", command, "--data", str(tmp_path / "data")],
                cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
            )  # fmt: skip
            assert (ended.returncode, ended.stderr) == (0, "")
            assert said in ended.stdout


def test_a_worker_of_its_own_ends_cleanly(tmp_path: Path) -> None:
    with running(tmp_path) as platform:
        platform.stop()
    command = [sys.executable, "-u", "-m", "consultation", "worker", "--data", str(tmp_path / "data")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "De worker draait. Stoppen: druk op Ctrl+C.\n"
        worker.send_signal(signal.SIGTERM)
        assert worker.stdout.read() == "De worker is gestopt.\n"
    assert worker.returncode == 0
