"""No stopwatch: what a text costs the first time, when the word lists are read, says nothing of the guard."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from legal.scorecard import scorecard

settings.register_profile("legal", deadline=None)
settings.load_profile("legal")


@pytest.fixture
def fresh_points() -> Iterator[None]:
    """For a test that breaks how points are added up: what was remembered before it, or in it, is forgotten."""
    scorecard.cache_clear()
    yield
    scorecard.cache_clear()
