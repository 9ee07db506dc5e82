"""What lies around the pages of a pdf: properties, notes, fields, files, programs, earlier versions."""

from __future__ import annotations

import io
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject

from consultation.uploads.everything import keep_all
from consultation.uploads.extract import Reading
from consultation.uploads.limits import Limits
from consultation.uploads.package import ZIP_START, Package
from consultation.uploads.pdf.marks import Area
from consultation.uploads.pdf.objects import dictionary, listed, resolved, words
from consultation.uploads.pdf.pinned import covering
from consultation.uploads.refusals import Unfit
from consultation.uploads.stream import Listener, hear_stream

OWN_PROPERTIES = {"/Creator", "/Producer", "/CreationDate", "/ModDate", "/Trapped"}
NAMED = {"/Author": "author", "/Company": "company", "/Manager": "company"}
OUTSIDE = {"/URI", "/GoToR", "/Launch", "/SubmitForm", "/ImportData", "/GoToE"}
DEEPEST_NAMES = 20
MOST_FIELDS = 20_000
LINEAR = b"/Linearized"
END = b"%%EOF"


def report_file(reader: PdfReader, data: bytes, reading: Reading) -> None:
    """Count what lies around the pages as a whole."""
    catalog = dictionary(reader.root_object)
    _properties(dictionary(reader.trailer.get("/Info")), reading)
    _described(catalog, reading)
    _names(catalog, reading)
    _fields(dictionary(catalog.get("/AcroForm")), reading)
    for name in ("/OpenAction", "/AA"):
        _actions(catalog.get(name), reading)
    ends = data.count(END) - (1 if LINEAR in data[:2048] else 0)
    reading.count("earlier_versions", max(0, ends - 1))


def report_page(page: DictionaryObject, reading: Reading) -> list[Area]:
    """Count what is pinned on a page; return the places that it covers."""
    covered = list[Area]()
    for one in listed(page, "/Annots"):
        note = dictionary(one)
        kind = str(note.get("/Subtype", ""))
        _actions(note.get("/A"), reading)
        _actions(note.get("/AA"), reading)
        if kind == "/FileAttachment":
            reading.count("attachments")
            _keep_file(dictionary(note.get("/FS")), reading)
        elif kind not in ("/Link", "/Widget", "/Popup", ""):
            reading.count("notes")
        for name in ("/Contents", "/RC", "/T", "/Subj"):
            reading.keep_unseen(words(note.get(name)))
        covered += covering(note)
    _actions(page.get("/AA"), reading)
    return covered


def _properties(info: DictionaryObject, reading: Reading) -> None:
    for name in info:
        if name not in OWN_PROPERTIES and (told := words(info.get(name)).strip()):
            reading.count(NAMED.get(name, "properties"))
            reading.keep_unseen(told)


class _Described(Listener):
    """Hears the words of a metadata stream, and whether a maker stands in it."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.found: list[str] = []
        self.author = False

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        self.listen()
        self.found += [value for value in attributes.values() if value.strip()]

    def closed(self, name: str) -> None:
        if self.listening and (told := self.heard().strip()):
            self.found.append(told)
            self.author |= "creator" in self.path or name == "creator"


def _described(catalog: DictionaryObject, reading: Reading) -> None:
    """Metadata in XML; a file that cannot be read as XML is left alone, nobody gets it."""
    stream = resolved(catalog.get("/Metadata"))
    if not isinstance(stream, StreamObject):
        return
    heard = _Described(reading.limits)
    try:
        hear_stream(io.BytesIO(stream.get_data()), heard)
    except Unfit as refusal:
        if refusal.code == "unsafe_xml":
            raise
    reading.keep_unseen("\n".join(heard.found))
    if heard.author and "author" not in reading.report:
        reading.count("author")


def _names(catalog: DictionaryObject, reading: Reading) -> None:
    names = dictionary(catalog.get("/Names"))
    for found in _leaves(dictionary(names.get("/EmbeddedFiles"))):
        reading.count("attachments")
        _keep_file(found, reading)
    for _ in _leaves(dictionary(names.get("/JavaScript"))):
        reading.count("scripts")


def _leaves(tree: DictionaryObject, depth: int = 0) -> list[DictionaryObject]:
    """Return what a name tree holds."""
    if depth > DEEPEST_NAMES:
        raise Unfit("too_heavy")
    found = [dictionary(one) for one in listed(tree, "/Names")[1::2]]
    for kid in listed(tree, "/Kids"):
        found += _leaves(dictionary(kid), depth + 1)
    return found


def _keep_file(described: DictionaryObject, reading: Reading) -> None:
    """Keep the words of a file in the pdf, as far as they can be read."""
    reading.keep_unseen(words(described.get("/Desc")))
    held = dictionary(described.get("/EF"))
    stream = resolved(held.get("/F") or held.get("/UF"))
    if not isinstance(stream, StreamObject):
        return
    data = stream.get_data()
    if data.startswith(ZIP_START):
        keep_all(reading, Package(data, reading.limits), inside=False)
    elif b"\0" not in data[:1024]:
        reading.keep_unseen(data.decode("utf-8", "replace"))


def _fields(form: DictionaryObject, reading: Reading) -> None:
    if "/XFA" in form:
        reading.count("form_fields")
    waiting, seen = list(listed(form, "/Fields")), 0
    while waiting and seen < MOST_FIELDS:
        field, seen = dictionary(waiting.pop()), seen + 1
        kids = [one for one in listed(field, "/Kids") if "/T" in dictionary(one)]
        waiting += kids
        if not kids:
            reading.count("form_fields")
            reading.keep_unseen(words(field.get("/V")))
            _actions(field.get("/AA"), reading)
            _actions(field.get("/A"), reading)


def _actions(found: Any, reading: Reading, depth: int = 0) -> None:
    """Count programs, and addresses outside the file."""
    action = dictionary(found)
    kind = action.get("/S")
    if kind == "/JavaScript" or "/JS" in action:
        reading.count("scripts")
    elif kind in OUTSIDE:
        reading.count("links")
    elif depth < 3:
        for name in action:
            if name not in ("/Parent", "/P", "/D", "/Dest", "/StructParent"):
                _actions(action.get(name), reading, depth + 1)
