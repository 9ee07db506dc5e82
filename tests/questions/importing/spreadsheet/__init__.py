"""Tests of the import of questions."""
