"""May this person do this now?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from polyphonie.base import clock
from polyphonie.base.refusals import Refusal
from polyphonie.base.text import Text
from polyphonie.circles import queries as circles
from polyphonie.circles import rules as circle_rules
from polyphonie.circles.queries import BETWEEN_EQUALS, Circle, Kind
from polyphonie.circles.rules import NOT_FOUND
from polyphonie.listening import queries
from polyphonie.listening.contract.groups import MOST_SERVICES, People, least_people
from polyphonie.listening.contract.rests import FEW, LATELY, NEAR, REST
from polyphonie.listening.contract.sets import sentences
from polyphonie.listening.contract.signals import Learnt
from polyphonie.listening.models import NewStart, OwnSet, Pulse, PulseAnswer, Rhythm, Signal, Wave
from polyphonie.listening.queries import PulseSeen, QuestionSet, WaveSeen, sentences_of
from polyphonie.people.queries import Person

SHORTEST, LONGEST = 1, 30  # days
LONGEST_FILE = 20_000  # characters
MOST_SETS = 20
SERVICES = (Kind.TEAM, Kind.ORGANISATION)

NO_RECEIPT = Refusal(
    "Vous avez déjà répondu. Pour changer votre réponse, écrivez les 16 chiffres de votre reçu. "
    "Sans lui, personne ne peut retrouver laquelle est la vôtre : même pas nous.",
    "You have already answered. To change your answer, type the 16 digits of your receipt. "
    "Without it nobody can tell which one is yours: not even us.",
)
AGAIN = Refusal(
    "Choisissez au moins un nombre. Si cette phrase revient, rechargez la page, puis répondez à nouveau.",
    "Choose at least one number. If this sentence comes back, reload the page, then answer again.",
)
LONGEST_REASON = 300  # characters
FIRST_OF_ITS_SERIES = Refusal(
    "C’est la première vague de cette série : il n’y a rien avant elle. Rien n’est à recommencer.",
    "This is the first wave of its series: there is nothing before it, and nothing to begin anew.",
)
OVER = Refusal(
    "Cette vague est terminée : plus rien ne s’y ajoute. Ce que vous vouliez dire peut se dire en séance.",
    "This wave is over: nothing is added any more. What you wanted to say can be said in a gathering.",
)
NO_KEY = Refusal(
    "Une vague ne peut pas s’ouvrir pour l’instant : le dossier des données ne s’écrit pas. Dites-le à qui s’en occupe.",
    "A wave cannot be opened for now: the folder of data cannot be written. Tell whoever looks after it.",
)
KEY_LOST = Refusal(
    "Cette vague ne peut plus s’ouvrir : la clé de l’installation a changé. Dites-le à qui s’en occupe.",
    "This wave can no longer be opened: the key of the installation has changed. Tell whoever looks after it.",
)


def why_not_open(
    circle: Circle, chosen: QuestionSet, days: int, outside: Circle | None, by: Person
) -> Refusal | None:
    """Those who look after a circle open a wave in it, where it is large enough to hide somebody."""
    if circle.kind in (Kind.GATHERING, *BETWEEN_EQUALS):
        return NOT_FOUND
    if refusal := circle_rules.why_not_look_after(circle, by):
        return refusal
    if not SHORTEST <= days <= LONGEST:
        return Refusal(
            f"Choisissez une durée de {SHORTEST} à {LONGEST} jours.",
            f"Choose a length of {SHORTEST} to {LONGEST} days.",
        )
    if outside is not None and (outside.pk == circle.pk or circles.membership(outside, by) is None):
        return Refusal(
            "Choisissez un autre cercle auquel vous appartenez.", "Choose another circle of yours."
        )
    return _why_too_few(circle)


def _why_too_few(circle: Circle) -> Refusal | None:
    least = least_people(pairs=circle.kind == Kind.COHORT)
    if circles.members(circle).count() >= least:
        return None
    return Refusal(
        f"Il faut au moins {least} personnes pour que personne ne soit reconnu. "
        "À moins nombreux, parlez-en plutôt ensemble : appelez une séance.",
        f"It takes at least {least} people for nobody to be recognised. "
        "When you are fewer, talk about it together instead: call a gathering.",
    )


def may_be_services(circle: Circle, by: Person) -> list[Circle]:
    """The teams and organisations just inside a circle that this person looks after: their names will be read by all of it."""
    inside = circles.circles_inside(circle, to=by).filter(kind__in=SERVICES)
    return [each for each in inside if circle_rules.why_not_look_after(each, by) is None]


def why_not_by_service(circle: Circle, services: Sequence[Circle], by: Person) -> Refusal | None:
    """A circle is shown to its members only: whoever looks after it may let its name be read a little further."""
    chosen = [each.pk for each in services]
    if len(set(chosen)) < len(chosen) or not set(chosen) <= {each.pk for each in may_be_services(circle, by)}:
        return Refusal(
            "Choisissez des services de ce cercle dont vous vous occupez.",
            "Choose services of this circle that you look after.",
        )
    if len(chosen) > MOST_SERVICES:
        return Refusal(
            f"Choisissez {MOST_SERVICES} services au plus.", f"Choose at most {MOST_SERVICES} services."
        )
    return None


def why_not_again(circle: Circle, chosen: QuestionSet, groups: Mapping[str, People]) -> Refusal | None:
    """A sentence rests between two waves of a circle, under whatever set it stands; longer where a few came or left, and
    where other groups would be told. `groups`: those that may be told this time.

    Nearly the same people, asked the same again too soon: the difference would speak for those few.
    """
    asked = sentences(chosen)
    until: list[datetime] = []
    for wave in Wave.objects.filter(circle=circle, stopped=False).order_by("-opened_at"):
        if wave.closed_at is not None and wave.closed_at + NEAR <= clock.now():
            continue
        if not asked & sentences_of(wave):
            continue
        if wave.closed_at is None:
            return Refusal(
                "Une de ces questions est déjà posée ici.",
                "One of these questions is already being asked here.",
            )
        until.append(wave.closed_at + (NEAR if _too_alike(wave, groups) else REST))
    # In a room that this circle called, perhaps the same people answered as guests.
    rooms = queries.told_in_rooms(circle, asked, since=clock.now() - LATELY)
    until += [closed_at + LATELY for closed_at in rooms]
    return _why_rest(max(until)) if until and max(until) > clock.now() else None


def _too_alike(wave: Wave, groups: Mapping[str, People]) -> bool:
    """One to four people came to or left the circle, or a group told both times; or each time tells a group the other does not:
    what was proved of each is not proved of both."""
    then = {name: people for name, people in queries.groups_of(wave).items() if name in wave.groups}
    if len(_came_or_left(wave)) in FEW or not (then.keys() <= groups.keys() or groups.keys() <= then.keys()):
        return True
    return any(len(then[name] ^ groups[name]) in FEW for name in then.keys() & groups.keys())


def _came_or_left(wave: Wave) -> set[int]:
    now = set(circles.members(wave.circle_id).values_list("person", flat=True))
    return queries.eligible(wave) ^ now


def _why_rest(until: datetime) -> Refusal:
    again = timezone.localdate(until)
    return Refusal(
        f"Ces questions viennent d’être posées. Elles pourront l’être à nouveau à partir du {again:%d/%m/%Y} : "
        "deux vagues trop proches feraient deviner quelques réponses.",
        f"These questions have just been asked. They can be asked again from {again:%d/%m/%Y}: "
        "two waves too close would let a few answers be guessed.",
    )


def why_not_answer(seen: WaveSeen, by: Person) -> Refusal | None:
    """Those who belonged when it opened, until it closes."""
    if not seen.inside:
        return NOT_FOUND
    if not queries.is_open(seen.row):
        return OVER
    if by.pk not in queries.eligible(seen.row, still=True):
        return NOT_FOUND
    return None


def why_not_stop(wave: Wave, by: Person) -> Refusal | None:
    if wave.during_id is not None:
        return NOT_FOUND  # it ends with its step
    if refusal := circle_rules.why_not_look_after(wave.circle, by):
        return refusal
    if wave.closed_at is not None:
        return Refusal("Cette vague est terminée.", "This wave is over.")
    return None


FILE_TOO_LONG = Text(
    "Ce fichier est trop long pour une série de questions.", "the file is too long for a set of questions"
)


def why_not_come_back(circle: Circle, chosen: QuestionSet, weeks: int, days: int) -> Refusal | None:
    """Far enough apart for each wave to end and rest before the next."""
    if not 2 <= weeks <= 52 or timedelta(weeks=weeks) < timedelta(days=days) + REST:
        return Refusal(
            "Laissez au moins une semaine entre la fin d’une vague et le début de la suivante.",
            "Leave at least a week between the end of a wave and the beginning of the next.",
        )
    if Rhythm.objects.filter(circle=circle, set=chosen.id, ended_at=None).exists():
        return Refusal("Cette vague revient déjà d’elle-même.", "This wave already comes back by itself.")
    return None


def why_not_end_rhythm(rhythm: Rhythm, by: Person) -> Refusal | None:
    return circle_rules.why_not_look_after(rhythm.circle, by)


def why_not_bring(circle: Circle, by: Person) -> Refusal | None:
    """Those who look after a circle bring its questions."""
    if refusal := circle_rules.why_not_look_after(circle, by):
        return refusal
    if OwnSet.objects.filter(circle=circle).count() >= MOST_SETS:
        return Refusal(
            f"Un cercle garde {MOST_SETS} séries au plus.", f"A circle keeps at most {MOST_SETS} sets."
        )
    return None


def why_not_begin_anew(wave: Wave, reason: str, by: Person) -> Refusal | None:
    """Those who look after a circle, from a wave that had others before it, once, with the reason written."""
    if refusal := circle_rules.why_not_look_after(wave.circle, by):
        return refusal
    if wave.closed_at is None or wave.stopped:
        return Refusal(
            "Attendez la fin de cette vague : on recommence à partir de ce qui a été dit.",
            "Wait for the end of this wave: one begins anew from what was told.",
        )
    if not reason.strip():
        return Refusal(
            "Écrivez pourquoi : qu’est-ce qui a changé avant cette vague ?",
            "Write why: what changed before this wave?",
        )
    if len(reason.strip()) > LONGEST_REASON:
        return Refusal(
            f"Dites-le en {LONGEST_REASON} signes au plus.", f"Say it in {LONGEST_REASON} characters at most."
        )
    if NewStart.objects.filter(wave=wave).exists():
        return Refusal(
            "Cette vague commence déjà une nouvelle série.", "This wave already begins a new series."
        )
    return None if queries.comes_after_another(wave) else FIRST_OF_ITS_SERIES


PULSE_OVER = Refusal(
    "Ce pouls est terminé : plus rien ne s’y ajoute. Vous pouvez encore ouvrir l’enveloppe, et vous parler.",
    "This pulse is over: nothing is added any more. You can still open the envelope, and talk.",
)


def why_not_choose_pace(circle: Circle, weeks: int, by: Person) -> Refusal | None:
    """Either half chooses for both."""
    if queries.pair_for(circle.pk, to=by) is None:
        return NOT_FOUND
    if weeks not in range(4):
        return Refusal(
            "Choisissez : chaque semaine, toutes les deux ou trois semaines, ou plus du tout.",
            "Choose: every week, every two or three weeks, or no more.",
        )
    return None


def why_not_answer_pulse(pulse: Pulse, marks: Mapping[str, int], by: Person) -> Refusal | None:
    """The two halves, while it is open and until they have read it together."""
    if not _is_half(pulse, by):
        return NOT_FOUND
    if clock.now() >= pulse.closes_at:
        return PULSE_OVER
    if pulse.read_together_at is not None:
        return Refusal(
            "Vous avez ouvert l’enveloppe à deux : les réponses ne changent plus. Ce qui a changé se dit à deux.",
            "You opened the envelope together: answers no longer change. What has changed can be said together.",
        )
    if not marks:
        return Refusal("Choisissez au moins un nombre.", "Choose at least one number.")
    return None


def _is_half(pulse: Pulse, by: Person) -> bool:
    return any(half.person_id == by.pk for half in queries.halves_of(pulse.circle_id))


def why_not_unseal(pulse: Pulse, by: Person) -> Refusal | None:
    """Whoever has answered; before and after the end."""
    if not _is_half(pulse, by):
        return NOT_FOUND
    if not PulseAnswer.objects.filter(pulse=pulse, person=by).exists():
        return Refusal(
            "Répondez d’abord : on n’ouvre l’enveloppe qu’avec sa propre réponse dedans.",
            "Answer first: one opens the envelope only with one’s own answer in it.",
        )
    return None


def why_not_ask_to_talk(seen: PulseSeen, by: Person) -> Refusal | None:
    return None if _is_half(seen.row, by) else NOT_FOUND


def why_not_close_signal(signal: Signal, learnt: str, by: Person) -> Refusal | None:
    """Whoever sees it closes it, once, with one of three words."""
    if queries.signal(signal.pk, to=by) is None:
        return NOT_FOUND
    if signal.closed_at is not None:
        return Refusal("Ce signal est déjà clos.", "This signal is already closed.")
    if learnt not in {each.value for each in Learnt}:
        return Refusal("Dites ce que vous en avez appris.", "Say what you learnt from it.")
    return None
