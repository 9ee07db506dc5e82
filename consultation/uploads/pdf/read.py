"""Reads a pdf: paints every page without a screen, keeps what can be seen, and puts it in the order of its tags."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import LimitReachedError, PyPdfError
from pypdf.generic import DictionaryObject

from consultation.uploads.extract import Block, Reading, Shape
from consultation.uploads.pdf import beforehand
from consultation.uploads.pdf.around import report_file, report_page
from consultation.uploads.pdf.fonts import Fonts
from consultation.uploads.pdf.geometry import Box, box_of
from consultation.uploads.pdf.headers import without_repeated
from consultation.uploads.pdf.layers import Layers
from consultation.uploads.pdf.lines import blocks, joined, lines
from consultation.uploads.pdf.marks import Run
from consultation.uploads.pdf.objects import dictionary, key, resolved
from consultation.uploads.pdf.painter import Painter
from consultation.uploads.pdf.seen import judged
from consultation.uploads.pdf.tags import Place, Tags
from consultation.uploads.refusals import Unfit
from consultation.uploads.writing import CELL_END

NEEDED_LATER = beforehand.NEEDED_LATER
START = b"%PDF-"
END = b"%%EOF"
TAIL = 2048
LOST = 0.05
"""How much of the text may stand outside the tags before they are not believed."""
DEEPEST_PAGES = 50
Pages = dict[Any, tuple[list[Run], Box]]
# What a damaged or hostile file makes the reader of it raise.
FAULTS = (
    PyPdfError, LookupError, TypeError, ValueError, AttributeError, ArithmeticError, AssertionError, NotImplementedError, OSError,
)  # fmt: skip


def read_pdf(data: bytes, reading: Reading) -> None:
    """Put the text of a pdf in `reading`, with a count of what its reader would not see. Raises Unfit."""
    _check_shape(data)
    try:
        _read(data, reading)
    except (LimitReachedError, RecursionError) as error:
        raise Unfit("too_heavy") from error
    except FAULTS as error:
        raise Unfit("damaged") from error


def _check_shape(data: bytes) -> None:
    """One pdf and nothing else: it ends where it says, and is no zip as well."""
    tail = data[-TAIL:]
    if END not in tail:
        raise Unfit("damaged")
    if b"PK\x05\x06" in data[-66_000:]:
        raise Unfit("polyglot")
    if data[data.rfind(END) + len(END) :].strip(b"\r\n\0 \t"):
        raise Unfit("polyglot")


def _read(data: bytes, reading: Reading) -> None:
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        raise Unfit("encrypted")
    if len(reader.pages) > reading.limits.pages:
        raise Unfit("too_many_pages")
    catalog = dictionary(reader.root_object)
    layers, fonts = Layers(catalog), Fonts()
    tagged = dictionary(catalog.get("/StructTreeRoot"))
    pages = {key(page): (_page(page, layers, fonts, reading), _window(page)) for page in reader.pages}
    reading.count("hidden_layers", layers.count())
    report_file(reader, data, reading)
    for block in _in_order(pages, tagged, reading):
        if block.shape is Shape.ROW:
            reading.add_row(block.text.split(CELL_END))
        else:
            reading.add(block)


def _page(page: Any, layers: Layers, fonts: Fonts, reading: Reading) -> list[Run]:
    """Return the text of a page, what can be seen and what cannot."""
    painter = Painter(fonts, layers)
    content = page.get_contents()
    if content is not None:
        painter.follow(content, dictionary(_inherited(page, "/Resources")))
    pinned = report_page(page, reading)
    found = list(judged(painter.texts.runs, [*painter.figures.areas, *pinned], _window(page)))
    _report_unseen(found, reading)
    reading.count("images", painter.images + bool(painter.texts.unreadable))
    for spoken in painter.spoken:
        reading.keep_unseen(spoken)
    return found


def _report_unseen(runs: list[Run], reading: Reading) -> None:
    """Count stretches nobody sees; neighbours with one reason count once. Layers are counted as layers."""
    before = ""
    for run in runs:
        if run.why and run.text.strip():
            reading.keep_unseen(run.text)
            reading.count(run.why, int(run.why not in (before, "hidden_layers")))
        before = run.why if run.text.strip() else before


def _window(page: Any) -> Box:
    """Return the part of the page that is shown or printed."""
    shown = [box for name in ("/MediaBox", "/CropBox") if (box := _box(resolved(_inherited(page, name))))]
    whole = shown[0] if shown else Box(0, 0, 612, 792)
    return whole.within(shown[1]) if len(shown) > 1 else whole


def _box(corners: Any) -> Box | None:
    numbers = [float(resolved(one)) for one in corners] if isinstance(corners, list) else []
    return box_of([(numbers[0], numbers[1]), (numbers[2], numbers[3])]) if len(numbers) == 4 else None


def _inherited(page: Any, name: str) -> Any:
    """Return an entry of a page, or of the pages above it."""
    found = dictionary(page)
    for _ in range(DEEPEST_PAGES):
        if name in found or "/Parent" not in found:
            break
        found = dictionary(found.get("/Parent"))
    return found.get(name)


def _in_order(pages: Pages, tagged: DictionaryObject, reading: Reading) -> Iterator[Block]:
    """Yield blocks in the order of the tags when they name nearly all text, else in the order of painting."""
    if tagged:
        ordered = _by_tags(pages, tagged, reading)
        if ordered is not None:
            yield from ordered
            return
    kept, repeated = without_repeated([(list(lines(runs)), window) for runs, window in pages.values()])
    reading.count("headers", repeated)
    for found in kept:
        yield from blocks(found)


def _by_tags(pages: Pages, tagged: DictionaryObject, reading: Reading) -> list[Block] | None:
    stretches: dict[Place, list[Run]] = {}
    decoration = set()
    for page, (runs, _) in pages.items():
        for run in runs:
            if run.artifact:
                decoration |= {run.artifact} if run.text.strip() and not run.why else set()
            else:
                stretches.setdefault((page, -1 if run.mcid is None else run.mcid), []).append(run)
    words = {place: joined(runs) for place, runs in stretches.items()}
    tags = Tags(words, dictionary(tagged.get("/RoleMap")))
    found = list(tags.walk(tagged, None))
    left = {place: text for place, text in words.items() if place not in tags.used and text.strip()}
    total = sum(map(len, words.values()))
    if sum(map(len, left.values())) > LOST * total:
        return None
    reading.count("headers", len(decoration))
    for place in left:
        found += blocks(lines(stretches[place]))
    return found
