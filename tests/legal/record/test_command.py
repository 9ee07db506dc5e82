"""Rule 53: `python -m legal verify`: 0 correct, 1 not correct, 2 cannot be checked, without anything of ours."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from legal.__main__ import main

ROOT = Path(__file__).parents[3]
STARTER = "import sys; sys.path.insert(0, sys.argv[1]); from legal.__main__ import main; sys.exit(main(['verify', sys.argv[2]]))"


def verify(*arguments: object) -> int:
    return main(["verify", *map(str, arguments)])


def test_correct(vector_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(vector_folder / "publication.json") == 0
    assert "plek 12 van 40 en is sindsdien niet veranderd." in capsys.readouterr().out


def test_not_correct_names_the_field(
    vector_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = tmp_path / "damaged.json"
    damaged.write_bytes((vector_folder / "publication.json").read_bytes().replace(b'"ref": "1"', b'"ref": "2"'))
    assert verify(damaged) == 1
    assert capsys.readouterr().out == (
        "Niet correct.\nDe inhoud (content): is niet wat in het register is vastgelegd.\n"
    )
    assert verify(damaged, "--taal", "en") == 1
    assert capsys.readouterr().out == "Not correct.\nThe content (content): is not what the record holds.\n"


def test_unreadable_names_the_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.json"
    file.write_text('{\n "kind": }')
    assert verify(file) == 2
    assert "regel 2, teken 10" in capsys.readouterr().out


def test_key_as_text_or_file(vector_folder: Path, tmp_path: Path, naive: ModuleType) -> None:
    proof, other = vector_folder / "receipt.json", naive.OTHER_SIGNER.public_key().public_bytes_raw().hex()
    file = tmp_path / "key.txt"
    for key, expected in ((naive.KEY, 0), (other, 1)):
        file.write_text(f"{key}\n")
        assert verify(proof, "--key", key) == expected
        in_groups = " ".join(key[at : at + 4].upper() for at in range(0, 64, 4))  # as a page shows it
        assert verify(proof, "--key", in_groups) == expected
        assert verify(proof, "--key", file) == expected
    file.write_bytes(b"\xff no key")
    for wrong in (file, tmp_path, tmp_path / "none", "a\0b", ""):
        assert verify(proof, "--key", wrong) == 2


def test_against_an_older_file(vector_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new, old = vector_folder / "checkpoint-40.json", vector_folder / "checkpoint-23.json"
    assert verify(new, "--against", old) == 0
    assert "is het register alleen aangevuld: van 23 naar 40 regels." in capsys.readouterr().out
    assert verify(vector_folder / "publication.json", "--against", old) == 2


@pytest.mark.parametrize("arguments", [[], ["verify"], ["none"], ["verify", "x", "--taal", "fr"]])
def test_a_wrong_command_line_leaves_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "python -m legal" in capsys.readouterr().err


def test_runs_without_installed_packages_on_a_plain_terminal(vector_folder: Path) -> None:
    """Standard library only (R10), and a terminal without accents gets its answer too."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", STARTER, str(ROOT), str(vector_folder / "publication.json")],
        env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Correct.\n")


def test_the_record_imports_nothing_of_ours_or_others() -> None:
    found = set()
    for file in (ROOT / "legal" / "record").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {name.name for name in node.names}
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0
                found.add(str(node.module))
    others = {name for name in found if name.partition(".")[0] not in sys.stdlib_module_names}
    assert "hashlib" in found
    assert all(name == "legal.record" or name.startswith("legal.record.") for name in others)
