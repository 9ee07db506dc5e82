"""`./bench --help` says what can be measured before anything is installed."""

from __future__ import annotations

import sys

import pytest

from benchmarks.__main__ import RUNS
from frontdoor import benches, checking, measuring


def test_help_prepares_nothing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", "--help"])
    monkeypatch.setattr(checking, "prepare", lambda: pytest.fail("nothing needs to be installed to read this"))
    measuring.main()
    told = capsys.readouterr().out
    assert all(f"  {name} " in told for name in RUNS)


def test_what_is_named_can_be_run() -> None:
    assert set(RUNS) == set(benches.USUAL | benches.ASKED)
