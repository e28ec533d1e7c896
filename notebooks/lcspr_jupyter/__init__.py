"""The front end: the only package that knows Jupyter."""
