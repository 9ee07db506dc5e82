"""Dutch first, and time in words: a deadline reads the same for everybody, on the Dutch wall clock (R11)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from consultation.errors import RoundClosed
from consultation.questions.asking.service import CLOSED
from consultation.web import language
from tests.world import World

Browser = Callable[..., FlaskClient]
THURSDAY = datetime(2027, 1, 14, 9, 0, tzinfo=UTC)


def _in(app: Flask, cookie: str = "") -> object:
    return app.test_request_context("/", headers={"Cookie": cookie} if cookie else {})


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        (THURSDAY, "donderdag 14 januari 2027, 10.00 uur (Nederlandse tijd)"),
        (datetime(2027, 7, 14, 22, 0, tzinfo=UTC), "donderdag 15 juli 2027, 00.00 uur (Nederlandse tijd)"),
        (datetime(2027, 3, 28, 0, 59, tzinfo=UTC), "zondag 28 maart 2027, 01.59 uur (Nederlandse tijd)"),
        (datetime(2027, 3, 28, 1, 0, tzinfo=UTC), "zondag 28 maart 2027, 03.00 uur (Nederlandse tijd)"),
        (datetime(2027, 12, 31, 23, 0, tzinfo=UTC), "zaterdag 1 januari 2028, 00.00 uur (Nederlandse tijd)"),
    ],
)
def test_a_deadline_in_full(app: Flask, world: World, instant: datetime, words: str) -> None:
    """Weekday, date, hour and zone, whatever the clock of the server says."""
    with _in(app):  # type: ignore[attr-defined]
        assert language.format_instant(instant) == words


def test_shorter_forms(app: Flask, world: World) -> None:
    """In tables, for hours, and to the second where it proves something."""
    with _in(app):  # type: ignore[attr-defined]
        assert language.format_short(THURSDAY) == "do 14 jan 2027, 10.00 uur"
        assert language.format_clock(THURSDAY) == "10.00 uur"
        assert language.format_exact(THURSDAY) == language.format_short(THURSDAY)
        assert language.format_exact(THURSDAY + timedelta(seconds=7)) == "do 14 jan 2027, 10.00.07 uur"
        refusal = RoundClosed(CLOSED, closed=THURSDAY, received=THURSDAY + timedelta(seconds=61))
        assert "do 14 jan 2027, 10.01.01 uur" in language.words_of(refusal)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=7), "nog 5 werkdagen"),
        (timedelta(days=4), "nog 2 werkdagen"),
        (timedelta(days=2), "nog 1 werkdag"),
        (timedelta(days=1, hours=23, minutes=59), "nog 47 uur"),
        (timedelta(hours=5), "nog 5 uur"),
        (timedelta(minutes=59, seconds=59), "nog 59 minuten"),
        (timedelta(minutes=1, seconds=30), "nog 1 minuut"),
        (timedelta(seconds=1), "nog 1 minuut"),
        (timedelta(0), "gesloten sinds do 14 jan 2027, 10.00 uur"),
        (timedelta(days=-1), "gesloten sinds wo 13 jan 2027, 10.00 uur"),
    ],
)
def test_time_left_never_counts_seconds(app: Flask, world: World, left: timedelta, words: str) -> None:
    """Working days, then hours, then minutes; at the close it is closed."""
    with _in(app):  # type: ignore[attr-defined]
        assert language.time_left(THURSDAY + left, THURSDAY) == words


def test_a_term_of_whole_days_names_its_last_day(app: Flask, world: World) -> None:
    """ "00.00 uur" of the day after is right and misread; a term with an hour keeps its hour."""
    midnight = datetime(2027, 1, 19, 23, 0, tzinfo=UTC)
    with _in(app):  # type: ignore[attr-defined]
        assert language.format_term(midnight) == "tot en met dinsdag 19 januari 2027"
        assert language.format_term(midnight, short=True) == "tot en met di 19 jan 2027"
        assert language.format_term(THURSDAY) == "tot donderdag 14 januari 2027, 10.00 uur (Nederlandse tijd)"
        assert language.time_left(midnight, datetime(2027, 1, 15, 11, 0, tzinfo=UTC)) == "nog 2 werkdagen"


def test_a_weekend_is_told_in_hours(app: Flask, world: World) -> None:
    """On Friday a deadline on Sunday is not "0 working days" away."""
    friday = datetime(2027, 1, 15, 11, 0, tzinfo=UTC)
    with _in(app):  # type: ignore[attr-defined]
        assert language.time_left(friday + timedelta(days=2, hours=1), friday) == "nog 49 uur"


@pytest.mark.parametrize(
    ("cookie", "chosen"), [("", "nl"), ("taal=en", "en"), ("taal=nl", "nl"), ("taal=<script>", "nl"), ("taal=de", "nl")]
)
def test_dutch_unless_english_was_chosen(app: Flask, world: World, cookie: str, chosen: str) -> None:
    """A made-up cookie is no language."""
    with _in(app, cookie):  # type: ignore[attr-defined]
        assert language.chosen() == chosen


@pytest.mark.parametrize(
    ("target", "goes"),
    [
        ("/consultaties/zorg/", "/consultaties/zorg/"),
        ("https://evil.example/", "/consultaties/"),
        ("//evil.example/", "/consultaties/"),
        ("/\\evil.example/", "/consultaties/"),
        ("\\\\evil.example", "/consultaties/"),
        ("javascript:alert(1)", "/consultaties/"),
        ("", "/consultaties/"),
    ],
)
def test_the_language_link_stays_on_this_site(browser: Browser, target: str, goes: str) -> None:
    """Choosing a language goes back to where one was, and nowhere else."""
    answer = browser().get("/taal/en/", query_string={"terug": target})
    assert (answer.status_code, answer.location) == (302, goes)
    assert "taal=en" in answer.headers["Set-Cookie"]
    assert browser().get("/taal/xx/").status_code == 404
