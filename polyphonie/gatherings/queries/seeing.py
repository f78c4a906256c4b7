"""Where a gathering stands, as one reader may see it. Outcomes are made anew from what that reader may read:
a withdrawn or sealed answer is nowhere, because nothing ever copied it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.utils.crypto import salted_hmac

from polyphonie.base.scope import reading
from polyphonie.base.text import Text
from polyphonie.base.voices import Voice
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import FACILITATING, Charge, Membership, Reader
from polyphonie.gatherings.contract import audience, course
from polyphonie.gatherings.contract.course import Place
from polyphonie.gatherings.models import Contribution, Gathering, RoleHeld, StepRun, WithoutDevice
from polyphonie.guides.contract import registry
from polyphonie.guides.contract.format import Guide, Step
from polyphonie.guides.contract.kind import Block, Said, Speaker, StepKind
from polyphonie.guides.contract.thaw import thaw
from polyphonie.people.queries import Person


@dataclass(frozen=True)
class Somebody:
    """Somebody who takes part."""

    person: int
    speaker: Speaker
    name: str
    voice: Voice
    charge: str
    me: bool = False
    without_device: bool = False
    here: bool = True

    @property
    def facilitates(self) -> bool:
        return self.charge in FACILITATING


@dataclass(frozen=True)
class RunSeen:
    """One step that was run, or is under way."""

    pk: int
    step: Step
    turn: int
    kind: StepKind
    settings: Any
    about: Any
    said: tuple[Said, ...]
    outcome: Any
    open: bool
    deadline: Any
    left: dict[str, Any]
    mine: Said | None = None
    context: tuple[Block, ...] = ()

    @property
    def shown(self) -> bool:
        """Is there something to look at together?"""
        return self.step.reveal == "at_once" or (not self.open and self.step.reveal != "never")

    @property
    def ask_templates(self) -> list[str]:
        """How the step asks: its kind's own way, or one box after the other."""
        return [f"steps/{self.kind.name}/ask.html", "gathering/ask.html"]

    @property
    def my_words(self) -> list[str | Text]:
        return self.kind.echo(self.settings, self.mine.answer) if self.mine else []

    @property
    def my_number(self) -> int:
        """The number of one's own answer, to take it back."""
        return self.mine.number if self.mine else 0

    @property
    def unfinished(self) -> bool:
        """Is there more to ask of this reader, who has begun to answer?"""
        return self.mine is not None and self.kind.unfinished(self.settings, self.about, self.mine.answer)

    def blocks(self) -> list[Block]:
        return self.kind.tell(self.settings, self.outcome, self.left)


@dataclass(frozen=True)
class Seen:
    """A gathering in front of one reader."""

    gathering: Gathering
    guide: Guide
    people: tuple[Somebody, ...]
    me: Somebody | None
    runs: tuple[RunSeen, ...]
    awaited: tuple[Somebody, ...] = ()
    answered: tuple[Somebody, ...] = ()
    order: tuple[Somebody, ...] = ()
    audience: Text = field(default_factory=lambda: Text("", ""))
    mark: int = 0

    @property
    def now(self) -> RunSeen | None:
        return self.runs[-1] if self.runs else None

    @property
    def i_am_awaited(self) -> bool:
        return any(somebody.me for somebody in self.awaited)

    @property
    def waiting_for(self) -> tuple[Somebody, ...]:
        done = {s.person for s in self.answered}
        return tuple(s for s in self.awaited if s.person not in done)

    @property
    def place_in_guide(self) -> int:
        """How many steps of the guide have begun, for a line of progress."""
        return self.guide.place(self.now.step.id) + 1 if self.now else 0


