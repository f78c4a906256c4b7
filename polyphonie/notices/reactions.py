"""Who is told what, when something happens and when a day comes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from polyphonie.base import beats, clock
from polyphonie.base.facts import hears
from polyphonie.base.models import Once
from polyphonie.base.scope import command
from polyphonie.circles import queries as circles
from polyphonie.circles.events import WideningAsked
from polyphonie.circles.queries import Kind
from polyphonie.commitments import queries as commitments
from polyphonie.commitments.events import RequestAnswered, RequestMade
from polyphonie.decisions import queries as decisions
from polyphonie.decisions.events import DecisionAdopted
from polyphonie.gatherings import queries as gatherings
from polyphonie.gatherings.events import (
    DateSettled,
    DatesProposed,
    DateTakenBack,
    GatheringClosed,
    GatheringOpened,
    GatheringPlanned,
    StepOpened,
)
from polyphonie.gatherings.queries import Gathering, StepRun
from polyphonie.listening import queries as listening
from polyphonie.listening.events import EnvelopeOpened, PulseOpened, SignalRaised, WaveClosed, WaveOpened
from polyphonie.notices import commands, letters
from polyphonie.notices.models import Agenda, Letter, Notice
from polyphonie.people.events import PersonErased
from polyphonie.practices import queries as practices
from polyphonie.practices.events import (
    AuthorAdded,
    PeerRead,
    PracticeAdapted,
    PracticeSigned,
    PublicAgreed,
    SynthesisJoined,
    SynthesisSigned,
    TrialTold,
)
from polyphonie.programmes import queries as programmes
from polyphonie.programmes.events import ConversationNoted, PairParted, PairProposed

SOON = timedelta(hours=36)
ONE_DAY, TWO_DAYS = timedelta(days=1), timedelta(days=2)
KEPT = timedelta(days=90)
KEYS_KEPT = timedelta(days=30)


def _members(circle: int) -> set[int]:
    return {m.person_id for m in circles.members(circle)}


@hears(GatheringPlanned)
@command
def call_members(fact: GatheringPlanned, by: int | None) -> None:
    gathering = Gathering.objects.get(pk=fact.gathering)
    if gathering.rehearsal or gatherings.looking_for_a_date(gathering):
        return  # they are asked when they can come, instead
    soon = gathering.planned_at is None or _is_soon(gathering)
    path = f"/gatherings/{gathering.pk}/"
    commands.tell(
        _members(fact.circle) - {by},
        kind="gathering",
        key=f"gathering:{gathering.pk}",
        path=path,
        urgent=soon,
    )


def _is_soon(gathering: Gathering) -> bool:
    return gathering.planned_at is not None and gathering.planned_at - clock.now() < SOON


@hears(DatesProposed)
@command
def ask_when(fact: DatesProposed, by: int | None) -> None:
    gathering = Gathering.objects.get(pk=fact.gathering)
    key, path = f"dates:{gathering.pk}:{fact.dates[0]}", f"/gatherings/{gathering.pk}/dates/"
    commands.tell(_members(gathering.circle_id) - {by}, kind="dates", key=key, path=path)


@hears(DateSettled)
@command
def say_the_date(fact: DateSettled, by: int | None) -> None:
    gathering = Gathering.objects.get(pk=fact.gathering)
    _tell_date(gathering, kind="settled", urgent=_is_soon(gathering), but=by)


@hears(DateTakenBack)
@command
def say_there_is_no_date(fact: DateTakenBack, by: int | None) -> None:
    _tell_date(Gathering.objects.get(pk=fact.gathering), kind="undated", urgent=True, but=by)


def _tell_date(gathering: Gathering, *, kind: str, urgent: bool, but: int | None) -> None:
    """Each change of date is told once to each member of the circle."""
    key, path = f"date:{gathering.pk}:{gathering.date_moves}", f"/gatherings/{gathering.pk}/"
    commands.tell(_members(gathering.circle_id) - {but}, kind=kind, key=key, path=path, urgent=urgent)


@hears(GatheringOpened)
@command
def call_by_mail(fact: GatheringOpened, by: int | None) -> None:
    """Over several days nobody comes to a door: members get a link by which they take part and answer."""
    gathering = Gathering.objects.get(pk=fact.gathering)
    if gathering.mode == "async" and not gathering.rehearsal:
        commands.tell(
            _members(gathering.circle_id) - {by},
            kind="opened",
            key=f"opened:{gathering.pk}",
            path=lambda person: f"/answer/{gatherings.link_of(gathering, person)}/",
            urgent=True,
        )


@hears(StepOpened)
@command
def ask_for_answers(fact: StepOpened, by: int | None) -> None:
    """Over several days, those whose answer is awaited are told; in the room they are looking at it already."""
    gathering = Gathering.objects.get(pk=fact.gathering)
    if gathering.mode == "async" and not gathering.rehearsal:
        soon = (
            datetime.fromisoformat(fact.deadline) - clock.now() < TWO_DAYS
        )  # a morning's digest would eat half of it
        _tell_awaited(gathering, kind="step", key=f"step:{fact.run}", urgent=soon, but=by)


def _tell_awaited(gathering: Gathering, *, kind: str, key: str, urgent: bool, but: int | None = None) -> None:
    """Each gets a link by which that person answers, without signing in."""
    persons = gatherings.awaited_now(gathering) - {but}
    commands.tell(
        persons,
        kind=kind,
        key=key,
        path=lambda person: f"/answer/{gatherings.link_of(gathering, person)}/",
        urgent=urgent,
    )


@hears(GatheringClosed)
@command
def send_record(fact: GatheringClosed, by: int | None) -> None:
    gathering = Gathering.objects.get(pk=fact.gathering)
    if not gathering.rehearsal:
        persons = {m.person_id for m in gatherings.people_in(gathering)}
        commands.tell(
            persons,
            kind="record",
            key=f"record:{gathering.pk}",
            path=lambda person: _record(gathering, person),
        )


def _record(gathering: Gathering, person: int) -> str:
    """Whoever lived it by mail reads it by the same link, for a week; the others come in."""
    if gathering.mode == "async":
        return f"/answer/{gatherings.link_of(gathering, person)}/"
    return f"/gatherings/{gathering.pk}/record/"


@hears(DecisionAdopted)
@command
def announce_decision(fact: DecisionAdopted, by: int | None) -> None:
    circle = circles.Circle.objects.get(pk=fact.circle)
    if circle.kind != Kind.GATHERING:
        path = f"/decisions/{fact.decision}/"
        commands.tell(_members(fact.circle), kind="decision", key=f"decision:{fact.decision}", path=path)


@hears(RequestMade)
@command
def write_to_the_person_asked(fact: RequestMade, by: int | None) -> None:
    letters.write_to(fact.request, kind="asked", key=f"asked:{fact.request}")


@hears(RequestAnswered)
@command
def say_what_was_answered(fact: RequestAnswered, by: int | None) -> None:
    """Those who may read the request hear that there is an answer."""
    asked = commitments.live_request(fact.request)
    if asked is not None and fact.stance != "received":
        path, key = f"/requests/{asked.pk}/", f"answer:{asked.pk}:{fact.stance}"
        commands.tell(_members(asked.entry.circle_id) - {by}, kind="answer", key=key, path=path)


@hears(WaveOpened)
@command
def ask_without_names(fact: WaveOpened, by: int | None) -> None:
    _tell_of_wave(fact.wave, kind="wave", key=f"wave:{fact.wave}")


def _tell_of_wave(wave: int, *, kind: str, key: str) -> None:
    """All of those who could answer and still belong, whether they did or not: to remind the others would say who has
    not. The mail carries each one's link; what is kept here does not (`commands._address`)."""
    commands.tell(listening.eligible(wave, still=True), kind=kind, key=key, path=f"/waves/{wave}/")


