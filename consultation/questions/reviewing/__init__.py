"""All texts at once, for who decides about findings: the same words alike, and what waits for a second person."""
