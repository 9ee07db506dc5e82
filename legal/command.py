"""The subcommands `scan` and `redact` of `python -m legal`.

Exit code 0: nothing found; 3: findings; 2: the input cannot be read.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from difflib import get_close_matches
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from legal import redaction
from legal.contexts import KEYS, ContextError, context_of
from legal.lexicon.names import ListsMissing
from legal.scanning import DetectorError, scan
from legal.streaming import StreamError, judged, lines
from legal.terms import Finding, GuardContext

# Shown under --help, as it is.
_EXAMPLE = """\
een context, alles naar keuze / a context, all optional:
  {"speaker": "provider", "channel": "question",
   "allow": ["€ 221.000", {"text": "58,32", "source": "Besluit 12", "date": "2026-10-01"}],
   "documents": ["het tariefbesluit: 54,10 per uur"],
   "parties": [{"names": ["Stichting Veldzorg"], "kvk": ["84120937"], "domains": ["veldzorg.example"]}]}
speaker: provider municipality; channel: question statement answer minutes
"""
CLEAN, BAD_INPUT, FINDINGS = 0, 2, 3


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `scan` and `redact` to the command line; their `run(options)` returns the exit code."""
    for name, run, words in (
        ("scan", run_scan, "zoek wat niet bij een concurrent mag komen / find what must not reach a competitor"),
        ("redact", run_redact, "schrijf de tekst zonder wat gevonden is / write the text without what was found"),
    ):
        told = f"{words}. Uitkomst: 0 niets gevonden, 3 wel, 2 invoer onleesbaar."
        command = commands.add_parser(
            name, help=words, description=told, epilog=_EXAMPLE, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        told = "de tekst; zonder BESTAND, of met -: de standaardinvoer"
        command.add_argument("file", metavar="BESTAND", nargs="?", type=Path, help=told)
        command.add_argument("--context", metavar="BESTAND", type=Path, help="partijen, wat mag blijven, wie spreekt (JSON)")
        command.add_argument("--jsonl", action="store_true", help='JSON per regel: {"id", "text", "context"}')
        command.set_defaults(run=run)


def run_scan(options: argparse.Namespace) -> int:
    """Print every finding, a line each; with --jsonl a line `{"id", "spans"}` for each text."""
    return _run(options, _scan_text, lambda record, found: {"id": record.get("id"), "spans": [span(one) for one in found]})


def run_redact(options: argparse.Namespace) -> int:
    """Print the text with a mark for every finding; with --jsonl a line `{"id", "text"}` for each text."""
    return _run(options, _redact_text, lambda record, found: {"id": record.get("id"), "text": redacted(record["text"], found)})


def span(one: Finding) -> dict[str, Any]:
    """A finding as others script it: offsets in code points of the text as typed."""
    return {
        "start": one.start, "end": one.end, "label": one.label.value, "class": one.sensitivity.value, "ground": one.ground.value,
        "rule": one.rule, "why": one.reason, "score": one.score,
    }  # fmt: skip


def redacted(text: str, found: tuple[Finding, ...]) -> str:
    """The text with each finding as "[gelakt: …]" (rule 38)."""
    cuts = [redaction.Cut(one.start, one.end, one.label, one.ground) for one in found]
    return redaction.as_plain(redaction.redact(text, cuts).text)


def _run(options: argparse.Namespace, on_text: Any, on_record: Any) -> int:
    if options.file and options.file.suffix == ".jsonl" and not options.jsonl:
        print("Let op: dit bestand heet .jsonl. Voor een tekst per regel is er --jsonl.", file=sys.stderr)
    try:
        out = _output()
        context = _context(options.context)
        with _opened(options.file, "het bestand") as stream:
            code: int = _records(stream, context, on_record, out) if options.jsonl else on_text(stream, context, out)
        out.flush()  # a reader that left or a full disk shows here, not when Python ends
    except BrokenPipeError:
        _let_go_of_output()
        return FINDINGS  # nobody read to the end: the safe side
    except OSError as error:
        _let_go_of_output()
        return _refuse(f"lezen of schrijven lukt niet ({error.strerror}). Kijk of de schijf vol is.")
    except (StreamError, ContextError) as error:
        return _refuse(f"{error}")
    except (DetectorError, ListsMissing) as error:
        return _refuse(f"de wacht is niet compleet ({error}). Installeer de pakketten opnieuw.")
    return code


def _refuse(words: str) -> int:
    print(f"Niet te lezen: {words}", file=sys.stderr)
    return BAD_INPUT


def _output() -> TextIO:
    """The standard output, in UTF-8 and with lines that end as they were typed, whatever the terminal prefers."""
    if sys.stdout is None:
        raise StreamError("er is geen uitvoer om naar te schrijven.")
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A half of a character pair can only stand in an id; in JSON its code means the same.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    return sys.stdout


def _let_go_of_output() -> None:
    """Whoever read the output has enough; do not let Python complain of it when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _scan_text(stream: BinaryIO, context: GuardContext, out: TextIO) -> int:
    code = CLEAN
    for place, text, found in judged(stream, lambda window: scan(window, context)):
        for one in found:
            code = FINDINGS
            words = json.dumps(one.quote(text), ensure_ascii=False)
            where = f"{place + one.start}-{place + one.end}"
            why = f"{one.reason} Grond: {one.ground.short}."
            out.write(f"{where}\t{one.label.value}\t{one.score:.2f}\t{words}\t{one.rule}\t{why}\n")
    return code


def _redact_text(stream: BinaryIO, context: GuardContext, out: TextIO) -> int:
    code = CLEAN
    for _, text, found in judged(stream, lambda window: scan(window, context)):
        code = FINDINGS if found else code
        out.write(redacted(text, found))
    return code


def _records(stream: BinaryIO, context: GuardContext, on_record: Any, out: TextIO) -> int:
    code = CLEAN
    for number, line in lines(stream):
        record = _record(number, line)
        try:
            found = scan(record["text"], context_of(record.get("context"), context))
        except ContextError as error:
            raise StreamError(f"regel {number}: {error}") from None
        code = FINDINGS if found else code
        out.write(json.dumps(on_record(record, found), ensure_ascii=False) + "\n")
    return code


def _record(number: int, line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):  # also a number of thousands of digits, and thousands of brackets
        raise StreamError(f"regel {number} is geen geldige JSON. {_ONE_OBJECT}") from None
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise StreamError(f'regel {number} heeft geen "text" met tekst. {_ONE_OBJECT}')
    if not isinstance(record.get("id"), str | int | None):
        raise StreamError(f'regel {number}: "id" is geen tekst of getal. {_ONE_OBJECT}')
    return record


_ONE_OBJECT = 'Schrijf op elke regel een object: {"id": "1", "text": "…"}.'


def _context(path: Path | None) -> GuardContext:
    if path is None:
        return GuardContext()
    with _opened(path, "het bestand met de context") as stream:
        written = stream.read()
    try:
        facts = json.loads(written)
    except (ValueError, RecursionError) as error:
        where = f" op regel {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise ContextError(f"de context is{where} geen geldige JSON. Bewaar haar als JSON in UTF-8.") from None
    # A slip in a name would leave a party without protection; in the lines of others there may stand more.
    for key in sorted(set(facts) - KEYS) if isinstance(facts, dict) else ():
        meant = "".join(f" Bedoelt u {one}?" for one in get_close_matches(key, KEYS, 1))
        raise ContextError(f"de context heeft een onbekend veld.{meant} Kies uit: {', '.join(sorted(KEYS))}.")
    return context_of(facts)


def _opened(path: Path | None, what: str) -> Any:
    if path is None or str(path) == "-":
        if sys.stdin is None:
            raise StreamError("er is geen invoer. Noem een bestand.")
        return sys.stdin.buffer
    try:
        return path.open("rb")
    except (FileNotFoundError, NotADirectoryError):
        raise StreamError(f"{what} bestaat niet. Controleer de naam en de map.") from None
    except IsADirectoryError:
        raise StreamError(f"{what} is een map. Noem een bestand.") from None
    except PermissionError:
        raise StreamError(f"{what} mag u niet lezen. Vraag om leesrechten.") from None
