"""`./bench guard-speed`: what our guard costs beside what others use, on the same texts, beside what each of them finds.

A text is cut in chunks of about 1,000 characters. Every finder runs in a process of its own; they take turns, a round
over all chunks each, so that a busy machine slows all of them alike. A cell is the median of the rounds.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from benchmarks.guard import corpus
from benchmarks.guard.figures import SHARED
from benchmarks.guard.peers import OURS, PEERS, Peer, installing
from benchmarks.guard.scoring import Score, add
from benchmarks.guard.workers import Worker, running
from benchmarks.report import percentile, table
from frontdoor.console import Stop, step

_CHUNK, _STATEMENT = 1_000, 500


@dataclass
class Figures:
    """What was measured of one finder."""

    starts: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    rounds: list[dict[str, Any]] = field(default_factory=list)
    found: Score = field(default_factory=Score)

    def milliseconds(self, kind: str, kilos: float) -> float:
        """Per 1,000 characters: the median of the rounds, without the first."""
        return 1_000 * statistics.median(one[kind] for one in self.rounds[1:]) / kilos


def run(*, quick: bool = False) -> None:
    """Print speed, weight and what is found, side by side; quick: fewer texts and rounds. Raises Stop without the peers."""
    missing = _peers()
    peers = [peer for peer in PEERS.values() if not (missing and peer.foreign)]
    chunks = _evenly(list(_chunks(_CHUNK)), 60 if quick else 400)
    figures = {peer: Figures() for peer in peers}
    for _ in range(1 if quick else 3):
        for peer in peers:
            with running(peer) as worker:
                figures[peer].starts.append(worker.start["seconds"])
    with ExitStack() as stack:
        workers = {peer: stack.enter_context(running(peer)) for peer in peers}
        _take_turns(workers, figures, chunks, rounds=3 if quick else 9)
        for peer, worker in workers.items():
            _judge(worker, figures[peer])
    _print(figures, chunks)
    _statements(quick=quick)
    if missing:
        raise missing


def _peers() -> Stop | None:
    """Make the peers ready; what keeps them away, said at once."""
    try:
        installing.ensure()
    except Stop as stop:
        print(f"  {stop.line()}\n  NOT MEASURED: deduce and presidio-analyzer", flush=True)
        return stop
    if not any(installing.DEDUCE_CACHE.rglob("*.pickle")):
        with step("eerste start van deduce", "first start of deduce"), running(PEERS["deduce, default"]):
            pass
    return None


def _take_turns(workers: dict[Peer, Worker], figures: dict[Peer, Figures], chunks: Sequence[str], rounds: int) -> None:
    for number in range(1 + rounds):
        order = list(workers) if number % 2 else list(reversed(workers))
        for peer in order:
            figures[peer].rounds.append(workers[peer].ask("round", chunks))
    for peer in workers:
        figures[peer].memory.append(figures[peer].rounds[-1]["bytes"] / 1_000_000)


def _judge(worker: Worker, figures: Figures) -> None:
    """Count what it finds in the texts that nothing of ours was fitted on."""
    records = corpus.held_out()
    rows = [{"text": record.text, "context": corpus.as_row(record)["context"]} for record in records]
    for record, ranges in zip(records, worker.ask("ranges", rows)["ranges"], strict=True):
        add(figures.found, record, [(start, end) for start, end in ranges])


def _print(figures: dict[Peer, Figures], chunks: Sequence[str]) -> None:
    kilos = sum(map(len, chunks)) / 1_000
    ours = figures[OURS].milliseconds("processor", kilos)
    rows = []
    for peer, one in figures.items():
        processor = one.milliseconds("processor", kilos)
        rows.append(
            [
                peer.name, f"{processor:.2f}", f"{one.milliseconds('wall', kilos):.2f}", f"{processor / ours:.2f}",
                f"{1_000 * one.rounds[0]['processor'] / kilos:.2f}", f"{statistics.median(one.starts):.2f} s",
                f"{one.memory[-1]:.0f} MB", *(f"{100 * share:.1f} %" for share in _shares(one.found)),
            ]
        )  # fmt: skip
    heads = ("", "ms/1,000 chars", "wall", "x ours", "first round", "start-up", "memory", "recall", "alarms", "precision")
    table(heads, rows)
    rounds = len(figures[OURS].rounds) - 1
    print(f"  {len(chunks)} chunks, {kilos:.0f} thousand characters; processor time, median of {rounds} rounds taken in turn")
    print("  wall: on the clock; first round: texts not seen before; start-up: import and first text, in a process of its own")
    print("  memory: beside bare Python, after the rounds; recall, alarms, precision: on the held-out texts of ./bench guard")


def _shares(found: Score) -> tuple[float, float, float]:
    return found.recall(), found.alarm_rate, found.precision


def _statements(*, quick: bool) -> None:
    """How long one statement of 500 characters takes us, each said once."""
    statements = _evenly([text for text in _chunks(_STATEMENT) if len(text) >= 0.8 * _STATEMENT], 200 if quick else 1_000)
    with running(OURS) as worker:
        each = worker.ask("each", statements)["each"]
    p50, p99, worst = (1_000 * value for value in (percentile(each, 0.5), percentile(each, 0.99), max(each)))
    print(f"  {len(each)} statements of {_STATEMENT} characters, each said once, on the clock:")
    print(f"  ours takes p50 {p50:.2f} ms, p99 {p99:.2f} ms, at most {worst:.1f} ms")


def _chunks(size: int) -> Iterator[str]:
    """Real texts, or our own where those are not there, in pieces that end at a blank."""
    for text in _texts():
        at = 0
        while at < len(text):
            end = text.rfind(" ", at + size // 2, at + size) if len(text) - at > size else len(text)
            end = end if end > 0 else at + size
            yield text[at:end]
            at = end


def _texts() -> Iterator[str]:
    real = SHARED / "real"
    if not real.is_dir():
        yield "\n".join(record.text for record in corpus.held_out())
        return
    rows = [json.loads(line) for line in (real / "questions.jsonl").read_text(encoding="utf-8").splitlines()]
    yield "\n".join(f"{row['question']}\n{row['answer']}" for row in rows)
    for path in sorted([*(real / "minutes").iterdir(), *(real / "consultation").iterdir()]):
        yield path.read_text(encoding="utf-8")


def _evenly(texts: Sequence[str], count: int) -> list[str]:
    """As many of the texts as asked for, from all over them."""
    return [texts[at * len(texts) // count] for at in range(count)] if len(texts) > count else list(texts)
