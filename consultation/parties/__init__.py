"""Who takes part in which consultation."""
