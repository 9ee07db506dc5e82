"""Reads a Word file: the document, its notes below it, and what lies around it."""

from __future__ import annotations

from consultation.uploads.docx.body import Body
from consultation.uploads.docx.numbering import Numbering
from consultation.uploads.docx.styles import Styles
from consultation.uploads.everything import keep_all, words_of
from consultation.uploads.extract import Block, Reading, Shape
from consultation.uploads.limits import Limits
from consultation.uploads.office import open_office
from consultation.uploads.ooxml import Relation, relations_of
from consultation.uploads.package import Package
from consultation.uploads.refusals import Unfit
from consultation.uploads.stream import Listener, hear


def read_docx(package: Package, reading: Reading) -> None:
    """Put the text of a Word file in `reading`, with a count of what its reader would not see."""
    main = open_office(package, reading)
    if not package.has(main):
        raise Unfit("damaged")
    links = list(relations_of(package, main).values())
    styles, numbering = Styles(package.limits), Numbering(package.limits)
    for kind, listener in (("styles", styles), ("numbering", numbering)):
        for link in _parts(package, links, kind):
            hear(package, link, listener)
    body = Body(reading, styles, numbering)
    hear(package, main, body)
    _read_notes(package, links, body)
    _report_around(package, links, reading)
    keep_all(reading, package)


def _parts(package: Package, links: list[Relation], *kinds: str) -> list[str]:
    return [link.target for link in links if link.kind in kinds and not link.external and package.has(link.target)]


class _Notes(Body):
    """Hears foot- or endnotes; the paragraphs of one note stand together under its id."""

    def __init__(self, body: Body) -> None:
        super().__init__(body.reading, body.styles, body.numbering)
        self.found: dict[str, list[str]] = {}
        self._id = ""

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("footnote", "endnote"):
            self._id = attributes.get("id", "")
        super().opened(name, attributes)

    def take(self, block: Block, *, boxed: bool) -> None:
        """Take a paragraph of a note."""
        self.found.setdefault(self._id, []).append(block.text.strip())


def _read_notes(package: Package, links: list[Relation], body: Body) -> None:
    """Put the notes below the text, in the order and with the numbers of the text."""
    known: dict[tuple[str, str], list[str]] = {}
    for kind in ("footnotes", "endnotes"):
        for part in _parts(package, links, kind):
            notes = _Notes(body)
            hear(package, part, notes)
            known |= {(kind, note): words for note, words in notes.found.items()}
    for number, note in enumerate(body.notes, 1):
        body.reading.add(Block(Shape.TEXT, " ".join(known.get(note, ())), label=f"[{number}]"))
    body.reading.count("footnotes", len(body.notes))


class _Comments(Listener):
    """Hears how many comments there are, and who wrote or changed something."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.comments = 0
        self.people: set[str] = set()

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        self.comments += name == "comment"
        if author := attributes.get("author"):
            self.people.add(author)


def _report_around(package: Package, links: list[Relation], reading: Reading) -> None:
    heard = _Comments(package.limits)
    main = [name for name in package.names() if name.endswith("document.xml")]
    for part in (*_parts(package, links, "comments", "footnotes", "endnotes", "header", "footer"), *main):
        hear(package, part, heard)
    reading.count("comments", heard.comments)
    reading.count("people", len(heard.people))
    reading.keep_unseen("\n".join(sorted(heard.people)))
    reading.count("headers", sum(bool(words_of(package, part)) for part in _parts(package, links, "header", "footer")))
    custom = [name for name in package.names() if name.startswith("customxml/item") and "props" not in name]
    reading.count("custom_data", sum(name.endswith(".xml") and bool(words_of(package, name)) for name in custom))
