"""Every foreseeable failure is one line in Dutch and English that says what to do."""

import errno
import socket
from pathlib import Path

import pytest

from frontdoor import console, debian, environment, failures, oldpython, starting
from frontdoor.console import Stop

SAID = {
    "OSError: [Errno 28] No space left on device": "schijf is vol",
    "npm error code ENOSPC": "schijf is vol",
    "Failed to establish a new connection: [Errno -3] Temporary failure in name resolution": "geen verbinding",
    "npm error code EAI_AGAIN": "geen verbinding",
    "Temporary failure resolving 'x'\nCould not find a version that satisfies the requirement": "geen verbinding",
    "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE": "vingerafdruk",
    "npm error code EINTEGRITY": "vingerafdruk",
    "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]": "certificaat",
    "ERROR: No matching distribution found for typst==0.15.2": "3.11, 3.12 of 3.13",
    "something nobody foresaw": "is mislukt; zie .venv/install.log",
}


@pytest.mark.parametrize("output", SAID, ids=SAID.values())
def test_output_becomes_one_line(output: str) -> None:
    stop = failures.explain("requirements.lock", output, ".venv/install.log")
    assert SAID[output] in stop.dutch
    assert "\n" not in stop.line()
    assert "Error: " in stop.line()


def test_a_port_in_use_is_said_before_anything_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "prepare", lambda: pytest.fail("installed first"))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        options = starting._parser().parse_args(["--port", str(taken.getsockname()[1])])
        with pytest.raises(Stop) as caught:
            starting._start(options)
    assert "al in gebruik" in caught.value.dutch


def test_data_that_is_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "_check_port", lambda port: None)
    (tmp_path / "file").write_text("")
    options = starting._parser().parse_args(["--data", str(tmp_path / "file")])
    with pytest.raises(Stop, match="not a folder"):
        starting._start(options)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http"])
def test_a_wrong_option_is_one_line(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        starting._parser().parse_args(["--port", port])
    assert caught.value.code == 2
    assert capsys.readouterr().err.startswith("Fout: ")


def test_too_little_room_on_the_disk() -> None:
    with pytest.raises(Stop, match="not enough disk space"):
        environment.room(megabytes=10**12)


@pytest.mark.parametrize(("number", "word"), [(errno.ENOSPC, "schijf is vol"), (errno.EROFS, "geen schrijfrechten")])
def test_a_failing_disk_is_no_traceback(number: int, word: str) -> None:
    def work() -> int:
        raise OSError(number, "no", "/somewhere")

    with pytest.raises(SystemExit) as caught:
        console.guarded(work)
    assert word in str(caught.value.code)


def test_an_unforeseen_error_is_not_hidden() -> None:
    def work() -> int:
        raise OSError(errno.ELOOP, "no", "/somewhere")

    with pytest.raises(OSError, match="somewhere"):
        console.guarded(work)


def test_without_rights_it_says_the_line_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "_prefix", lambda: None)
    with pytest.raises(Stop) as caught:
        debian.install("python3-venv", "Python mist het onderdeel venv", "Python lacks its venv part")
    assert "sudo apt-get install -y --no-install-recommends python3-venv" in caught.value.line()


def test_an_old_python_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oldpython.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(oldpython.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit) as caught:
        oldpython.require()
    assert "dit is Python 3.9." in str(caught.value.code)


def test_an_old_python_gives_way_to_a_newer_one(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []

    def execute(path: str, arguments: list[str]) -> None:
        started.append(path)
        raise SystemExit

    monkeypatch.setattr(oldpython.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(oldpython.shutil, "which", lambda name: f"/usr/bin/{name}" if name == "python3.12" else None)
    monkeypatch.setattr(oldpython.os, "execv", execute)
    with pytest.raises(SystemExit):
        oldpython.require()
    assert started == ["/usr/bin/python3.12"]


@pytest.mark.parametrize("port", ["99999", "0", "acht", "-1", "²"])
def test_a_port_that_is_none_is_told_in_both_languages(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        starting._parser().parse_args([f"--port={port}"])
    told = capsys.readouterr().err
    assert caught.value.code == 2 and "kies een getal van 1 tot en met 65535" in told and "choose a number" in told
