"""Break one function of the guard wherever it is used, so that a twin does not depend on which module calls it."""

import sys
from collections.abc import Callable
from typing import Any

import pytest


def everywhere(monkeypatch: pytest.MonkeyPatch, function: Callable[..., Any], other: Callable[..., Any]) -> None:
    """Let every module of legal that knows `function` use `other`. Fails when none does."""
    modules = [module for name, module in sys.modules.items() if name.partition(".")[0] == "legal"]
    users = [(module, name) for module in modules for name, value in vars(module).items() if value is function]
    assert len(users) > 1, f"only its own module knows {function.__name__}: nobody uses it"
    for module, name in users:
        monkeypatch.setattr(module, name, other)
