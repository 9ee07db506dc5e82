"""Install a Debian package when we may; otherwise say the one line that does it."""

from __future__ import annotations

import os
import shutil

from frontdoor import commands, failures
from frontdoor.console import Stop, step

_QUIET = {"DEBIAN_FRONTEND": "noninteractive"}


def install(package: str, why_dutch: str, why_english: str) -> None:
    """Install `package` as root or by passwordless sudo. Raises Stop with the line to type when neither is possible."""
    prefix = _prefix()
    if prefix is None or shutil.which("apt-get") is None:
        line = f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {package}"
        raise Stop(f"{why_dutch}; typ dit en begin opnieuw: {line}", f"{why_english}; type that line and start again.")
    env = {**os.environ, **_QUIET}
    with step(f"Debian-pakket {package} installeren", f"installing the Debian package {package}") as detail:
        for arguments in (["update"], ["install", "-y", "--no-install-recommends", package]):
            apt = [*prefix, "apt-get", "-o", "DPkg::Lock::Timeout=120", *arguments]
            done, output = commands.watched(apt, detail, env=env)
            # A failing list of another source need not matter: the installation itself decides.
            if not done and arguments[0] == "install":
                raise _failure(package, output)


def _failure(package: str, output: str) -> Stop:
    last = " ".join(output.split()[-30:])
    return failures.cause(package, output, "apt") or Stop(f"apt-get install {package} is mislukt: {last}", "apt-get failed.")


def _prefix() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    allowed, _output = commands.quiet(["sudo", "-n", "true"])
    # sudo forgets the environment, so that it is told again.
    return ["sudo", "-n", "env", *(f"{name}={value}" for name, value in _QUIET.items())] if allowed else None
