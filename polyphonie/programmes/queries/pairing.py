"""The pairing of one call, for those who coordinate: computed again at each reading, from rows, with its proof."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from polyphonie.base.scope import reading
from polyphonie.base.text import Text
from polyphonie.engines import pairing as engine
from polyphonie.engines.pairing import BadProblem, Criterion, Hard, Objective, Problem, Rules
from polyphonie.people.queries import Person
from polyphonie.programmes.contract.naming import labels, meant, nobody
from polyphonie.programmes.contract.templates import Template
from polyphonie.programmes.models import Application, Call, PairAnswer, PairingChoice, PairProposal, PairWord
from polyphonie.programmes.queries.applying import both_said_yes, is_told, side
from polyphonie.programmes.queries.calls import CallSeen, call
from polyphonie.programmes.queries.care import Two, agreed_over_care
from polyphonie.programmes.queries.needs import NeedRead, needs_in
from polyphonie.programmes.queries.pairs import has_parted

NAMED = ("care", "refuses", "reports_to")
CHOSEN: dict[str, Any] = {
    "objective": "leximin", "seed": 1, "hierarchy": True, "languages": 1, "times": 1, "access": True,
    "weight_needs": 5, "weight_themes": 2, "weight_seeks": 2, "weight_times": 1, "weight_languages": 1,
}  # fmt: skip
SIDES = (("patients et proches", "patients and carers"), ("professionnels", "professionals"))


@dataclass(frozen=True)
class PairSeen:
    """A pair that is computed. `agreement` is of the pair, never of a person."""

    first: Application
    second: Application
    names: tuple[str, str]
    agreement: int
    why: Text
    together: bool

    @property
    def key(self) -> str:
        return f"{self.first.pk}-{self.second.pk}"


@dataclass(frozen=True)
class Asked:
    """A pair that was proposed, or that came together: waiting, agreed (both said yes), formed, over, parted (formed, then
    ended: by whom is not told)."""

    row: PairProposal
    state: str


@dataclass(frozen=True)
class Pairing:
    """What is proposed, what is computed for the others, and what a coordinator said."""

    call: CallSeen
    chosen: dict[str, Any]
    people: dict[int, Application]
    names: dict[int, str]
    asked: tuple[Asked, ...]
    pairs: tuple[PairSeen, ...] = ()
    alone: tuple[tuple[Application, Text], ...] = ()
    words: tuple[PairWord, ...] = ()
    unheld: tuple[Text, ...] = ()  # pairs kept together that a rule keeps apart
    nobody: tuple[tuple[Application, str], ...] = ()  # names that mean nobody here
    needs: tuple[NeedRead, ...] = ()
    # They wait for somebody whose application is not sent: said on no page.
    held: frozenset[int] = frozenset()
    proved: bool = True
    problem: Problem | None = None
    answer: engine.Answer | None = field(default=None, repr=False)

    def sides(self) -> tuple[list[Application], list[Application]]:
        here: tuple[list[Application], list[Application]] = ([], [])
        for person in self.people.values():
            here[side(person.voice)].append(person)
        return here


def chosen_for(call: Call) -> dict[str, Any]:
    """The rules and weights of this call; those of the house where nobody chose."""
    row = PairingChoice.objects.filter(call=call).first()
    return {**CHOSEN, **(row.chosen if row else {})}


@reading
def pairing(pk: int, *, to: Person, language: str = "fr") -> Pairing | None:
    """The pairing of a call, for those who coordinate it; None as if it did not exist."""
    seen = call(pk, to=to)
    return paired(seen, language) if seen is not None else None


@reading
def paired(seen: CallSeen, language: str = "fr") -> Pairing:
    """Formed pairs and those who are being asked stay; the engine pairs the others, and proves its answer."""
    sent = Application.objects.filter(call=seen.row, withdrawn_at=None).exclude(sent_at=None)
    everybody = {row.pk: row for row in sent.order_by("pk")}
    every = _every_pair(seen.row)
    told = [a for a in every if is_told(a.row)]
    held = _held(a for a in every if not is_told(a.row)) if seen.is_open else frozenset()
    taken = _held(told) | held
    people = {pk: row for pk, row in everybody.items() if pk not in taken}
    names = labels({pk: row.name for pk, row in everybody.items()})
    words = [
        w
        for w in PairWord.objects.filter(call=seen.row).order_by("pk")
        if {w.first_id, w.second_id} <= people.keys()
    ]
    needs = needs_in(seen.row)
    problem, unheld = _problem(seen, people, names, words, every, language, needs)
    answer = engine.pair(problem, seed=chosen_for(seen.row)["seed"])
    proved = engine.check(problem, answer) is None
    by_label = {names[pk]: row for pk, row in people.items()}
    why, alone = engine.why(problem, answer), engine.why_unpaired(problem, answer)
    return Pairing(
        seen, chosen_for(seen.row), people, names, tuple(told),
        pairs=tuple(
            PairSeen(by_label[p.first], by_label[p.second], p.names, p.quality, Text(*why[p.names]), p.locked)
            for p in answer.pairs
        ) if proved else (),
        alone=tuple((by_label[name], Text(*alone[name])) for name in answer.unpaired) if proved else (),
        words=tuple(words), unheld=tuple(unheld), nobody=tuple(_nobody(people, everybody, names)),
        needs=tuple(needs), held=held, proved=proved, problem=problem, answer=answer,
    )  # fmt: skip


def _held(asked: Iterable[Asked]) -> frozenset[int]:
    """Those whom nobody else is proposed to."""
    live = (a.row for a in asked if a.state not in ("over", "parted"))
    return frozenset(pk for row in live for pk in (row.first_id, row.second_id))


def _every_pair(call: Call) -> list[Asked]:
    """Every pair that was proposed, or came together, with where it stands. Who said what stays with them."""
    rows = PairProposal.objects.filter(call=call).select_related("first", "second", "parting").order_by("pk")
    said: dict[int, dict[int, bool]] = {}
    for pk, application, yes in PairAnswer.objects.filter(proposal__call=call).values_list(
        "proposal", "application", "yes"
    ):
        said.setdefault(pk, {})[application] = yes
    return [Asked(row, _state(row, said.get(row.pk, {}))) for row in rows]


def _state(row: PairProposal, said: dict[int, bool]) -> str:
    if row.ended_at is not None:
        return "over"
    if row.circle_id:
        return "parted" if has_parted(row) else "formed"
    return "agreed" if both_said_yes(said, row) else "waiting"


def _problem(
    seen: CallSeen,
    people: dict[int, Application],
    names: dict[int, str],
    words: list[PairWord],
    asked: list[Asked],
    language: str,
    needs: list[NeedRead],
) -> tuple[Problem, list[Text]]:
    """The people of the engine, under names that are nobody else's; and the pairs that could not be kept together."""
    said_no = PairAnswer.objects.filter(proposal__call=seen.row, yes=False).values_list("proposal", flat=True)
    no = [(a.row.first_id, a.row.second_id) for a in asked if a.row.pk in set(said_no)]
    no += [(w.first_id, w.second_id) for w in words if w.kind == "apart"]
    no += [(a.row.first_id, a.row.second_id) for a in asked if a.state == "parted"]  # never the same two
    across = {pk: side(row.voice) for pk, row in people.items()}  # somebody may have changed voice since
    no = [(a, b) for a, b in no if a in across and b in across and across[a] != across[b]]
    refused = tuple((names[a], names[b]) for a, b in no)
    agreed = agreed_over_care(seen.row.pk)
    around = _around_needs(people, needs)
    here = tuple(
        _person(row, people, names, seen.template, language, agreed, around.get(row.pk, ()))
        for row in people.values()
    )
    rules = _rules(chosen_for(seen.row), seen.template, answered=bool(around))
    problem = Problem(here, rules, refused=refused, sides=SIDES)
    unheld = []
    for word in (w for w in words if w.kind == "together"):
        pair = names[word.first_id], names[word.second_id]
        try:
            problem = Problem(here, problem.rules, (*problem.locked, pair), refused, sides=SIDES)
        except BadProblem as bad:
            unheld.append(Text(*bad.words))
    return problem, unheld


