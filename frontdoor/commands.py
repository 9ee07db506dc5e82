"""Run another program, keep what it said, and show only what helps."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from frontdoor.console import Stop


def quiet(command: Sequence[str | Path], env: Mapping[str, str] | None = None, cwd: Path | None = None) -> tuple[bool, str]:
    """Run `command` without a terminal; return whether it succeeded and all it printed."""
    return watched(command, lambda _line: None, env=env, cwd=cwd)


def watched(
    command: Sequence[str | Path],
    on_line: Callable[[str], None],
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> tuple[bool, str]:
    """Run `command`, hand every line it prints to `on_line`; return whether it succeeded and all it printed.

    Raises Stop when the program does not exist.
    """
    lines: list[str] = []
    try:
        with subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env=env,
            cwd=cwd,
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                lines.append(line)
                on_line(line.rstrip())
    except FileNotFoundError:
        name = Path(command[0]).name
        raise Stop(f"het programma {name} is er niet.", f"the program {name} is missing.") from None
    return process.returncode == 0, "".join(lines)
