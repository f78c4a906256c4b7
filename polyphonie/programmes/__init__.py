"""The road that people walk together."""
