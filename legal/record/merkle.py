"""Merkle tree hash of RFC 6962 / RFC 9162 and the checking of its proofs.

A proof binds a root to a place; it does not by itself bind the size of the tree (several sizes give a
path of the same shape). The size is bound by what is signed beside the root: see `checkpoint` and,
for a private tree, `entries.anchor_content`.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from hmac import compare_digest
from typing import NamedTuple

HASH_SIZE = 32  # bytes
LEAF_PREFIX = b"\x00"
NODE_PREFIX = b"\x01"
EMPTY_ROOT = sha256(b"").digest()


class ProofError(ValueError):
    """A proof that does not prove what it says: damaged, too short, too long, or of another tree."""


class TreeHead(NamedTuple):
    """The state of a tree: its number of leaves and its root (32 bytes)."""

    size: int
    root: bytes


def leaf_hash(entry: bytes) -> bytes:
    """The hash of one leaf, given the canonical bytes of its entry."""
    return sha256(LEAF_PREFIX + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node; another prefix than a leaf, so that neither can pose as the other."""
    return sha256(NODE_PREFIX + left + right).digest()


def check_inclusion(leaf: bytes, index: int, head: TreeHead, path: Sequence[bytes]) -> None:
    """Raise ProofError unless the leaf hash stands at `index` (from 0) in the tree of `head`.

    RFC 9162 section 2.1.3.2. A tree of size 0 holds nothing and an index at or beyond the size is refused.
    """
    _check_hashes([leaf, head.root, *path])
    _check_position(index, head.size)
    node, last, reached = index, head.size - 1, leaf
    for sibling in path:
        _check_room(last)
        if node & 1 or node == last:
            reached = node_hash(sibling, reached)
            node, last = _up_to_right_child(node, last)
        else:
            reached = node_hash(reached, sibling)
        node, last = node >> 1, last >> 1
    _check_end(last)
    if not _same(reached, head.root):
        raise ProofError("the path leads to another root")


def check_consistency(old: TreeHead, new: TreeHead, path: Sequence[bytes]) -> None:
    """Raise ProofError unless the tree of `new` is the tree of `old` with leaves added at the end.

    RFC 9162 section 2.1.4.2. An empty old tree is refused: every tree extends it, so it proves nothing.
    """
    _check_hashes([old.root, new.root, *path])
    _check_growth(old.size, new.size)
    if old.size == new.size:
        if path:
            raise ProofError("the path is too long")
        _check_roots(old.root, old.root, old, new)
        return
    known = [old.root, *path] if old.size & (old.size - 1) == 0 else list(path)
    if not known:
        raise ProofError("the path is too short")
    old_root, new_root = _grow(old.size - 1, new.size - 1, known)
    _check_roots(old_root, new_root, old, new)


def _grow(node: int, last: int, known: Sequence[bytes]) -> tuple[bytes, bytes]:
    """Rebuild both roots from the last full subtree of the old tree and its siblings."""
    node, last = _up_while_right_child(node, last)
    old_root = new_root = known[0]
    for sibling in known[1:]:
        _check_room(last)
        if node & 1 or node == last:
            old_root, new_root = node_hash(sibling, old_root), node_hash(sibling, new_root)
            node, last = _up_to_right_child(node, last)
        else:
            new_root = node_hash(new_root, sibling)
        node, last = node >> 1, last >> 1
    _check_end(last)
    return old_root, new_root


def _up_to_right_child(node: int, last: int) -> tuple[int, int]:
    """Skip the levels at which the node is alone at the right edge and is not hashed."""
    while node and not node & 1:
        node, last = node >> 1, last >> 1
    return node, last


def _up_while_right_child(node: int, last: int) -> tuple[int, int]:
    while node & 1:
        node, last = node >> 1, last >> 1
    return node, last


# The guards below have names of their own so that a test can break each of them (R22).


def _check_room(last: int) -> None:
    if last == 0:
        raise ProofError("the path is too long")


def _check_end(last: int) -> None:
    if last != 0:
        raise ProofError("the path is too short")


def _same(reached: bytes, root: bytes) -> bool:
    return compare_digest(reached, root)


def _check_hashes(hashes: Sequence[bytes]) -> None:
    if any(len(value) != HASH_SIZE for value in hashes):
        raise ProofError(f"a hash is not {HASH_SIZE} bytes")


def _check_position(index: int, size: int) -> None:
    if not 0 <= index < size:
        raise ProofError("this place does not exist in a tree of this size")


def _check_growth(old: int, new: int) -> None:
    if old < 1:
        raise ProofError("an empty tree proves nothing about a later one")
    if old > new:
        raise ProofError("the newer tree is smaller than the older one")


def _check_roots(old_root: bytes, new_root: bytes, old: TreeHead, new: TreeHead) -> None:
    if not _same(old_root, old.root):
        raise ProofError("the path leads to another old root")
    if not _same(new_root, new.root):
        raise ProofError("the path leads to another new root")
