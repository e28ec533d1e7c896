"""Who runs a review: appointments, terms of reference and agency returns."""
