"""The growing side of the Merkle tree: append, root and proofs from what a database keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from legal.record.merkle import EMPTY_ROOT, HASH_SIZE, node_hash


@dataclass(frozen=True, slots=True)
class Node:
    """A complete subtree: 2**level leaves, number `index` from the left; level 0 is a leaf hash."""

    level: int
    index: int
    hash: bytes


NodeLookup = Callable[[int, int], bytes | None]
LeafLookup = Callable[[int], bytes]


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root of a tree given all its leaf hashes in order; the empty tree has a root too."""
    return _fold(list(leaves)) if leaves else EMPTY_ROOT


@dataclass(frozen=True)
class Frontier:
    """What a head row keeps to add a leaf without reading the others.

    `nodes`: the roots of the complete subtrees that make up the tree, largest first, so one for each
    1-bit of `size`. Raises ValueError when the two do not agree.
    """

    size: int = 0
    nodes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.nodes) != self.size.bit_count():
            raise ValueError("the number of nodes does not fit the size")
        if any(len(node) != HASH_SIZE for node in self.nodes):
            raise ValueError(f"a node is not {HASH_SIZE} bytes")

    @classmethod
    def from_nodes(cls, size: int, lookup: NodeLookup) -> Frontier:
        """Rebuild from stored nodes, O(log n); raises ValueError when one is missing."""
        start, found = 0, []
        for level in reversed(range(size.bit_length())):
            if size >> level & 1:
                found.append(lookup(level, start >> level))
                start += 1 << level
        return cls(size, tuple(node for node in found if node is not None))

    @classmethod
    def from_hex(cls, size: int, text: str) -> Frontier:
        """The reverse of `hex`; raises ValueError when the text is damaged."""
        data = bytes.fromhex(text)
        return cls(size, tuple(data[at : at + HASH_SIZE] for at in range(0, len(data), HASH_SIZE)))

    def hex(self) -> str:
        """The nodes as one line of hexadecimal text, for a database column."""
        return b"".join(self.nodes).hex()

    def append(self, leaf: bytes) -> tuple[Frontier, tuple[Node, ...]]:
        """The frontier after one more leaf hash, and the subtrees that this leaf completed.

        The first of those is the leaf itself (level 0); storing them all makes every later proof O(log n).
        """
        nodes, level, index = list(self.nodes), 0, self.size
        done = [Node(0, index, leaf)]
        while index & 1:
            leaf, level, index = node_hash(nodes.pop(), leaf), level + 1, index >> 1
            done.append(Node(level, index, leaf))
        return Frontier(self.size + 1, (*nodes, leaf)), tuple(done)

    def root(self) -> bytes:
        """The root of the tree so far, O(log n)."""
        if not self.nodes:
            return EMPTY_ROOT
        *others, root = self.nodes
        for node in reversed(others):
            root = node_hash(node, root)
        return root


@dataclass(frozen=True)
class StoredTree:
    """Reads a tree of `size` leaves through lookups and makes proofs of it or of an older state.

    `leaf(i)` gives leaf hash i. `node(level, index)` gives a stored complete subtree, or None when it is
    not stored: the proof is right either way, but costs O(log n) with and O(n) without. What is stored
    is trusted here; check a proof with `merkle` before it leaves.
    """

    size: int
    leaf: LeafLookup
    node: NodeLookup | None = None

    def root(self, size: int | None = None) -> bytes:
        """The root when the tree held `size` leaves (default: now); raises ValueError beyond the tree."""
        size = self._state(size)
        return self._range(0, size) if size else EMPTY_ROOT

    def inclusion(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """The path of leaf `index` in the tree of `size`; raises ValueError for a place that is not there."""
        low, high, path = 0, self._state(size), []
        if not 0 <= index < high:
            raise ValueError("this place does not exist in a tree of this size")
        while high - low > 1:
            middle = low + _split(high - low)
            if index < middle:
                path.append(self._range(middle, high))
                high = middle
            else:
                path.append(self._range(low, middle))
                low = middle
        return tuple(reversed(path))

    def consistency(self, old: int, new: int | None = None) -> tuple[bytes, ...]:
        """The path that the tree of `new` extends the tree of `old`; raises ValueError for old size 0."""
        low, high, path = 0, self._state(new), []
        if not 0 < old <= high:
            raise ValueError("the older tree must hold 1 leaf or more, and no more than the newer")
        while old != high:
            middle = low + _split(high - low)
            if old <= middle:
                path.append(self._range(middle, high))
                high = middle
            else:
                path.append(self._range(low, middle))
                low = middle
        if low:  # an old tree that is one complete subtree is known to the checker already
            path.append(self._range(low, high))
        return tuple(reversed(path))

    def _state(self, size: int | None) -> int:
        wanted = self.size if size is None else size
        if not 0 <= wanted <= self.size:
            raise ValueError("the tree never had this size")
        return wanted

    def _range(self, low: int, high: int) -> bytes:
        width = high - low
        level = width.bit_length() - 1
        complete = width == 1 << level
        if complete and (found := self._stored(level, low >> level)) is not None:
            return found
        if self.node is None or width == 1:
            return _fold([self.leaf(index) for index in range(low, high)])
        middle = low + _split(width)
        return node_hash(self._range(low, middle), self._range(middle, high))

    def _stored(self, level: int, index: int) -> bytes | None:
        return self.node(level, index) if self.node is not None else None


def completed_nodes(leaves: Iterable[bytes], start: Frontier | None = None) -> Iterable[Node]:
    """All subtrees that these leaf hashes complete after `start`: to fill an empty node store."""
    frontier = start if start is not None else Frontier()
    for leaf in leaves:
        frontier, done = frontier.append(leaf)
        yield from done


def _split(width: int) -> int:
    """The largest power of two smaller than `width` (RFC 6962 section 2.1)."""
    return 1 << (width - 1).bit_length() - 1


def _fold(hashes: list[bytes]) -> bytes:
    while len(hashes) > 1:
        pairs = [node_hash(hashes[at], hashes[at + 1]) for at in range(0, len(hashes) - 1, 2)]
        hashes = pairs + hashes[len(hashes) - (len(hashes) & 1) :]
    return hashes[0]
