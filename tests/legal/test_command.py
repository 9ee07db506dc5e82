"""`python -m legal scan | redact`: what others script (issue 3, "Command line")."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from legal.terms import Ground, Label, Sensitivity
from tests.legal.commandline import COMMAND, ENVIRONMENT, ROOT, Done, legal, process

PRICE = "Wij rekenen nu € 44,75 per uur."
MAIL = "Mail jan.peters@veldzorg.example voor uitleg."
CLEAN = "Mogen wij later reageren?"
KEYS = {"start", "end", "label", "class", "ground", "rule", "why", "score"}


def jsonl(*rows: object) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def answers(output: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.decode().splitlines()]


# --- the contract -------------------------------------------------------------------------------------
def test_scan_of_json_lines() -> None:
    """One line for each text, in order; offsets in characters of the text as typed; the labels of the README."""
    texts = {"a": CLEAN, "b": PRICE, "c": "\U0001f600e\u0301 " + MAIL}
    done = legal("scan", "--jsonl", stdin=jsonl(*({"id": name, "text": text} for name, text in texts.items())))
    assert (done.returncode, done.stderr) == (3, b"")
    rows = answers(done.stdout)
    assert [row["id"] for row in rows] == ["a", "b", "c"] and all(set(row) == {"id", "spans"} for row in rows)
    assert [[texts[row["id"]][span["start"] : span["end"]] for span in row["spans"]] for row in rows] == [
        [], ["€ 44,75"], ["jan.peters@veldzorg.example"],
    ]  # fmt: skip
    for span in (span for row in rows for span in row["spans"]):
        assert set(span) == KEYS and 0 <= span["score"] <= 1 and span["rule"] and span["why"].endswith(".")
        assert span["class"] in list(Sensitivity) and span["ground"] in list(Ground) and span["label"] in list(Label)
    assert [span["label"] for row in rows for span in row["spans"]] == ["PRICE", "EMAIL"]


def test_scan_of_text_counts_through_the_whole_text() -> None:
    text = f"é\r\n{PRICE}\r\n\r\n{MAIL}\r\n"
    done = legal("scan", "-", stdin=text.encode())
    assert (done.returncode, done.stderr) == (3, b"")
    found = [line.split("\t") for line in done.stdout.decode().splitlines()]
    places = [tuple(map(int, where.split("-"))) for where, *_ in found]
    assert [text[start:end] for start, end in places] == ["€ 44,75", "jan.peters@veldzorg.example"]
    assert [label for _, label, *_ in found] == ["PRICE", "EMAIL"]
    assert [json.loads(words) for _, _, _, words, *_ in found] == [text[start:end] for start, end in places]


def test_redact_of_text_keeps_the_rest_to_the_byte() -> None:
    text = f"\ufeffé\t{PRICE}\r\n\r\n{MAIL}  \n\n".encode()
    done = legal("redact", stdin=text)
    assert (done.returncode, done.stderr) == (3, b"")
    expected = text.replace("€ 44,75".encode(), b"[gelakt: prijs of tarief, Aw 2.57]")
    assert done.stdout == expected.replace(b"jan.peters@veldzorg.example", b"[gelakt: e-mailadres, AVG]")


def test_redact_of_json_lines() -> None:
    done = legal("redact", "--jsonl", stdin=jsonl({"id": 7, "text": MAIL}, {"text": CLEAN}))
    assert done.returncode == 3
    assert answers(done.stdout) == [
        {"id": 7, "text": "Mail [gelakt: e-mailadres, AVG] voor uitleg."}, {"id": None, "text": CLEAN},
    ]  # fmt: skip


@pytest.mark.parametrize("command", ["scan", "redact"])
@pytest.mark.parametrize("text", ["", "\n", CLEAN, f"{CLEAN}\n\n{CLEAN}"])
def test_a_clean_text_leaves_with_0(command: str, text: str) -> None:
    done = legal(command, stdin=text.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == ("" if command == "scan" else text)
    assert legal(command, "--jsonl", stdin=jsonl({"id": "1", "text": text})).returncode == 0


def test_a_file_or_the_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "vraag.txt"
    file.write_text(PRICE, encoding="utf-8")
    assert legal("scan", file).stdout == legal("scan", stdin=PRICE.encode()).stdout != b""


def test_the_same_text_gives_the_same_bytes() -> None:
    """Deterministic, also from one process to the next."""
    text = f"{PRICE} {MAIL} Wij begeleiden 67 cliënten. BSN 123456782.".encode()
    assert len({process("scan", stdin=text, PYTHONHASHSEED=seed).stdout for seed in "123"}) == 1


def test_lines_with_labels_are_read_and_nothing_of_them_is_used() -> None:
    """As in dev.jsonl: `spans`, `kind`, `note` and `optional` are for scorers; BOM, CRLF and blank lines are no fault."""
    row = {"id": "1", "text": CLEAN, "spans": [{"start": 0, "end": 5, "label": "PRICE"}], "kind": "positive", "note": MAIL}
    lines = b"\xef\xbb\xbf" + jsonl(row).replace(b"\n", b"\r\n") + b"\r\n \n" + jsonl(row)
    done = legal("scan", "--jsonl", stdin=lines)
    assert (done.returncode, answers(done.stdout)) == (0, [{"id": "1", "spans": []}] * 2)


# --- bad input ----------------------------------------------------------------------------------------
GOOD = jsonl({"id": "1", "text": CLEAN})
SECRET = "geheim-44,75"
BAD: dict[str, tuple[Sequence[str], bytes, str]] = {
    "missing file": (["geheim-44,75.txt"], b"", "het bestand bestaat niet. Controleer"),
    "a file is no folder": ([str(ROOT / "README.md" / "geheim-44,75")], b"", "het bestand bestaat niet. Controleer"),
    "a folder": (["."], b"", "het bestand is een map. Noem"),
    "missing context": (["--context", "geheim-44,75.json"], b"", "het bestand met de context bestaat niet. Controleer"),
    "text not UTF-8": ([], f"een\n{SECRET} ".encode() + b"\xe9", "regel 2 is geen UTF-8. Bewaar"),
    "text in UTF-16": ([], SECRET.encode("utf-16"), "regel 1 is geen UTF-8. Bewaar"),
    "line not UTF-8": (["--jsonl"], GOOD + f'{{"text": "{SECRET}'.encode() + b'\xff"}', "regel 2 is geen UTF-8. Bewaar"),
    "not JSON": (["--jsonl"], GOOD + b"\n" + SECRET.encode(), "regel 3 is geen geldige JSON. Schrijf"),
    "half a line": (["--jsonl"], f'{{"text": "{SECRET}'.encode(), "regel 1 is geen geldige JSON. Schrijf"),
    "a second BOM": (["--jsonl"], GOOD + b"\xef\xbb\xbf" + GOOD, "regel 2 is geen geldige JSON. Schrijf"),
    "too deep": (["--jsonl"], b'{"id": "1", "text": "x", "x": ' + b"[" * 200_000, "regel 1 is geen geldige JSON. Schrijf"),
    "too large a number": (["--jsonl"], b'{"text": "x", "id": ' + b"4" * 5_000 + b"}", "regel 1 is geen geldige JSON. Schrijf"),
    "a list": (["--jsonl"], jsonl([SECRET]), 'regel 1 heeft geen "text" met tekst. Schrijf'),
    "no text": (["--jsonl"], jsonl({"id": SECRET}), 'regel 1 heeft geen "text" met tekst. Schrijf'),
    "text is a list": (["--jsonl"], jsonl({"id": "1", "text": [SECRET]}), 'regel 1 heeft geen "text" met tekst. Schrijf'),
    "id is an object": (["--jsonl"], jsonl({"id": {"x": SECRET}, "text": ""}), 'regel 1: "id" is geen tekst of getal. Schrijf'),
    "id is no number": (["--jsonl"], b'{"id": NaN, "text": "x"}', 'regel 1: "id" is geen tekst of getal. Schrijf'),
    "wrong context": (["--jsonl"], GOOD + jsonl({"text": "", "context": [SECRET]}), "regel 2: de context is geen object. "),
    "wrong speaker": (
        ["--jsonl"], jsonl({"text": "x", "context": {"speaker": SECRET}}),
        "regel 1: speaker heeft een onbekende waarde. Kies uit: provider",
    ),
}  # fmt: skip


def check_refusal(done: Done, said: str) -> None:
    """Exit code 2, one Dutch line that says where and what to do, and nothing of the text (R14)."""
    words = done.stderr.decode()
    assert done.returncode == 2
    assert words.startswith(f"Niet te lezen: {said}") and words.count("\n") == 1
    assert SECRET not in words and SECRET not in done.stdout.decode() and "44" not in words


@pytest.mark.parametrize("command", ["scan", "redact"])
@pytest.mark.parametrize("kind", BAD)
def test_bad_input_leaves_with_2(kind: str, command: str) -> None:
    arguments, stdin, said = BAD[kind]
    check_refusal(legal(command, *arguments, stdin=stdin), said)


QUOTING = """
import sys
from legal import command
from legal.__main__ import main
def quoting(number, line):
    raise command.StreamError(f"regel {number} is geen geldige JSON. Schrijf iets anders dan {line}")
