"""What leaves as a file: the nota van inlichtingen as an accessible PDF."""
