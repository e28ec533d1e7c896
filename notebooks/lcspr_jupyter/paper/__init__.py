"""Views on paper: HTML, Word and PDF from the same values, with the same words and the same pictures."""