class Table:
    """Everything that lies on the table of one gathering, read in a fixed number of queries."""

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering
        self.guide = thaw(gathering.guide)
        self.runs = list(StepRun.objects.filter(gathering=gathering).order_by("pk"))
        given = Contribution.objects.filter(run__gathering=gathering, entry__ended_at=None).select_related(
            "person"
        )
        self.given = list(given.order_by("sent_at", "pk"))

    @cached_property
    def somebodies(self) -> dict[int, Somebody]:
        roles: dict[int, set[str]] = {}
        for held in RoleHeld.objects.filter(gathering=self.gathering):
            roles.setdefault(held.person_id, set()).add(held.role)
        scribed = set(WithoutDevice.objects.filter(gathering=self.gathering).values_list("person", flat=True))
        stays = Membership.objects.filter(circle=self.gathering.assembly_id).select_related("person")
        found: dict[int, Somebody] = {}
        for stay in stays.order_by("joined_at", "pk"):
            if stay.left_at is not None and stay.person_id in found and found[stay.person_id].here:
                continue  # a guest's stay, given to an account that was here already: they are still here
            held_roles = roles.get(stay.person_id, set()) | _charge_roles(stay.charge)
            speaker = Speaker(f"p{stay.pk}", stay.person.shown, stay.voice, frozenset(held_roles))
            found[stay.person_id] = Somebody(
                person=stay.person_id,
                speaker=speaker,
                name=stay.person.shown,
                voice=Voice(stay.voice),
                charge=stay.charge,
                without_device=stay.person_id in scribed,
                here=stay.left_at is None,
            )
        return found

    @property
    def people(self) -> list[Somebody]:
        return [s for s in self.somebodies.values() if s.here]

    def awaited(self, run: RunSeen) -> list[Somebody]:
        if run.step.unlinkable:
            return []  # to wait for somebody is to know who has not answered
        secretary = any("secretary" in s.speaker.roles for s in self.people)
        return [
            s
            for s in self.people
            if course.concerns(run.step, s.speaker, secretary_here=secretary)
            and run.kind.awaits(run.settings, run.about, s.speaker)
        ]

    def answered(self, run: int) -> set[int]:
        return {c.person_id for c in self.given if c.run_id == run and c.person_id}

    def whole(self) -> list[RunSeen]:
        """All of it: for the house's own reckoning (may the step close, is another turn needed), never for a page."""
        return self._see(lambda contribution: True, None)

    def seen_by(self, reader: Reader) -> list[RunSeen]:
        readable = circles.readable([c.entry_id for c in self.given], to=reader)
        return self._see(lambda contribution: contribution.entry_id in readable, reader)

    def _see(self, may_read: Callable[[Contribution], bool], reader: Reader | None) -> list[RunSeen]:
        seen, me = list[RunSeen](), reader.person if reader else None
        for run in self.runs:
            step = self.guide.step(run.step)
            furnished = registry.furnished(step.kind)
            kind = furnished.kind
            settings = kind.settings(step.settings)
            here = {_ref(c, step): c for c in self.given if c.run_id == run.pk and may_read(c)}
            if step.names != "shown":  # whoever watched people answer would know them by their turn
                here = dict(sorted(here.items()))
            said = tuple(self._said(c, ref, kind, step, me) for ref, c in here.items())
            # Another room's words: in front of those who answer, then among what they said.
            given = furnished.brings(self.gathering, step, to=reader) if reader and furnished.brings else ()
            earlier = _run_of(seen, course.works_on(self.guide, (run.step, run.turn)))
            about = earlier.outcome if earlier else None
            mine = next(
                (s for s, c in zip(said, here.values(), strict=True) if me and c.person_id == me), None
            )
            seen.append(
                RunSeen(
                    pk=run.pk,
                    step=step,
                    turn=run.turn,
                    kind=kind,
                    settings=settings,
                    about=about,
                    said=said,
                    outcome=kind.gather(settings, said if run.closed_at is None else (*said, *given), about),
                    open=run.closed_at is None,
                    deadline=run.deadline,
                    left=run.left,
                    mine=mine,
                    context=_context(earlier, kind, settings, given),
                )
            )
        return seen

    def _said(self, c: Contribution, ref: str, kind: StepKind, step: Step, me: int | None) -> Said:
        author = self.somebodies.get(c.person_id or 0)
        speaker = author.speaker if author else Speaker("", c.person.shown if c.person else "—")
        hidden = step.names != "shown" and not (me and c.person_id == me)
        if hidden:
            speaker = Speaker("", "", "")
        # Of few people without a device, “dictated” would be a name.
        dictated = c.scribed_by_id is not None and not hidden
        return Said(kind.load(c.answer), speaker, ref=ref, scribed=dictated, number=c.pk)

    def next_place(self) -> tuple[Place, Any] | None:
        """Where to go from here, passing over steps that are not needed, and what that place works on."""
        runs = self.whole()
        last = runs[-1] if runs else None
        place: Place | None = (last.step.id, last.turn) if last else None
        again = bool(last and last.kind.again(last.settings, last.outcome))
        while (place := course.following(self.guide, place, again=again)) is not None:
            step = self.guide.step(place[0])
            kind = registry.furnished(step.kind).kind
            earlier = _run_of(runs, course.works_on(self.guide, place))
            about = earlier.outcome if earlier else None
            if kind.needed(kind.settings(step.settings), about):
                return place, about
            again = False
        return None


def _context(earlier: RunSeen | None, kind: StepKind, settings: Any, given: Any) -> tuple[Block, ...]:
    before = earlier.kind.tell(earlier.settings, earlier.outcome, {}) if earlier else []
    return (*before, *(kind.tell(settings, kind.gather(settings, given, None), {}) if given else ()))


def _ref(c: Contribution, step: Step) -> str:
    """A name for an answer. Numbers come in the order of sending: where authors are hidden, that order is a name."""
    if step.names == "shown":
        return f"c{c.pk}"
    return "h" + salted_hmac("polyphonie.hidden", str(c.entry_id)).hexdigest()[:16]


