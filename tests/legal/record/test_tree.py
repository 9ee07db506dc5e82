"""R10: the growing tree gives the roots and proofs of RFC 6962, with and without stored nodes."""

from __future__ import annotations

from types import ModuleType, SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal.record import tree
from legal.record.merkle import EMPTY_ROOT, TreeHead, check_consistency, check_inclusion, leaf_hash
from legal.record.tree import Frontier, StoredTree, completed_nodes, root_of

DATA = st.lists(st.binary(max_size=4), min_size=1, max_size=130)


def stored(leaves: list[bytes]) -> dict[tuple[int, int], bytes]:
    return {(node.level, node.index): node.hash for node in completed_nodes(leaves)}


def both_ways(leaves: list[bytes]) -> tuple[StoredTree, StoredTree]:
    """The same tree without and with stored nodes."""
    nodes = stored(leaves)
    plain = StoredTree(len(leaves), leaves.__getitem__)
    return plain, StoredTree(len(leaves), leaves.__getitem__, lambda level, index: nodes.get((level, index)))


def makes_the_proofs_of_the_vectors(trees: SimpleNamespace) -> None:
    for whole in both_ways([leaf_hash(leaf) for leaf in trees.leaves]):
        for size in range(1, trees.largest + 1):
            assert whole.root(size) == trees.roots[size]
            for index in range(size):
                assert list(whole.inclusion(index, size)) == trees.inclusion(index, size)
                assert list(whole.consistency(index + 1, size)) == trees.consistency(index + 1, size)


def test_roots_and_proofs_of_the_vectors(trees: SimpleNamespace) -> None:
    makes_the_proofs_of_the_vectors(trees)


def test_sabotage_turns_red(trees: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    """R22: a tree that splits in the middle, as many do, is not the tree of RFC 6962."""
    monkeypatch.setattr(tree, "_split", lambda width: width // 2)
    with pytest.raises(AssertionError):
        makes_the_proofs_of_the_vectors(trees)


def test_frontier_grows_to_the_same_roots(trees: SimpleNamespace) -> None:
    frontier, nodes = Frontier(), {}
    assert frontier.root() == EMPTY_ROOT == trees.roots[0]
    for size, leaf in enumerate(trees.leaves, 1):
        frontier, done = frontier.append(leaf_hash(leaf))
        nodes.update({(node.level, node.index): node.hash for node in done})
        assert done[0].hash == leaf_hash(leaf)
        assert (done[0].level, done[0].index) == (0, size - 1)
        assert frontier.root() == trees.roots[size]
        assert Frontier.from_hex(size, frontier.hex()) == frontier
        assert Frontier.from_nodes(size, lambda level, index: nodes.get((level, index))) == frontier


@given(DATA, st.data())
def test_any_tree_proves_itself(naive: ModuleType, data: list[bytes], draw: st.DataObject) -> None:
    leaves = [leaf_hash(item) for item in data]
    size = draw.draw(st.integers(1, len(leaves)))
    index, old = draw.draw(st.integers(0, size - 1)), draw.draw(st.integers(1, size))
    for whole in both_ways(leaves):
        head = TreeHead(size, whole.root(size))
        assert head.root == root_of(leaves[:size]) == naive.tree_hash(data[:size])
        check_inclusion(leaves[index], index, head, whole.inclusion(index, size))
        check_consistency(TreeHead(old, whole.root(old)), head, whole.consistency(old, size))


@given(DATA, st.data())
def test_a_gap_in_the_stored_nodes_only_costs_time(data: list[bytes], draw: st.DataObject) -> None:
    leaves = [leaf_hash(item) for item in data]
    lost = draw.draw(st.sets(st.sampled_from(sorted(stored(leaves)))))
    nodes = {place: value for place, value in stored(leaves).items() if place not in lost}
    plain, _ = both_ways(leaves)
    gappy = StoredTree(len(leaves), leaves.__getitem__, lambda level, index: nodes.get((level, index)))
    index = draw.draw(st.integers(0, len(leaves) - 1))
    assert gappy.inclusion(index) == plain.inclusion(index)
    assert gappy.consistency(index + 1) == plain.consistency(index + 1)


def test_a_proof_of_a_large_tree_needs_few_lookups() -> None:
    """O(log n): counted, not timed."""
    leaves = [leaf_hash(b"%d" % index) for index in range(5000)]
    nodes, asked = stored(leaves), []

    def lookup(level: int, index: int) -> bytes | None:
        asked.append((level, index))
        return nodes.get((level, index))

    whole = StoredTree(len(leaves), lambda index: nodes[0, index], lookup)
    for make in (whole.inclusion, lambda index: whole.consistency(index + 1)):
        for index in (0, 1234, 4095, 4096, 4999):
            asked.clear()
            make(index)
            assert len(asked) <= 40


@pytest.mark.parametrize(("index", "size"), [(0, 0), (-1, 3), (3, 3), (0, 6), (0, -1)])
def test_places_that_are_not_there(index: int, size: int) -> None:
    whole, _ = both_ways([leaf_hash(b"%d" % at) for at in range(5)])
    with pytest.raises(ValueError, match="tree"):
        whole.inclusion(index, size)


@pytest.mark.parametrize(("old", "new"), [(0, 0), (0, 3), (-1, 3), (4, 3), (3, 6)])
def test_growth_that_never_was(old: int, new: int) -> None:
    whole, _ = both_ways([leaf_hash(b"%d" % at) for at in range(5)])
    with pytest.raises(ValueError, match="tree"):
        whole.consistency(old, new)


def test_a_damaged_head_row_is_refused() -> None:
    frontier = Frontier().append(leaf_hash(b"1"))[0].append(leaf_hash(b"2"))[0].append(leaf_hash(b"3"))[0]
    for size, text in ((2, frontier.hex()), (4, frontier.hex()), (3, frontier.hex()[:-2]), (3, ""), (-1, ""), (3, "x")):
        with pytest.raises(ValueError, match=r"node|hex"):
            Frontier.from_hex(size, text)
    with pytest.raises(ValueError, match="node"):
        Frontier.from_nodes(3, lambda _level, _index: None)
