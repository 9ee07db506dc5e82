"""Makes vectors/: trees and proof files by another, naive way than the product (`python make_vectors.py`).

Nothing of `legal` is imported. The tree functions are the definitions of RFC 6962 section 2.1 written
out over lists of leaves; the files are put together with `json` and signed with `cryptography`.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

LARGEST = 70
HERE = Path(__file__).parent / "vectors"
CONSULTATION = "7c9a3f52-6f0e-4d3b-9a41-2d8f0b6c1e57"
ORIGIN = f"zilverdijk/consultatie/{CONSULTATION}"
SIGNER = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"key of the vectors").digest())
KEY = SIGNER.public_key().public_bytes_raw().hex()
OTHER_SIGNER = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"another key").digest())


def digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def split(n: int) -> int:
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def tree_hash(leaves: list[bytes]) -> bytes:
    """MTH(D[n])."""
    if not leaves:
        return digest(b"")
    if len(leaves) == 1:
        return digest(b"\x00" + leaves[0])
    k = split(len(leaves))
    return digest(b"\x01" + tree_hash(leaves[:k]) + tree_hash(leaves[k:]))


def inclusion(m: int, leaves: list[bytes]) -> list[bytes]:
    """PATH(m, D[n])."""
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return [*inclusion(m, leaves[:k]), tree_hash(leaves[k:])]
    return [*inclusion(m - k, leaves[k:]), tree_hash(leaves[:k])]


def consistency(m: int, leaves: list[bytes], whole: bool = True) -> list[bytes]:
    """SUBPROOF(m, D[n], b)."""
    if m == len(leaves):
        return [] if whole else [tree_hash(leaves)]
    k = split(len(leaves))
    if m <= k:
        return [*consistency(m, leaves[:k], whole), tree_hash(leaves[k:])]
    return [*consistency(m - k, leaves[k:], False), tree_hash(leaves[:k])]


def inclusion_shape(m: int, n: int) -> str:
    """On which side each sibling stands, leaf first: sizes of equal shape cannot be told apart by a path."""
    if n == 1:
        return ""
    k = split(n)
    return inclusion_shape(m, k) + "R" if m < k else inclusion_shape(m - k, n - k) + "L"


def consistency_shape(m: int, n: int, whole: bool = True) -> tuple[str, str, int]:
    """The old root and the new root as formulas over the path, and how much of the path they use."""
    if m == n:
        return ("old", "old", 0) if whole else ("p0", "p0", 1)
    k = split(n)
    old, new, used = consistency_shape(m, k, whole) if m <= k else consistency_shape(m - k, n - k, False)
    if m <= k:
        return old, f"({new} p{used})", used + 1
    return f"(p{used} {old})", f"(p{used} {new})", used + 1


def leaf_data(index: int) -> bytes:
    """Leaves of many lengths, the empty one and a repeated one among them."""
    return digest(b"leaf %d" % (index % 60))[: index % 33]


def tree_vectors() -> dict[str, object]:
    leaves = [leaf_data(index) for index in range(LARGEST)]
    table: dict[bytes, int] = {}

    def number(value: bytes) -> int:
        return table.setdefault(value, len(table))

    roots = [number(tree_hash(leaves[:size])) for size in range(LARGEST + 1)]
    sizes = range(1, LARGEST + 1)
    included = [[[number(h) for h in inclusion(m, leaves[:n])] for m in range(n)] for n in sizes]
    grown = [[[number(h) for h in consistency(m, leaves[:n])] for m in range(1, n + 1)] for n in sizes]
    return {
        "about": "inclusion[size-1][index] and consistency[new-1][old-1] list positions in `hashes`, "
                 "as does roots[size]; leaves and hashes are hexadecimal",
        "leaves": [leaf.hex() for leaf in leaves],
        "hashes": [value.hex() for value in table],
        "roots": roots, "inclusion": included, "consistency": grown,
    }


def canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def salt(name: str) -> bytes:
    return digest(b"salt " + name.encode())


def commit(name: str, content: bytes) -> str:
    return digest(salt(name) + b"\x00gelijke-informatie/commitment/1\n" + content).hex()


def time(minute: int) -> str:
    return f"2026-11-{10 + minute // 1440:02}T{minute // 60 % 24:02}:{minute % 60:02}:00.250000Z"


def entry(kind: str, subject: str, minute: int, content: bytes, **facts: object) -> dict[str, object]:
    return {
        "kind": kind, "consultation": CONSULTATION, "subject": subject, "at": time(minute),
        "commitment": commit(subject, content), "facts": facts,
    }


def leaf(line: dict[str, object]) -> bytes:
    return canonical({"format": "gelijke-informatie/1", **line})


def place(lines: list[dict[str, object]], index: int) -> dict[str, object]:
    path = inclusion(index, [leaf(line) for line in lines])
    return {"entry": lines[index], "index": index, "path": [node.hex() for node in path]}


def checkpoint(lines: list[dict[str, object]], minute: int, signer: Ed25519PrivateKey = SIGNER) -> dict[str, object]:
    root = tree_hash([leaf(line) for line in lines]).hex()
    text = f"gelijke-informatie/checkpoint/1\n{ORIGIN}\n{len(lines)}\n{root}\n{time(minute)}\n"
    return {
        "origin": ORIGIN, "size": len(lines), "root": root, "time": time(minute),
        "signature": signer.sign(text.encode()).hex(),
    }


NOTA = {
    "kind": "note", "ref": "1", "title": "Nota van inlichtingen 1",
    "precedence": "Deze nota gaat vóór op het document. Een latere nota gaat vóór op deze.",
    "answers": [
        {"number": n, "about": f"§ {1 + n // 4}.{n % 4}", "changes": n % 5 == 0,
         "question": f"Geldt de eis in onderdeel {n} ook voor dagdelen?\nEn in het weekend? (\"{n}\")",
         "answer": f"Ja, vanaf {n} deelnemers. Zie de toelichting: de gemeente rekent per etmaal — niet per dagdeel."}
        for n in range(1, 13)
    ],
}
SUBMITTED = {"about": "§ 2.3", "text": "Mogen twee aanbieders samen één locatie openen?\nEn telt die dan één keer?"}
STATEMENT = {
    "consultation": CONSULTATION, "reference": "M4TE", "received_at": time(3000), "subject": "question",
    "commitment": commit("M4TE", canonical(SUBMITTED)), "facts": {"round": 1},
}


def private_lines() -> list[dict[str, object]]:
    lines = [entry("vault.opened", f"look-{n}", 2900 + n, b"", count=n) for n in range(57)]
    lines[33] = entry("question.received", "M4TE", 3001, canonical(SUBMITTED), received_at=time(3000))
    return lines


def public_lines() -> list[dict[str, object]]:
    lines = [entry("publication", f"document/{n}", 100 * n, canonical({"n": n})) for n in range(40)]
    private = [leaf(line) for line in private_lines()]
    fixed = canonical({"consultation": CONSULTATION, "root": tree_hash(private).hex(), "size": len(private)})
    lines[11] = entry("publication", "note/1", 3100, canonical(NOTA), visible_at=time(3200), audience="public")
    lines[30] = entry("private_root", "anchor-3", 4000, fixed)
    return lines


def private_part(lines: list[dict[str, object]]) -> dict[str, object]:
    private = private_lines()
    return {
        **place(private, 33), "size": len(private), "root": tree_hash([leaf(line) for line in private]).hex(),
        "anchor": {**place(lines, 30), "salt": salt("anchor-3").hex()}, "checkpoint": checkpoint(lines, 4100),
    }


def proof_files() -> dict[str, dict[str, object]]:
    lines, head = public_lines(), {"format": "gelijke-informatie/1", "key": KEY}
    signed = SIGNER.sign(b"gelijke-informatie/receipt/1\n" + canonical(STATEMENT)).hex()
    opening = {"salt": salt("M4TE").hex(), "content": SUBMITTED}
    receipt = {**head, "kind": "receipt", "statement": STATEMENT, "opening": opening, "signature": signed}
    path = [node.hex() for node in consistency(23, [leaf(line) for line in lines])]
    grown = {"old": {"checkpoint": checkpoint(lines[:23], 2300)}, "path": path}
    return {
        "publication.json": {
            **head, "kind": "publication", "content": NOTA, "salt": salt("note/1").hex(),
            "checkpoint": checkpoint(lines, 4100), **place(lines, 11),
        },
        "receipt-early.json": {**receipt, "private": None},
        "receipt.json": {**receipt, "private": private_part(lines)},
        "checkpoint-23.json": {**head, "kind": "checkpoint", "checkpoint": checkpoint(lines[:23], 2300)},
        "checkpoint-40.json": {
            **head, "kind": "checkpoint", "checkpoint": checkpoint(lines, 4100), "consistency": grown,
        },
    }


def all_files() -> dict[str, bytes]:
    """Every file of vectors/ with its bytes."""
    files = {"tree.json": json.dumps(tree_vectors(), separators=(",", ":")).encode() + b"\n"}
    for name, document in proof_files().items():
        files[name] = json.dumps(document, sort_keys=True, ensure_ascii=False, indent=1).encode() + b"\n"
    return files


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    for file_name, data in all_files().items():
        (HERE / file_name).write_bytes(data)
        sys.stdout.write(f"{file_name}: {len(data)} bytes\n")
