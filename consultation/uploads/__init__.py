"""Files that people hand in: read in a confined process, what a reader sees apart from what he does not (R3, R15)."""
