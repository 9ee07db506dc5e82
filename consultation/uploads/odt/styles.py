"""The styles of a file of LibreOffice: which hide text, and how lists and headings are numbered."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from consultation.uploads.colours import BLACK, near
from consultation.uploads.limits import Limits
from consultation.uploads.numbers import formed
from consultation.uploads.stream import Listener

LONGEST_CHAIN = 20
SMALLEST = 2.0
"""Points: smaller text nobody reads."""
POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835}
FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
LISTS = ("list-level-style-number", "list-level-style-bullet", "outline-level-style", "list-level-style-image")


@dataclass(frozen=True)
class Style:
    """One style. None: nothing said; colours are six hexadecimal digits."""

    parent: str = ""
    hidden: bool | None = None
    colour: str | None = None
    ground: str | None = None
    size: float | None = None
    display: bool = True

    def over(self, below: Style) -> Style:
        """Return this style laid over another."""
        return Style(
            parent=below.parent,
            hidden=below.hidden if self.hidden is None else self.hidden,
            colour=self.colour or below.colour,
            ground=self.ground or below.ground,
            size=below.size if self.size is None else self.size,
            display=self.display,
        )

    def unseen(self, ground: str) -> str:
        """Return the code for why nobody sees text in this style on a ground, or ""."""
        if self.hidden:
            return "hidden_text"
        if self.size is not None and self.size < SMALLEST:
            return "tiny_text"
        own = self.ground or ground
        colour = self.colour or (BLACK if own != BLACK else "")
        return "same_colour" if near(colour, own) else ""


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered; `form` is "" for a bullet."""

    form: str = ""
    before: str = ""
    behind: str = ""
    shown: int = 1
    start: int = 1


@dataclass
class Levels:
    """The levels of a list, and how far each was counted."""

    known: dict[int, Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)

    def label(self, level: int, start: int | None = None) -> str:
        """Count one point and return what is printed before it; "" for a bullet."""
        own = self.known.get(level, Level())
        self.counts[level] = start if start is not None else self.counts.get(level, own.start - 1) + 1
        self.counts = {at: count for at, count in self.counts.items() if at <= level}
        if not own.form or own.form == "none":
            return ""
        first = max(1, level - own.shown + 1)
        parts = [formed(self.counts.get(at, 1), self.known.get(at, own).form) for at in range(first, level + 1)]
        return f"{own.before}{'.'.join(part for part in parts if part)}{own.behind}".strip()


class Styles(Listener):
    """Hears the styles in both parts: those with a name, and those the program made by itself."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self._known: dict[tuple[str, str], Style] = {}
        self.lists: dict[str, Levels] = {}
        self.outline = Levels()
        self._key = ("", "")
        self._list: Levels | None = None

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("style", "default-style"):
            self._key = (attributes.get("family", ""), attributes.get("name", ""))
            self._known[self._key] = Style(parent=attributes.get("parent-style-name", ""))
        elif name == "list-style":
            self._list = self.lists.setdefault(attributes.get("name", ""), Levels())
        elif name == "outline-style":
            self._list = self.outline
        elif name in LISTS and self._list is not None:
            self._list.known[_whole(attributes.get("level", ""), 1)] = _level(name, attributes)
        elif self._key in self._known and name.endswith("-properties"):
            self._known[self._key] = _told(self._known[self._key], name, attributes)

    def closed(self, name: str) -> None:
        if name in ("list-style", "outline-style"):
            self._list = None
        elif name in ("style", "default-style"):
            self._key = ("", "")

    def style(self, family: str, name: str) -> Style:
        """Return a style with what it takes from its parents."""
        found, steps = Style(), 0
        while (family, name) in self._known and name and steps < LONGEST_CHAIN:
            below = self._known[family, name]
            found = found.over(below) if steps else below
            name, steps = below.parent, steps + 1
        return found

    def is_title(self, name: str) -> bool:
        """Say whether a paragraph in this style is the title of the document."""
        parent = self._known.get(("paragraph", name), Style()).parent
        return "Title" in (name, parent)


def _told(style: Style, name: str, attributes: dict[str, str]) -> Style:
    """Return a style after one element of its properties."""
    ground = _colour(attributes.get("background-color", ""))
    if name == "table-properties":
        return replace(style, display=attributes.get("display") != "false")
    if name in ("paragraph-properties", "table-cell-properties"):
        return replace(style, ground=ground or style.ground)
    if name != "text-properties":
        return style
    hidden = {"none": True, "true": False}.get(attributes.get("display", ""), style.hidden)
    return replace(
        style,
        hidden=hidden,
        colour=_colour(attributes.get("color", "")) or style.colour,
        ground=ground or style.ground,
        size=_points(attributes.get("font-size", "")) if "font-size" in attributes else style.size,
    )


def _level(name: str, attributes: dict[str, str]) -> Level:
    if name not in ("list-level-style-number", "outline-level-style"):
        return Level()
    return Level(
        form=FORMS.get(attributes.get("num-format", ""), "decimal"),
        before=attributes.get("num-prefix", ""),
        behind=attributes.get("num-suffix", ""),
        shown=_whole(attributes.get("display-levels", ""), 1),
        start=_whole(attributes.get("start-value", ""), 1),
    )


def _colour(value: str) -> str | None:
    if value == "transparent":
        return None
    return value[1:].upper() if len(value) == 7 and value.startswith("#") else None


def _points(value: str) -> float | None:
    """Return a size in points; None for a part of another size."""
    try:
        return float(value[:-2]) * POINTS[value[-2:]]
    except (ValueError, KeyError):
        return None


def _whole(value: str, otherwise: int) -> int:
    return min(int(value), 10_000) if value.isdecimal() else otherwise


