"""The equal-information record: Merkle log, canonical entries, signed checkpoints, offline verifier.

Standard library only, so that an auditor can run it on any machine with Python. The server builds
with `canonical`, `entries`, `tree`, `checkpoint`, `receipts` and `proofs`; a party checks with
`python -m legal verify FILE` or `verify.verify_bytes`.
"""
