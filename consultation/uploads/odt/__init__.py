"""Text files of LibreOffice (odt): the text that stands on paper, numbers of headings and lists included."""
