"""The sweep of one test, before or after its consultation is public."""

from __future__ import annotations

import pytest

from consultation.config import Config
from tests.canaries.sweeping import Browser, Sweep
from tests.world import World


@pytest.fixture
def drafted(world: World, browser: Browser, config: Config, caplog: pytest.LogCaptureFixture) -> Sweep:
    """Return a consultation that is not public yet, with two days to object."""
    world.draft_consultation(objection_days=2)
    return Sweep(world, browser, config, caplog)


@pytest.fixture
def sweep(world: World, browser: Browser, config: Config, caplog: pytest.LogCaptureFixture) -> Sweep:
    """Return an open consultation without secrets."""
    world.open_consultation()
    return Sweep(world, browser, config, caplog)
