"""`polyphonie export | erase | entrust`: what the law gives people, and a circle that nobody looks after, done by whoever
runs the installation, without reading."""

from __future__ import annotations

import json
from argparse import Namespace

from polyphonie.cli.house import open_house, refuse, say


def export(given: Namespace) -> int:
    open_house()
    from polyphonie.base import holdings
    from polyphonie.people import queries

    person = queries.by_email(given.email)
    if person is None:
        return refuse("Nobody here has this address.")
    say(json.dumps(holdings.about(person), ensure_ascii=False, indent=2))
    return 0


def erase(given: Namespace) -> int:
    open_house()
    from polyphonie.people import commands, queries

    person = queries.by_email(given.email)
    if person is None:
        return refuse("Nobody here has this address.")
    if not given.yes:
        say("One person would be erased, with what they wrote alone. Say --yes to do it.")
        return 0
    commands.erase(person, by=person)
    say("Erased.")
    return 0


def entrust(given: Namespace) -> int:
    open_house()
    from polyphonie.base.refusals import Refusal
    from polyphonie.circles import commands
    from polyphonie.circles.queries import Circle
    from polyphonie.people import queries

    person, circle = queries.by_email(given.email), Circle.objects.filter(pk=given.circle).first()
    if person is None or circle is None:
        return refuse(
            "Nobody here has this address, or no circle has this number (it stands in its address)."
        )
    try:
        commands.entrust(circle, person=person)
    except Refusal as refusal:
        return refuse(refusal.text.en)
    say("Entrusted.")
    return 0
