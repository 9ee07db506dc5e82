"""R10: proofs of RFC 6962 hold, and every damaged one is refused. Vectors: make_vectors.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from types import ModuleType, SimpleNamespace

import pytest

from legal.record import merkle
from legal.record.merkle import ProofError, TreeHead, check_consistency, check_inclusion, leaf_hash

Damage = tuple[str, Sequence[bytes]]

# Roots of RFC 6962 trees over the eight leaves that every implementation of it is tested with.
KNOWN_LEAVES = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
KNOWN_ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def accepted(check: Callable[..., None], *arguments: object) -> bool:
    try:
        check(*arguments)
    except ProofError:
        return False
    return True


def flipped(value: bytes, bit: int) -> bytes:
    return (int.from_bytes(value, "big") ^ 1 << bit % (8 * len(value))).to_bytes(len(value), "big")


def damaged_paths(path: list[bytes], spare: bytes) -> Iterator[Damage]:
    """Every node flipped, one left out, one too many at each end, neighbours swapped, none at all."""
    for at, node in enumerate(path):
        yield f"bit in node {at}", [*path[:at], flipped(node, 37 * at + len(path)), *path[at + 1 :]]
        yield f"without node {at}", [*path[:at], *path[at + 1 :]]
        if at and path[at - 1] != node:
            yield f"swapped {at}", [*path[: at - 1], node, path[at - 1], *path[at + 1 :]]
    yield "one more", [*path, spare]
    yield "one before", [spare, *path]
    yield "last twice", [*path, *(path[-1:] or [spare])]
    yield "short hash", [*path[:-1], (path or [spare])[-1][:31]]


def inclusions(trees: SimpleNamespace) -> Iterator[tuple[bytes, int, TreeHead, list[bytes]]]:
    for size in range(1, trees.largest + 1):
        head = TreeHead(size, trees.roots[size])
        for index in range(size):
            yield leaf_hash(trees.leaves[index]), index, head, trees.inclusion(index, size)


def growths(trees: SimpleNamespace) -> Iterator[tuple[TreeHead, TreeHead, list[bytes]]]:
    for new in range(1, trees.largest + 1):
        for old in range(1, new + 1):
            yield TreeHead(old, trees.roots[old]), TreeHead(new, trees.roots[new]), trees.consistency(old, new)


def refuses_damaged_inclusion(trees: SimpleNamespace) -> None:
    for leaf, index, head, path in inclusions(trees):
        for name, damaged in damaged_paths(path, leaf):
            assert not accepted(check_inclusion, leaf, index, head, damaged), (index, head.size, name)
        assert not accepted(check_inclusion, flipped(leaf, index), index, head, path)
        assert not accepted(check_inclusion, leaf, index, TreeHead(head.size, flipped(head.root, index)), path)


def refuses_damaged_consistency(trees: SimpleNamespace) -> None:
    for old, new, path in growths(trees):
        for name, damaged in damaged_paths(path, old.root):
            assert not accepted(check_consistency, old, new, damaged), (old.size, new.size, name)
        broken = flipped(old.root, new.size)
        assert not accepted(check_consistency, TreeHead(old.size, broken), new, path)
        broken = flipped(new.root, old.size)
        assert not accepted(check_consistency, old, TreeHead(new.size, broken), path)
        if old.size != new.size:
            swapped = TreeHead(old.size, new.root), TreeHead(new.size, old.root)
            assert not accepted(check_consistency, *swapped, path)


def refuses_impossible_places(trees: SimpleNamespace) -> None:
    leaf = leaf_hash(trees.leaves[0])
    for size in range(9):
        path = trees.inclusion(0, size) if size else []
        for index in (-1, size, size + 1, 2 * size + 1, 2**60):
            assert not accepted(check_inclusion, leaf, index, TreeHead(size, trees.roots[size]), path)
    assert not accepted(check_inclusion, merkle.EMPTY_ROOT, 0, TreeHead(0, merkle.EMPTY_ROOT), [])
    assert not accepted(check_inclusion, leaf, 0, TreeHead(-1, leaf), [])


def refuses_impossible_growth(trees: SimpleNamespace) -> None:
    """Old size 0 is refused whatever the path; so is a tree that shrank."""
    for new in range(9):
        head = TreeHead(new, trees.roots[new])
        for path in ([], [head.root], trees.consistency(1, new) if new else []):
            assert not accepted(check_consistency, TreeHead(0, merkle.EMPTY_ROOT), head, path)
            assert not accepted(check_consistency, TreeHead(0, head.root), head, path)
            assert not accepted(check_consistency, TreeHead(new + 1, head.root), head, path)
            assert not accepted(check_consistency, TreeHead(-1, head.root), head, path)


def test_known_roots(naive: ModuleType) -> None:
    leaves = [bytes.fromhex(leaf) for leaf in KNOWN_LEAVES]
    assert [naive.tree_hash(leaves[:size]).hex() for size in range(9)] == list(KNOWN_ROOTS)


def test_every_true_proof_is_accepted(trees: SimpleNamespace) -> None:
    for leaf, index, head, path in inclusions(trees):
        check_inclusion(leaf, index, head, path)
    for old, new, path in growths(trees):
        check_consistency(old, new, path)


def test_every_damaged_proof_is_refused(trees: SimpleNamespace) -> None:
    refuses_damaged_inclusion(trees)
    refuses_damaged_consistency(trees)


def test_every_bit_of_a_proof_counts(trees: SimpleNamespace) -> None:
    leaf, head, path = leaf_hash(trees.leaves[41]), TreeHead(70, trees.roots[70]), trees.inclusion(41, 70)
    for at, node in enumerate(path):
        for bit in range(256):
            damaged = [*path[:at], flipped(node, bit), *path[at + 1 :]]
            assert not accepted(check_inclusion, leaf, 41, head, damaged)


def test_impossible_places_and_growth_are_refused(trees: SimpleNamespace) -> None:
    refuses_impossible_places(trees)
    refuses_impossible_growth(trees)


def test_another_index_or_size_is_refused(trees: SimpleNamespace, naive: ModuleType) -> None:
    """Unless the path has the same shape there: then only the signed size tells (see test_verify)."""
    for leaf, index, head, path in inclusions(trees):
        shape = naive.inclusion_shape(index, head.size)
        for other in (0, index - 1, index + 1, index ^ 2, head.size - 1):
            if other != index:
                assert not accepted(check_inclusion, leaf, other, head, path)
        for size in (head.size - 1, head.size + 1, head.size ^ 2, head.size * 2, head.size // 2):
            same = index < size and naive.inclusion_shape(index, size) == shape
            assert accepted(check_inclusion, leaf, index, TreeHead(size, head.root), path) is same or size == head.size


def test_other_sizes_of_a_growth_are_refused(trees: SimpleNamespace, naive: ModuleType) -> None:
    for old, new, path in growths(trees):
        shape = naive.consistency_shape(old.size, new.size)
        for less, more in ((1, 0), (-1, 0), (0, 1), (0, -1), (0, new.size), (1, 1)):
            sizes = old.size + less, new.size + more
            possible = 0 < sizes[0] <= sizes[1]
            same = possible and naive.consistency_shape(*sizes) == shape
            heads = TreeHead(sizes[0], old.root), TreeHead(sizes[1], new.root)
            assert accepted(check_consistency, *heads, path) is same


def refuses_a_leaf_that_poses_as_a_node(trees: SimpleNamespace) -> None:
    """The two children of a root, given as one leaf, do not hash to that root."""
    children = trees.roots[1] + trees.inclusion(0, 2)[0]
    assert not accepted(check_inclusion, leaf_hash(children), 0, TreeHead(1, trees.roots[2]), [])


def refuses_moved_borders(trees: SimpleNamespace) -> None:
    """Two children cut elsewhere make the same bytes to hash."""
    children = leaf_hash(trees.leaves[0]) + leaf_hash(trees.leaves[1])
    assert not accepted(check_inclusion, children[:31], 0, TreeHead(2, trees.roots[2]), [children[31:]])


def refuses_a_short_path(trees: SimpleNamespace) -> None:
    leaf = leaf_hash(trees.leaves[0])
    assert not accepted(check_inclusion, leaf, 0, TreeHead(2, leaf), [])
    head = TreeHead(2, trees.roots[2])
    assert not accepted(check_consistency, head, TreeHead(3, head.root), [])


def refuses_a_long_path(trees: SimpleNamespace) -> None:
    """A root and a sibling lead to some root too; but not to that of a tree of one leaf."""
    leaf, more = leaf_hash(trees.leaves[0]), leaf_hash(trees.leaves[1])
    assert not accepted(check_inclusion, leaf, 0, TreeHead(1, merkle.node_hash(more, leaf)), [more])


def test_another_kind_of_hash_is_refused(trees: SimpleNamespace) -> None:
    refuses_a_leaf_that_poses_as_a_node(trees)
    refuses_moved_borders(trees)
    refuses_a_short_path(trees)
    refuses_a_long_path(trees)


SABOTAGE = (
    ("_same", lambda *_: True, refuses_damaged_inclusion),
    ("_same", lambda *_: True, refuses_damaged_consistency),
    ("_check_roots", lambda *_: None, refuses_damaged_consistency),
    ("_check_position", lambda *_: None, refuses_impossible_places),
    ("_check_growth", lambda *_: None, refuses_impossible_growth),
    ("_check_hashes", lambda *_: None, refuses_moved_borders),
    ("_check_end", lambda _: None, refuses_a_short_path),
    ("_check_room", lambda _: None, refuses_a_long_path),
    ("LEAF_PREFIX", merkle.NODE_PREFIX, refuses_a_leaf_that_poses_as_a_node),
)


@pytest.mark.parametrize(("guard", "broken", "check"), SABOTAGE)
def test_sabotage_turns_red(
    guard: str, broken: object, check: Callable[..., None], trees: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R22: with a guard of the checker broken, the tests above fail."""
    monkeypatch.setattr(merkle, guard, broken)
    with pytest.raises(AssertionError):
        check(trees)
