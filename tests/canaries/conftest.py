"""The sweep of one test."""

from __future__ import annotations

import pytest

from consultation.config import Config
from tests.canaries.sweeping import Browser, Sweep
from tests.world import World


@pytest.fixture
def sweep(world: World, browser: Browser, config: Config, caplog: pytest.LogCaptureFixture) -> Sweep:
    """Return an open consultation without secrets."""
    return Sweep(world, browser, config, caplog)
