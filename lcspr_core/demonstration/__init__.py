"""Juniper, the fictional case that the demonstration, the documentation and the stories run on."""
