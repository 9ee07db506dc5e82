"""The other end of `worker`: start a finder in a process of its own and ask it things."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from benchmarks.guard.peers import Peer
from benchmarks.guard.peers.installing import PACKAGES
from frontdoor.places import ROOT, VENV

_LOG = VENV / "peers.log"


class Worker:
    """A running finder; `start` tells its seconds and bytes until and with the first text."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.start = self._answer()

    def ask(self, what: str, texts: Sequence[Any]) -> dict[str, Any]:
        """Put a question of `worker.ANSWERS` and wait for the answer."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps({"do": what, "texts": texts}) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"a finder stopped; see {_LOG.relative_to(ROOT)}")
        found: dict[str, Any] = json.loads(line)
        return found


@contextmanager
def running(peer: Peer) -> Iterator[Worker]:
    """Yield a finder that was just started; it ends with the block."""
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")}
    if peer.foreign:
        env["PYTHONPATH"] = str(PACKAGES)
    command = [sys.executable, "-m", "benchmarks.guard.worker", peer.name]
    with _LOG.open("a") as log:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, cwd=ROOT, env=env
        )  # fmt: skip
    with process:
        yield Worker(process)
        assert process.stdin
        process.stdin.close()
