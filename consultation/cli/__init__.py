"""`python -m consultation`: start the platform, or do one thing to its database."""
