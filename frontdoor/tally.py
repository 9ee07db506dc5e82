"""How many tests passed, failed and were skipped, over several runs of pytest and the static checks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree


@dataclass(frozen=True)
class Tally:
    """Counts that add up; a run is good only when nothing failed and nothing was skipped."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    @property
    def good(self) -> bool:
        """True when something passed, nothing failed and nothing was skipped."""
        return self.passed > 0 and not self.failed and not self.skipped

    def line(self) -> str:
        """Return the closing line."""
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


def of_check(done: bool) -> Tally:
    """Count one check that either holds or does not."""
    return Tally(passed=1) if done else Tally(failed=1)


def of_pytest(report: Path, exit_code: int) -> Tally:
    """Count a run of pytest by its JUnit report. A run that broke without a failing test counts as one failure."""
    counted = _counted(report) if report.is_file() else Tally()
    if exit_code and not counted.failed:
        return counted + Tally(failed=1)
    return counted


def _counted(report: Path) -> Tally:
    # Our own pytest wrote this file a moment ago.
    suites = list(ElementTree.parse(report).getroot().iter("testsuite"))  # noqa: S314
    total, skipped = _sum(suites, "tests"), _sum(suites, "skipped")
    failed = _sum(suites, "failures") + _sum(suites, "errors")
    return Tally(max(total - failed - skipped, 0), failed, skipped)


def _sum(suites: list[ElementTree.Element], name: str) -> int:
    return sum(int(suite.get(name, "0")) for suite in suites)
