"""The vectors, their generator, and proof files to damage, for the tests of the record."""

from __future__ import annotations

import copy
import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from legal.record.verify import Outcome, Verdict, verify_bytes

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def naive() -> ModuleType:
    """The generator of the vectors: the naive tree and the signer."""
    spec = importlib.util.spec_from_file_location("record_make_vectors", HERE / "make_vectors.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def vector_folder() -> Path:
    return HERE / "vectors"


@pytest.fixture(scope="session")
def trees(vector_folder: Path) -> SimpleNamespace:
    """tree.json with its positions looked up: roots[size], inclusion(index, size), consistency(old, new)."""
    data = json.loads((vector_folder / "tree.json").read_text())
    hashes = [bytes.fromhex(value) for value in data["hashes"]]
    return SimpleNamespace(
        leaves=[bytes.fromhex(leaf) for leaf in data["leaves"]],
        roots=[hashes[at] for at in data["roots"]],
        largest=len(data["leaves"]),
        inclusion=lambda index, size: [hashes[at] for at in data["inclusion"][size - 1][index]],
        consistency=lambda old, new: [hashes[at] for at in data["consistency"][new - 1][old - 1]],
    )


@pytest.fixture
def proof_file(vector_folder: Path) -> Callable[[str], dict[str, Any]]:
    """A fresh copy of a proof file as JSON values, free to be damaged."""
    return lambda name: copy.deepcopy(json.loads((vector_folder / name).read_text(encoding="utf-8")))


@pytest.fixture
def refused() -> Callable[..., Verdict]:
    """Assert that a document is not found correct, and by which field; gives the verdict."""

    def check(document: dict[str, Any], field: str | None = None, outcome: Outcome | None = None) -> Verdict:
        verdict = verify_bytes(json.dumps(document, ensure_ascii=False).encode())
        assert verdict.outcome is not Outcome.CORRECT
        assert verdict.field
        assert field is None or verdict.field == field
        assert outcome is None or verdict.outcome is outcome
        return verdict

    return check
