"""Reads one XML part as a stream of elements: no DTD, no entities, no tree in memory (R15)."""

from __future__ import annotations

from typing import IO
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from consultation.uploads.limits import Limits
from consultation.uploads.package import Package
from consultation.uploads.refusals import Unfit

CHUNK = 64 * 1024


def local(name: str) -> str:
    """The name of an element or attribute without its prefix: programs differ in the prefixes they write."""
    return name.rpartition(":")[2] if ":" in name else name


class Listener(ContentHandler):
    """Hears the elements of one part. Subclasses fill in `opened`, `closed` and may collect text."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self.limits = limits
        self.path: list[str] = []
        self._heard: list[str] | None = None
        self._heard_size = 0

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins; `path` ends with its name."""

    def closed(self, name: str) -> None:
        """An element ended; `path` ends with its parent."""

    def listen(self) -> None:
        """Begin to collect text."""
        self._heard, self._heard_size = [], 0

    def say(self, text: str) -> None:
        """Add text as if it stood in the file."""
        self.characters(text)

    def heard(self) -> str:
        """The text collected since `listen`; collecting stops."""
        text = "".join(self._heard or ())
        self._heard = None
        return text

    @property
    def listening(self) -> bool:
        """Whether text is being collected."""
        return self._heard is not None

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the parser's name
        """Called by the parser."""
        self.path.append(local(name))
        if len(self.path) > self.limits.depth:
            raise Unfit("unsafe_xml")
        self.opened(self.path[-1], {local(key): value for key, value in attrs.items()})

    def endElement(self, name: str) -> None:  # noqa: N802 - the parser's name
        """Called by the parser."""
        self.closed(self.path.pop())

    def characters(self, content: str) -> None:
        """Called by the parser."""
        if self._heard is None:
            return
        self._heard.append(content)
        self._heard_size += len(content)
        if self._heard_size > self.limits.characters:
            raise Unfit("too_much_text")


def hear(package: Package, part: str, listener: Listener) -> None:
    """Run one part of the package past `listener`."""
    with package.open(part) as stream:
        hear_stream(stream, listener)


def hear_stream(stream: IO[bytes], listener: Listener) -> None:
    """Run XML past `listener`."""
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(listener)
    try:
        while chunk := stream.read(CHUNK):
            parser.feed(chunk)
        parser.close()
    except DefusedXmlException as error:
        raise Unfit("unsafe_xml") from error
    except (SAXParseException, LookupError, ValueError) as error:
        raise Unfit("damaged") from error
