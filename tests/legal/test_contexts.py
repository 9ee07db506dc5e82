"""The context of a text, as JSON: parties, what may stay and on what source, public texts, who speaks where (45)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from legal.contexts import KEYS, ContextError, context_of
from legal.scanning import scan
from legal.terms import Channel, GuardContext, Label, PartyNames, Speaker
from tests.legal.commandline import legal

PARTY = {"names": ["Stichting Veldzorg", "Actief Oost"], "kvk": ["84120937"], "domains": ["veldzorg.example"]}
MAILBOX = "inkoop@zilverdijk.example"


def test_no_context_is_the_careful_one() -> None:
    assert context_of(None) == context_of({}) == GuardContext()


def test_everything_at_once() -> None:
    facts = {
        "speaker": "municipality", "channel": "answer", "parties": [PARTY],
        "allow": ["14 0123", {"text": MAILBOX, "source": "https://zilverdijk.example/contact", "date": "2026-11-01"}],
        "documents": ["Het tarief is € 61,20 per uur."],
    }  # fmt: skip
    found = context_of(facts)
    assert set(facts) == KEYS
    assert (found.speaker, found.channel) == (Speaker.MUNICIPALITY, Channel.ANSWER)
    assert found.allow == ("14 0123", MAILBOX)
    assert found.parties == (PartyNames(("Stichting Veldzorg", "Actief Oost"), ("84120937",), ("veldzorg.example",)),)
    assert found.public


def test_public_figures_stand_in_a_fixed_order() -> None:
    """The same documents give the same context, in every process."""
    texts = [f"Het tarief is € {euros},20 per uur." for euros in range(90, 30, -5)]
    found = context_of({"documents": texts}).public
    assert len(found) >= 12 and found == tuple(sorted(found)) == context_of({"documents": texts[::-1]}).public


def test_a_line_adds_to_the_file() -> None:
    """A line of its own says who speaks; it takes nothing away of what the file protects."""
    base = context_of({"parties": [PARTY], "allow": ["a"], "speaker": "municipality", "documents": ["Het tarief is € 61,20."]})
    found = context_of({"allow": ["b"], "channel": "minutes", "parties": [{"kvk": ["12345678"]}], "speaker": None}, base)
    assert found.parties == (*base.parties, PartyNames(kvk=("12345678",)))
    assert (found.allow, found.public) == (("a", "b"), base.public)
    assert (found.speaker, found.channel) == (Speaker.MUNICIPALITY, Channel.MINUTES)
    assert context_of(None, base) == base


def test_a_line_may_hold_more_than_we_know() -> None:
    """Whoever wrote the line may keep more beside it; only the file of the operator is held to our words."""
    assert context_of({"municipality": "Zilverdijk", "topic": 3}) == GuardContext()


WRONG = [
    ([], "de context is geen object. Schrijf"),
    ("geheim", "de context is geen object. Schrijf"),
    ({"speaker": "geheim"}, "speaker heeft een onbekende waarde. Kies uit: provider, municipality"),
    ({"speaker": ["geheim"]}, "speaker heeft een onbekende waarde. Kies uit"),
    ({"channel": {}}, "channel heeft een onbekende waarde. Kies uit: question, statement, answer, minutes"),
    ({"channel": "PRICE"}, "channel heeft een onbekende waarde. Kies uit"),
    ({"allow": "geheim"}, "allow is geen lijst. Zet"),
    ({"allow": 0}, "allow is geen lijst. Zet"),
    ({"allow": {"geheim": 1}}, "allow is geen lijst. Zet"),
    ({"allow": [5]}, "allow bevat iets anders dan tekst. Schrijf"),
    ({"allow": [{"source": "geheim"}]}, "allow bevat iets anders dan tekst. Schrijf"),
    ({"allow": [{"text": "geheim"}]}, "allow noemt geen source"),
    ({"allow": [{"text": "geheim", "source": " ", "date": "2026-10-01"}]}, "allow noemt geen source"),
    ({"allow": [{"text": "geheim", "source": "Besluit 12"}]}, "allow noemt geen goede date"),
    ({"allow": [{"text": "geheim", "source": "Besluit 12", "date": "2026-02-30"}]}, "allow noemt geen goede date"),
    ({"allow": [{"text": "geheim", "source": "Besluit 12", "date": "20261001"}]}, "allow noemt geen goede date"),
    ({"documents": [None]}, "documents bevat iets anders dan tekst. Zet"),
    ({"documents": False}, "documents is geen lijst. Zet"),
    ({"parties": {"names": ["geheim"]}}, "parties is geen lijst. Zet"),
    ({"parties": ["geheim"]}, "parties bevat iets anders dan partijen. Schrijf"),
    ({"parties": [["names", "geheim"]]}, "parties bevat iets anders dan partijen. Schrijf"),
    ({"parties": [{"name": "geheim"}]}, "parties bevat iets anders dan partijen. Schrijf"),
    ({"parties": [{"names": "geheim"}]}, "names is geen lijst. Zet"),
    ({"parties": [{"kvk": [12345678]}]}, "kvk bevat iets anders dan tekst. Zet"),
]


def check_wrong(facts: object, said: str) -> None:
    with pytest.raises(ContextError) as caught:
        context_of(facts)
    words = str(caught.value)
    assert words.startswith(said) and "geheim" not in words and words.endswith(".")


@pytest.mark.parametrize(("facts", "said"), WRONG)
def test_a_wrong_context_is_named_and_not_quoted(facts: object, said: str) -> None:
    check_wrong(facts, said)


def test_the_wrong_check_is_not_blind() -> None:
    """Sabotage twin: a right context passes, so nothing is raised."""
    with pytest.raises(pytest.fail.Exception):
        check_wrong({"parties": [PARTY]}, "")


# --- in a file, from the command line -----------------------------------------------------------------
TEXT = f"Wij van Actief Oost vragen: geldt KvK 84 12 09 37? Mail {MAILBOX}."


def labels(tmp_path: Path, facts: object, text: str = TEXT) -> tuple[int, list[str]]:
    file = tmp_path / "context.json"
    file.write_text(json.dumps(facts), encoding="utf-8")
    done = legal("scan", "--context", file, stdin=text.encode())
    assert done.stderr == b""
    return done.returncode, [line.split("\t")[1] for line in done.stdout.decode().splitlines()]


def test_the_parties_of_the_file_are_found(tmp_path: Path) -> None:
    """Rules 13 and 45: parties are protected, what has a public source stays."""
    allow = [{"text": MAILBOX, "source": "https://zilverdijk.example", "date": "2026-11-01"}]
    assert labels(tmp_path, {"parties": [PARTY], "allow": allow}) == (3, ["ORG_IDENTITY", "ORG_IDENTITY"])


def test_the_file_makes_the_difference(tmp_path: Path) -> None:
    """Sabotage twin: without its allow-list the mailbox is found, without its parties the name is not known."""
    assert "EMAIL" in labels(tmp_path, {"parties": [PARTY]})[1]
    name = "Hier is actief oost ook bij genoemd."
    assert labels(tmp_path, {"parties": [PARTY]}, name) == (3, ["ORG_IDENTITY"])
    assert labels(tmp_path, {}, name) == (0, [])


def test_figures_of_public_texts_stay_and_others_go(tmp_path: Path) -> None:
    """Rule 45: a figure of the consultation's own documents is no secret for being repeated; another one is."""
    facts = {"documents": ["Het voorgestelde tarief is € 44,75 per uur."]}
    said = "Is € {0} per uur het bedrag dat wij krijgen?"
    assert labels(tmp_path, facts, said.format("44,75")) == (0, [])
    assert labels(tmp_path, {}, said.format("44,75")) == labels(tmp_path, facts, said.format("43,20")) == (3, ["PRICE"])


