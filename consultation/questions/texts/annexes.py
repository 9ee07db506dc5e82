"""The annex of a question: the text of a file that a party sends along. Others get that text and never the file (R3, R15)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from sqlalchemy.orm import Session

from consultation.questions import rules
from consultation.questions.models import Question
from consultation.uploads import keeping
from consultation.uploads.cleaning import even
from consultation.uploads.limits import Limits
from consultation.uploads.read import Upload, refused
from consultation.uploads.refusals import Unfit
from consultation.vault import service as vault
from consultation.vault.service import Reader

LONGEST = 50_000
LIMITS = Limits(bytes=5 * 1024 * 1024, characters=LONGEST, pages=100, cpu_seconds=20, wall_seconds=30)
NAME = "annex"


@dataclass(frozen=True)
class Annex:
    """What was read from a file. `report` counts what does not go along, `sha256` proves which file it was."""

    text: str = field(repr=False)
    report: Mapping[str, int]
    sha256: str
    file: str

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Annex | None:
        """Return the annex in the sealed words of a question, or None."""
        return cls(**content[NAME]) if content.get(NAME) else None


@dataclass(frozen=True)
class Change:
    """What happens to the annex of a draft: another file, no file any more, that of another question of its party, or nothing."""

    upload: Upload | None = None
    drop: bool = False
    again: Annex | None = None


def after(session: Session, question: Question, owner: str, reader: Reader, change: Change) -> dict[str, Any]:
    """Return the annex of a draft after a change, to be sealed with its words; a new file is kept first.

    Raises UnreadableFile for a citizen service number (rule 41) or too much text; then nothing is kept.
    """
    if change.again is not None:
        return _again(session, question, owner, reader, change.again)
    had = _had(session, question, owner, reader)
    if change.upload is None:
        return {} if change.drop else had
    if had and had[NAME]["sha256"] == change.upload.sha256:
        return had
    text = even(change.upload.extract.plain)
    if rules.too_long(text, LONGEST):
        raise refused(Unfit("too_much_text"), LIMITS)
    kept = keeping.keep(session, question.consultation_id, owner, question.id, change.upload)
    return {NAME: asdict(Annex(text, dict(change.upload.extract.report), kept.sha256, str(kept.file_id)))}


def differs(content: Mapping[str, Any], change: Change) -> bool:
    """Say whether a change would leave another file than stands in the sealed words of a question."""
    had = Annex.of(content)
    if change.upload is None:
        return change.drop and had is not None
    return had is None or had.sha256 != change.upload.sha256


def _had(session: Session, question: Question, owner: str, reader: Reader) -> dict[str, Any]:
    """Return the annex that a draft has: a change of its words is no change of its file. Most drafts never had one."""
    if not vault.owns(session, question.consultation_id, keeping.KIND, owner, question.id):
        return {}
    content = vault.read(session, question.consultation_id, [question.text_id], reader)[question.text_id]
    return {NAME: content[NAME]} if content.get(NAME) else {}


def _again(session: Session, question: Question, owner: str, reader: Reader, annex: Annex) -> dict[str, Any]:
    """Return an annex with its file kept once more: what belongs to a question is sealed about that question."""
    file_id = uuid.UUID(annex.file)
    facts = vault.read(session, question.consultation_id, [file_id], reader)[file_id]
    kept = keeping.keep_again(session, question.consultation_id, owner, question.id, facts)
    return {NAME: asdict(replace(annex, file=str(kept.file_id)))}


def copied(content: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Return the annex for a correction of its question: with the text that others read, without the way to the file."""
    return {NAME: {**content[NAME], "text": text, "file": ""}}


def receipted(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the words of a question as its receipt opens them: of the annex the text, and the fingerprint of the file."""
    words = {name: value for name, value in content.items() if name != NAME}
    annex = Annex.of(content)
    return words | ({"annex": annex.text, "annex_sha256": annex.sha256} if annex else {})
