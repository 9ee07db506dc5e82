"""Figures in one run: medians and ratios, on SQLite and PostgreSQL. Never asserted in tests."""
