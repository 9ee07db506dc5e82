"""Fixed pages: how it works, accessibility, privacy, and the files that machines ask for."""
