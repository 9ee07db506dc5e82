"""What may be read: the only public read path."""
