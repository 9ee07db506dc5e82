"""The closing line: totals over all runs, and nothing skipped in silence."""

from pathlib import Path

import pytest

from frontdoor import tally
from frontdoor.tally import Tally


def report(folder: Path, tests: int, failures: int, errors: int, skipped: int) -> Path:
    path = folder / "report.xml"
    path.write_text(
        f'<testsuites><testsuite tests="{tests}" failures="{failures}" errors="{errors}" skipped="{skipped}"/></testsuites>'
    )
    return path


def test_a_good_run(tmp_path: Path) -> None:
    total = tally.of_check(True) + tally.of_pytest(report(tmp_path, 7, 0, 0, 0), 0)
    assert total.line() == "8 passed, 0 failed"
    assert total.good


def test_failures_and_errors_count(tmp_path: Path) -> None:
    total = tally.of_pytest(report(tmp_path, 7, 1, 2, 0), 1)
    assert total.line() == "4 passed, 3 failed"
    assert not total.good


def test_a_skipped_test_is_not_good(tmp_path: Path) -> None:
    total = tally.of_pytest(report(tmp_path, 7, 0, 0, 1), 0)
    assert total.line() == "6 passed, 0 failed, 1 skipped"
    assert not total.good


@pytest.mark.parametrize("exit_code", [2, 3, 4, 5, -9])
def test_a_run_that_broke_off_is_a_failure(tmp_path: Path, exit_code: int) -> None:
    assert tally.of_pytest(tmp_path / "missing.xml", exit_code) == Tally(failed=1)
    assert tally.of_pytest(report(tmp_path, 7, 0, 0, 0), exit_code) == Tally(passed=7, failed=1)


def test_no_test_at_all_is_not_good() -> None:
    assert not Tally().good
