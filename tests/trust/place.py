"""A place where everything has been said once. Each text is a canary: a word that stands nowhere else, so that finding it
in a page, a mail, a log or a row says exactly whose words came through."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core import signing

from polyphonie.base import clock
from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle, Kind, widenings_waiting
from polyphonie.commitments import commands as commitments
from polyphonie.commitments import queries as steps
from polyphonie.decisions import commands as decisions
from polyphonie.decisions import queries as register
from polyphonie.exports import commands as exports
from polyphonie.gatherings import commands as gatherings
from polyphonie.gatherings.queries import Gathering, StepRun, dates_of, entry_of, link_of, moment
from polyphonie.guides import commands as adapting
from polyphonie.guides import queries as guides
from polyphonie.guides.contract import registry
from polyphonie.notices import commands as notices
from polyphonie.people import commands as people
from polyphonie.people.queries import Person
from polyphonie.practices import commands as practices
from tests import cast
from tests.trust import beside, cohort, outside, pair_heard, syntheses, two

BEGINNING = datetime(2027, 3, 2, 9, 0, tzinfo=UTC)
ACTORS = (
    "anonymous", "stranger", "invited", "left", "guest",
    "member", "participant", "author", "facilitator", "elsewhere", "superuser",
)  # fmt: skip


def canary(name: str) -> str:
    """A word of letters only: no escape, no fold and no truncation changes it on its way."""
    return "canari" + "".join(part.capitalize() for part in name.split("-"))


class Days:
    """Time, given: every thing that happens takes a minute."""

    def __init__(self) -> None:
        self.now = BEGINNING

    @contextmanager
    def minute(self) -> Iterator[datetime]:
        self.now += timedelta(minutes=1)
        with clock.at(self.now):
            yield self.now


@dataclass
class Place:
    """Who is there, what exists, what was said. `actors` names the roles of the walk; None is nobody in particular."""

    days: Days
    world: cast.World
    actors: dict[str, Person | None]
    things: dict[str, Any] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)

    def __getitem__(self, name: str) -> Any:
        return self.things[name]

    def word(self, name: str) -> str:
        self.said.add(name)
        return canary(name)

    def do(self, verb: Any, *args: Any, **kwargs: Any) -> Any:
        with self.days.minute():
            return verb(*args, **kwargs)

    def open_run(self, gathering: Gathering) -> StepRun:
        return StepRun.objects.select_related("gathering").get(gathering=gathering, closed_at=None)

    def says(self, gathering: Gathering, by: Person, **words: Any) -> int:
        """`by` answers the open step; returns the number of the contribution."""
        run = self.open_run(gathering)
        with self.days.minute():
            seen = moment(gathering, to=by).now
            answer = registry.furnished(seen.step.kind).kind.Answer(**words)
            return gatherings.answer(run, answer=answer, by=by).pk

    def next(self, gathering: Gathering, by: Person | None = None) -> None:
        """Close what is open, open what comes."""
        driss = by or self.world.driss
        self.do(gatherings.close_step, gathering, by=driss, anyway=True)
        self.do(gatherings.open_next, gathering, by=driss)


def build() -> Place:
    """The whole place, as it stands on one morning."""
    days = Days()
    with days.minute():
        w = cast.world()
        lena, noor, ines, nell, sam = (cast.person(name) for name in ("Lena", "Noor", "Ines", "Nell", "Sam"))
        Person.objects.filter(pk=sam.pk).update(is_superuser=True)
    place = Place(days, w, {})
    for circle, person in ((w.circle, lena), (w.elsewhere, noor)):
        place.do(circles.enter, circle, person=person, voice=Voice.PATIENT, by=w.driss)
    Circle.objects.filter(pk=w.circle.pk).update(
        name=place.word("circle-name"), purpose=place.word("circle-purpose")
    )
    w.circle.refresh_from_db()
    place.do(people.rename, w.claire, name=place.word("person-name"), by=w.claire)
    place.actors |= {
        "anonymous": None, "stranger": noor, "invited": ines, "left": lena, "member": w.elise, "participant": w.bruno,
        "author": w.claire, "facilitator": w.driss, "elsewhere": w.farid, "superuser": Person.objects.get(pk=sam.pk),
    }  # fmt: skip
    _keep_a_circle(place)
    _decide(place, lena)
    _look_after_steps(place)
    place.do(circles.leave, w.circle, person=lena, by=lena)
    place.do(circles.enter, w.circle, person=nell, voice=Voice.FAMILY, by=w.driss)
    place.things["newcomer"] = nell
    _try_small_steps(place)
    _ask_consent(place)
    _ask_somebody_outside(place)
    _tell_a_case(place)
    _answer_by_mail(place)
    beside.open_waves(place, lena)
    _widen(place)
    two.walk_a_programme(place)
    cohort.live_a_cohort(place)
    beside.keep_sheets(place)
    pair_heard.hear_a_pair(place)
    syntheses.keep(place)
    syntheses.look_back(place)
    outside.show_outside(place)
    between = place.do(
        gatherings.call_gathering, w.circle, guide=guides.guide("tour"), mode="live", by=w.driss
    )
    place.things["between"] = place.do(gatherings.open_gathering, between, by=w.driss)
    place.things["elsewhere-gathering"] = place.do(
        gatherings.call_gathering,
        w.elsewhere,
        guide=guides.guide("meteo"),
        mode="live",
        by=w.farid,
        subject="Ailleurs",
    )
    _look_for_a_date(place)
    _take_away(place)
    place.things["keep"] = signing.dumps(place.actors["guest"].pk, salt="polyphonie.keep")
    return place


def _look_for_a_date(place: Place) -> None:
    """A gathering whose date is being chosen, and Claire's agenda, which says what it is about."""
    w = place.world
    dates = [place.days.now + timedelta(days=days) for days in (8, 11)]
    dated = place.do(
        gatherings.call_gathering, w.circle, guide=guides.guide("tour"), mode="live", by=w.driss, dates=dates
    )
    with place.days.minute():
        seen = dates_of(dated, to=w.claire)
    place.do(gatherings.say_when_free, dated, answers={date.pk: "yes" for date in seen}, by=w.claire)
    secret = place.do(notices.open_agenda, w.claire, says_what=True, by=w.claire)
    place.things |= {"dated": dated, "date": seen[0].pk, "agenda-link": secret}


