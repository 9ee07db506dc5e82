"""Objects of a pdf as plain values: whatever stands in the file, a dictionary is a dictionary and a list is a list."""

from __future__ import annotations

from typing import Any

from pypdf.generic import DictionaryObject


def resolved(found: Any) -> Any:
    """Return what a reference points at."""
    return found.get_object() if hasattr(found, "get_object") else found


def dictionary(found: Any) -> DictionaryObject:
    """Return a dictionary, empty when it is none."""
    found = resolved(found)
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def listed(holder: DictionaryObject, name: str) -> list[Any]:
    """Return the members of a list as they stand there, references as references; empty when it is none."""
    found = resolved(holder.get(name))
    return list(found) if isinstance(found, list) else []


def raw(holder: DictionaryObject, name: str) -> Any:
    """Return an entry as it stands there, or None."""
    return holder.raw_get(name) if name in holder else None


def key(member: Any) -> Any:
    """What tells one object from another: its place in the file."""
    number = getattr(member, "idnum", None)
    if number is None:
        number = getattr(getattr(member, "indirect_reference", None), "idnum", None)
    return number if number is not None else f"here {id(member)}"


def words(found: Any) -> str:
    """Return a string, "" when it is none."""
    found = resolved(found)
    return str(found) if isinstance(found, str) else ""
