"""Checks a proof file without network or database and says in plain words what it proves (rule 53, R10)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from legal.record import comparing, report
from legal.record.canonical import CanonicalError
from legal.record.checks import Refusal, check_proof
from legal.record.parsing import parse
from legal.record.proofs import Proof
from legal.record.reading import read_document, read_file
from legal.record.shape import FieldError, hex_text
from legal.record.words import Message, field_name


class Outcome(StrEnum):
    """Three answers, because "cannot be checked" is neither yes nor no."""

    CORRECT = "correct"
    INCORRECT = "incorrect"
    UNREADABLE = "unreadable"


EXIT_CODES = {Outcome.CORRECT: 0, Outcome.INCORRECT: 1, Outcome.UNREADABLE: 2}
HEADLINES = {
    Outcome.CORRECT: Message("Correct.", "Correct."),
    Outcome.INCORRECT: Message("Niet correct.", "Not correct."),
    Outcome.UNREADABLE: Message("Niet te controleren.", "Cannot be checked."),
}


@dataclass(frozen=True)
class Verdict:
    """The answer. lines: headline first, safe to print; field: where the trouble is, None when correct."""

    outcome: Outcome
    lines: tuple[Message, ...]
    field: str | None = None

    @property
    def exit_code(self) -> int:
        """0 correct, 1 not correct, 2 cannot be checked."""
        return EXIT_CODES[self.outcome]

    def text(self, language: str = "nl") -> str:
        """All lines in Dutch, or in English for "en"."""
        return "\n".join(line.text(language) for line in self.lines)


def verify_bytes(data: bytes, key: str | None = None, against: bytes | None = None) -> Verdict:
    """Check the bytes of a proof file; never raises, whatever they are.

    key: the municipality's public key (64 hex characters) from another source than the file; without it the
    verdict says that the key itself was not checked. against: an older proof file of the same record.
    """
    try:
        wanted = None if key is None else hex_text("key", key)
        proof = _checked(data, wanted)
        lines = report.proved(proof, key_known=wanted is not None)
        if against is not None:
            lines += _compared(proof, against, wanted)
    except FieldError as error:
        return _failed(Outcome.UNREADABLE, error.field, error.problem)
    except Refusal as error:
        return _failed(Outcome.INCORRECT, error.field, error.problem)
    return Verdict(Outcome.CORRECT, (HEADLINES[Outcome.CORRECT], *lines))


def verify_file(path: Path, key: str | None = None, against: Path | None = None) -> Verdict:
    """The same for files; a file that cannot be opened gives a verdict too."""
    try:
        older = None if against is None else _read_against(against)
        return verify_bytes(read_file(path), key, older)
    except FieldError as error:
        return _failed(Outcome.UNREADABLE, error.field, error.problem)


def _checked(data: bytes, key: str | None) -> Proof:
    proof = parse(read_document(data))
    try:
        check_proof(proof, key)
    except CanonicalError:
        raise FieldError("content", Message("bevat waarden die hier niet mogen staan",
                                            "holds values that may not stand here")) from None
    return proof


def _compared(proof: Proof, against: bytes, key: str | None) -> tuple[Message, ...]:
    try:
        older = _checked(against, key)
    except FieldError as error:
        raise error.under(comparing.AGAINST) from None
    except Refusal as error:
        raise Refusal(f"{comparing.AGAINST}.{error.field}", error.problem) from None
    return comparing.compare(proof, older)


def _read_against(path: Path) -> bytes:
    try:
        return read_file(path)
    except FieldError as error:
        raise error.under(comparing.AGAINST) from None


def _failed(outcome: Outcome, field: str, problem: Message) -> Verdict:
    name = field_name(field)
    nl, en = f"{name.nl}: {problem.nl}.", f"{name.en}: {problem.en}."
    return Verdict(outcome, (HEADLINES[outcome], Message(nl[0].upper() + nl[1:], en[0].upper() + en[1:])), field)