def _take_away(place: Place) -> None:
    """A file that Claire asked for, and one of Farid's, of another circle."""
    for name, somebody, circle in (
        ("export", place.world.claire, place.world.circle),
        ("export-of-farid", place.world.farid, place.world.elsewhere),
    ):
        place.things[name] = place.do(exports.ask_for_export, circle, what="steps", by=somebody).pk
        place.do(exports.make_next)


def _keep_a_circle(place: Place) -> None:
    """A charter, an invitation, a guide of one's own."""
    w = place.world
    place.do(circles.write_charter, w.circle, text=place.word("charter"), by=w.driss)
    secret = place.do(circles.invite, w.circle, by=w.driss, most_uses=3)
    file = guides.file_text("meteo").replace("La météo", place.word("adaptation"), 2)
    adapted = place.do(adapting.adapt, w.circle, toml=file, adapted_from="meteo", by=w.driss)
    place.things["adaptation"] = adapted.pk
    noted = {part: place.word(f"noted-{part.replace('_', '-')}") for part in ("what", "means", "for_whom")}
    place.things["bricolage"] = place.do(practices.note, w.circle, by=w.bruno, **noted).pk
    place.things |= {"circle": w.circle, "elsewhere": w.elsewhere, "invitation": secret}
    place.things["invitation-number"] = w.circle.invitations.get().pk


def _called(place: Place, guide: str, subject: str, *names: str, voices: Any = cast.VOICES) -> Gathering:
    w = place.world
    gathering = place.do(
        gatherings.call_gathering,
        w.circle,
        guide=guides.guide(guide),
        mode="live",
        by=w.driss,
        subject=place.word(subject),
    )
    gathering = place.do(gatherings.open_gathering, gathering, by=w.driss)
    for name in names:
        place.do(gatherings.enter, gathering, person=w[name], voice=voices[name], by=w[name])
    place.do(gatherings.open_next, gathering, by=w.driss)
    return gathering


