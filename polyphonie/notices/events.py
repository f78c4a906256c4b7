"""Notices announce nothing: they are where facts end."""
