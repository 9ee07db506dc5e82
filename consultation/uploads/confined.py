"""A reader in another process, which may fail without harm: asked here, answered there (R15).

To the process goes one line of JSON (the order and its limits), then the bytes; back comes one JSON object.
Nothing of the file stands in arguments, logs or exit status (R14).
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from consultation.uploads.confine import confine
from consultation.uploads.limits import Limits
from consultation.uploads.refusals import Unfit

ROOT = Path(__file__).parents[2]
AT_ONCE = 2
"""How many files this process lets be read at the same time: others wait, so that many files cannot stop the house."""
L = TypeVar("L", bound=Limits)
_turn = threading.BoundedSemaphore(AT_ONCE)


def ask(worker: str, order: Mapping[str, Any], data: bytes, limits: Limits) -> dict[str, Any]:
    """Return the answer of the module `worker`. It gets an empty environment: no key or address of ours reaches it.

    Raises Unfit when it refuses, takes too much time or memory, or when too many are being read.
    """
    line = json.dumps({**order, "limits": asdict(limits)}).encode("ascii")
    if not _turn.acquire(timeout=limits.wall_seconds):
        raise Unfit("busy")
    try:
        answer = _run(worker, line + b"\n" + data, limits)
    finally:
        _turn.release()
    if "unfit" in answer:
        raise Unfit(answer["unfit"], **answer["params"])
    return answer


def serve(kind: type[L], answer: Callable[[Mapping[str, Any], L, Callable[[], bytes]], dict[str, Any]]) -> int:
    """Be the worker: close every door, then read, answer and end. `answer` gets the order, limits, and how to take the bytes."""
    order = json.loads(sys.stdin.buffer.readline())
    limits = kind(**order["limits"])
    confine(limits)
    try:
        written = json.dumps(answer(order, limits, sys.stdin.buffer.read))
    except Unfit as refusal:
        written = json.dumps({"unfit": refusal.code, "params": refusal.params})
    except MemoryError:
        written = json.dumps({"unfit": "too_heavy", "params": {}})
    sys.stdout.write(written)
    return 0


def _run(worker: str, given: bytes, limits: Limits) -> dict[str, Any]:
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module, no word from outside
            [sys.executable, "-B", "-E", "-s", "-X", "utf8", "-m", worker],
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={},
            timeout=limits.wall_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unfit("too_heavy") from error
    if done.returncode < 0:
        raise Unfit("too_heavy")
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        raise Unfit("damaged") from error
    return answer
