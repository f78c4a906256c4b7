"""The guard: what in a French text could tell who it speaks of, and gentler words for it.

It warns, it proves nothing: a text in which it sees nothing may still let somebody be recognised.
"""

from polyphonie.engines.guard.softening import soften
from polyphonie.engines.guard.spans import DIRECT, GENERAL, REASONS, Choice, Span
from polyphonie.engines.guard.watching import watch

__all__ = ["DIRECT", "GENERAL", "REASONS", "Choice", "Span", "soften", "watch"]
