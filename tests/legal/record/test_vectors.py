"""The committed vectors are what their generator makes: nobody edited them by hand."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType


def test_vectors_are_as_generated(naive: ModuleType, vector_folder: Path) -> None:
    made = naive.all_files()
    assert {path.name: path.read_bytes() for path in vector_folder.iterdir()} == made
