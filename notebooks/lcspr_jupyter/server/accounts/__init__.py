"""Who works on a partnership's server: accounts, the ways in, and when each right ends."""
