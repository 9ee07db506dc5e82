"""The commands and their options, in Dutch."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from consultation.cli import people

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
COMMANDS = {
    "serve": "start de webserver, met de worker",
    "worker": "start alleen de worker: e-mail, pdf's en zegels",
    "migrate": "breng de database naar de nieuwste vorm",
    "seed": "laad het voorbeeld in een lege database",
    "seal": "verzegel nu het register van elke consultatie",
    "organisation": "voeg een gemeente of aanbieder toe",
    "person": "voeg iemand toe die kan inloggen; het wachtwoord wordt gevraagd",
    "change-role": "geef iemand een andere rol",
    "end-access": "beëindig de toegang van iemand",
    "sign-out": "log iemand overal uit, bijvoorbeeld na het verlies van een laptop",
    "check": "controleer database, sleutels, register en open taken",
}


class DutchHelp(argparse.RawDescriptionHelpFormatter):
    """Help that starts with "gebruik"."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Add the usage line under its Dutch name."""
        super().add_usage(usage, actions, groups, prefix or "gebruik: ")


class DutchParser(argparse.ArgumentParser):
    """Complains in one Dutch line; its options stand under "opties"."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, add_help=False, formatter_class=DutchHelp)
        self.options = self.add_argument_group("opties")
        self.options.add_argument("-h", "--help", action="help", help="toon deze uitleg")

    def error(self, message: str) -> NoReturn:
        """Print the complaint and leave with code 2."""
        self.exit(2, f"Fout: deze opdracht klopt niet; zie {self.prog} --help  ({message})\n")


def parser() -> argparse.ArgumentParser:
    """Return the parser of `python -m consultation`."""
    made = DutchParser(prog="python -m consultation", description=DESCRIPTION, epilog=EPILOG)
    commands = made.add_subparsers(
        title="opdrachten", prog=made.prog, dest="command", required=True, metavar="OPDRACHT", parser_class=DutchParser
    )
    for name, words in COMMANDS.items():
        description = SERVE if name == "serve" else f"{words[0].upper()}{words[1:]}."
        added = commands.add_parser(name, help=words, description=description)
        folder = "map met database, sleutels en e-mail (standaard: data)"
        added.options.add_argument("--data", type=Path, metavar="MAP", help=folder)
        OPTIONS.get(name, lambda _options: None)(added.options)
    return made


def _serve_options(options: Any) -> None:
    options.add_argument("--host", default="127.0.0.1", metavar="ADRES", help="adres om op te luisteren (standaard: 127.0.0.1)")
    options.add_argument("--port", type=_port, default=8000, metavar="N", help="poort (standaard: 8000)")
    options.add_argument("--empty", action="store_true", help="zonder voorbeeld")


OPTIONS: dict[str, Callable[[Any], None]] = {
    "serve": _serve_options,
    "organisation": people.organisation_options,
    "person": people.person_options,
    "change-role": people.role_options,
    "end-access": people.end_options,
    "sign-out": people.sign_out_options,
}


def _port(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 65535:
        raise ValueError(text)
    return number
