"""What each `lcspr` command does; imported only when it is asked for."""