def _decide(place: Place, lena: Person) -> None:
    """A closed gathering: a proposal, an objection integrated, a concern, a decision, small steps, last words."""
    w = place.world
    gathering = place.do(
        gatherings.call_gathering, w.circle, guide=guides.guide("consent"), mode="live", by=w.driss,
        subject=place.word("closed-subject"),
    )  # fmt: skip
    gathering = place.do(gatherings.open_gathering, gathering, by=w.driss)
    for somebody, voice in (
        (w.amina, "patient"),
        (w.bruno, "professional"),
        (w.claire, "family"),
        (lena, "patient"),
    ):
        place.do(gatherings.enter, gathering, person=somebody, voice=voice, by=somebody)
    place.do(gatherings.give_role, gathering, role="proposer", person=w.claire.pk, by=w.driss)
    place.do(gatherings.open_next, gathering, by=w.driss)
    place.next(gathering)
    first = place.word("proposal-text")
    place.says(gathering, w.claire, text=first, situation=place.word("situation"), review_on="2027-05-01")
    place.next(gathering)
    place.things["question"] = place.says(gathering, w.amina, items=(("", place.word("question")),))
    place.next(gathering)
    place.says(gathering, w.bruno, text=place.word("reaction"))
    place.next(gathering)
    place.says(gathering, w.claire, text=first, review_on="2027-05-01")
    place.next(gathering)
    place.says(
        gathering, w.bruno, stance="objection", ground="limit", version=1,
        reason=place.word("objection-reason"), would_help=place.word("objection-would-help"),
    )  # fmt: skip
    place.says(gathering, w.amina, stance="concern", reason=place.word("concern"), version=1)
    for somebody in (w.claire, w.driss, lena):
        place.says(gathering, somebody, stance="consent", version=1)
    place.do(gatherings.open_next, gathering, by=w.driss)  # the round closed itself once all had answered
    bruno = next(s.speaker.ref for s in moment(gathering, to=w.bruno).people if s.person == w.bruno.pk)
    place.says(gathering, w.claire, text=place.word("new-text"), how=((bruno, place.word("change")),))
    place.says(gathering, w.bruno, lifted=True)
    place.next(gathering)
    for somebody in (w.amina, w.bruno, w.claire, w.driss, lena):
        place.says(gathering, somebody, stance="consent", version=2)
    place.do(gatherings.open_next, gathering, by=w.driss)
    committed = {
        "text": place.word("step-text"),
        "smallest": place.word("step-smallest"),
        "due_on": "2027-03-09",
    }
    place.says(gathering, w.claire, **committed)
    place.next(gathering)
    place.says(gathering, w.amina, word=place.word("last-word"))
    gathering = place.do(gatherings.close_gathering, gathering, by=w.driss)
    decision = register.register(w.circle, to=w.claire)[0]
    place.do(
        decisions.review,
        decision.pk,
        outcome="renewed",
        by=w.driss,
        text=place.word("review"),
        review_on=date(2027, 6, 1),
    )
    place.things |= {"closed": gathering, "decision": decision.pk, "decision-entry": decision.entry}


def _look_after_steps(place: Place) -> None:
    claire = place.world.claire
    step = steps.of_circle(place.world.circle, to=claire)[0]
    place.do(commitments.tell_news, step, text=place.word("step-news"), by=claire)
    finished = place.do(
        commitments.commit_to, text=place.word("done-step"), due_on=place.days.now.date(), home=place.world.circle,
        circle=place.world.circle, by=claire,
    )  # fmt: skip
    place.do(commitments.conclude, finished, outcome="done", learnt=place.word("learnt"), by=claire)
    place.things |= {"step": step.pk, "finished": finished.pk}


def _try_small_steps(place: Place) -> None:
    """An open gathering with a guest, somebody without a phone, a limit kept for oneself, and a sealed small step."""
    w = place.world
    gathering = _called(place, "petits-pas", "open-subject", "Amina", "Bruno", "Claire")
    guest = place.do(gatherings.welcome_guest, gathering, name=place.word("guest-name"), voice=Voice.FAMILY)
    rose = place.do(
        gatherings.welcome_without_device, gathering, name="Rose", voice=Voice.PATIENT, by=w.driss
    )
    place.actors["guest"] = guest
    place.says(gathering, w.claire, items=(("", place.word("irritant")),))
    place.next(gathering)
    place.says(gathering, w.amina, items=(("suis", place.word("means")),))
    place.next(gathering)
    place.says(gathering, guest, items=(("", place.word("guest-idea")),))
    place.next(gathering)
    place.says(gathering, w.claire, items=(("", place.word("loss-of-claire")),))
    place.says(gathering, w.driss, items=(("", place.word("loss-of-driss")),))
    place.next(gathering)
    place.things["patchwork"] = place.says(gathering, w.bruno, text=place.word("patchwork"))
    place.next(gathering)
    sealed = {
        "text": place.word("sealed-step"),
        "smallest": place.word("sealed-smallest"),
        "due_on": "2027-03-12",
    }
    place.things["contribution"] = place.says(gathering, w.claire, **sealed)
    place.things |= {"open": gathering, "run": place.open_run(gathering).pk, "rose": rose.pk}