@hears(WaveClosed)
@command
def say_what_a_wave_tells(fact: WaveClosed, by: int | None) -> None:
    _tell_of_wave(fact.wave, kind="wave_told", key=f"wave:{fact.wave}:told")


@hears(PulseOpened)
@command
def ask_how_it_goes(fact: PulseOpened, by: int | None) -> None:
    path, key = f"/pulses/{fact.pulse}/", f"pulse:{fact.pulse}"
    commands.tell(listening.halves_asked(fact.pulse), kind="pulse", key=key, path=path)


@hears(EnvelopeOpened)
@command
def say_that_it_is_open(fact: EnvelopeOpened, by: int | None) -> None:
    """Both hear it: neither reads what the other cannot know to be read."""
    path, key = f"/pulses/{fact.pulse}/", f"envelope:{fact.pulse}"
    commands.tell(listening.halves_asked(fact.pulse), kind="envelope", key=key, path=path)


@hears(SignalRaised)
@command
def say_at_the_same_time(fact: SignalRaised, by: int | None) -> None:
    """The two halves and those who accompany them, at once."""
    pair, halves, cohort, facilitators = listening.told_of_signal(fact.signal)
    key = f"signal:{fact.signal}"
    commands.tell(halves, kind="signal", key=key, path=f"/circles/{pair}/pulses/")
    commands.tell(facilitators, kind="signal", key=key, path=f"/circles/{cohort}/signals/")


@hears(WideningAsked)
@command
def ask_authors(fact: WideningAsked, by: int | None) -> None:
    persons = circles.authors_of(fact.entry) - {by}
    commands.tell(persons, kind="widening", key=f"widening:{fact.widening}", path="/")


@hears(PracticeSigned)
@command
def ask_for_signatures(fact: PracticeSigned, by: int | None) -> None:
    """Once one author signed, the others hear that the text waits for them: while it is being written, nobody does."""
    key = f"sign:{fact.practice}:{fact.number}"
    _tell_authors(fact.practice, practices.awaited(fact.practice) - {by}, kind="sheet_to_sign", key=key)


