"""May this person do this now? `None`, or a refusal with a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from polyphonie.base import clock
from polyphonie.base.refusals import Refusal
from polyphonie.base.scope import reading
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle, Kind
from polyphonie.circles.rules import NOT_FOUND
from polyphonie.gatherings import queries as gatherings
from polyphonie.gatherings.queries import Gathering
from polyphonie.people import queries as persons
from polyphonie.people.queries import Person
from polyphonie.practices import queries
from polyphonie.practices.contract.reading import legible
from polyphonie.practices.models import SITUATIONS, WORKED, Bricolage, Practice, Synthesis
from polyphonie.practices.queries import SheetSeen

FEWEST_STEPS, MOST_STEPS, MOST_DRAFTED, FEWEST_SHEETS = 3, 7, 30, 2
CHANGED_SINCE = Refusal(
    "La fiche a changé depuis que vous l’avez ouverte. Relisez-la, puis recommencez.",
    "The sheet has changed since you opened it. Read it again, then try again.",
)


def why_not_begin(circle: Circle, gathering: Gathering | None, by: Person) -> Refusal | None:
    """A member of the circle, or somebody who took part in one of its gatherings and begins with what it left."""
    if gathering is not None and (
        gathering.circle_id != circle.pk or gatherings.gathering_for(gathering.pk, to=by) is None
    ):
        return NOT_FOUND
    if gathering is not None and gathering.rehearsal:
        return Refusal(
            "Une répétition ne laisse rien : ses personnes n’existent pas.",
            "A rehearsal leaves nothing: its people do not exist.",
        )
    took_part = gathering is not None and circles.membership(gathering.assembly_id, by) is not None
    if circle.kind == Kind.GATHERING or not (took_part or circles.membership(circle, by)):
        return NOT_FOUND
    return None


@reading
def why_not_take_up(entries: Iterable[int], people: Iterable[int]) -> Refusal | None:
    """Those who become authors read the draft before it is signed: each could already read all that it takes up."""
    taken = set(entries)
    for number in sorted(people):
        person = persons.person(number)
        if person is not None and taken - circles.readable(taken, to=person):
            return Refusal(
                f"{person.shown} n’était pas là quand une de ces lignes a été dite. Prenez-en moins, ou faites deux fiches.",
                f"{person.shown} was not there when one of these lines was said. Take fewer, or make two sheets.",
            )
    return None


def why_not_author(practice: Practice, by: Person) -> Refusal | None:
    """Only its authors write a sheet, add an author, or sign it."""
    seen = queries.sheet(practice.pk, to=by)
    if seen is None:
        return NOT_FOUND
    if not seen.mine:
        return Refusal("Seuls ses auteurs changent cette fiche.", "Only its authors change this sheet.")
    return None


def why_not_write(practice: Practice, number: int, by: Person, tried: Sequence[str]) -> Refusal | None:
    if refusal := why_not_author(practice, by):
        return refusal
    if practice.number != number:
        return CHANGED_SINCE
    return why_not_draft(tried)


def why_not_draft(tried: Sequence[str]) -> Refusal | None:
    """A draft holds more steps than a sheet: what a gathering left is joined, or let go, by its authors."""
    if len(tried) > MOST_DRAFTED:
        return Refusal(
            f"Un brouillon tient en {MOST_DRAFTED} étapes : prenez-en moins, ou faites deux fiches.",
            f"A draft holds {MOST_DRAFTED} steps: take fewer, or make two sheets.",
        )
    return None


def why_not_situation(situation: str) -> Refusal | None:
    if situation not in dict(SITUATIONS):
        return Refusal("Choisissez : en crise, ou au quotidien.", "Choose: in a crisis, or in daily life.")
    return None


def why_not_tried_on(tried_on: date | None) -> Refusal | None:
    if tried_on is not None and tried_on > clock.today():
        return Refusal(
            "Une fiche raconte ce qui a été essayé : choisissez une date passée.",
            "A sheet tells what was tried: choose a date that has passed.",
        )
    return None


def why_not_sign(practice: Practice, number: int, by: Person) -> Refusal | None:
    """An author signs the very text they read, once it says enough for others to try."""
    if refusal := why_not_author(practice, by):
        return refusal
    if practice.number != number:
        return Refusal(
            "La fiche a changé depuis que vous l’avez lue. Relisez-la, puis signez.",
            "The sheet has changed since you read it. Read it again, then sign.",
        )
    return why_not_complete(practice)


def why_not_complete(practice: Practice) -> Refusal | None:
    """What a sheet must say before anybody signs it."""
    if not practice.title:
        return Refusal(
            "Donnez d’abord un titre à la fiche : un verbe, puis ce que vous avez fait.",
            "First give the sheet a title: a verb, then what you did.",
        )
    if not practice.for_whom:
        return Refusal("Dites d’abord pour qui vous l’avez fait.", "First say for whom you did it.")
    if len(practice.tried) < FEWEST_STEPS:
        return Refusal(
            f"Dites ce que vous avez fait en {FEWEST_STEPS} étapes au moins : sans cela, personne ne peut l’essayer.",
            f"Say what you did in at least {FEWEST_STEPS} steps: otherwise nobody can try it.",
        )
    return why_not_so_many(practice)


def why_not_so_many(practice: Practice) -> Refusal | None:
    """Steps that a draft may hold, and a signed sheet may not."""
    if (steps := len(practice.tried)) > MOST_STEPS:
        return Refusal(
            f"Ce brouillon a {steps} étapes : réunissez ou enlevez-en, pour en garder {MOST_STEPS} au plus. Une fiche se lit en deux minutes.",
            f"This draft has {steps} steps: join or remove some, to keep {MOST_STEPS} at most. A sheet is read in two minutes.",
        )
    return None


@reading
def why_not_add_author(practice: Practice, person: Person, by: Person) -> Refusal | None:
    """Authors are people of the circle, or of the gathering it came from, where `by` is too: an author who left it does not ask who
    belongs to it. A draft that takes up words said in a room is
    shown to nobody who was not there, until those who said them have signed."""
    if refusal := why_not_author(practice, by):
        return refusal
    rooms = practice.entry.links_in.filter(kind="led_to", source__circle__kind=Kind.GATHERING)
    places = [practice.circle_id, *rooms.values_list("source__circle", flat=True)]
    if not any(circles.membership(place, by) and circles.membership(place, person) for place in places):
        return Refusal(
            "Choisissez une personne du cercle, ou de la séance dont vient la fiche.",
            "Choose somebody of the circle, or of the gathering the sheet came from.",
        )
    if person.pk in queries.authors(practice.pk):
        return Refusal(f"{person.shown} signe déjà cette fiche.", f"{person.shown} already signs this sheet.")
    # An adaptation takes up what others had signed and let go; only what was said in a room waits for its authors.
    heard = set(
        practice.borrowings.filter(source__in=rooms.values("source")).values_list("source", flat=True)
    )
    if queries.awaited(practice.pk) and heard - circles.readable(heard, to=person):
        return Refusal(
            f"Cette fiche reprend des mots dits sans {person.shown}. Attendez que leurs auteurs aient signé.",
            f"This sheet takes up words said without {person.shown}. Wait until those who said them have signed.",
        )
    return None


def why_not_lend(practice: Practice, by: Person) -> Refusal | None:
    """An author who signed says so beside the signature; before, they say it by signing."""
    if refusal := why_not_author(practice, by):
        return refusal
    if by.pk in queries.awaited(practice.pk):
        return Refusal(
            "Signez d’abord la fiche : vous direz là si d’autres peuvent reprendre vos lignes.",
            "First sign the sheet: there you say whether others may take up your lines.",
        )
    return None


def why_not_step_out(practice: Practice, by: Person) -> Refusal | None:
    if refusal := why_not_author(practice, by):
        return refusal
    if queries.authors(practice.pk) == {by.pk}:
        return Refusal(
            "Vous êtes seul auteur de cette fiche. Retirez-la, si vous n’en voulez plus.",
            "You are the only author of this sheet. Withdraw it if you no longer want it.",
        )
    return None


def why_not_adapt(practice: Practice, to: Circle, by: Person) -> Refusal | None:
    """A signed sheet that one may read, for another circle that one belongs to."""
    seen = queries.sheet(practice.pk, to=by)
    if seen is None or to.kind == Kind.GATHERING or circles.membership(to, by) is None:
        return NOT_FOUND
    if not seen.shown:
        return Refusal(
            "Cette fiche est encore un brouillon. Elle s’adapte quand tous ses auteurs l’ont signée.",
            "This sheet is still a draft. It can be adapted once all its authors have signed it.",
        )
    if (
        to.pk == practice.circle_id and seen.origin is None
    ):  # what came from elsewhere was never this circle's
        return Refusal(
            "C’est le cercle de cette fiche. Choisissez-en un autre, ou dites que vous l’avez essayée.",
            "This is the sheet’s own circle. Choose another one, or say that you tried it.",
        )
    return None


def why_not_tell_trial(
    practice: Practice, circle: Circle, worked: str, happened: str, tried_on: date | None, by: Person
) -> Refusal | None:
    """Somebody who may read the sheet tells what happened in a circle of theirs."""
    seen = queries.sheet(practice.pk, to=by)
    if seen is None or circle.kind == Kind.GATHERING or circles.membership(circle, by) is None:
        return NOT_FOUND
    if not seen.shown:
        return Refusal(
            "Cette fiche est encore un brouillon : attendez que ses auteurs l’aient signée.",
            "This sheet is still a draft: wait until its authors have signed it.",
        )
    if worked not in dict(WORKED):
        return Refusal(
            "Choisissez : cela a marché, en partie, ou pas.", "Choose: it worked, partly, or it did not."
        )
    if not legible(happened):
        return Refusal(
            "Dites en quelques mots ce qui s’est passé : c’est cela qui aide les autres.",
            "Say in a few words what happened: that is what helps others.",
        )
    return why_not_tried_on(tried_on)


def why_not_note(circle: Circle, what: str, by: Person) -> Refusal | None:
    """Whoever belongs to a circle notes in its journal; what was done is enough."""
    if circle.kind == Kind.GATHERING or circles.membership(circle, by) is None:
        return NOT_FOUND
    if not legible(what):
        return Refusal(
            "Dites en une phrase ce que vous avez bricolé.", "Say in one sentence what you improvised."
        )
    return None


def why_not_gather(chosen: Sequence[Bricolage]) -> Refusal | None:
    """Each becomes a step, and a sheet holds so many; its authors read each line already."""
    if not chosen:
        return Refusal(
            "Cochez les bricolages dont vous voulez faire une fiche.",
            "Tick the improvised solutions you want to make a sheet of.",
        )
    if len(chosen) > MOST_STEPS:
        return Refusal(
            f"Une fiche tient en {MOST_STEPS} étapes : prenez {MOST_STEPS} bricolages au plus, ou faites deux fiches.",
            f"A sheet holds {MOST_STEPS} steps: take {MOST_STEPS} improvised solutions at most, or make two sheets.",
        )
    noted_by = {one.noted_by.pk: one.noted_by for one in chosen if one.noted_by}
    for person in noted_by.values():
        if circles.membership(chosen[0].circle_id, person) is None:
            return Refusal(
                f"{person.shown} n’est plus dans ce cercle, et ne peut pas signer. Laissez ses bricolages au journal.",
                f"{person.shown} is no longer in this circle, and cannot sign. Leave their notes in the journal.",
            )
    return why_not_take_up([one.entry_id for one in chosen], noted_by)


def why_not_lay_out(
    gathering: Gathering, first: date | None, last: date | None, by: Person
) -> Refusal | None:
    """Whoever facilitates, and belongs to the circle whose journal it is, while the gathering lasts."""
    here = gatherings.gathering_for(gathering.pk, to=by)
    if here is None or not circles.facilitates(gathering.assembly_id, by):
        return NOT_FOUND
    if circles.membership(gathering.circle_id, by) is None or gathering.rehearsal:
        return NOT_FOUND
    if gathering.closed_at is not None:
        return Refusal(
            "Cette séance est finie : sa chronologie ne change plus.",
            "This gathering is over: its chronology changes no more.",
        )
    if (first is None) != (last is None) or (first and last and first > last):
        return Refusal(
            "Choisissez un premier jour, puis un dernier jour qui ne soit pas avant.",
            "Choose a first day, then a last day that does not come before it.",
        )
    return None


def why_not_sort(piles: Sequence[tuple[str, Sequence[int]]]) -> Refusal | None:
    if not any(notes for _, notes in piles):
        return Refusal(
            "Dites pour un bricolage au moins dans quelle fiche il va.",
            "Say for one improvised solution at least which sheet it goes into.",
        )
    return None


def why_not_keep(circle: Circle, chosen: Sequence[SheetSeen], by: Person) -> Refusal | None:
    """A member, and two sheets at least that all their authors signed: what is said of one sheet stands in it."""
    if circle.kind == Kind.GATHERING or circles.membership(circle, by) is None:
        return NOT_FOUND
    if len(chosen) < FEWEST_SHEETS:
        return Refusal(
            f"Cochez {FEWEST_SHEETS} fiches signées au moins : une synthèse dit ce qu’elles ont en commun.",
            f"Tick at least {FEWEST_SHEETS} signed sheets: a synthesis says what they have in common.",
        )
    return None


def _why_not_author_of(synthesis: Synthesis, by: Person) -> Refusal | None:
    seen = queries.kept(synthesis.pk, to=by)
    if seen is None:
        return NOT_FOUND
    if not seen.mine:
        return Refusal(
            "Seuls ses auteurs changent cette synthèse.", "Only its authors change this synthesis."
        )
    return None


def why_not_write_synthesis(synthesis: Synthesis, number: int, by: Person) -> Refusal | None:
    if refusal := _why_not_author_of(synthesis, by):
        return refusal
    if synthesis.number != number:
        return Refusal(
            "La synthèse a changé depuis que vous l’avez ouverte. Relisez-la, puis recommencez.",
            "The synthesis has changed since you opened it. Read it again, then try again.",
        )
    return None


def why_not_sign_synthesis(synthesis: Synthesis, number: int, by: Person) -> Refusal | None:
    return why_not_write_synthesis(synthesis, number, by) or why_not_say_enough(synthesis)


def why_not_say_enough(synthesis: Synthesis) -> Refusal | None:
    """What a synthesis must say before anybody signs it."""
    if not synthesis.title:
        return Refusal("Donnez d’abord un titre à la synthèse.", "First give the synthesis a title.")
    if not synthesis.introduction and not synthesis.families:
        return Refusal(
            "Écrivez d’abord une introduction, ou ce que vous retenez d’une famille.",
            "First write an introduction, or what you make of one family.",
        )
    return None


def why_not_join_synthesis(synthesis: Synthesis, person: Person, by: Person) -> Refusal | None:
    """Somebody of the circle, as `by` is, who reads every sheet of it: the draft may quote them."""
    if refusal := _why_not_author_of(synthesis, by):
        return refusal
    if not all(circles.membership(synthesis.circle_id, one) for one in (by, person)):
        return Refusal("Choisissez une personne du cercle.", "Choose somebody of the circle.")
    if person.pk in queries.authors_of_kept(synthesis.pk):
        return Refusal(
            f"{person.shown} signe déjà cette synthèse.", f"{person.shown} already signs this synthesis."
        )
    if not queries.reads_all(synthesis, person):
        return Refusal(
            f"{person.shown} ne lit pas toutes les fiches de cette synthèse.",
            f"{person.shown} does not read all the sheets of this synthesis.",
        )
    return None


def why_not_leave_synthesis(synthesis: Synthesis, by: Person) -> Refusal | None:
    if refusal := _why_not_author_of(synthesis, by):
        return refusal
    if queries.authors_of_kept(synthesis.pk) == {by.pk}:
        return Refusal(
            "Vous êtes seul auteur de cette synthèse. Retirez-la, si vous n’en voulez plus.",
            "You are the only author of this synthesis. Withdraw it if you no longer want it.",
        )
    return None