command._record = quoting
sys.exit(main())
"""


def test_the_refusal_check_is_not_blind() -> None:
    """Sabotage twin: an error that quotes the line."""
    done = process("scan", "--jsonl", stdin=SECRET.encode(), command=(sys.executable, "-c", QUOTING))
    with pytest.raises(AssertionError):
        check_refusal(done, "regel 1 is geen geldige JSON. Schrijf")


def test_what_came_before_a_bad_line_was_answered() -> None:
    done = legal("scan", "--jsonl", stdin=jsonl({"id": "1", "text": PRICE}) + b"x")
    assert done.returncode == 2 and len(answers(done.stdout)) == 1


def test_half_a_character_in_a_name_comes_back_as_it_was() -> None:
    done = legal("redact", "--jsonl", stdin=b'{"id": "\\ud800", "text": "\\ud800"}')
    assert (done.returncode, answers(done.stdout)) == (0, [{"id": "\ud800", "text": "\ufffd"}])


@pytest.mark.parametrize("arguments", [["scan", "a", "b"], ["scan", "--geen"], ["redact", "--context"]])
def test_a_wrong_command_line_leaves_with_2(arguments: list[str]) -> None:
    done = legal(*arguments)
    assert done.returncode == 2 and b"python -m legal" in done.stderr


# --- the output ---------------------------------------------------------------------------------------
def into_a_reader_that_leaves(text: str, command: Sequence[str] = COMMAND) -> tuple[int, bytes]:
    """Exit code and complaints when the reader takes one byte and goes, like `head -c 1`."""
    with subprocess.Popen(
        [*command, "redact"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=ENVIRONMENT
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdout.close()
        process.stdin.write(text.encode())
        process.stdin.close()
        complaints = process.stderr.read()
    return process.returncode, complaints


@pytest.mark.parametrize("times", [1, 3_000])
def test_output_goes_into_head(times: int) -> None:
    """Little output shows it at the end, much of it half-way; neither with a traceback."""
    assert into_a_reader_that_leaves(f"{PRICE}\n" * times) == (3, b"")


HOLDING_ON = """
import sys
from legal import command
from legal.__main__ import main
command._let_go_of_output = int
sys.exit(main())
"""


def test_the_head_check_is_not_blind() -> None:
    """Sabotage twin: Python complains when it ends."""
    assert into_a_reader_that_leaves(PRICE, (sys.executable, "-c", HOLDING_ON)) != (3, b"")


def test_a_full_disk_is_said() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*COMMAND, "redact"], input=PRICE.encode(), stdout=full, stderr=subprocess.PIPE,
            cwd=ROOT, env=ENVIRONMENT, check=False,
        )  # fmt: skip
    assert done.returncode == 2 and done.stderr.count(b"\n") == 1
    assert done.stderr.startswith(b"Niet te lezen: lezen of schrijven lukt niet (")


@pytest.mark.parametrize("closed", ["<&-", ">&-"])
def test_a_closed_input_or_output_is_said(closed: str) -> None:
    line = f'"{sys.executable}" -m legal scan {closed}'
    done = subprocess.run(line, shell=True, input=b"", capture_output=True, cwd=ROOT, env=ENVIRONMENT, check=False)
    assert done.returncode == 2 and done.stderr.startswith(b"Niet te lezen: er is geen ") and b"Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-16"])
def test_the_output_is_utf8_on_any_terminal(encoding: str) -> None:
    plain = legal("redact", stdin=f"\U0001f600 {PRICE}".encode())
    assert process("redact", stdin=f"\U0001f600 {PRICE}".encode(), PYTHONIOENCODING=encoding, LC_ALL="C").stdout == plain.stdout


def test_missing_word_lists_are_said_and_nothing_is_let_through() -> None:
    """Fail closed: without its lists the guard would miss names."""
    without = "import sys; sys.modules['deduce'] = None; from legal.__main__ import main; sys.exit(main())"
    done = process("redact", stdin=f"{PRICE} {MAIL}".encode(), command=(sys.executable, "-c", without))
    assert done.returncode == 2 and done.stdout == b""
    assert done.stderr.startswith(b"Niet te lezen: de wacht is niet compleet (") and b"Traceback" not in done.stderr


def test_a_slip_in_a_field_is_answered_with_the_field_that_was_meant(tmp_path: Path) -> None:
    context = tmp_path / "context.json"
    context.write_text('{"parteis": []}', encoding="utf-8")
    done = legal("scan", "--context", str(context), stdin=PRICE.encode())
    assert done.returncode == 2 and "Bedoelt u parties?" in done.stderr.decode() and "parteis" not in done.stderr.decode()


def test_a_file_of_json_lines_without_its_option_is_remarked_upon(tmp_path: Path) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_bytes(jsonl({"id": "a", "text": CLEAN}))
    assert b"--jsonl" in legal("scan", str(file)).stderr
    assert legal("scan", "--jsonl", str(file)).stderr == b""


def test_without_a_command_the_commands_are_told() -> None:
    done = legal()
    assert done.returncode == 2 and b"zoek wat niet bij een concurrent mag komen" in done.stderr


@pytest.mark.parametrize("wrong", [("scna",), ("scan", "--jsno"), ("redact", "een", "twee")])
def test_a_wrong_command_is_told_in_dutch_first(wrong: tuple[str, ...]) -> None:
    """Exit code 2, as for any bad input; it says where to look."""
    done = legal(*wrong)
    first, second = done.stderr.decode().splitlines()
    assert done.returncode == 2 and done.stdout == b""
    assert first.startswith("Fout: deze opdracht klopt niet; zie python -m legal") and second.startswith("Error: ")
