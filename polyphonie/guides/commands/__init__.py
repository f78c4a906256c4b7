"""Guides: the verbs."""

from polyphonie.guides.commands.adapting import adapt, change, discard, share, start
from polyphonie.guides.commands.bringing import accept, bring_in

__all__ = ["accept", "adapt", "bring_in", "change", "discard", "share", "start"]
