"""What the guard found in one question or its answer: who sees it, and the decision about it."""
