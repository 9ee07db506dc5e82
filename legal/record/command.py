"""The subcommand `verify` of `python -m legal`."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from legal.record.reading import read_file
from legal.record.shape import FieldError
from legal.record.verify import verify_file

_KEY = re.compile(r"[0-9a-f]{64}")


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `verify` to the command line; its `run(options)` returns the exit code."""
    command = commands.add_parser(
        "verify", help="controleer een bewijs / check a proof",
        description="Controleert een bewijs zonder internet. Uitkomst: 0 correct, 1 niet correct, "
                    "2 niet te controleren.",
    )
    command.add_argument("file", metavar="BESTAND", type=Path, help="het bewijs (JSON, of zip met bewijs.json)")
    command.add_argument("--key", metavar="SLEUTEL", help="sleutel van de gemeente: 64 tekens, of een bestand")
    command.add_argument("--against", metavar="OUDER", type=Path, help="ouder bewijs van hetzelfde register")
    command.add_argument("--taal", choices=("nl", "en"), default="nl", help="taal van het antwoord")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check the file and print the verdict; returns 0 correct, 1 not correct, 2 cannot be checked."""
    verdict = verify_file(options.file, _key(options.key), options.against)
    text = verdict.text(options.taal)
    encoding = sys.stdout.encoding or "utf-8"  # a terminal without "ë" must not stop the verdict
    print(text.encode(encoding, "replace").decode(encoding))
    return verdict.exit_code


def _key(given: str | None) -> str | None:
    """The key itself, also in groups as a page shows it, or what stands in the file of that name."""
    if given is None:
        return None
    joined = "".join(given.split()).lower()
    if _KEY.fullmatch(joined):
        return joined
    try:
        return read_file(Path(given)).decode("ascii", "replace").strip()
    except FieldError:
        return given