def _ask_consent(place: Place) -> None:
    """Another open gathering, in the middle of a consent round that waits for Amina."""
    w = place.world
    gathering = _called(place, "consent", "round-subject", "Amina", "Bruno", "Claire")
    place.do(gatherings.give_role, gathering, role="proposer", person=w.claire.pk, by=w.driss)
    place.do(gatherings.give_role, gathering, role="cofacilitator", person=w.bruno.pk, by=w.driss)
    place.next(gathering)
    place.says(gathering, w.claire, text=place.word("asked-text"), review_on="2027-05-01")
    for _ in range(3):
        place.next(gathering)
    place.says(gathering, w.claire, text=canary("asked-text"), review_on="2027-05-01")
    place.next(gathering)
    objection = {"reason": place.word("sealed-reason"), "would_help": place.word("sealed-help")}
    place.says(gathering, w.bruno, stance="objection", ground="aim", version=1, **objection)
    place.says(gathering, w.claire, stance="concern", version=1, reason=place.word("sealed-concern"))
    place.things["round"] = gathering


def _ask_somebody_outside(place: Place) -> None:
    """A request that its person answered by their link, and an answer that was noted."""
    w = place.world
    made = place.do(
        commitments.ask_for,
        text=place.word("request-text"),
        why=place.word("request-why"),
        to_name=place.word("request-to"),
        to_email=f"{canary('request-mail').lower()}@ailleurs.example",
        due_on=date(2027, 3, 20),
        home=w.circle,
        circle=w.circle,
        by=w.claire,
    )
    place.do(commitments.reply, made, stance="partly", reason=place.word("reply-reason"))
    place.do(commitments.note_reply, made, stance="received", reason=place.word("reply-noted"), by=w.driss)
    place.things |= {"request": made.pk, "asked-link": steps.link_of(made.pk)}


def _tell_a_case(place: Place) -> None:
    """A situation that Claire told, in a gathering that is under way."""
    w = place.world
    gathering = _called(place, "cas", "case-subject", "Bruno", "Claire")
    place.do(gatherings.give_role, gathering, role="presenter", person=w.claire.pk, by=w.driss)
    place.next(gathering)
    told = {"situation": place.word("case-situation"), "question": place.word("case-question")}
    contribution = place.says(gathering, w.claire, **told, around=place.word("case-around"), agreed="myself")
    place.do(gatherings.close_step, gathering, by=w.driss, anyway=True)
    with place.days.minute():
        place.things["case"] = entry_of(contribution)
    place.things["case-gathering"] = gathering


def _answer_by_mail(place: Place) -> None:
    """A gathering held over several days: what Amina answered by mail is sealed until the step closes."""
    w = place.world
    gathering = place.do(
        gatherings.call_gathering, w.circle, guide=guides.guide("meteo"), mode="async", by=w.driss,
        subject=place.word("mailed-subject"),
    )  # fmt: skip
    gathering = place.do(gatherings.open_gathering, gathering, by=w.driss)
    for name in ("Amina", "Claire"):
        place.do(gatherings.enter, gathering, person=w[name], voice=cast.VOICES[name], by=w[name])
    place.do(gatherings.open_next, gathering, by=w.driss)
    place.things |= {
        "mailed": gathering,
        "mail-link": link_of(gathering, w.claire.pk),
        "farid-link": link_of(gathering, w.farid.pk),
    }


def _widen(place: Place) -> None:
    """Amina would like her network to read what she wrote with Claire, who has said nothing yet."""
    w = place.world
    network = place.do(
        circles.found_circle,
        name=place.word("network-name"),
        kind=Kind.NETWORK,
        by=w.amina,
        voice=Voice.PATIENT,
    )
    with place.days.minute():
        entry = circles.write_entry(
            w.circle, kind="note", authors=[w.amina, w.claire], shown=True, by=w.amina
        )
        circles.widen(entry, to=network, by=w.amina)
        place.things["entry"] = entry.pk
        place.things["widening"] = widenings_waiting(w.claire)[0].pk
    place.things["network"] = network
