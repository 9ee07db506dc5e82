"""The process that sets the PDF: fenced off, and silent about what it read (R4, R14)."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from consultation.exports import note_data, note_pdf, typesetter
from consultation.exports.note_pdf import Failure, PdfFailed, PdfLimits
from tests.exports.samples import LIMITS, NO_FONTS, ROWS, note

pytestmark = pytest.mark.slow  # real processes, mail or PDFs: not in ./test --fast

# All different: typst remembers what it has set before.
_MANY = note(tuple(replace(ROWS[0], answer=f"Dit is lang antwoord {n}. " * 60) for n in range(600)))
_PROBE = """
import socket, sys, tempfile
from consultation.exports import typesetter
gone = typesetter.confine(2**31, 20) if {confined} else False
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=5).close()
    connected = True
except OSError:
    connected = False
try:
    with open(sys.argv[2], "wb") as file:
        file.write(b"x")
    wrote = True
except OSError:
    wrote = False
print(gone, connected, wrote)
"""


@pytest.mark.parametrize(
    ("limits", "reasons"),
    [
        (replace(LIMITS, wall_seconds=0.05), {Failure.TIMEOUT}),
        (replace(LIMITS, cpu_seconds=1), {Failure.CPU}),
        (replace(LIMITS, address_space=300 * 2**20), {Failure.MEMORY, Failure.CRASH}),
    ],
    ids=["wall", "cpu", "memory"],
)
def test_too_much_is_an_end_with_a_reason(limits: PdfLimits, reasons: set[Failure]) -> None:
    with pytest.raises(PdfFailed) as caught:
        note_pdf.render(_MANY, limits=limits, fonts=NO_FONTS)
    assert caught.value.reason in reasons
    assert str(caught.value) == caught.value.reason.value


def test_the_same_nota_is_made_within_the_ordinary_limits() -> None:
    """Sabotage twin of the three above: without the tight limit they would not end."""
    assert note_pdf.render(_MANY, limits=LIMITS, fonts=NO_FONTS).startswith(b"%PDF-")


@pytest.mark.parametrize("code", [-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGABRT, -signal.SIGSEGV, 1, 64, 65, 66, 0])
def test_every_end_has_fixed_words(code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(command: list[str], **_rest: Any) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess(command, code, b"geheim", b"geheim")

    monkeypatch.setattr(subprocess, "run", ended)
    with pytest.raises(PdfFailed) as caught:
        note_pdf.render(note(), limits=LIMITS)
    assert caught.value.reason in Failure and "geheim" not in str(caught.value)


def test_a_compiler_message_does_not_come_out(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """typst quotes what it trips over; that stays inside."""
    monkeypatch.setattr(note_data, "job", lambda *_: {"fonts": [], "timestamp": 0, "note": {"title": "geheime kostprijs"}})
    with pytest.raises(PdfFailed) as caught:
        note_pdf.render(note(), limits=LIMITS)
    assert caught.value.reason is Failure.REFUSED
    assert caught.value.__cause__ is None
    assert capfd.readouterr() == ("", "")


def test_input_that_is_no_job_is_refused() -> None:
    for wrong in (b"", b"{", b"[]", b"{}"):
        done = subprocess.run(
            [sys.executable, "-m", "consultation.exports.typesetter", str(2**31), "10"],
            input=wrong,
            capture_output=True,
            check=False,
            cwd=note_pdf.ROOT,
        )
        assert (done.returncode, done.stdout) == (typesetter.BAD_INPUT, b"")


def secrets_in(environment: dict[str, str]) -> set[str]:
    return {name for name in environment if "KEY" in name or "URL" in name}


def test_no_key_or_address_goes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    """R14: the process that reads strangers' texts does not hold the keys of the vault."""
    monkeypatch.setenv("VAULT_KEY", "x")
    monkeypatch.setenv("DATABASE_URL", "x")
    seen: list[dict[str, str]] = []

    def look(command: list[str], **rest: Any) -> subprocess.CompletedProcess[bytes]:
        seen.append(rest["env"])
        return subprocess.CompletedProcess(command, 0, b"%PDF-", b"")

    monkeypatch.setattr(subprocess, "run", look)
    note_pdf.render(note(), limits=LIMITS)
    assert secrets_in(seen[0]) == set()
    assert secrets_in(dict(os.environ)) >= {"VAULT_KEY", "DATABASE_URL"}  # sabotage twin: ours would show


def probe(tmp_path: Any, *, confined: bool) -> list[str]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        done = subprocess.run(
            [sys.executable, "-c", _PROBE.format(confined=confined), str(server.getsockname()[1]), str(tmp_path / "x")],
            capture_output=True,
            check=True,
            text=True,
            cwd=note_pdf.ROOT,
        )
    return done.stdout.split()


def test_the_fenced_process_writes_no_file_and_calls_nobody(tmp_path: Any) -> None:
    """Where the system refuses a network of its own (some containers), confine() says so."""
    gone, connected, wrote = probe(tmp_path, confined=True)
    assert wrote == "False"
    assert connected == ("False" if gone == "True" else "True")


def test_the_probe_turns_red_without_the_fence(tmp_path: Any) -> None:
    """Sabotage twin."""
    assert probe(tmp_path, confined=False) == ["False", "True", "True"]


def test_the_web_process_does_not_load_the_compiler() -> None:
    code = "import sys, consultation.exports.note_pdf; print('typst' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, cwd=note_pdf.ROOT)
    assert done.stdout == "False\n"


def test_a_job_survives_json() -> None:
    job = note_data.job(note(), NO_FONTS)
    assert json.loads(json.dumps(job)) == job
