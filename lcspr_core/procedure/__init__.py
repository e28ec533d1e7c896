"""The procedure itself over any methodology: its forms, its events, and each duty as it stands in a case."""
