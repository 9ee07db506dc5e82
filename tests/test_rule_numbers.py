"""Every rule, R and F that code and tests cite stands in docs/rules.md."""

from __future__ import annotations

import re
import subprocess

from frontdoor.places import ROOT

CITED = re.compile(r"(?<![\w%])(?:[Rr]ules? (\d{1,2})(?:,? (?:and|en|to|-) ?(\d{1,2}))?|([RF]\d{1,2})\b)")


def defined(text: str) -> set[str]:
    """Return the numbers that the tables define; "F4-F7" and "F1, F2" are more than one."""
    found: set[str] = set()
    for cell in re.findall(r"^\| ([RF]?\d[^|]*?) \|", text, re.MULTILINE):
        for part in cell.split(", "):
            first, _, last = part.partition("-")
            letter = "".join(filter(str.isalpha, first))
            start = int(first.removeprefix(letter))
            found |= {f"{letter}{number}" for number in range(start, int((last or first).removeprefix(letter)) + 1)}
    return found


def cited(text: str) -> set[str]:
    """Return the numbers that a text cites."""
    return {number for found in CITED.findall(text) for number in found if number}


def test_every_number_that_is_cited_is_defined() -> None:
    known = defined((ROOT / "docs" / "rules.md").read_text(encoding="utf-8"))
    assert {"1", "66", "R0", "R22", "F1", "F22"} <= known and "67" not in known
    paths = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    for path in (ROOT / one for one in paths if one != "tests/test_rule_numbers.py"):
        unknown = cited(path.read_text(encoding="utf-8")) - known
        assert not unknown, f"{path.name} cites {sorted(unknown)}, which docs/rules.md does not define"


def test_twin_a_number_that_nobody_defined_is_seen() -> None:
    assert cited("(rule 67, R23; rules 35 and 99)") - defined("| 35 | x |") == {"67", "R23", "99"}
