"""One finder in a process of its own: what it costs to start, to keep and to run. Spoken to in lines of JSON."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TextIO

from benchmarks.guard.peers import PEERS, Find

_FIRST = "Wij vragen uitstel van de termijn."


def resident() -> int:
    """The memory of this process that is in use, in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def main(name: str, out: TextIO) -> None:
    """Load a finder, tell what that took, and answer until the questions end."""
    before, started = resident(), time.perf_counter()
    find = PEERS[name].load()
    find(_FIRST, {})
    say(out, {"seconds": time.perf_counter() - started, "bytes": resident() - before})
    for line in sys.stdin:
        question = json.loads(line)
        say(out, ANSWERS[question["do"]](find, question["texts"]) | {"bytes": resident() - before})


def _round(find: Find, texts: Iterable[str]) -> dict[str, Any]:
    """Processor and wall seconds over all of the texts."""
    processor, wall = time.process_time(), time.perf_counter()
    for text in texts:
        find(text, {})
    return {"processor": time.process_time() - processor, "wall": time.perf_counter() - wall}


def _each(find: Find, texts: Iterable[str]) -> dict[str, Any]:
    """Wall seconds of every text by itself."""
    found = []
    for text in texts:
        started = time.perf_counter()
        find(text, {})
        found.append(time.perf_counter() - started)
    return {"each": found}


def _ranges(find: Find, records: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """What it finds in every record."""
    return {"ranges": [[list(one) for one in find(record["text"], record["context"])] for record in records]}


ANSWERS: dict[str, Callable[[Find, Any], dict[str, Any]]] = {"round": _round, "each": _each, "ranges": _ranges}


def say(out: TextIO, answer: dict[str, Any]) -> None:
    """Write one line."""
    out.write(json.dumps(answer) + "\n")
    out.flush()


if __name__ == "__main__":
    # A finder may print and log as it likes, but not between our answers.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    main(sys.argv[1], answers)