def test_who_speaks_is_passed_on() -> None:
    """ "Uw tarief" is a provider's when the municipality says it; what that changes is the detectors' own matter."""
    said = context_of({"speaker": "municipality", "channel": "answer"})
    assert (said.speaker, said.channel) == (Speaker.MUNICIPALITY, Channel.ANSWER)
    assert [one.label for one in scan("Uw kostprijs van € 44,75 is bij ons bekend.", said)] == [Label.PRICE]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "de context is op regel 1 geen geldige JSON. Bewaar"),
        (b'{\n"allow": geheim}', "de context is op regel 2 geen geldige JSON. Bewaar"),
        (b'{"allow": ["\xff"]}', "de context is geen geldige JSON. Bewaar"),
        (b"[" * 200_000, "de context is geen geldige JSON. Bewaar"),
        (b"[]", "de context is geen object. Schrijf"),
        (
            b'{"partijen": ["geheim"]}',
            "de context heeft een onbekend veld. Bedoelt u parties? Kies uit: allow, channel, doc",
        ),
        (b'{"allow": 1}', "allow is geen lijst. Zet"),
    ],
)
def test_a_context_file_that_is_wrong_leaves_with_2(content: bytes, said: str, tmp_path: Path) -> None:
    """A slip in a name must not leave a party without protection."""
    file = tmp_path / "context.json"
    file.write_bytes(content)
    done = legal("scan", "--context", file, stdin=TEXT.encode())
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith(f"Niet te lezen: {said}") and b"geheim" not in done.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_context_file_of_another_editor_is_read(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "context.json"
    file.write_bytes(json.dumps({"parties": [PARTY]}, indent=1).replace("\n", "\r\n").encode(encoding))
    assert legal("scan", "--context", file, stdin=b"Hier spreekt Actief Oost.").returncode == 3


@pytest.mark.parametrize("entry", ["58,32", "€ 58,32", "58,32 euro"])
def test_an_amount_stays_however_it_is_written_unless_it_is_called_own(entry: str) -> None:
    """Rules 43, 45: as on the platform; who says that it is his own price tells a secret."""
    context = context_of({"allow": [entry]})
    assert (context.allow, context.words, context.public) == ((), (entry,), ("58,32",))
    assert scan("Is € 58,32 per uur het bedrag dat wij krijgen?", context) == ()
    (found,) = scan("Onze kostprijs is € 58,32 per uur.", context)
    assert found.label is Label.PRICE


def test_twin_an_amount_that_is_no_figure_of_the_list_goes() -> None:
    assert scan("Is € 58,42 per uur het bedrag dat wij krijgen?", context_of({"allow": ["58,32"]}))
