"""The process that reads a file can open nothing, send nothing and stop nothing else; what takes too much ends (R15, R14)."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from consultation.uploads import confined
from consultation.uploads.limits import Limits
from consultation.uploads.read import read
from consultation.uploads.refusals import Unfit, UnreadableFile
from consultation.uploads.words import UNREADABLE
from tests.questions.importing.spreadsheet.files import book, ods_row, ods_table, zipped
from tests.uploads.odf_files import odf
from tests.uploads.odf_files import p as odf_p
from tests.uploads.pdf_files import pdf, text
from tests.uploads.words_files import docx, docx_parts, p

pytestmark = pytest.mark.slow  # real processes: not in ./test --fast

ROOT = Path(__file__).parents[2]
LIMITS = Limits()
WORDS = "Wij vragen hulp in de thuissituatie, één keer per week."
FILES = {
    "docx": docx(p(WORDS)),
    "odt": odf("odt", odf_p(WORDS)),
    "xlsx": book([[WORDS]]),
    "ods": odf("ods", ods_table(ods_row(WORDS))),
    "pdf": pdf(text(WORDS)),
}
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


@pytest.mark.parametrize("kind", FILES)
def test_a_confined_process_still_reads_every_kind(kind: str) -> None:
    """Everything that reading needs was imported before the doors closed."""
    found = read(FILES[kind], f"Leidraad van ons.{kind.upper()}", LIMITS)
    assert WORDS in found.extract.plain and found.extract.kind == kind
    assert len(found.sha256) == 64


def test_hostile_and_damaged_pdfs_are_judged_inside_too() -> None:
    """A fault inside the confined process must not need a file of Python that it cannot open any more."""
    with pytest.raises(UnreadableFile, match=r"^damaged$"):
        read(FILES["pdf"][:-200] + b"%%EOF", "a.pdf", LIMITS)
    tagged = pdf(text(WORDS) + text("cel", x=300), info="/Author (\xe9)", catalog="/StructTreeRoot << /K [] >>")
    assert "cel" in read(tagged, "a.pdf", LIMITS).extract.plain


def test_a_file_that_takes_too_much_memory_or_time_is_ended() -> None:
    """The worker is killed and the user hears what to do."""
    heavy = pdf(text("Zichtbaar.") + "q " * 400_000 + "1 0 0 1 0 0 cm " * 100_000)
    for limits in (Limits(cpu_seconds=1), Limits(memory=64 * 1024 * 1024)):
        with pytest.raises(UnreadableFile) as refusal:
            read(heavy, "a.pdf", limits)
        assert refusal.value.code in {"too_heavy", "damaged"}
    many = docx("".join(p(f"{number * 7919:x}") for number in range(120_000)))
    with pytest.raises(UnreadableFile, match=r"^too_heavy$"):
        read(many, "a.docx", Limits(cpu_seconds=1))


def test_a_large_zip_bomb_is_not_unpacked() -> None:
    """300 MB of blanks in 300 kB."""
    bomb = zipped(docx_parts(p("x")) | {"word/media/a.xml": b" " * 300_000_000})
    assert len(bomb) < LIMITS.bytes
    began = time.monotonic()
    with pytest.raises(UnreadableFile, match=r"^too_much_unpacked$"):
        read(bomb, "a.docx", LIMITS)
    assert time.monotonic() - began < 5


# asked from outside


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
    seen = seen_by_run(monkeypatch, done(0, b'{"kind": "docx", "blocks": [["text", "x", 0, ""]], "report": {}, "unseen": ""}'))
    read(FILES["docx"], "Kostprijs Zorgboog.docx", LIMITS)
    assert seen["env"] == {} and seen["timeout"] == LIMITS.wall_seconds
    assert "Zorgboog" not in " ".join(seen["command"]) and b"Zorgboog" not in seen["input"]
    assert seen["stderr"] is subprocess.DEVNULL


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (done(-9), "too_heavy"), (done(-24), "too_heavy"), (subprocess.TimeoutExpired([], 1), "too_heavy"),
        (done(1), "damaged"), (done(0, b"{"), "damaged"), (done(0, b'{"unfit": "macros", "params": {}}'), "macros"),
    ],
)  # fmt: skip
def test_a_worker_that_ends_badly(monkeypatch: pytest.MonkeyPatch, answer: Any, code: str) -> None:
    seen_by_run(monkeypatch, answer)
    with pytest.raises(UnreadableFile, match=f"^{code}$"):
        read(FILES["docx"], "a.docx", LIMITS)


@pytest.fixture
def both_turns_taken() -> Iterator[None]:
    """Let the house be busy reading."""
    taken = [confined._turn.acquire(timeout=1) for _ in range(confined.AT_ONCE)]
    assert all(taken)
    yield
    for _ in taken:
        confined._turn.release()


@pytest.mark.usefixtures("both_turns_taken")
def test_many_files_at_once_wait_and_are_then_sent_away() -> None:
    """R15: whoever sends many files does not stop the house."""
    with pytest.raises(Unfit, match="busy"):
        confined.ask("consultation.uploads.worker", {"extension": "docx"}, FILES["docx"], Limits(wall_seconds=1))


def test_a_turn_comes_back_after_a_refusal() -> None:
    for _ in range(confined.AT_ONCE + 1):
        with pytest.raises(UnreadableFile, match=r"^wrong_kind$"):
            read(b"x", "a.docx", LIMITS)
    assert threading.active_count() < 20


def test_every_sentence_can_be_said() -> None:
    """Each has words for what to do, and no placeholder is left over."""

    class Anything(dict[str, str]):
        def __missing__(self, key: str) -> str:
            return "x"

    for code, sentence in UNREADABLE.items():
        said = sentence % Anything()
        assert said[0].isupper() and said.endswith((".", "?")), code
        assert said.count(".") >= 2 or code == "no_file", f"{code} does not say what to do"
