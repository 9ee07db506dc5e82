"""What runs before anything is installed may only use what Python itself brings."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from frontdoor.places import ROOT

# These start inside `.venv/`, after the installation.
INSIDE = {"checks", "figures", "postgres"}
BEFORE = [path for path in sorted((ROOT / "frontdoor").glob("*.py")) if path.stem not in INSIDE]


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names if node.module == "frontdoor")


@pytest.mark.parametrize("path", [*BEFORE, ROOT / "run", ROOT / "test", ROOT / "bench"], ids=lambda path: path.name)
def test_only_the_standard_library(path: Path) -> None:
    for name in imported(path):
        top, *rest = name.split(".")
        assert top in sys.stdlib_module_names or (top == "frontdoor" and not INSIDE & set(rest)), name


@pytest.mark.parametrize("name", ["run", "test", "bench", ".ci/run"])
def test_the_door_can_be_opened(name: str) -> None:
    assert (ROOT / name).stat().st_mode & 0o111 == 0o111


def test_an_older_python_can_read_the_first_lines() -> None:
    for name in ("run", "test", "bench", "frontdoor/oldpython.py", "frontdoor/__init__.py"):
        ast.parse((ROOT / name).read_text(), feature_version=(3, 7))
