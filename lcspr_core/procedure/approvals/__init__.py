"""Approvals: what waits for whose, in order, and what stands in the way."""
