"""The scorer of shared/guard, run on what the command line writes, says what `./bench guard` prints."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.guard import corpus
from benchmarks.guard.scoring import Score, score
from tests.legal.commandline import process

SHARED = Path(os.environ.get("SHARED_DIR", Path(__file__).resolve().parents[3] / "shared")) / "guard"


@pytest.fixture(params=["dev.jsonl", "held_out"])
def gold(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Labelled texts as JSON lines."""
    if request.param == "dev.jsonl":
        return SHARED / "dev.jsonl"
    file = tmp_path / "gold.jsonl"
    file.write_text("".join(json.dumps(corpus.as_row(record)) + "\n" for record in corpus.held_out()[::3]), encoding="utf-8")
    return file


def by_scorer(gold: Path, predictions: bytes, folder: Path) -> dict[str, Any]:
    """What score.py says of the lines that the command wrote."""
    scorer = SHARED / "score.py"
    if not scorer.is_file():
        pytest.fail(f"{scorer} is missing: put the folder shared/ beside the repository, or set SHARED_DIR")
    file = folder / "predictions.jsonl"
    file.write_bytes(predictions)
    done = subprocess.run([sys.executable, scorer, gold, file, "--json"], capture_output=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def check_same(theirs: dict[str, Any], ours: Score) -> None:
    assert theirs["unknown_ids"] == 0 and theirs["negative_records"] == ours.clean > 0
    assert theirs["recall"] == pytest.approx(ours.recall())
    assert theirs["precision"] == pytest.approx(ours.precision)
    assert theirs["hard_negative_false_alarm_rate"] == pytest.approx(ours.alarm_rate)
    assert theirs["public_characters_redacted_rate"] == pytest.approx(ours.public_share)
    for label, row in theirs["labels"].items():
        assert (row["spans"], row["recall"]) == (ours.passages[label], pytest.approx(ours.recall(label)))


def test_the_scorer_says_what_the_benchmark_prints(gold: Path, tmp_path: Path) -> None:
    done = process("scan", "--jsonl", gold)
    assert (done.returncode, done.stderr) == (3, b"")
    check_same(by_scorer(gold, done.stdout, tmp_path), score(corpus.load([gold])))


def test_the_comparison_is_not_blind(gold: Path, tmp_path: Path) -> None:
    """Sabotage twin: spans one place further are seen."""
    rows = [json.loads(line) for line in process("scan", "--jsonl", gold).stdout.splitlines()]
    for span in (span for row in rows for span in row["spans"]):
        span["start"] += 1
    shifted = "".join(json.dumps(row) + "\n" for row in rows).encode()
    with pytest.raises(AssertionError):
        check_same(by_scorer(gold, shifted, tmp_path), score(corpus.load([gold])))
