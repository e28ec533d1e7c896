"""Typed causal and system maps: kinds, rules, analyses and arrangement."""