@hears(AuthorAdded)
@command
def ask_a_new_author(fact: AuthorAdded, by: int | None) -> None:
    key = f"author:{fact.practice}:{fact.person}"
    _tell_authors(fact.practice, {fact.person} - {by}, kind="sheet_to_sign", key=key)


@hears(PracticeAdapted)
@command
def say_that_it_is_adapted(fact: PracticeAdapted, by: int | None) -> None:
    """That it is, not where: the other circle is not theirs to know."""
    key = f"adapted:{fact.adaptation}"
    _tell_authors(fact.practice, practices.authors(fact.practice) - {by}, kind="sheet_adapted", key=key)


@hears(TrialTold)
@command
def say_that_it_was_tried(fact: TrialTold, by: int | None) -> None:
    key = f"trial:{fact.trial}"
    _tell_authors(fact.practice, practices.authors(fact.practice) - {by}, kind="sheet_tried", key=key)


@hears(SynthesisSigned)
@command
def ask_to_sign_a_synthesis(fact: SynthesisSigned, by: int | None) -> None:
    key, persons = f"synthesis:{fact.synthesis}:{fact.number}", practices.kept_awaits(fact.synthesis) - {by}
    commands.tell(persons, kind="synthesis_to_sign", key=key, path=f"/syntheses/{fact.synthesis}/")


@hears(SynthesisJoined)
@command
def ask_a_new_author_of_a_synthesis(fact: SynthesisJoined, by: int | None) -> None:
    key, path = f"synthesis-author:{fact.synthesis}:{fact.person}", f"/syntheses/{fact.synthesis}/"
    commands.tell({fact.person} - {by}, kind="synthesis_to_sign", key=key, path=path)


@hears(PublicAgreed)
@command
def ask_to_make_public(fact: PublicAgreed, by: int | None) -> None:
    """Each author's yes is awaited, for this text."""
    key = f"public:{fact.practice}:{fact.number}"
    awaited = practices.not_agreed(fact.practice) - {by}
    commands.tell(awaited, kind="sheet_public", key=key, path=f"/practices/{fact.practice}/public/")


@hears(PeerRead)
@command
def say_that_it_was_read(fact: PeerRead, by: int | None) -> None:
    """That it was, not what was found: the reasons are on the authors' page."""
    key = f"peer:{fact.practice}:{fact.number}:{by}"
    persons = practices.authors(fact.practice) - {by}
    commands.tell(persons, kind="sheet_peer_read", key=key, path=f"/practices/{fact.practice}/public/")


def _tell_authors(practice: int, persons: set[int], *, kind: str, key: str) -> None:
    commands.tell(persons, kind=kind, key=key, path=f"/practices/{practice}/")


@hears(PairProposed)
@command
def propose_a_pair(fact: PairProposed, by: int | None) -> None:
    for half in (fact.first, fact.second):
        letters.write_to_half(half, key=f"pair:{fact.proposal}:{half}")


@hears(PairParted)
@command
def say_that_a_pair_ended(fact: PairParted, by: int | None) -> None:
    """The half who is still there hears that there is news; whoever has no account finds it behind their own link."""
    persons, halves = programmes.left_behind(fact.proposal)
    key = f"parted:{fact.proposal}"
    commands.tell(persons, kind="pair_parted", key=key, path=f"/circles/{fact.circle}/pair/")
    for half in halves:
        letters.write_to_half(half, key=f"{key}:{half}", kind="pair_parted")


@hears(ConversationNoted)
@command
def say_that_something_was_noted(fact: ConversationNoted, by: int | None) -> None:
    persons = programmes.halves_of(fact.proposal) - {by}
    path = f"/pairs/{fact.proposal}/conversations/"
    commands.tell(persons, kind="pair_note", key=f"pair-note:{fact.note}", path=path)


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
                _tell_awaited(run.gathering, kind="reminder", key=f"reminder:{run.pk}:{number}", urgent=True)


@beats.every(timedelta(hours=1))
def say_what_is_due() -> None:
    """Decisions to review, small steps and requests whose date is near."""
    for decision, circle, day in decisions.due_now():
        commands.tell(
            _members(circle), kind="review", key=f"review:{decision}:{day}", path=f"/decisions/{decision}/"
        )
    for commitment, person, day in commitments.due_soon():
        key = f"commitment:{commitment}:{day}"
        commands.tell({person}, kind="commitment", key=key, path=f"/steps/{commitment}/")
    for request, day in commitments.request_dates():
        _remind_of_request(request, day)


@beats.every(timedelta(hours=1))
def say_that_a_wave_ends() -> None:
    for wave in listening.ending_within(ONE_DAY):
        _tell_of_wave(wave, kind="wave_ends", key=f"wave:{wave}:ends")


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
