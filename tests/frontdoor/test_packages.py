"""Installing happens when the lock changed, and at no other time."""

from collections.abc import Callable
from pathlib import Path

import pytest

from frontdoor import environment, packages
from frontdoor.console import Stop


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what was installed, in a project folder of its own where nothing really is."""
    calls: list[str] = []

    def install(lock: str, on_line: Callable[[str], None]) -> None:
        calls.append(lock)

    monkeypatch.setattr(packages, "ROOT", tmp_path)
    monkeypatch.setattr(packages, "_STAMPS", tmp_path / "locks")
    monkeypatch.setattr(packages, "install", install)
    monkeypatch.setattr(environment, "room", lambda megabytes: None)
    for name in (packages.RUN_LOCK, packages.TEST_LOCK):
        (tmp_path / name).write_text(f"# {name}\na==1\n")
    return calls


def ensure(lock: str) -> None:
    packages.ensure(lock, 1, "a", "a")


def test_twice_is_once(installed: list[str]) -> None:
    ensure(packages.RUN_LOCK)
    ensure(packages.RUN_LOCK)
    assert installed == [packages.RUN_LOCK]


def test_a_changed_lock_is_installed_again(installed: list[str], tmp_path: Path) -> None:
    ensure(packages.RUN_LOCK)
    (tmp_path / packages.RUN_LOCK).write_text("a==2\n")
    ensure(packages.RUN_LOCK)
    assert installed == [packages.RUN_LOCK] * 2


def test_the_test_lock_serves_run_too(installed: list[str]) -> None:
    ensure(packages.TEST_LOCK)
    ensure(packages.RUN_LOCK)
    assert installed == [packages.TEST_LOCK]


def test_a_broken_installation_is_done_again(installed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(lock: str, on_line: Callable[[str], None]) -> None:
        raise Stop("stuk", "broken")

    ensure(packages.TEST_LOCK)
    (packages.ROOT / packages.RUN_LOCK).write_text("a==2\n")
    with monkeypatch.context() as patch:
        patch.setattr(packages, "install", broken)
        with pytest.raises(Stop):
            ensure(packages.RUN_LOCK)
    # Half of the new lock may stand there: neither lock counts as installed any more.
    ensure(packages.TEST_LOCK)
    assert installed == [packages.TEST_LOCK] * 2
