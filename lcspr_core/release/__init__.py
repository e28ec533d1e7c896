"""What may leave: the code book, and the scan of finished files for names."""
