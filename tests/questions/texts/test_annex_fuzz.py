"""Damaged files through the form of a question: kept or refused with words, never a fault of ours (R15)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from consultation.uploads.extract import Extract
from tests.questions.asking.annex_flow import draft, with_file
from tests.questions.asking.asking_flow import TEXT
from tests.uploads.test_attacks import damaged
from tests.world import World

pytestmark = pytest.mark.slow  # every file is read in a process of its own

Browser = Callable[..., FlaskClient]
PER_MINUTE = 6


def sent(world: World, browser: Browser, files: list[tuple[bytes, str]]) -> list[int]:
    """Send each file with a question; one session may send only a few in a minute."""
    codes, client = [], browser(world.provider)
    for place, (data, extension) in enumerate(files):
        if place % PER_MINUTE == 0:
            client = browser(world.provider)
        answer = draft(client, world, **with_file(data, f"bijlage.{extension}"))
        assert answer.status_code == 303 or TEXT in answer.text
        codes.append(answer.status_code)
    return codes


@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_file_is_kept_or_refused(world: World, browser: Browser, seed: int) -> None:
    world.open_consultation()
    assert set(sent(world, browser, damaged(7_000 + seed))) <= {303, 400}


def test_twin_a_reader_that_fails_in_its_own_way_is_found_out(
    world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_answer: object) -> Extract:
        raise ZeroDivisionError

    world.open_consultation()
    monkeypatch.setattr(Extract, "of", broken)
    with pytest.raises((ZeroDivisionError, AssertionError)):
        sent(world, browser, damaged(7_000))
