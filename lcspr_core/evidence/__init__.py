"""What the agencies recorded: chronologies, documents and quotes."""
