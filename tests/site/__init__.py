"""Fixed pages."""
