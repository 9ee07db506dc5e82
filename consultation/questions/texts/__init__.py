"""The words of a question, its annex and its answer, each at the name by which the guard knows it."""