def _charge_roles(charge: str) -> set[str]:
    return (
        {"facilitator"} if charge in FACILITATING else {"secretary"} if charge == Charge.SECRETARY else set()
    )


def _run_of(runs: list[RunSeen], wanted: tuple[str, int | None] | None) -> RunSeen | None:
    if wanted is None:
        return None
    step, turn = wanted
    return next((r for r in reversed(runs) if r.step.id == step and turn in (None, r.turn)), None)


@reading
def moment(gathering: Gathering, *, to: Person | None, mark: int = 0) -> Seen:
    """Where the gathering stands, as `to` may see it; None is the screen that the whole room looks at.

    `mark` is the number of the last fact, read *before* this: a page asks the stream for what came after it.
    """
    table = Table(gathering)
    reader = circles.room_of(gathering.assembly) if to is None else circles.reader(to)
    me = table.somebodies.get(to.pk) if to else None
    people = tuple(_marked(s, to) for s in table.people)
    runs = tuple(table.seen_by(reader))
    if not runs:
        return Seen(gathering, table.guide, people, _marked(me, to) if me else None, runs, mark=mark)
    run = runs[-1]
    done = table.answered(run.pk)
    awaited = tuple(_marked(s, to) for s in table.awaited(run)) if run.open else ()
    return Seen(
        gathering=gathering,
        guide=table.guide,
        people=people,
        me=_marked(me, to) if me and me.here else None,
        runs=runs,
        awaited=awaited,
        answered=tuple(s for s in people if s.person in done),
        order=tuple(_marked(s, to) for s in _order(table, run)),
        audience=audience.sentence(
            run.step,
            circle=gathering.circle.name,
            scribed=bool(me and me.without_device),
            together=run.kind.only_together,
        ),
        mark=mark,
    )


def _marked(somebody: Somebody, to: Person | None) -> Somebody:
    return replace(somebody, me=bool(to and to.pk == somebody.person))


def _order(table: Table, run: RunSeen) -> list[Somebody]:
    by_ref = {s.speaker.ref: s for s in table.people}
    heard: dict[str, int] = {}
    for earlier in filter(lambda seen: seen.shown, table.whole()):  # what stayed private was not heard
        for said in earlier.said:
            words = sum(len(str(text)) for text in earlier.kind.echo(earlier.settings, said.answer))
            heard[said.by.ref] = heard.get(said.by.ref, 0) + words
    speakers = [s.speaker for s in table.awaited(run)]
    ordered = course.speaking_order(speakers, rule=run.step.order, heard=heard, seed=run.pk)
    return [by_ref[s.ref] for s in ordered]


@reading
def speakers_of(gathering: Gathering) -> list[Somebody]:
    """Who takes part now, with roles."""
    return Table(gathering).people


@reading
def entry_of(contribution: int) -> int:
    """The number of the entry of one answer."""
    return int(Contribution.objects.values_list("entry", flat=True).get(pk=contribution))


@reading
def words_of(entry: int, *, to: Person) -> list[Block]:
    """What one answer says, in the blocks of its kind, for somebody who may read it; nothing for anybody else."""
    row = Contribution.objects.filter(entry=entry).select_related("run__gathering").first()
    if row is None or not circles.may_read(entry, to=to):
        return []
    table = Table(row.run.gathering)
    table.given = [c for c in table.given if c.pk == row.pk]
    run = next(r for r in table.seen_by(circles.reader(to)) if r.pk == row.run_id)
    return run.blocks()


@reading
def names_around(gathering: Gathering) -> list[str]:
    """The names of those who take part and of the circle that called: what a guard looks for, shown to nobody."""
    members = [m.person.shown for m in circles.members(gathering.circle)]
    return sorted({*members, *(s.name for s in Table(gathering).people)})


@reading
def next_step(gathering: Gathering) -> Step | None:
    """The step that would open next; None at the end of the guide."""
    table = Table(gathering)
    place = table.next_place()
    return table.guide.step(place[0][0]) if place else None


@reading
def why_wait(gathering: Gathering) -> Text | None:
    """Why whoever facilitates might wait before closing the open step; nobody is blocked without a reason."""
    table = Table(gathering)
    runs = table.whole()
    if not runs or not runs[-1].open:
        return None
    run = runs[-1]
    return run.kind.why_not_close(run.settings, run.said, len(table.awaited(run)), run.about)


@reading
def given_so_far(gathering: Gathering) -> list[Any]:
    """The answers to the open step, whoever gave them: for a form that asks evenly, never for a page."""
    runs = Table(gathering).whole()
    return [said.answer for said in runs[-1].said] if runs and runs[-1].open else []


@reading
def awaited_now(gathering: Gathering) -> set[int]:
    """The persons whose answer the open step awaits and does not have yet."""
    table = Table(gathering)
    run = next((r for r in table.whole() if r.open), None)
    return {s.person for s in table.awaited(run)} - table.answered(run.pk) if run else set()
