"""The commands and their options, in Dutch."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

DESCRIPTION = "Platform voor marktconsultaties: starten en beheren."
EPILOG = """\
instellingen (omgevingsvariabelen):
  CONSULTATION_ENV     embedded (standaard) of production
  DATABASE_URL         sqlite:///BESTAND of postgresql+psycopg://...
  VAULT_KEY, SIGNING_KEY, SESSION_KEY   elk 32 bytes in base64
  MAIL_URL, MAIL_FROM  file:MAP, smtp://, smtps:// of smtp+starttls://
  PUBLIC_URL           het adres in e-mails
  EMBEDDED_WORKER      1 (standaard): de worker draait mee; 0: start hem apart
"""
SERVE = """\
Maakt de database klaar, controleert de sleutels en start de webserver.
Een nieuwe database krijgt een voorbeeld, behalve met --empty en in productie.
"""


class DutchParser(argparse.ArgumentParser):
    """Complains in one Dutch line."""

    def error(self, message: str) -> NoReturn:
        """Print the complaint and leave with code 2."""
        self.exit(2, f"Fout: deze opdracht klopt niet; zie {self.prog} --help  ({message})\n")


def parser() -> argparse.ArgumentParser:
    """Return the parser of `python -m consultation`."""
    made = DutchParser(
        prog="python -m consultation",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    shared = DutchParser(add_help=False)
    shared.add_argument("--data", type=Path, metavar="MAP", help="map met database, sleutels en e-mail (standaard: data)")
    commands = made.add_subparsers(dest="command", required=True, metavar="OPDRACHT", parser_class=DutchParser)

    def command(name: str, words: str, description: str = "") -> argparse.ArgumentParser:
        return commands.add_parser(
            name,
            help=words,
            description=description or f"{words[0].upper()}{words[1:]}.",
            parents=[shared],
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )

    serve = command("serve", "start de webserver, met de worker", SERVE)
    serve.add_argument("--host", default="127.0.0.1", metavar="ADRES", help="adres om op te luisteren (standaard: 127.0.0.1)")
    serve.add_argument("--port", type=_port, default=8000, metavar="N", help="poort (standaard: 8000)")
    serve.add_argument("--empty", action="store_true", help="zonder voorbeeld")
    command("worker", "start alleen de worker: e-mail, pdf's en zegels")
    command("migrate", "breng de database naar de nieuwste vorm")
    command("seed", "laad het voorbeeld in een lege database")
    command("seal", "verzegel nu het register van elke consultatie")
    command("check", "controleer database, sleutels, register en open taken")
    return made


def _port(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 65535:
        raise ValueError(text)
    return number
