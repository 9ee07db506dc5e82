"""The process that reads one file of somebody else's: `python -m consultation.uploads.worker`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any

from consultation.uploads.confined import serve
from consultation.uploads.limits import Limits
from consultation.uploads.parse import parse


def answer(order: Mapping[str, Any], limits: Limits, take: Callable[[], bytes]) -> dict[str, Any]:
    """Return the extract as plain values."""
    return parse(take(), order["extension"], limits).content()


if __name__ == "__main__":
    sys.exit(serve(Limits, answer))
