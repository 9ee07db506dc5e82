"""The locks: pinned, with fingerprints, and without a word about where packages come from."""

import json
import re
import tomllib

import pytest

from frontdoor.packages import NODE_LOCK, RUN_LOCK, TEST_LOCK
from frontdoor.places import ROOT

PIN = re.compile(r"^([a-z0-9][a-z0-9-]*)(?:\[[a-z,]+\])?==(\S+)")


def pins(name: str) -> dict[str, str]:
    lines = (ROOT / name).read_text().splitlines()
    return dict(found.groups() for line in lines if (found := PIN.match(line)))


def wanted(group: list[str]) -> set[str]:
    return {re.split(r"[\[=<>;! ]", line)[0].lower().replace("_", "-") for line in group}


@pytest.mark.parametrize("name", [RUN_LOCK, TEST_LOCK, NODE_LOCK])
def test_every_line_is_a_pin_or_a_fingerprint(name: str) -> None:
    for line in (ROOT / name).read_text().splitlines():
        assert PIN.match(line) or re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line), line


def test_the_test_lock_holds_the_run_lock() -> None:
    # ./test installs one lock; what it tests must be what ./run installs.
    assert pins(RUN_LOCK).items() <= pins(TEST_LOCK).items()


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert wanted(project["dependencies"]) <= pins(RUN_LOCK).keys()
    assert wanted(project["optional-dependencies"]["test"]) <= pins(TEST_LOCK).keys()


def test_the_npm_lock_has_fingerprints_and_no_addresses() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for name, entry in packages.items():
        assert "resolved" not in entry, name
        assert name == "" or entry["integrity"].startswith("sha512-"), name
