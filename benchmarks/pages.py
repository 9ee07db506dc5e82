"""The list page of 50 published answers (G6): session, permission and visibility included, against the template alone."""

from __future__ import annotations

import base64
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from benchmarks.house import ENGINES, fill_note, house
from benchmarks.report import percentile, table
from consultation.config import Config
from tests.world import World

CLIENTS = 8
SERVER = ["-m", "gunicorn", "--worker-class", "gthread", "--workers", "1", "--threads", "4", "--log-level", "error"]


def run(*, quick: bool = False) -> None:
    """Print requests per second and latency per case, and the ratio to the template alone."""
    rows: list[list[object]] = []
    for engine in ENGINES:
        with house(engine) as (config, world):
            world.open_consultation()
            world.until_visible(world.schedule(fill_note(world, 100 if quick else 2000)))
            wait = (world.moment.now - world.moment.real()).total_seconds()  # type: ignore[attr-defined]
            rows += _cases(engine, config, world, 3 if quick else 8, wait)
    table(("engine", "case", "requests/s", "p50 ms", "p95 ms", "ratio to template"), rows)


def _cases(engine: str, config: Config, world: World, seconds: float, shift: float) -> list[list[object]]:
    page = f"/consultaties/{world.slug}/notas/1/"
    cookie = f"Cookie: sessie={world.session_token(world.rival)}\r\n"
    measured: list[tuple[str, list[float], float]] = []
    for kept in (True, False):
        with _served(config, kept, shift) as port:
            _ask(port, page, "", 2)
            if kept:
                cases = [("hello (limit)", "/bench/hello", ""), ("template only", "/bench/template", "")]
                cases += [("page, kept while unchanged, public", page, ""), ("page, kept, signed in", page, cookie)]
            else:
                cases = [("page, made anew, public", page, ""), ("page, made anew, signed in", page, cookie)]
            for name, path, header in cases:
                measured.append((name, *_load(port, path, header, seconds)))
    base = next(speed for name, _, speed in measured if name == "template only")
    return [[engine, name, *_figures(times, speed), f"{speed / base:.2f}"] for name, times, speed in measured]


def _figures(times: list[float], speed: float) -> list[str]:
    return [f"{speed:.0f}", *(f"{1000 * percentile(times, part):.1f}" for part in (0.5, 0.95))]


@contextmanager
def _served(config: Config, kept: bool, shift: float) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    keys = {"SESSION_KEY": config.session_key, "VAULT_KEY": config.vault_key, "SIGNING_KEY": config.signing_key}
    env = os.environ | {name: base64.b64encode(key).decode() for name, key in keys.items()}
    env |= {"CONSULTATION_DATA": str(config.data_dir), "DATABASE_URL": config.database_url, "BENCH_SHIFT": str(shift)}
    command = [sys.executable, *SERVER, "--bind", f"127.0.0.1:{port}", f"benchmarks.shifted:make({kept})"]
    process = subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL)
    try:
        _until(lambda: _ask(port, "/healthz", "", 1))
        yield port
    finally:
        process.terminate()
        process.wait(10)


def _load(port: int, path: str, header: str, seconds: float) -> tuple[list[float], float]:
    times: list[float] = []
    end = time.perf_counter() + seconds

    def work() -> None:
        request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{header}\r\n".encode()
        with socket.create_connection(("127.0.0.1", port)) as line:
            while time.perf_counter() < end:
                start = time.perf_counter()
                line.sendall(request)
                _read(line)
                times.append(time.perf_counter() - start)

    threads = [threading.Thread(target=work) for _ in range(CLIENTS)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, len(times) / (time.perf_counter() - start)


def _ask(port: int, path: str, header: str, times: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as line:
        for _ in range(times):
            line.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{header}\r\n".encode())
            status = _read(line)
            if b" 200 " not in status:
                raise RuntimeError(f"{path}: {status.decode()}")


def _read(line: socket.socket) -> bytes:
    """Read one answer with a Content-Length; return its status line."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += line.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(int(part.split(b":")[1]) for part in head.split(b"\r\n") if part.lower().startswith(b"content-length"))
    while len(body) < length:
        body += line.recv(262144)
    return head.split(b"\r\n")[0]


def _until(works: Callable[[], object]) -> None:
    for _ in range(200):
        with suppress(OSError, RuntimeError):
            works()
            return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")
