"""Rule 53: whatever is fed to the verifier, it answers; what it cannot read it names by line or field."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legal.record import parsing, reading, words
from legal.record.verify import Outcome, Verdict, verify_bytes, verify_file

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=10,
)


def unreadable(data: bytes, field: str | None = None) -> Verdict:
    verdict = verify_bytes(data)
    assert verdict.outcome is Outcome.UNREADABLE
    assert verdict.exit_code == 2
    assert verdict.field
    assert field is None or verdict.field == field
    assert verdict.text().startswith("Niet te controleren.\n")
    return verdict


def archive(*members: tuple[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w", packing) as made:
        warnings.simplefilter("ignore", UserWarning)  # the same name twice is what one test wants
        for name, data in members:
            made.writestr(name, data)
    return stream.getvalue()


@pytest.fixture
def issued(vector_folder: Path) -> bytes:
    return (vector_folder / "publication.json").read_bytes()


BROKEN: tuple[tuple[bytes, str], ...] = (
    (b"", "regel 1, teken 1"), (b"\n\n {", "regel 3, teken 3"), (b'{"a":\n nul}', "regel 2, teken 2"),
    (b"{} {}", "regel 1, teken 4"), (b'{"a": "x\ny"}', "regel 1, teken 9"), (b'{"a": 01}', "regel 1, teken 8"),
    (b'{\n"a": "\xff"}', "regel 2"), (b"\xff\xfe{\x00}\x00", "regel 1"),
    (b"[]", "bestand"), (b"1", "bestand"), (b'"x"', "bestand"), (b"null", "bestand"),
    (b'{"a": 1, "a": 1}', "a"), (b'{\n"a": "\\u00e9"}', "regel 2"), (b'{"a": "\\/"}', "regel 1"),
    (b'{"a": "\\ud800"}', "regel 1"), (b"{}", "format"),
)


@pytest.mark.parametrize(("data", "field"), BROKEN)
def test_what_cannot_be_read_is_named(data: bytes, field: str) -> None:
    unreadable(data, field)


@pytest.mark.parametrize("number", ["1.0", "1e3", "-1.5", "NaN", "Infinity", "-Infinity", "-0", "9" * 79])
def test_numbers_that_are_not_whole_are_quoted(number: str) -> None:
    """R10: a fraction has no one spelling, so it has no place in the record."""
    assert unreadable(f'{{"a": {number}}}'.encode(), "bestand").lines[1].nl == (
        f"Het bestand: bevat {number}; alleen hele getallen tot 16 cijfers mogen."
    )


def test_a_json_bomb_is_refused() -> None:
    unreadable(b'{"a":' * 60_000 + b"1" + b"}" * 60_000, "bestand")
    unreadable(b"[" * 100_000, "bestand")
    unreadable(b"[" + b"[]," * 300_000 + b"1]", "bestand")
    unreadable(b"[" + b"1," * 2_100_000 + b"1]", "bestand")


def test_content_nested_too_deeply_is_refused(issued: bytes) -> None:
    document = json.loads(issued)
    document["content"] = {"a": json.loads("[" * 40 + "]" * 40)}
    unreadable(json.dumps(document).encode(), "content")


def refuses_large_input() -> None:
    unreadable(b" " * 50_000_001, "bestand")
    unreadable(archive(("bewijs.json", b" " * 50_000_001)), "bestand")


def test_more_than_50_mb_is_refused_also_when_packed() -> None:
    verdict = verify_bytes(b" " * 50_000_001)
    assert "groter dan 50 MB" in verdict.text()
    refuses_large_input()


def test_a_file_without_end_is_refused() -> None:
    verdict = verify_file(Path("/dev/zero"))
    assert (verdict.outcome, "groter dan 50 MB" in verdict.text()) == (Outcome.UNREADABLE, True)


def test_a_zip_with_the_proof_is_read(issued: bytes) -> None:
    data = archive(("leesmij.txt", b"x"), ("bewijs.json", issued))
    assert verify_bytes(data).outcome is Outcome.CORRECT


def refuses_other_zips(issued: bytes) -> None:
    for data in (
        b"PK", b"PK\x03\x04" + b"x" * 200, archive(("anders.json", issued)), archive(),
        archive(("bewijs.json", issued), ("bewijs.json", issued)),
        archive(("bewijs.json", issued), packing=zipfile.ZIP_LZMA),
        archive(*((f"{n}", b"") for n in range(101)), ("bewijs.json", issued)),
    ):
        unreadable(data, "bestand")


def test_other_zips_are_refused(issued: bytes) -> None:
    refuses_other_zips(issued)


def test_a_damaged_zip_never_crashes_and_never_passes_for_another(issued: bytes) -> None:
    """A flip in what the zip keeps beside the file (a date) is harmless; the proof in it is whole then."""
    data = archive(("bewijs.json", issued))
    for at in range(0, len(data), 3):
        damaged = bytearray(data)
        damaged[at] ^= 1 << at % 8
        if verify_bytes(bytes(damaged)).outcome is Outcome.CORRECT:
            with zipfile.ZipFile(io.BytesIO(bytes(damaged))) as whole:
                assert whole.read("bewijs.json") == issued


def test_another_layout_of_the_same_values_is_fine(issued: bytes) -> None:
    """A mark in front, Windows line ends, one long line: an editor or a web form may do that."""
    document = json.loads(issued)
    for same in (
        b"\xef\xbb\xbf" + issued, issued.replace(b"\n", b"\r\n"), json.dumps(document, ensure_ascii=False).encode(),
        json.dumps(dict(reversed(document.items())), ensure_ascii=False).encode(),
    ):
        assert verify_bytes(same).outcome is Outcome.CORRECT


def test_files_that_cannot_be_opened(tmp_path: Path, vector_folder: Path) -> None:
    good = vector_folder / "checkpoint-40.json"
    for wrong in (tmp_path, tmp_path / "none.json", Path("a\0b")):
        assert verify_file(wrong).field == "bestand"
        assert verify_file(good, against=wrong).field == "against.bestand"
        assert verify_file(wrong).outcome is verify_file(good, against=wrong).outcome is Outcome.UNREADABLE


def hides_control_characters() -> None:
    """Text from a file may not move the reader's cursor, hide, or turn direction."""
    for name in ("\x1b[2Jweg", "a\rCorrect.", "\u202e.tcerroC", "\x00", "x" * 4000):
        document = {"format": "gelijke-informatie/1", "kind": "checkpoint", "checkpoint": {}, "key": "", name: 1}
        verdict = verify_bytes(json.dumps(document, ensure_ascii=False).encode())
        assert verdict.outcome is Outcome.UNREADABLE
        assert all(char.isprintable() or char == "\n" for char in verdict.text() + verdict.text("en"))
        assert len(verdict.text()) < 400


