"""The cells of a spreadsheet, xlsx or ods: for the import of questions and for a text to read alike."""
