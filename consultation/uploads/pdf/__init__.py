"""Pdf files: the text that stands on the pages, in reading order, without what is covered, hidden or off the page."""
