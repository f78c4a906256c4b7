"""Circles: the verbs. Belonging, and writing on the spine."""

from polyphonie.circles.commands.belonging import (
    accept_invitation,
    enter,
    found_circle,
    give_charge,
    invite,
    leave,
    revoke_invitation,
    sign_charter,
    topic,
    write_charter,
)
from polyphonie.circles.commands.writing import (
    answer_widening,
    confirm_reading,
    forget_words,
    link,
    show_entries,
    widen,
    withdraw_entry,
    write_entry,
)

__all__ = [
    "accept_invitation",
    "answer_widening",
    "confirm_reading",
    "enter",
    "forget_words",
    "found_circle",
    "give_charge",
    "invite",
    "leave",
    "link",
    "revoke_invitation",
    "show_entries",
    "sign_charter",
    "topic",
    "widen",
    "withdraw_entry",
    "write_charter",
    "write_entry",
]
