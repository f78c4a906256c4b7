"""Loading a gathering for somebody: the one place where these views ask whether it exists for them."""

from __future__ import annotations

from typing import Any

from polyphonie.base import facts
from polyphonie.circles.queries import FACILITATING
from polyphonie.gatherings import queries
from polyphonie.gatherings.queries import Gathering, Seen
from polyphonie.guides.contract import registry
from polyphonie.guides.contract.kind import Speaker
from polyphonie.listening import queries as listening
from polyphonie.listening.queries import WaveSeen
from polyphonie.people.queries import Person
from polyphonie.web.doors import Request, found


def gathering_of(request: Request, pk: int) -> Gathering:
    """The gathering, or 404 where it does not exist for this person."""
    return found(queries.gathering_for(pk, to=request.user))


def seen_by(request: Request, gathering: Gathering, *, as_room: bool = False) -> Seen:
    """Where it stands. The mark is read first: what happens in between is told twice rather than never."""
    mark = facts.last(queries.topic(gathering))
    return queries.moment(gathering, to=None if as_room else request.user, mark=mark)


def facilitated(request: Request, pk: int) -> Gathering:
    """The gathering, for those who facilitate it; 404 for anybody else: a console is nobody else's page."""
    gathering = gathering_of(request, pk)
    me = next((s for s in queries.people_in(gathering) if s.person_id == request.user.pk), None)
    return found(gathering if me and me.charge in FACILITATING else None)


def step_form(seen: Seen, data: Any = None) -> Any:
    """The form of the step under way, as its kind makes it for this reader; None where nothing is asked of them."""
    run = seen.now
    if run is None or not run.open or seen.me is None or not seen.i_am_awaited:
        return None
    return form_for(seen, seen.me.speaker, data, mine=run.mine)


def wave_of(seen: Seen, person: Person) -> WaveSeen | None:
    """What the open step asks without leaving a trace; None where it asks otherwise, or where too few are here."""
    run = seen.now
    return listening.wave_during(run.pk, to=person) if run and run.open and run.step.unlinkable else None


def who_could(seen: Seen, wave: WaveSeen | None) -> list[str]:
    """Of those who are here, whoever may answer it: for heads to be counted, and strangers to be seen."""
    could = listening.eligible(wave.row) if wave else set()
    return [s.name for s in seen.people if s.person in could and not s.without_device]


def form_for(seen: Seen, me: Speaker, data: Any = None, *, mine: Any = None) -> Any:
    """The form of the open step, in the hands of `me`; its guard, if it has one, knows the names around."""
    run = seen.now
    assert run is not None  # noqa: S101 -- both callers looked
    form = registry.furnished(run.step.kind).form(
        data, settings=run.settings, about=run.about, me=me, mine=mine
    )
    if hasattr(form, "directory"):
        form.directory = queries.names_around(seen.gathering)
    if hasattr(form, "ask_evenly"):
        form.ask_evenly(queries.given_so_far(seen.gathering))
    return form
