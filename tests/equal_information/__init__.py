"""Who could see what."""
