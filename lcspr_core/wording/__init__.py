"""How reviews are worded: what a sentence may do to its reader, what to write instead, and how strong a change is."""
