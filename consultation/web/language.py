"""Dutch first, English second; dates and deadlines in words (Europe/Amsterdam)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, cast

from flask import Flask, Response, current_app, g, redirect, request
from flask_babel import Babel, format_date, format_time, get_locale, gettext, ngettext

from consultation import clock, workdays
from consultation.errors import DomainError
from consultation.web.requests import reading
from consultation.words import ALSO, CUES, Explained, Filled, quoted

LANGUAGES = ("nl", "en")
COOKIE = "taal"
INSTANT = timedelta(microseconds=1)
TRANSLATIONS = "consultation/translations"  # from the project folder, which is the root of the application


def install(app: Flask) -> None:
    """Set up translation and the words for time in templates."""
    app.config["BABEL_DEFAULT_LOCALE"] = "nl"
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Europe/Amsterdam"
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = TRANSLATIONS
    Babel(app, locale_selector=chosen)
    app.jinja_env.globals.update(
        format_instant=format_instant,
        format_day=format_day,
        format_calendar=format_calendar,
        format_short=format_short,
        format_term=format_term,
        time_left=time_left,
        format_time=format_clock,
        format_exact=format_exact,
        # For a text in a variable: `_()` would take it for safe HTML and read its % as a placeholder.
        translate=translate,
    )
    app.context_processor(lambda: {"language": chosen()})


def chosen() -> str:
    """Return the reader's language: the cookie set by the language link, else Dutch."""
    wanted = request.cookies.get(COOKIE, "nl")
    return wanted if wanted in LANGUAGES else "nl"


def choose(language: str, target: str) -> Response:
    """Set the language and go back to the page where the reader was."""
    response = current_app.make_response(redirect(target))
    response.set_cookie(COOKIE, language, max_age=31536000, httponly=True, samesite="Lax")
    return response


def translate(message: str, **params: Any) -> str:
    """Translate a Dutch source text marked with N_; one that was filled already, with what filled it, or why of the guard."""
    if isinstance(message, Explained):
        told = [gettext(message.first), *(gettext(ALSO, kind=gettext(kind)) for kind in message.kinds)]
        return " ".join([*told, gettext(CUES, words=quoted(message.cues))] if message.cues else told)
    if isinstance(message, Filled):
        return gettext(message.source, **message.params)
    return gettext(message, **params) if message else ""


def words_of(error: DomainError) -> str:
    """Return a domain error in the reader's language; an instant in it to the second: it proves what was late."""
    params = {name: format_exact(value) if isinstance(value, datetime) else value for name, value in error.params.items()}
    return translate(error.message, **params)


def format_day(instant: datetime) -> str:
    """Return "donderdag 14 januari 2027"."""
    pattern = "EEEE d MMMM y"
    return format_date(clock.to_local(instant).date(), pattern, rebase=False)


def format_calendar(day: date) -> str:
    """Return "14 januari 2027": a day that somebody filled in, without a time."""
    return format_date(day, "d MMMM y", rebase=False)


def format_instant(instant: datetime) -> str:
    """Return "donderdag 14 januari 2027, 10.00 uur (Nederlandse tijd)": a deadline in full."""
    return gettext(
        "%(day)s, %(time)s uur (Nederlandse tijd)",
        day=format_day(instant),
        time=_hour(instant),
    )


def format_short(instant: datetime) -> str:
    """Return "do 14 jan 2027, 10.00 uur": for tables."""
    return gettext("%(day)s, %(time)s uur", day=_short_day(instant), time=_hour(instant))


def format_exact(instant: datetime) -> str:
    """Return "do 14 jan 2027, 12.00.07 uur"; without the seconds when the instant is a whole minute."""
    if not (instant.second or instant.microsecond):
        return format_short(instant)
    pattern = "HH.mm.ss" if str(get_locale()) == "nl" else "HH:mm:ss"
    time = format_time(clock.to_local(instant).time(), pattern, rebase=False)
    return gettext("%(day)s, %(time)s uur", day=_short_day(instant), time=time)


def time_left(until: datetime, now: datetime | None = None) -> str:
    """Return how long is left in days, hours or minutes, never seconds; after it: since when it is closed."""
    now = now or _this_moment()
    left = until - now
    if left <= timedelta(0):
        return gettext("gesloten sinds %(moment)s", moment=format_short(until))
    days = workdays.between(clock.to_local(now).date(), _last_day(until))
    if left >= timedelta(days=2) and days:  # a deadline on Sunday is no working day away on Friday
        return ngettext("nog %(num)d werkdag", "nog %(num)d werkdagen", days)
    if left >= timedelta(hours=1):
        return ngettext("nog %(num)d uur", "nog %(num)d uur", int(left.total_seconds() // 3600))
    return ngettext(
        "nog %(num)d minuut",
        "nog %(num)d minuten",
        max(1, int(left.total_seconds() // 60)),
    )


def format_clock(instant: datetime) -> str:
    """Return "10.00 uur"."""
    return gettext("%(time)s uur", time=_hour(instant))


def _this_moment() -> datetime:
    """Return the database's clock, read once per request: one page tells one time."""
    if "moment" not in g:
        with reading() as session:
            g.moment = clock.now(session)
    return cast(datetime, g.moment)


def format_term(until: datetime, *, short: bool = False) -> str:
    """Return "tot en met maandag 30 november 2026" for a term of whole days, else "tot" with the hour."""
    last = until - INSTANT
    if clock.to_local(until).time() == time():
        return gettext("tot en met %(day)s", day=_short_day(last) if short else format_day(last))
    return gettext("tot %(moment)s", moment=format_short(until) if short else format_instant(until))


def _last_day(until: datetime) -> date:
    """Return the last day of a term that ends at an instant: at midnight that is the day before."""
    return clock.to_local(until - INSTANT).date()


def _short_day(instant: datetime) -> str:
    """Return "do 14 jan 2027", in English "Thu 14 Jan 2027"."""
    pattern = "EEEEEE d MMM y" if str(get_locale()) == "nl" else "EEE d MMM y"
    return format_date(clock.to_local(instant).date(), pattern, rebase=False)


def _hour(instant: datetime) -> str:
    pattern = "HH.mm" if str(get_locale()) == "nl" else "HH:mm"
    return format_time(clock.to_local(instant).time(), pattern, rebase=False)