def test_control_characters_are_not_printed() -> None:
    hides_control_characters()


@given(st.binary(max_size=200))
def test_any_bytes_get_an_answer(data: bytes) -> None:
    assert verify_bytes(data).outcome is Outcome.UNREADABLE
    assert verify_bytes(b"PK" + data).outcome is Outcome.UNREADABLE


@settings(max_examples=200, deadline=None)
@given(st.data(), JSON)
def test_any_value_anywhere_gets_an_answer(vector_folder: Path, draw: st.DataObject, value: object) -> None:
    name = draw.draw(st.sampled_from(["publication.json", "receipt.json", "checkpoint-40.json"]))
    document = json.loads((vector_folder / name).read_text(encoding="utf-8"))
    part: Any = document
    key: Any = None
    while isinstance(part, dict | list) and part and (key is None or draw.draw(st.booleans())):
        parent, key = part, draw.draw(st.sampled_from(list(part if isinstance(part, dict) else range(len(part)))))
        part = parent[key]
    parent[key] = value
    verdict = verify_bytes(json.dumps(document, ensure_ascii=False).encode(errors="surrogatepass"))
    dropped = key in ("private", "consistency") and value is None
    assert verdict.outcome is not Outcome.CORRECT or dropped or json.dumps(part) == json.dumps(value)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_as_issued_is_read_and_no_other_spelling(text: str) -> None:
    issued = json.dumps({"a": text}, ensure_ascii=False)
    assert reading.read_document(issued.encode()) == {"a": text}
    other = json.dumps({"a": text}, ensure_ascii=True)
    if other != issued:
        unreadable(other.encode(), "regel 1")


def refuses_a_name_given_twice(issued: bytes) -> None:
    unreadable(issued.replace(b'"index": 11', b'"index": 11, "index": 11'), "index")


def refuses_another_spelling(issued: bytes) -> None:
    unreadable(issued.replace(b"\\n", b"\\u000a"), "regel 16")


def test_one_value_has_one_spelling(issued: bytes) -> None:
    """A reader that takes the first of two, or another that takes the last, would see two proofs."""
    refuses_a_name_given_twice(issued)
    refuses_another_spelling(issued)


SABOTAGE: tuple[tuple[str, object, Callable[..., None]], ...] = (
    ("_object", dict, refuses_a_name_given_twice),
    ("_check_spelling", lambda _: None, refuses_another_spelling),
    ("_bounded", lambda data: data, refuses_large_input),
    ("_member", lambda made: made.infolist()[0], refuses_other_zips),
    ("quote", str, hides_control_characters),
)


@pytest.mark.parametrize(("guard", "broken", "check"), SABOTAGE)
def test_sabotage_turns_red(
    guard: str, broken: object, check: Callable[..., None], issued: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R22: with a guard of the reader broken, the tests above fail."""
    for module in (parsing, words) if guard == "quote" else (reading,):
        monkeypatch.setattr(module, guard, broken)
    with pytest.raises((AssertionError, IndexError)):
        check(issued) if check.__code__.co_argcount else check()
