"""The process that reads a file can open nothing, send nothing and stop nothing else (R15)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from consultation.questions.spreadsheet import Limits, UnreadableFile, read, words
from tests.questions.spreadsheet.files import inline, raw_xlsx, rows_xml

pytestmark = pytest.mark.slow  # real processes, mail or PDFs: not in ./test --fast

ROOT = Path(__file__).parents[3]
GOOD = raw_xlsx(rows_xml(inline("Vraag"), inline("Mag dit?")))
CONFINED = "confine(Limits(memory=256 * 1024 * 1024, cpu_seconds=1, wall_seconds=30))"
START = """
import os, socket, sys, time
from consultation.uploads.confine import confine
from consultation.uploads.limits import Limits
{guard}
{deed}
os._exit(0)
"""
DEEDS = {
    "connect": "socket.socket()",
    "connect over the place of an open file": "os.close(0); socket.socket()",
    "read a file": "open('/etc/hostname')",
    "write a file": "open('{folder}/out', 'w')",
    "copy an open file": "os.dup(1)",
    "take memory": "bytearray(512 * 1024 * 1024)",
    "take time": "\nwhile time.process_time() < 1.5: pass",
}


def ended_well(deed: str, guard: str, folder: Path) -> bool:
    code = START.format(guard=guard, deed=DEEDS[deed].replace("{folder}", str(folder)))
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    return done.returncode == 0


@pytest.mark.parametrize("deed", DEEDS)
def test_what_a_confined_process_cannot_do(deed: str, tmp_path: Path) -> None:
    assert not ended_well(deed, CONFINED, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("deed", DEEDS)
def test_twin_unconfined_it_can(deed: str, tmp_path: Path) -> None:
    assert ended_well(deed, "", tmp_path)


def test_a_confined_process_still_reads_every_kind() -> None:
    """Everything that reading needs was imported before the doors closed."""
    assert read(GOOD, "v.xlsx").rows[0].question == "Mag dit?"
    assert read("Vraag\nÉén?".encode("cp1252"), "v.csv").rows[0].question == "Één?"
    assert read("Vraag\nÉén?".encode("utf-16"), "v.txt").rows[0].question == "Één?"
    assert read("\ufeffVraag\nÉén?".encode("utf-16-be"), "v.txt").rows[0].question == "Één?"
    with pytest.raises(UnreadableFile, match="damaged"):
        read(GOOD[:-30], "v.xlsx")


def seen_by_run(monkeypatch: pytest.MonkeyPatch, answer: subprocess.CompletedProcess[bytes] | Exception) -> dict[str, Any]:
    """Replace the process by an answer; what it would have been given."""
    seen: dict[str, Any] = {}

    def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
        seen.update(options, command=command)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(subprocess, "run", run)
    return seen


def done(code: int, output: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.CompletedProcess([], code, output)


def test_the_worker_gets_no_secret_and_its_command_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """R14: other users of the machine see commands; keys are in the environment."""
    monkeypatch.setenv("SECRET_KEY", "geheim")
    seen = seen_by_run(monkeypatch, done(0, b'{"sheet": {"rows": [], "notes": [], "columns": []}}'))
    read(GOOD, "Zorgboog bezwaar.xlsx")
    assert seen["env"] == {} and seen["timeout"] == Limits().wall_seconds
    assert "Zorgboog" not in " ".join(seen["command"]) and b"Zorgboog" not in seen["input"]
    assert seen["stderr"] is subprocess.DEVNULL


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (done(-9), "too_heavy"),
        (done(-24), "too_heavy"),
        (subprocess.TimeoutExpired([], 1), "too_heavy"),
        (done(1), "damaged"),
        (done(0, b"{"), "damaged"),
    ],
)
def test_a_worker_that_ends_badly(monkeypatch: pytest.MonkeyPatch, answer: Any, code: str) -> None:
    seen_by_run(monkeypatch, answer)
    with pytest.raises(UnreadableFile, match=f"^{code}$"):
        read(GOOD, "v.xlsx")


def test_a_file_that_takes_too_much_memory_or_time() -> None:
    heavy = b"Vraag\n" + b"x" * 9_000_000
    assert read(heavy, "v.csv").rows
    with pytest.raises(UnreadableFile, match=r"^too_heavy$"):
        read(heavy, "v.csv", Limits(memory=64 * 1024 * 1024))
    with pytest.raises(UnreadableFile, match=r"^too_heavy$"):
        read(b"Vraag\n" + b"?\n" * 4_000_000, "v.csv", Limits(cpu_seconds=1))


def test_every_sentence_can_be_said() -> None:
    """Each has words for what to do, and no placeholder is left over."""

    class Anything(dict[str, str]):
        def __missing__(self, key: str) -> str:
            return "x"

    for code, sentence in words.WORDS.items():
        said = sentence % Anything()
        assert said[0].isupper() or said.startswith(("x", "“")), code
        assert said.endswith((".", "?", "x")), code
