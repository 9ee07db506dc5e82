"""How much one file may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What one file may cost at most: a reader adds what holds for its own kind. They hold attacks (R15)."""

    bytes: int = 10 * 1024 * 1024
    characters: int = 10_000_000
    columns: int = 100
    pages: int = 500
    rows: int = 100_000
    unpacked: int = 256 * 1024 * 1024
    entries: int = 2_000
    ratio: int = 200
    depth: int = 64
    cpu_seconds: int = 30
    wall_seconds: int = 60
    memory: int = 512 * 1024 * 1024
