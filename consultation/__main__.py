"""`python -m consultation OPDRACHT`; see `--help`."""

from __future__ import annotations

import sys

from consultation.application import check_keys, create_app, handlers, make_database
from consultation.cli.commands import main
from consultation.cli.platform import Platform

PLATFORM = Platform(create_app, make_database, check_keys, handlers)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], PLATFORM))
