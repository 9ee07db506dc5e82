"""The first page after signing in: what waits for you, nearest deadline first."""
