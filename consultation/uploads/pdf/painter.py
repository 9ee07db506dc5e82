"""Paints a page without a screen: follows its operators and keeps what text and areas come where."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from pypdf.generic import ContentStream, DictionaryObject, StreamObject

from consultation.uploads.colours import OTHER
from consultation.uploads.pdf.figures import Figures
from consultation.uploads.pdf.fonts import Fonts
from consultation.uploads.pdf.geometry import IDENTITY, after, rectangle
from consultation.uploads.pdf.layers import Layers
from consultation.uploads.pdf.objects import dictionary, raw, resolved
from consultation.uploads.pdf.state import Canvas, Operands, Operator, Tag, colour_of, six
from consultation.uploads.pdf.texts import Texts
from consultation.uploads.refusals import Unfit

DEEPEST_FORM = 12
MOST_FORMS = 5_000


class Painter:
    """Paints one page. `images` counts what cannot be read as text, `spoken` are words for who hears the page."""

    def __init__(self, fonts: Fonts, layers: Layers) -> None:
        self.layers = layers
        self.canvas = Canvas()
        self.figures, self.texts = Figures(self.canvas), Texts(self.canvas, fonts)
        self.images = 0
        self.spoken: list[str] = []
        self._depth = self._forms = 0
        self._operators: dict[bytes, Operator] = self.figures.operators | self.texts.operators | {
            b"q": self.canvas.keep, b"Q": self.canvas.restore, b"cm": self._transform, b"gs": self._settings,
            b"rg": self._colour_in("/DeviceRGB"), b"g": self._colour_in("/DeviceGray"), b"k": self._colour_in("/DeviceCMYK"),
            b"RG": self._pen_in("/DeviceRGB"), b"G": self._pen_in("/DeviceGray"), b"K": self._pen_in("/DeviceCMYK"),
            b"cs": self._space, b"sc": self._colour, b"scn": self._colour, b"CS": self._pen_space, b"SC": self._pen_colour,
            b"SCN": self._pen_colour, b"w": self.canvas.number("pen"), b"Do": self._draw, b"INLINE IMAGE": self._inline_image,
            b"BMC": self._begin_tag, b"BDC": self._begin_tag, b"EMC": self._end_tag,
        }  # fmt: skip

    def follow(self, content: ContentStream, resources: DictionaryObject) -> None:
        """Follow the operators of a page, or of a form on it."""
        before, self.texts.resources = self.texts.resources, resources
        for operands, operator in content.operations:
            if operator in self._operators:
                # As every program that shows a pdf does: an operator without what it needs is passed by.
                with suppress(IndexError, ValueError, TypeError):
                    self._operators[operator](operands if isinstance(operands, list) else [operands])
        self.texts.resources = before

    def _named(self, kind: str, operands: Operands) -> Any:
        """Return what the page calls by a name, as it stands there."""
        return raw(dictionary(self.texts.resources.get(kind)), str(operands[0]))

    def _transform(self, operands: Operands) -> None:
        self.canvas.set(ctm=after(six(operands), self.canvas.state.ctm))

    def _settings(self, operands: Operands) -> None:
        found = dictionary(self._named("/ExtGState", operands))
        if "/ca" in found:
            self.canvas.set(alpha=float(resolved(found["/ca"])))
        if "/CA" in found:
            self.canvas.set(pen_alpha=float(resolved(found["/CA"])))
        if "/LW" in found:
            self.canvas.set(pen=float(resolved(found["/LW"])))

    def _space_of(self, operands: Operands) -> str:
        named = resolved(self._named("/ColorSpace", operands)) or operands[0]
        return str(named[0] if isinstance(named, list) and named else named)

    def _space(self, operands: Operands) -> None:
        self.canvas.set(space=self._space_of(operands), colour=OTHER)

    def _pen_space(self, operands: Operands) -> None:
        self.canvas.set(pen_space=self._space_of(operands), pen_colour=OTHER)

    def _pen_colour(self, operands: Operands) -> None:
        self.canvas.set(pen_colour=colour_of(operands, self.canvas.state.pen_space))

    def _pen_in(self, space: str) -> Operator:
        return lambda operands: self.canvas.set(pen_space=space, pen_colour=colour_of(operands, space))

    def _colour(self, operands: Operands) -> None:
        self.canvas.set(colour=colour_of(operands, self.canvas.state.space))

    def _colour_in(self, space: str) -> Operator:
        return lambda operands: self.canvas.set(space=space, colour=colour_of(operands, space))

    def _draw(self, operands: Operands) -> None:
        found = dictionary(self._named("/XObject", operands))
        if self.layers.is_off(raw(found, "/OC")):
            self.canvas.tags.append(Tag(off=True))
            self._draw_found(found)
            self.canvas.tags.pop()
        else:
            self._draw_found(found)

    def _draw_found(self, found: DictionaryObject) -> None:
        if found.get("/Subtype") == "/Image":
            self._image(solid=not ({"/SMask", "/Mask"} & set(found)) and found.get("/ImageMask") is not True)
        elif found.get("/Subtype") == "/Form" and isinstance(found, StreamObject):
            self._form(found)

    def _inline_image(self, operands: Operands) -> None:
        told = operands[0].get("settings", {}) if operands and isinstance(operands[0], dict) else {}
        self._image(solid=not (told.get("/IM") or told.get("/ImageMask")))

    def _image(self, *, solid: bool) -> None:
        self.images += 1
        box = rectangle(self.canvas.state.ctm, 0, 0, 1, 1)
        if solid and box:
            self.figures.cover([box], OTHER)

    def _form(self, form: StreamObject) -> None:
        """A page within the page: painted in its own box, with the state of the moment."""
        self._forms += 1
        if self._depth >= DEEPEST_FORM or self._forms > MOST_FORMS:
            raise Unfit("too_heavy")
        canvas = self.canvas
        before, kept, tags = canvas.state, canvas.kept, len(canvas.tags)
        self._depth, canvas.kept = self._depth + 1, []
        canvas.set(ctm=after(six(list(form.get("/Matrix", IDENTITY))), before.ctm))
        if len(corners := [float(one) for one in form.get("/BBox", ())]) == 4:
            x, y, right, top = corners
            if box := rectangle(canvas.state.ctm, x, y, right - x, top - y):
                canvas.set(clip=before.clip.within(box))
        inner = dictionary(form.get("/Resources")) or self.texts.resources
        self.follow(ContentStream(form, None), inner)
        canvas.state, canvas.kept, self._depth = before, kept, self._depth - 1
        del canvas.tags[tags:]

    def _begin_tag(self, operands: Operands) -> None:
        """Marked content; inside a form its numbers belong to the form, so there the number outside it counts."""
        name, told = str(operands[0]), operands[1] if len(operands) > 1 else None
        member = told if isinstance(told, DictionaryObject) else self._named("/Properties", [told]) if told else None
        found, outer = dictionary(member), self.canvas.tag
        number = found.get("/MCID") if not self._depth else None
        if isinstance(spoken := found.get("/ActualText"), str):
            self.spoken.append(spoken)
        self.canvas.tags.append(Tag(
            int(number) if isinstance(number, int) else outer.mcid,
            str(found.get("/Subtype", "/Other")) if name == "/Artifact" else outer.artifact,
            outer.off or (name == "/OC" and self.layers.is_off(member)),
        ))  # fmt: skip

    def _end_tag(self, _operands: Operands) -> None:
        if self.canvas.tags:
            self.canvas.tags.pop()
