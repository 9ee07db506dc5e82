"""Catalogues of translated texts: compiled when a source is newer than what was made of it, refreshed from the code.

`python -m frontdoor.translations refresh` puts every new Dutch text in the catalogues and takes out what is gone.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from frontdoor import commands, environment
from frontdoor.console import BilingualParser, Stop, guarded, say, step
from frontdoor.places import PYTHON, ROOT, TRANSLATIONS

# `python -m babel.messages.frontend` forgets its exit code: a fault would pass in silence.
_PYBABEL = "import sys; from babel.messages.frontend import main; sys.exit(main())"
_UPDATE = ("--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date", "--no-wrap")


def main() -> None:
    """Do what the command line asks."""
    parser = BilingualParser(prog="python -m frontdoor.translations", description="Vertalingen.  |  Translations.")
    parser.add_argument("act", choices=["refresh", "compile"], help="bijwerken of klaarmaken (update or compile)")
    act = parser.parse_args().act
    guarded(refresh if act == "refresh" else _compile_now)


def ensure() -> None:
    """Compile `consultation/translations/` when needed. Raises Stop when a catalogue has a fault."""
    sources = TRANSLATIONS.glob("*/LC_MESSAGES/*.po")
    if all(_fresh(source) for source in sources):
        return
    with step("vertalingen klaarmaken", "compiling the translations"):
        _compile()


def refresh() -> int:
    """Bring the catalogues up to date with the code and say how complete they are. Raises Stop for a fault."""
    with environment.alone(), tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "messages.pot"
        _pybabel(*extraction(template))
        _pybabel("update", "--input-file", str(template), "--output-dir", str(TRANSLATIONS), *_UPDATE)
        told = _compile()
    for line in told:
        say(line, line)
    return 0


def extraction(target: Path) -> list[str]:
    """Return the pybabel command, run in the project folder, that writes every Dutch source text to `target`."""
    words = ["-k", "_l", "-k", "lazy_gettext", "--project", "gelijke-informatie"]
    return ["extract", "-F", "babel.cfg", *words, "--add-location", "file", "--no-wrap", "-o", str(target), "."]


def _compile_now() -> int:
    with environment.alone():
        _compile()
    return 0


def _compile() -> list[str]:
    """Compile all catalogues; return per catalogue how much of it is translated."""
    try:
        output = _pybabel("compile", "--directory", str(TRANSLATIONS), "--statistics")
    except Stop:
        for made in TRANSLATIONS.glob("*/LC_MESSAGES/*.mo"):
            made.unlink()  # else the next start would take it for fresh
        raise
    return [line.split(" in ")[0] for line in output.splitlines() if "translated in" in line]


def _pybabel(*arguments: str) -> str:
    done, output = commands.quiet([PYTHON, "-c", _PYBABEL, *arguments], cwd=ROOT)
    if not done:
        faults = [line for line in output.splitlines() if line.startswith("error: ")] or output.strip().splitlines()[-1:] or ["?"]
        raise Stop(f"een vertaalbestand heeft een fout: {faults[0]}", "a translation catalogue has a fault.")
    return output


def _fresh(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return compiled.is_file() and compiled.stat().st_mtime >= source.stat().st_mtime


if __name__ == "__main__":
    main()
