"""The equal-information record: ledger rows, checkpoints, receipts."""
