"""`./bench guard`: what the guard finds and what it leaves, on texts it never saw, and on real public ones."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.guard import corpus
from benchmarks.guard.scoring import score, table
from benchmarks.report import table as print_table
from legal.scanning import scan
from legal.terms import Channel, GuardContext, Label, Speaker

SHARED = Path(os.environ.get("SHARED_DIR", Path(__file__).resolve().parents[3] / "shared"))
"""Where texts stand that are not ours to publish: `guard/dev.jsonl` and `real/`."""

_CONTACT = frozenset((Label.PERSON, Label.EMAIL, Label.PHONE))


def run(*, quick: bool = False) -> None:
    """Print recall, precision and alarms; quick: on every tenth of the texts the cards were fitted on."""
    columns = [
        ("held out", score(corpus.held_out())), ("strangers", score(corpus.strangers())), ("tempting", score(corpus.tempting())),
    ]  # fmt: skip
    development = SHARED / "guard" / "dev.jsonl"
    if development.is_file():
        columns.append(("dev.jsonl", score(corpus.load([development]))))
    columns.append(("fitted on", score(corpus.hand_made()[:: 10 if quick else 1])))
    print(table(columns))
    print("  held out, strangers, tempting, dev.jsonl: nothing was ever fitted on these; fitted on: only for comparison")
    print("  strangers: a fair sample by an author of another circle, who knew the labels and nothing else")
    print("  tempting: what is public was written to look as secret as what is, the hardest there is")
    if not development.is_file():
        print(f"  no dev.jsonl: set SHARED_DIR to the folder that holds guard/dev.jsonl and real/ (looked in {SHARED})")
    if (SHARED / "real").is_dir():
        _real()


def _real() -> None:
    """The share of letters and digits that go from real public texts, by rule."""
    counts: dict[str, Counter[str]] = {}
    letters: Counter[str] = Counter()
    for kind, text, context in _public_texts():
        letters[kind] += _letters(text)
        for one in scan(text, context):
            counts.setdefault(kind, Counter())["names, mail, phone" if one.label in _CONTACT else one.rule] += _letters(
                one.quote(text)
            )
    for kind, found in counts.items():
        rows = [[rule, count, f"{100 * count / letters[kind]:.2f} %"] for rule, count in found.most_common()]
        rest = sum(count for rule, count in found.items() if rule != "names, mail, phone")
        print_table(
            (f"{kind} ({letters[kind]} letters)", "gone", "share"),
            [*rows, ["all but names", rest, f"{100 * rest / letters[kind]:.2f} %"]],
        )


def _public_texts() -> Iterator[tuple[str, str, GuardContext]]:
    for line in (SHARED / "real" / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield "real questions", row["question"], GuardContext(speaker=Speaker.PROVIDER, channel=Channel.QUESTION)
        yield "real questions", row["answer"], GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.ANSWER)
    for path in sorted((SHARED / "real" / "minutes").iterdir()):
        yield (
            "real minutes",
            path.read_text(encoding="utf-8"),
            GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.MINUTES),
        )


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
