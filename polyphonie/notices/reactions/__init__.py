"""What notices do when something happens in a room below, by what happened; and, here, as time passes."""

from __future__ import annotations

from datetime import date, timedelta

from polyphonie.base import beats, clock
from polyphonie.base.facts import hears
from polyphonie.base.models import Once
from polyphonie.base.scope import command
from polyphonie.commitments import queries as commitments
from polyphonie.decisions import queries as decisions
from polyphonie.gatherings.queries import StepRun
from polyphonie.listening import queries as listening
from polyphonie.notices import commands, letters
from polyphonie.notices.models import Agenda, Letter, Notice
from polyphonie.notices.reactions import pairs, sheets, walking  # noqa: F401 -- they register themselves
from polyphonie.notices.reactions.listened import tell_of_wave
from polyphonie.notices.reactions.meeting import members, tell_awaited
from polyphonie.people.events import PersonErased

KEPT = timedelta(days=90)
KEYS_KEPT = timedelta(days=30)
ONE_DAY = timedelta(days=1)


@hears(PersonErased)
@command
def forget_person(fact: PersonErased, by: int | None) -> None:
    Notice.objects.filter(person=fact.person).delete()
    Agenda.objects.filter(person=fact.person).delete()


@beats.every(timedelta(minutes=10))
def remind() -> None:
    """At half and at four fifths of a step held over days, those who have said nothing: silence is not consent."""
    now = clock.now()
    for run in StepRun.objects.filter(closed_at=None, gathering__mode="async").select_related("gathering"):
        spent = (now - run.opened_at) / (run.deadline - run.opened_at)
        for number, part in enumerate((0.5, 0.8), start=1):
            if spent >= part and not run.gathering.rehearsal:
                tell_awaited(run.gathering, kind="reminder", key=f"reminder:{run.pk}:{number}", urgent=True)


@beats.every(timedelta(hours=1))
def say_what_is_due() -> None:
    """Decisions to review, small steps and requests whose date is near."""
    for decision, circle, day in decisions.due_now():
        commands.tell(
            members(circle), kind="review", key=f"review:{decision}:{day}", path=f"/decisions/{decision}/"
        )
    for commitment, person, day in commitments.due_soon():
        key = f"commitment:{commitment}:{day}"
        commands.tell({person}, kind="commitment", key=key, path=f"/steps/{commitment}/")
    for request, day in commitments.request_dates():
        _remind_of_request(request, day)


@beats.every(timedelta(hours=1))
def say_that_a_wave_ends() -> None:
    for wave in listening.ending_within(ONE_DAY):
        tell_of_wave(wave, kind="wave_ends", key=f"wave:{wave}:ends")


@beats.every(timedelta(hours=1))
def say_that_a_pulse_ends() -> None:
    """Only whoever has not answered, and to that person alone: nobody learns it of the other."""
    for pulse, person in listening.unanswered_within(ONE_DAY):
        path, key = f"/pulses/{pulse}/", f"pulse:{pulse}:ends"
        commands.tell({person}, kind="pulse_ends", key=key, path=path)


def _remind_of_request(request: int, day: date) -> None:
    """The person asked hears again three days before and on the day; afterwards whoever asked does, once."""
    asked = commitments.live_request(request)
    if asked is None:
        return
    if day >= clock.today():
        left = "last" if day == clock.today() else "soon"
        letters.write_to(request, kind="asked_again", key=f"asked:{request}:{left}")
    elif asked.asker is not None and commitments.belongs(asked, asked.asker):
        key, path = f"unanswered:{request}", f"/requests/{request}/"
        commands.tell({asked.asker.pk}, kind="unanswered", key=key, path=path)


@beats.every(timedelta(seconds=20))
def deliver() -> None:
    commands.deliver()
    letters.deliver()


@beats.every(timedelta(days=1))
def forget_the_old() -> None:
    Notice.objects.filter(made_at__lt=clock.now() - KEPT).delete()
    Letter.objects.filter(made_at__lt=clock.now() - KEPT).delete()
    Once.objects.filter(at__lt=clock.now() - KEYS_KEPT).delete()
