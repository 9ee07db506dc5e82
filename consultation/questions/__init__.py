"""Question rounds, questions, answers and clarification notes."""
