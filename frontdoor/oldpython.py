"""Find a Python that is new enough; written so that an older Python 3 can read it."""

import os
import shutil
import sys

NEEDED = (3, 11)
TRIED = ("python3.11", "python3.12", "python3.13", "python3.14")


def require() -> None:
    """Return on Python 3.11 or newer; otherwise start this script again with one, or stop with one line."""
    if sys.version_info >= NEEDED:
        return
    for name in TRIED:
        found = shutil.which(name)
        if found:
            os.execv(found, [found, *sys.argv])
    here = ".".join(str(part) for part in sys.version_info[:2])
    sys.exit(
        f"Fout: Python 3.11 of nieuwer is nodig; dit is Python {here}."
        f"  |  Error: Python 3.11 or newer is needed; this is Python {here}."
    )
