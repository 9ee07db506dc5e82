"""The fenced-off process that sets the PDF: `python -m consultation.exports.typesetter`, JSON in, PDF out.

It takes a JSON object on standard input and writes one PDF. Before it reads anything it gives up memory,
time, files and (where the system allows) the network. It says nothing on standard error: a compiler's
message quotes the text it trips over. The exit codes below are all that comes out besides the PDF.
"""

from __future__ import annotations

import ctypes
import json
import re
import resource
import sys
from pathlib import Path

import typst

OK, BAD_INPUT, NOT_SET, NO_MEMORY = 0, 64, 65, 66
STANDARDS = ["a-2a", "ua-1"]
TEMPLATE = Path(__file__).with_name("note.typ")

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_NO_GLYPH = re.compile(r'error: PDF[^`\n]*: the (?:text|PDF contains the codepoint) `"((?:[^"\\]|\\.)*)"`')
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_NAMED = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
_ALWAYS = re.compile("[\x20-\x7e\u00a0-\u017f\u2013\u2014\u2018-\u201e\u2022\u2026\u20ac]")
_SILENT = re.compile("[\u200b-\u200f\u00ad\ufe00-\ufe0f]")


def confine(address_space: int, cpu_seconds: int) -> bool:
    """Give up, for good, what setting a page does not need. True when the network went too."""
    for kind, soft, hard in (
        (resource.RLIMIT_AS, address_space, address_space),
        (resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + 1),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_NOFILE, 64, 64),
    ):
        resource.setrlimit(kind, (soft, hard))
    libc = ctypes.CDLL(None)
    return not libc.unshare(_NEW_NET) or not libc.unshare(_NEW_USER | _NEW_NET)


def typeset(job: dict[str, object]) -> bytes:
    """Return the PDF. A character that no font has is printed as its code, such as [U+1F600]."""
    for _ in range(2):
        try:
            return _compile(job)
        except typst.TypstError as error:
            missing = _missing(str(error.diagnostic))
        if not missing:
            break
        pattern = re.compile("|".join(map(re.escape, sorted(missing, key=len, reverse=True))))
        job = {**job, "note": _replaced(job["note"], pattern), "coded": True}
    anything = re.compile(f"(?:(?!{_ALWAYS.pattern}).)+", re.DOTALL)
    return _compile({**job, "note": _replaced(job["note"], anything), "coded": True})


def _compile(job: dict[str, object]) -> bytes:
    data = json.dumps({"note": job["note"], "coded": job.get("coded", False)})
    return typst.compile(  # type: ignore[no-any-return,call-overload]
        TEMPLATE.read_bytes(),
        root=str(TEMPLATE.parent),
        font_paths=job["fonts"],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": data},
        pdf_standards=STANDARDS,
        package_path="/nonexistent",
        package_cache_path="/nonexistent",
        timestamp=job["timestamp"],
    )


def _missing(diagnostic: str) -> set[str]:
    return {_ESCAPE.sub(_unescape, quoted) for quoted in _NO_GLYPH.findall(diagnostic)} - {""}


def _unescape(match: re.Match[str]) -> str:
    code, sign = match.groups()
    return chr(int(code, 16)) if code else _NAMED.get(sign, sign)


def _replaced(value: object, pattern: re.Pattern[str]) -> object:
    if isinstance(value, str):
        return pattern.sub(lambda match: _coded(match.group()), value)
    if isinstance(value, list):
        return [_replaced(item, pattern) for item in value]
    if isinstance(value, dict):
        return {key: _replaced(item, pattern) for key, item in value.items()}
    return value


def _coded(cluster: str) -> str:
    codes = [f"U+{ord(s):04X}" for s in cluster if not _ALWAYS.match(s) and not _SILENT.match(s)]
    return "".join(_ALWAYS.findall(cluster)) + (f"[{' '.join(codes)}]" if codes else "")


def main(arguments: list[str]) -> int:
    """Run one job within the given limits (bytes of address space, seconds of processor time)."""
    try:
        confine(*map(int, arguments))
        pdf = typeset(json.load(sys.stdin.buffer))
    except typst.TypstError:
        return NOT_SET
    except MemoryError:
        return NO_MEMORY
    except (ValueError, KeyError, TypeError):
        return BAD_INPUT
    sys.stdout.buffer.write(pdf)
    return OK


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
