"""A sheet of questions is read in a confined process (R15); what that cannot do is in tests/uploads/test_confined.py."""

from __future__ import annotations

import subprocess
from typing import Any

import pytest

from consultation.questions.importing.spreadsheet import Limits, UnreadableFile, read, words
from tests.questions.importing.spreadsheet.files import inline, raw_xlsx, rows_xml

pytestmark = pytest.mark.slow  # real processes, mail or PDFs: not in ./test --fast

GOOD = raw_xlsx(rows_xml(inline("Vraag"), inline("Mag dit?")))


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
