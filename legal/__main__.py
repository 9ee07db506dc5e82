"""The command line of the law as code: `python -m legal scan | redact | verify`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from legal import command as guard_command
from legal.record import command as verify_command

COMMANDS = (guard_command, verify_command)  # each module offers add_command(subparsers), which sets run=


class _Parser(argparse.ArgumentParser):
    """One that complains in Dutch first."""

    def error(self, message: str) -> NoReturn:
        """Print what to do, and what is wrong; leave with 2."""
        self.exit(guard_command.BAD_INPUT, f"Fout: deze opdracht klopt niet; zie {self.prog} --help\nError: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand; returns its exit code (argparse itself leaves with 2 on a wrong command line)."""
    words = "De wet als code: zoeken, lakken, controleren; zonder internet."
    parser = _Parser(prog="python -m legal", description=words)
    commands = parser.add_subparsers(metavar="OPDRACHT")
    for module in COMMANDS:
        module.add_command(commands)
    options = parser.parse_args(arguments)
    if "run" not in options:  # argparse would say it in English
        parser.exit(guard_command.BAD_INPUT, parser.format_help())
    exit_code: int = options.run(options)
    return exit_code


if __name__ == "__main__":
    sys.exit(main())
