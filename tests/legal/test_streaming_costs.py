"""What a text costs: time that grows with its length, memory that does not grow at all."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from benchmarks.guard import corpus
from legal import scanning
from legal.__main__ import main
from legal.normalise import NormalisedText
from legal.terms import Finding, Ground, GuardContext, Label, Rule, Sensitivity
from tests.legal.commandline import COMMAND, ENVIRONMENT, ROOT, process

pytestmark = pytest.mark.slow

# --- time ---------------------------------------------------------------------------------------------
PROSE = " ".join(record.text for record in corpus.held_out()[:400]).replace("\n", " ")
FIGURES = [
    "1 1 ", "€1", "€1 ", "1.", "1,", "1-", "wij 1 ", "een ", "tussen de 1 en ", "1% ",
    "NL91 ABNA 0417 1643 00 ", "06 12 34 56 78 ",
]  # fmt: skip
LETTERS = [
    "a", "a ", "A. ", "Jan de ", "@", "a@b.nl ", "&amp;", "e\u0301", "\u200b", "[gelakt", "Stichting ",
    "wij als enige ", ". ", "- a\n", "\n",
]  # fmt: skip


# Read by the municipality, with parties known: names, marks of ours, quotes.
SPOKEN = ["Zorgboog vroeg € 53. ", "[gelakt: prijs of tarief, Aw 2.57] ", 'U zei: "wij gaan bieden". ', '" ']
CONTEXT = {"speaker": "municipality", "channel": "answer", "parties": [{"names": ["Zorgboog"]}]}


def scanned(text: str, folder: Path) -> float:
    """Processor seconds that one JSON line with this text takes."""
    file = folder / "line.jsonl"
    file.write_text(json.dumps({"id": "1", "text": text, "context": CONTEXT}) + "\n")
    started = time.process_time()
    assert main(["scan", "--jsonl", str(file)]) in (0, 3)
    return time.process_time() - started


def check_growth(bit: str, small: int, folder: Path) -> None:
    """Four times the text takes about four times as long; sixteen times would be quadratic, three times over."""
    scanned((bit * 100)[:2_000], folder)
    taken = []
    while len(taken) < 3 and not (taken and taken[-1] < 8):
        one, four = (scanned(bit * (length // len(bit)), folder) for length in (small, 4 * small))
        taken.append(four / (one + 0.025))
    assert taken[-1] < 8, taken


BITS = [*((bit, 20_000) for bit in (*FIGURES, *SPOKEN)), *((bit, 80_000) for bit in LETTERS), (PROSE, len(PROSE))]


@pytest.mark.parametrize(("bit", "small"), BITS, ids=[bit[:20] for bit, _ in BITS])
def test_one_line_takes_time_by_its_length(bit: str, small: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check_growth(bit, small, tmp_path)
    assert capsys.readouterr().err == ""


def quadratic(read: NormalisedText, _context: GuardContext) -> Iterator[Finding]:
    rule = Rule("test.quadratic", "1", Label.CASE, Sensitivity.PERSONAL_DATA, Ground.AVG, "Dit is traag.")
    for at, char in enumerate(read.text):
        if char == "1" and read.text[at:].count("2") > len(read.text):
            yield rule.at((at, at + 1))


def test_the_growth_check_is_not_blind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a detector that reads the rest of the text again for every figure."""
    monkeypatch.setattr(scanning, "DETECTORS", (quadratic,))
    with pytest.raises(AssertionError):
        check_growth("1a", 40_000, tmp_path)


@pytest.mark.parametrize("options", [(), ("--jsonl",)])
def test_a_line_of_five_megabytes_is_read(options: Sequence[str]) -> None:
    text = (PROSE * (5_000_000 // len(PROSE) + 1))[:5_000_000] + " Mail jan.peters@veldzorg.example."
    content = json.dumps({"id": "1", "text": text}) if options else text
    done = process("scan", *options, stdin=content.encode())
    assert done.returncode == 3 and done.stderr == b""
    assert (b"EMAIL" in done.stdout[-2_000:]) and f"{len(text) - 1}".encode() in done.stdout[-2_000:]


# --- memory -------------------------------------------------------------------------------------------
MEGABYTE = 1_000_000
MOST_GROWTH = 25 * MEGABYTE
BLANK = (". " * 450 + "\n") * 40


def stream(jsonl: bool) -> Iterator[bytes]:
    """A text without end; what is no dots are words that were never seen before, so that nothing learnt can grow with them."""
    random_words = random.Random(7)
    for number in range(sys.maxsize):
        words = " ".join("".join(random_words.choices("abcdefghijklmnoprstuvwz", k=8)) for _ in range(100))
        text = f"{words}. Wij rekenen nu € 44,75 per uur.\n\n{BLANK}"
        context = {"allow": [words[:20]], "documents": [f"Het tarief is € {number % 900 + 10}."]}
        yield (json.dumps({"id": number, "text": text, "context": context}) + "\n" if jsonl else text).encode()


def peaks(command: Sequence[str], source: Iterator[bytes], sizes: Sequence[int]) -> list[int]:
    """Feed a process through a pipe; its highest memory so far, in bytes, each time that many bytes went in."""
    found: list[int] = []
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, cwd=ROOT, env=ENVIRONMENT) as process:
        assert process.stdin is not None
        sent = 0
        for size in sizes:
            while sent < size:
                block = next(source)
                process.stdin.write(block)
                sent += len(block)
            process.stdin.flush()
            status = Path(f"/proc/{process.pid}/status").read_text()
            found.append(1024 * int(status.split("VmHWM:")[1].split()[0]))
        process.stdin.close()
    assert process.returncode == 3
    return found


def check_memory(command: Sequence[str], source: Iterator[bytes], sizes: Sequence[int]) -> None:
    first, *_, last = peaks(command, source, sizes)
    assert last - first < MOST_GROWTH, f"{first // MEGABYTE} MB, then {last // MEGABYTE} MB"


@pytest.mark.parametrize("arguments", [("scan",), ("redact",), ("scan", "--jsonl")], ids=" ".join)
def test_memory_does_not_grow_with_the_stream(arguments: Sequence[str]) -> None:
    """Six times the text, the same memory; `./bench guard-stream` sends a whole gigabyte."""
    check_memory([*COMMAND, *arguments], stream("--jsonl" in arguments), (10 * MEGABYTE, 60 * MEGABYTE))


KEEPER = """
import sys
from legal import streaming
from legal.__main__ import main
kept, read = [], streaming._decoded
def decoded(stream):
    for text in read(stream):
        kept.append(text)
        yield text
streaming._decoded = decoded
sys.exit(main())
"""


def test_the_memory_check_is_not_blind() -> None:
    """Sabotage twin: a reader that keeps what it read."""
    with pytest.raises(AssertionError, match="MB, then"):
        check_memory([sys.executable, "-c", KEEPER, "scan"], stream(jsonl=False), (10 * MEGABYTE, 60 * MEGABYTE))
