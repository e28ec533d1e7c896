"""The procedure's forms, one room for each part of it: what it asks, a worked example, and the events it dates."""
