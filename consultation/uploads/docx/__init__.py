"""Word files (docx): the text that stands on paper, numbers of headings and lists included."""
