"""The subcommands `scan` and `redact` of `python -m legal`.

Exit code 0: nothing found; 3: findings; 2: the input cannot be read.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from legal import redaction
from legal.contexts import ContextError, context_of
from legal.scanning import scan
from legal.streaming import StreamError, lines, pieces
from legal.terms import Finding, GuardContext

CLEAN, BAD_INPUT, FINDINGS = 0, 2, 3


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `scan` and `redact` to the command line; their `run(options)` returns the exit code."""
    for name, run, words in (
        ("scan", run_scan, "zoek wat niet bij een concurrent mag komen / find what must not reach a competitor"),
        ("redact", run_redact, "schrijf de tekst zonder wat gevonden is / write the text without what was found"),
    ):
        command = commands.add_parser(name, help=words, description=f"{words}. Uitkomst: 0 niets gevonden, 3 wel, 2 invoer onleesbaar.")
        command.add_argument("file", metavar="BESTAND", nargs="?", type=Path, help="de tekst; zonder BESTAND: de standaardinvoer")
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
    try:
        context = _context(options.context)
        with _opened(options.file) as stream:
            return _records(stream, context, on_record) if options.jsonl else on_text(stream, context, sys.stdout)
    except BrokenPipeError:
        # Whoever read the output has enough; do not let Python complain of it when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINDINGS
    except (StreamError, ContextError, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        print(f"Niet te lezen: {reason}.", file=sys.stderr)
        return BAD_INPUT


def _scan_text(stream: BinaryIO, context: GuardContext, out: TextIO) -> int:
    code = CLEAN
    for place, text in pieces(stream):
        for one in scan(text, context):
            code = FINDINGS
            words = json.dumps(one.quote(text), ensure_ascii=False)
            out.write(f"{place + one.start}-{place + one.end}\t{one.label.value}\t{one.score:.2f}\t{words}\t{one.rule}\t{one.reason}\n")
    return code


def _redact_text(stream: BinaryIO, context: GuardContext, out: TextIO) -> int:
    code = CLEAN
    for _, text in pieces(stream):
        found = scan(text, context)
        code = FINDINGS if found else code
        out.write(redacted(text, found))
    return code


def _records(stream: BinaryIO, context: GuardContext, on_record: Any) -> int:
    code = CLEAN
    for number, line in lines(stream):
        record = _record(number, line)
        try:
            found = scan(record["text"], context_of(record.get("context"), context))
        except ContextError as error:
            raise StreamError(f"regel {number}: {error}") from None
        code = FINDINGS if found else code
        sys.stdout.write(json.dumps(on_record(record, found), ensure_ascii=False) + "\n")
    return code


def _record(number: int, line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        raise StreamError(f"regel {number} is geen geldige JSON") from None
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise StreamError(f'regel {number} mist "text"')
    return record


def _context(path: Path | None) -> GuardContext:
    if path is None:
        return GuardContext()
    try:
        return context_of(json.loads(path.read_bytes()))
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError):
        raise ContextError("de context is geen geldige JSON") from None


def _opened(path: Path | None) -> Any:
    return sys.stdin.buffer if path is None else path.open("rb")

