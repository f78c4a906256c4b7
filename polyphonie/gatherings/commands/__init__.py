"""Gatherings: the verbs."""

from polyphonie.gatherings.commands.answering import answer, take_back
from polyphonie.gatherings.commands.calling import (
    call_gathering,
    enter,
    give_role,
    hand_over,
    open_gathering,
    take_over,
    welcome_guest,
    welcome_without_device,
)
from polyphonie.gatherings.commands.cards import note_card
from polyphonie.gatherings.commands.planning import (
    propose_dates,
    say_when_free,
    settle_date,
    take_date_back,
)
from polyphonie.gatherings.commands.rehearsing import play, rehearse
from polyphonie.gatherings.commands.running import close_gathering, close_step, extend, open_next

__all__ = [
    "answer",
    "call_gathering",
    "close_gathering",
    "close_step",
    "enter",
    "extend",
    "give_role",
    "hand_over",
    "note_card",
    "open_gathering",
    "open_next",
    "play",
    "propose_dates",
    "rehearse",
    "say_when_free",
    "settle_date",
    "take_back",
    "take_date_back",
    "take_over",
    "welcome_guest",
    "welcome_without_device",
]