def _around_needs(people: dict[int, Application], needs: list[NeedRead]) -> dict[int, tuple[str, ...]]:
    """Of everybody still looking, the needs that they carry or answer, where both are there: the two have it in common."""
    teams = labels({need.row.pk: need.row.team for need in needs})
    found: dict[int, tuple[str, ...]] = {}
    for need in needs:
        answering = [answer.application_id for answer in need.answers if answer.application_id in people]
        carrier = need.row.application_id
        for pk in [carrier, *answering] if answering and carrier in people else []:
            found[pk] = (*found.get(pk, ()), teams[need.row.pk])
    return found


def _person(
    row: Application,
    people: dict[int, Application],
    names: dict[int, str],
    template: Template,
    language: str,
    agreed: Collection[Two] = (),
    needs: tuple[str, ...] = (),
) -> engine.Person:
    others = {names[pk]: other.name for pk, other in people.items() if pk != row.pk}
    said = {column: tuple(meant(getattr(row, column), others)) for column in NAMED}
    said["answering"] = needs
    free = {names[pk] for pk in people if frozenset({row.pk, pk}) in agreed}
    said["care"] = tuple(name for name in said["care"] if name not in free)
    for question in template.questions:
        if question.column:
            given = row.answers.get(question.id) or []
            chosen = given if isinstance(given, list) else [given]
            said[question.column] = tuple(o.text.to(language) for o in question.options if o.id in chosen)
    return engine.Person(names[row.pk], side(row.voice), said)


