"""The clocks: working days, what is due, when and why."""
