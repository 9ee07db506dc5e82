"""The worker that drains the outbox, and mail."""
