"""The nota van inlichtingen: composed by one, published by another, and what it waits for."""
