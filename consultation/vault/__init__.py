"""Originals, encrypted; the only reader of secrets."""
