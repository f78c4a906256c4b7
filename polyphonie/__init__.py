"""Polyphonie: many voices, equal in the work of care."""

__version__ = "0.1.0"
