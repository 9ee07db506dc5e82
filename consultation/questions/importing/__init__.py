"""Questions with or without answers from a file: read, checked row by row, taken all at once."""
