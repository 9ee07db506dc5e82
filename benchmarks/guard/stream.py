"""`./bench guard-stream`: a gigabyte through the command line, with the memory it holds on the way. Memory must not grow."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

from benchmarks.guard import corpus
from benchmarks.report import table
from frontdoor.places import ROOT

_WHOLE, _QUICK = 1_000_000_000, 20_000_000
_TENTHS = 10


def run(*, quick: bool = False) -> None:
    """Print what `python -m legal redact` holds in memory after every tenth; quick: twenty megabytes."""
    size = _QUICK if quick else _WHOLE
    process = subprocess.Popen([sys.executable, "-m", "legal", "redact"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdin and process.stdout
    out = process.stdout
    drain = Thread(target=lambda: [None for _ in iter(lambda: out.read(1 << 16), b"")])
    drain.start()
    started, rows, sent = time.monotonic(), [], 0
    for block in _blocks():
        process.stdin.write(block)
        sent += len(block)
        if sent * _TENTHS >= size * (len(rows) + 1):
            seconds = time.monotonic() - started
            rows.append([f"{sent / 1e6:,.0f} MB", f"{_resident(process.pid) / 1e6:.0f} MB", f"{sent / 1e6 / seconds:.2f} MB/s"])
        if sent >= size:
            break
    process.stdin.close()
    code = process.wait()
    drain.join()
    table(("read", "in memory", "so far"), rows)
    print(f"  exit code {code} (3: there were findings)")


def _blocks() -> Iterator[bytes]:
    """The held-out texts over and over, a line each."""
    lines = "\n".join(record.text.replace("\n", " ") for record in corpus.held_out()).encode() + b"\n"
    while True:
        yield lines


def _resident(process: int) -> int:
    """The memory of a process that is in use, in bytes."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
