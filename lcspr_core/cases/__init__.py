"""The child's case: agencies, people and their codes, and what runs beside the review."""
