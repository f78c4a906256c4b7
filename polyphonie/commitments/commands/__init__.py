"""Commitments: the verbs. What we try ourselves, and what we ask of somebody."""

from polyphonie.commitments.commands.requests import ask_for, note_reply, reply
from polyphonie.commitments.commands.steps import commit_to, conclude, tell_news

__all__ = ["ask_for", "commit_to", "conclude", "note_reply", "reply", "tell_news"]
