"""Takes away from this process what reading a file does not need: memory, time, files, network (R15)."""

from __future__ import annotations

import encodings.cp437
import encodings.cp1252
import encodings.utf_8_sig
import encodings.utf_16
import encodings.utf_16_be
import encodings.utf_16_le
import os
import resource
import signal
from types import ModuleType

from defusedxml.sax import make_parser

from consultation.uploads.limits import Limits

# Imported beforehand: after `confine` no file can be opened, not even one of Python itself.
NEEDED_LATER: tuple[ModuleType, ...] = (
    encodings.cp437,
    encodings.cp1252,
    encodings.utf_8_sig,
    encodings.utf_16,
    encodings.utf_16_be,
    encodings.utf_16_le,
)
NICENESS = 10


def confine(limits: Limits) -> None:
    """For good: the kernel refuses new files and sockets, and ends the process that takes too much."""
    make_parser()
    os.nice(NICENESS)
    signal.alarm(limits.wall_seconds)
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_CORE, 0),  # a core dump would hold the text
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 0),  # what is open stays open; nothing opens after this, sockets included
    ):
        resource.setrlimit(kind, (most, most))
