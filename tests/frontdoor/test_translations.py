"""Catalogues are compiled at set-up; a fault in one stops the start, now and the next time."""

import os
from pathlib import Path

import pytest

from frontdoor import translations
from frontdoor.console import Stop

HEAD = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
GOOD = HEAD + '#, python-format\nmsgid "Om %(time)s"\nmsgstr "At %(time)s"\n'
WRONG = GOOD.replace("At %(time)s", "At %(hour)d")


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where a catalogue of this test goes."""
    monkeypatch.setattr(translations, "TRANSLATIONS", tmp_path)
    file = tmp_path / "en" / "LC_MESSAGES" / "messages.po"
    file.parent.mkdir(parents=True)
    return file


def test_a_catalogue_is_compiled_once(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source.write_text(GOOD)
    translations.ensure()
    made = source.with_suffix(".mo")
    assert b"At %(time)s" in made.read_bytes()
    assert "vertalingen klaarmaken" in capsys.readouterr().out
    translations.ensure()
    assert capsys.readouterr().out == ""


def test_a_newer_source_is_compiled_again(source: Path) -> None:
    source.write_text(GOOD)
    translations.ensure()
    source.write_text(GOOD.replace("At %", "By %"))
    later = source.with_suffix(".mo").stat().st_mtime + 5
    os.utime(source, (later, later))
    translations.ensure()
    assert b"By %(time)s" in source.with_suffix(".mo").read_bytes()


def test_a_fault_stops_every_start(source: Path) -> None:
    source.write_text(WRONG)
    for _ in range(2):
        with pytest.raises(Stop) as caught:
            translations.ensure()
        assert "een vertaalbestand heeft een fout" in caught.value.dutch
        assert not source.with_suffix(".mo").exists()
