"""Layers (optional content) of a pdf: which are off when it is opened."""

from __future__ import annotations

from typing import Any

from pypdf.generic import DictionaryObject

from consultation.uploads.pdf.objects import dictionary, key, listed, raw


class Layers:
    """Knows the layers that are off."""

    def __init__(self, catalog: DictionaryObject) -> None:
        told = dictionary(catalog.get("/OCProperties"))
        start = dictionary(told.get("/D"))
        off = {key(one) for one in listed(start, "/OFF")}
        on = {key(one) for one in listed(start, "/ON")}
        every = {key(one) for one in listed(told, "/OCGs")}
        self._off = (every - on) | off if start.get("/BaseState") == "/OFF" else off

    def is_off(self, member: Any) -> bool:
        """Say whether content that belongs to `member` (a layer, or a membership of several) is hidden."""
        if member is None or key(member) in self._off:
            return member is not None
        found = dictionary(member)
        groups = [raw(found, "/OCGs")] if dictionary(found.get("/OCGs")) else listed(found, "/OCGs")
        hidden = [key(one) in self._off for one in groups if one is not None]
        if not hidden:
            return False
        policy = {"/AllOn": any(hidden), "/AnyOff": not any(hidden), "/AllOff": not all(hidden)}
        return policy.get(str(found.get("/P", "")), all(hidden))

    def count(self) -> int:
        """How many layers are off."""
        return len(self._off)
