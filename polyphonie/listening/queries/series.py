"""Charts over time of waves, made only of what was told to whoever reads: a figure that was told tells nothing more for being drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils import timezone
from django.utils.dateformat import format as dated

from polyphonie.base.scope import reading
from polyphonie.base.text import Text
from polyphonie.circles.queries import Membership
from polyphonie.engines import disclosure as d
from polyphonie.engines.variation import Banded, Chart, Rebase, Telling, banded, fine_enough, xmr
from polyphonie.engines.variation.few import ANSWERS_FOR_A_CIRCLE, BAND_FROM
from polyphonie.listening.contract.sets import Question
from polyphonie.listening.models import Wave
from polyphonie.listening.queries.starts import NewStartSeen
from polyphonie.listening.queries.telling import SHAPES, Told, ToldOf

MOST = 60  # the latest waves of a series
BY_BANDS = {len(shape.edges) + 1: shape for shape in SHAPES.values()}
WIDE = Text("85 % ou plus", "85% or more")
TOO_FEW = Text(
    f"pas dessiné : moins de {ANSWERS_FOR_A_CIRCLE} réponses, ou on ne peut pas le savoir",
    f"not drawn: fewer than {ANSWERS_FOR_A_CIRCLE} answers, or nobody can know",
)
OTHERWISE = Text("pas dessiné : dit plus ou moins finement", "not drawn: told more or less finely")
PERCENT = Text("De dix en dix, en %", "To the nearest ten, in %")


@dataclass(frozen=True)
class Series:
    """One question over the waves that asked it. `fine`: single values and their limits, where what was told is fine enough."""

    question: Question
    bands: Banded
    fine: Chart | None


@dataclass(frozen=True)
class Moment:
    """One wave as one reader knows it: what was told of it, and how many answered it at least."""

    wave: Wave
    told: Mapping[str, Told]
    answered: int


@reading
def moments_of(waves: Sequence[tuple[Wave, list[ToldOf]]], *, inside: bool) -> list[Moment]:
    """The waves a reader knows, the earliest first. In the circle, the third of its people who answered was told, and who belonged
    is known; outside it, each figure says how many it rests on."""
    stays = list(
        Membership.objects.filter(circle__in={wave.circle_id for wave, _ in waves}).values_list(
            "joined_at", "left_at"
        )
    )
    made = []
    for wave, told in sorted(waves, key=lambda each: (each[0].opened_at, each[0].pk)):
        then = wave.opened_at
        could = sum(came <= then and (left is None or left > then) for came, left in stays)
        answered = d.THIRDS.starts(could)[wave.turnout] if inside and wave.turnout is not None else 0
        made.append(Moment(wave, {each.question.id: each.whole for each in told}, answered))
    return made[-MOST:]


def series_of(
    questions: Sequence[Question],
    moments: Sequence[Moment],
    starts: Mapping[int, NewStartSeen],
    *,
    language: str,
    plain: bool = False,
) -> list[Series]:
    """Of each question, its chart, where four waves at least can be drawn: told alike, and on {ANSWERS_FOR_A_CIRCLE} answers."""
    made = [_series(question, moments, starts, language, plain) for question in questions]
    return [each for each in made if each is not None]


def _series(
    question: Question,
    moments: Sequence[Moment],
    starts: Mapping[int, NewStartSeen],
    language: str,
    plain: bool,
) -> Series | None:
    asked = [moment for moment in moments if question.id in moment.told]
    drawable = [told for moment in asked if _enough(moment, told := moment.told[question.id])]
    if len(drawable) < BAND_FROM:
        return None
    shape = BY_BANDS[len(drawable[-1].bands)]
    tellings = [_telling(moment, moment.told[question.id], shape, language) for moment in asked]
    if sum(each.band is not None for each in tellings) < BAND_FROM:
        return None
    begun = [
        Rebase(at, seen.row.reason)
        for at, moment in enumerate(asked)
        if at and (seen := starts.get(moment.wave.pk)) is not None
    ]
    bands = banded(
        tellings, _names(shape, language), title=question.text.to(language, plain=plain), starts=begun
    )
    return Series(question, bands, _fine(bands, language) if shape == d.TENTHS else None)


def _enough(moment: Moment, told: Told) -> bool:
    return not told.hidden and max(moment.answered, told.at_least) >= ANSWERS_FOR_A_CIRCLE


def _telling(moment: Moment, told: Told, shape: d.Shape, language: str) -> Telling:
    label = dated(timezone.localtime(moment.wave.closes_at), "j N Y")
    said = told.said.to(language)
    if told.hidden:
        return Telling(label, None, said)
    if not _enough(moment, told):
        return Telling(label, None, f"{said} ({TOO_FEW.to(language)})")
    if BY_BANDS[len(told.bands)] != shape:
        return Telling(label, None, f"{said} ({OTHERWISE.to(language)})")
    return Telling(label, told.bands.index(True), said)


def _names(shape: d.Shape, language: str) -> list[str]:
    names = [Text(*d.band_words(d.Figure("", shape, at, 0))) for at in range(len(shape.edges) + 1)]
    if shape == d.TENTHS:
        names[-1] = WIDE
    return [name.to(language) for name in names]


def _fine(bands: Banded, language: str) -> Chart | None:
    """Single values to the nearest ten, where a step is no more than they move by chance, and neither end was told: of an outer
    band, only one side is known."""
    kept = [at for at, each in enumerate(bands.tellings) if each.band is not None]
    values = [10.0 * ((bands.tellings[at].band or 0) + 1) for at in kept]
    if not {10.0, 90.0}.isdisjoint(values):
        return None
    starts = {sum(at < start.at for at in kept): start.reason for start in bands.starts}
    begun = [Rebase(at, reason) for at, reason in starts.items() if 0 < at < len(kept)]
    edges = [0, *(start.at for start in begun), len(kept)]
    if not all(fine_enough(values[a:b], 10) for a, b in pairwise(edges)):
        return None
    labels = [bands.tellings[at].label for at in kept]
    return xmr(values, labels=labels, title=PERCENT.to(language), rebases=begun)
