"""`./run`: from a bare machine to a running platform."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from pathlib import Path

from frontdoor import assets, environment, packages, translations
from frontdoor.console import BilingualParser, Stop, guarded, say
from frontdoor.places import DATA, PYTHON, ROOT

HOST = "127.0.0.1"
_RUN_MEGABYTES = 700


def main() -> None:
    """Parse the options, prepare, and become the server."""
    options = _parser().parse_args()
    guarded(lambda: _start(options))


def prepare() -> None:
    """Make everything the platform needs to run; does nothing that was done before."""
    with environment.alone():
        environment.ensure()
        packages.ensure(packages.RUN_LOCK, _RUN_MEGABYTES, "pakketten installeren", "installing packages")
        assets.ensure()
        translations.ensure()


def _start(options: argparse.Namespace) -> int:
    if not options.prepare:
        _check_port(options.port)
        _check_folder(options.data)
    prepare()
    if options.prepare:
        say("alles staat klaar; start met ./run", "everything is ready; start with ./run")
        return 0
    command = [str(PYTHON), "-m", "consultation", "serve", "--host", HOST, "--port", str(options.port)]
    command += ["--data", str(options.data)] + (["--empty"] if options.empty else [])
    os.chdir(ROOT)
    sys.stdout.flush()
    return os.execv(PYTHON, command)


def _parser() -> argparse.ArgumentParser:
    parser = BilingualParser(
        prog="./run",
        description="Start het platform op deze computer.  |  Start the platform on this machine.",
        epilog="De eerste keer installeert dit alles in .venv/ en static/vendor/.  |  The first time installs everything there.",
    )
    parser.add_argument("--port", type=_port, default=8000, metavar="N", help="poort (port); standaard 8000")
    parser.add_argument("--data", type=_folder, default=DATA, metavar="MAP", help="map met gegevens (data folder)")
    parser.add_argument("--empty", action="store_true", help="zonder voorbeeld (without the demo)")
    parser.add_argument("--prepare", action="store_true", help="alleen klaarzetten, niet starten (set up only)")
    return parser


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise argparse.ArgumentTypeError("kies een getal van 1 tot en met 65535  |  choose a number from 1 to 65535")
    return int(text)


def _folder(text: str) -> Path:
    return Path(text).resolve()


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise Stop(
                f"poort {port} mag alleen de beheerder gebruiken; kies een poort boven 1023.",
                f"port {port} needs root; choose one above 1023.",
            ) from None
        except OSError:
            raise Stop(
                f"poort {port} is al in gebruik; kies een andere met ./run --port {min(port + 1, 65535)}.",
                f"port {port} is in use; choose another with --port.",
            ) from None


def _check_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise Stop(f"{folder} is geen map.", f"{folder} is not a folder.")
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Stop(f"geen schrijfrechten op {folder}.", f"no permission to write {folder}.")
