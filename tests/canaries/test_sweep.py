"""40 secrets × 12 ways to write them × every channel: nothing that anybody else can read holds one of them (R3, R4, R9).

Rules 4, 12, 13, 16, 35, 37, 38, 41, 44, 53: the gate is decided as the guard proposes; what is found afterwards is a leak.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.canaries import channels, planting
from tests.canaries.channels import Seen
from tests.canaries.encodings import ENCODINGS
from tests.canaries.finding import Search
from tests.canaries.sweeping import Sweep
from tests.canaries.table import CANARIES, Canary

pytestmark = pytest.mark.slow

NAMES = tuple(ENCODINGS)
PARTS = [NAMES[at : at + 3] for at in range(0, len(NAMES), 3)]
FIND = Search()
BSN = "citizen service number"


def leaks(seen: Seen) -> list[str]:
    """Return every place where a secret stands."""
    return channels.hits(seen, FIND)


def pairs(encodings: Sequence[str], families: Sequence[Canary] = CANARIES) -> list[tuple[Canary, str]]:
    return [(one, encoding) for one in families for encoding in encodings]


@pytest.mark.parametrize("encodings", PARTS, ids=" + ".join)
def test_no_secret_in_a_question_reaches_anybody(sweep: Sweep, encodings: Sequence[str]) -> None:
    """And the sweep really saw the nota with its marks, the pdf, proofs and mails."""
    planting.ask(sweep.world, sweep.planted, pairs(encodings))
    seen = sweep.publish()
    assert sweep.planted.stopped <= {BSN, "account"}  # digits of an account, with spaces between, may pass for a BSN
    assert any(place.endswith(".pdf") for place in seen) and any("bewijs.json" in place for place in seen)
    assert any("mail" in place for place in seen) and any(b"gelakt" in content for content in seen.values())
    found = leaks(seen)
    assert not found, "\n".join(found)


def test_no_secret_behind_another_door_reaches_anybody(sweep: Sweep) -> None:
    """The place in a document, an annex with all that a reader does not see in it, an answer that repeats a party's
    words, a draft, a withdrawn question, one that is answered apart, reasons, a consultation that is not public yet."""
    world, planted = sweep.world, sweep.planted
    planting.with_annex(sweep.browser(world.provider), world, planted)
    planting.behind_doors(world, planted)
    planting.ask(world, planted, pairs(["as typed"]), place=True)
    planting.quote(world, [one for one in CANARIES if one.family != BSN])
    seen = sweep.publish() | channels.other_municipality(world, sweep.browser)
    assert planted.stopped == {BSN}
    found = leaks(seen)
    assert not found, "\n".join(found)


def test_no_secret_in_a_file_an_objection_or_a_claim_reaches_anybody(drafted: Sweep) -> None:
    """Rules 37, 39, 45: documents of the municipality itself with secrets where a reader does not look."""
    world, planted = drafted.world, drafted.planted
    planting.with_documents(drafted.browser(world.lead), world)
    world.open_draft()
    planting.claim(world)
    planting.ask(world, planted, [(one, "as typed") for one in CANARIES if one.family == "own name"])
    planting.redact_all(world, planted.references)
    seen = drafted.look("may object")
    planting.object_to(world, planted.references[0])
    seen |= drafted.look("objected") | drafted.go_out()
    assert any(planting.SEEN.encode() in content for content in seen.values())
    found = leaks(seen)
    assert not found, "\n".join(found)