def _rules(chosen: dict[str, Any], template: Template, *, answered: bool = False) -> Rules:
    asked = {question.column for question in template.questions}
    hard = Hard(
        hierarchy=chosen["hierarchy"],
        languages=chosen["languages"] if "languages" in asked else 0,
        times=chosen["times"] if "times" in asked else 0,
        access=chosen["access"],
    )
    need = Criterion(
        "shared", chosen["weight_needs"], "answering", label=("le besoin d’une équipe", "the need of a team")
    )
    criteria = (
        *((need,) if answered else ()),  # nothing weighs less where nobody answers anything
        Criterion("shared", chosen["weight_themes"], "themes", enough=2, label=("sujets", "subjects")),
        Criterion("complement", chosen["weight_seeks"], "seeks", "brings", enough=2),
        Criterion("shared", chosen["weight_times"], "times", enough=2, label=("moments", "times")),
        Criterion("shared", chosen["weight_languages"], "languages", label=("langues", "languages")),
    )
    return Rules(hard, criteria, objective=Objective(chosen["objective"]))


def _nobody(
    people: dict[int, Application], everybody: dict[int, Application], names: dict[int, str]
) -> list[tuple[Application, str]]:
    """Names that were written and look like nobody of this call: a coordinator may know better."""
    found = []
    for row in people.values():
        others = {names[pk]: other.name for pk, other in everybody.items() if pk != row.pk}
        unknown = [name for column in NAMED for name in nobody(getattr(row, column), others)]
        if unknown:
            found.append((row, ", ".join(unknown)))
    return found


def why_not(seen: Pairing, first: int, second: int) -> Text | None:
    """“Why not Ana with Karim?”: a rule, or what it would cost. None where the two cannot be compared."""
    pair = seen.people.get(first), seen.people.get(second)
    if not seen.proved or seen.problem is None or seen.answer is None or None in pair:
        return None
    if side(pair[0].voice) == side(pair[1].voice):  # type: ignore[union-attr]
        return None
    told = engine.why_not(seen.problem, seen.answer, seen.names[first], seen.names[second])
    return Text(*told.words)


@dataclass(frozen=True)
class Other:
    """Another possibility, nearly as good: the pairs that would change."""

    pairs: tuple[tuple[str, str], ...]
    differ: int


def others(seen: Pairing) -> list[Other]:
    """Answers within 2 % that differ most."""
    if not seen.proved or seen.problem is None or seen.answer is None:
        return []
    now = {pair.names for pair in seen.answer.pairs}
    found = engine.others(seen.problem, seen.answer)
    return [Other(tuple(p for p in each.pairs if p not in now), each.differ) for each in found]
