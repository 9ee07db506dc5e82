"""From an error to the one Dutch line a person can act on, and an exit code that is not 0."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable

from sqlalchemy.exc import DBAPIError

from consultation.config import UnsafeConfiguration
from consultation.db import is_away
from consultation.errors import DomainError

FULL = "de schijf is vol. Maak ruimte vrij en begin opnieuw."
NO_DATABASE = "de database is niet bereikbaar. Kijk of zij draait en of DATABASE_URL klopt."


class Stop(Exception):
    """The command cannot go on; the message is the line to print."""


def guarded(work: Callable[[], int]) -> int:
    """Run `work` and return its exit code; a foreseeable failure becomes one line on standard error and 1."""
    try:
        return work()
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        line = line_for(error)
        if line is None:
            raise
        print(f"Fout: {line}", file=sys.stderr, flush=True)
        return 1


def line_for(error: Exception) -> str | None:
    """Return the line for an error, or None when nobody foresaw it."""
    if isinstance(error, (Stop, UnsafeConfiguration, DomainError)):
        return str(error)
    if isinstance(error, OSError):
        return _system(error)
    if isinstance(error, DBAPIError):
        return _database(error)
    return None


def _system(error: OSError) -> str | None:
    place = error.filename or "de map met gegevens"
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return FULL
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"geen schrijfrechten op {place}. Kies een andere map met --data."
    if error.errno == errno.ENOENT:
        return f"{place} kan niet worden gemaakt. Kies een andere map met --data."
    if error.errno in {errno.EEXIST, errno.ENOTDIR}:
        return f"{place} is geen map. Kies een andere map met --data."
    return None


def _database(error: DBAPIError) -> str | None:
    words = str(error.orig).lower()
    if "full" in words or "no space left" in words or "disk i/o" in words:
        return FULL
    if "readonly" in words or "unable to open" in words:
        return "geen schrijfrechten op de database. Kijk wie eigenaar is van de map met gegevens."
    if "not a database" in words or "malformed" in words:
        return "het databasebestand is beschadigd. Zet een reservekopie terug."
    if "locked" in words:
        return "de database is in gebruik door een ander programma. Stop dat eerst."
    return NO_DATABASE if is_away(error) else None
