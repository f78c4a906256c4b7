"""May this person do this now? `None`, or a refusal with a sentence."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from polyphonie.base import clock
from polyphonie.base.refusals import Refusal
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import FACILITATING, Charge, Circle, Entry
from polyphonie.circles.rules import NOT_FOUND
from polyphonie.gatherings.contract.audience import stays_with_its_author
from polyphonie.gatherings.models import Gathering, ProposedDate, StepRun
from polyphonie.gatherings.queries import FEWEST, MOST, Answer, dates_ahead, people_in
from polyphonie.guides.contract.format import Guide, Step
from polyphonie.people.queries import Person

MOST_WORDS = 20_000
FURTHEST = timedelta(days=366)


def why_not_plan(circle: Circle, guide: Guide | None, mode: str, by: Person) -> Refusal | None:
    """Any member of a circle may call a gathering in it."""
    if circles.membership(circle, by) is None:
        return NOT_FOUND
    if guide is None:
        return Refusal("Choisissez un guide dans la bibliothèque.", "Choose a guide from the library.")
    if mode not in guide.modes:
        return Refusal(
            "Ce guide ne se vit pas ainsi. Choisissez l’autre manière.",
            "This guide is not run that way. Choose the other one.",
        )
    return None


def why_not_facilitate(gathering: Gathering, by: Person) -> Refusal | None:
    """Opening steps, closing them, giving roles: those who facilitate this gathering."""
    membership = circles.membership(gathering.assembly_id, by)
    if membership is None:
        return NOT_FOUND
    if membership.charge not in FACILITATING:
        return Refusal(
            "Seules les personnes qui animent cette séance peuvent faire cela.",
            "Only those who facilitate this gathering can do this.",
        )
    return None


def why_not_go_on(gathering: Gathering) -> Refusal | None:
    if gathering.closed_at is not None:
        return Refusal(
            "Cette séance est finie. Son relevé est là pour la lire.",
            "This gathering is over. Its record is there to read.",
        )
    if gathering.opened_at is None:
        return Refusal(
            "Cette séance n’est pas encore ouverte.",
            "This gathering is not open yet.",
        )
    return None


def why_not_enter(gathering: Gathering, guide: Guide) -> Refusal | None:
    """People come in while it is open and there is room."""
    if gathering.closed_at is not None:
        return Refusal(
            "Cette séance est finie : on n’y entre plus.",
            "This gathering is over: nobody can come in any more.",
        )
    if gathering.opened_at is None:
        return Refusal(
            "Cette séance n’est pas encore ouverte. Essayez à l’heure prévue.",
            "This gathering is not open yet. Try again when it is due.",
        )
    most = guide.group[1]
    if people_in(gathering).count() >= most:
        return Refusal(
            f"Cette séance est complète : ce guide va jusqu’à {most} personnes. Dites-le à la personne qui anime.",
            f"This gathering is full: this guide takes up to {most} people. Tell the person who facilitates.",
        )
    return None


def why_not_answer(run: StepRun, by: Person) -> Refusal | None:
    """While the step is open, from those who take part."""
    if circles.membership(run.gathering.assembly_id, by) is None:
        return NOT_FOUND
    if refusal := why_not_go_on(run.gathering):
        return refusal
    if run.closed_at is not None:
        return Refusal(
            "Cette étape est close. Votre texte est resté ici : vous pouvez le copier et le dire à voix haute.",
            "This step is closed. Your text is still here: you can copy it and say it aloud.",
        )
    return None


def why_not_change(entry: Entry) -> Refusal | None:
    """What somebody read again before it left stays as they read it."""
    if not circles.readings_of(entry):
        return None
    return Refusal(
        "Une autre personne a relu ce texte. Pour le changer, retirez-le, puis écrivez-le à nouveau.",
        "Somebody else has read this text again. To change it, take it back, then write it anew.",
    )


def why_not_write_for(gathering: Gathering, scribe: Person) -> Refusal | None:
    """Whoever facilitates or keeps the record writes for those who have no device."""
    membership = circles.membership(gathering.assembly_id, scribe)
    if membership is None:
        return NOT_FOUND
    if membership.charge == Charge.NONE:
        return Refusal(
            "Écrire pour quelqu’un est le rôle des personnes qui animent ou du secrétaire.",
            "Writing for somebody is for those who facilitate, or the secretary.",
        )
    return None


def why_not_note_card(run: StepRun, step: Step, scribe: Person) -> Refusal | None:
    """A card is copied while its step is open; a card that its author was told to keep is copied by nobody."""
    if refusal := why_not_write_for(run.gathering, scribe) or why_not_answer(run, scribe):
        return refusal
    if stays_with_its_author(step):
        return Refusal(
            "Ces cartes restent à leurs auteurs : la carte le leur a promis. N’en recopiez aucune.",
            "These cards stay with their authors: the card promised it. Copy none of them.",
        )
    return None


def why_not_take_over(gathering: Gathering, by: Person) -> Refusal | None:
    """A co-facilitator takes over at any time; where nobody facilitates any more, anybody present does."""
    membership = circles.membership(gathering.assembly_id, by)
    if membership is None:
        return NOT_FOUND
    somebody = people_in(gathering).filter(charge=Charge.FACILITATOR).exists()
    if membership.charge == Charge.COFACILITATOR or not somebody:
        return None
    return Refusal(
        "Quelqu’un anime déjà. Demandez-lui de vous passer la main.",
        "Somebody already facilitates. Ask them to hand over to you.",
    )


def why_not_propose_dates(gathering: Gathering, dates: Collection[datetime], by: Person) -> Refusal | None:
    """Those who facilitate a gathering that has no date propose from two to six, all ahead, each once."""
    if refusal := why_not_facilitate(gathering, by) or _why_not_date(gathering):
        return refusal
    if gathering.planned_at is not None:
        return Refusal(
            "Cette séance a déjà sa date. Retirez-la d’abord.",
            "This gathering already has its date. Take it back first.",
        )
    all_of_them = [*(date.at for date in dates_ahead(gathering)), *dates]
    if len(set(all_of_them)) < len(all_of_them):
        return Refusal("La même date est proposée deux fois.", "The same date is proposed twice.")
    if not dates or not FEWEST <= len(all_of_them) <= MOST:
        return Refusal(
            f"Proposez de {FEWEST} à {MOST} dates en tout.", f"Propose {FEWEST} to {MOST} dates in all."
        )
    now = clock.now()
    if not all(now < at <= now + FURTHEST for at in dates):
        return Refusal(
            "Choisissez des dates à venir, d’ici un an.",
            "Choose dates that are still to come, within a year.",
        )
    return None


def _why_not_date(gathering: Gathering) -> Refusal | None:
    """The date of a gathering can change until it begins."""
    if gathering.opened_at is not None or gathering.closed_at is not None:
        return Refusal(
            "Cette séance a déjà commencé : sa date ne change plus.",
            "This gathering has already begun: its date no longer changes.",
        )
    return None


def why_not_say_when_free(gathering: Gathering, answers: Mapping[int, str], by: Person) -> Refusal | None:
    """Members of the circle, of the dates that are proposed, until one is settled."""
    if circles.membership(gathering.circle_id, by) is None:
        return NOT_FOUND
    if refusal := _why_not_date(gathering):
        return refusal
    if gathering.planned_at is not None:
        return Refusal(
            "La date est déjà choisie. Si elle ne vous va pas, dites-le à la personne qui anime.",
            "The date is already chosen. If it does not suit you, tell the person who facilitates.",
        )
    if not answers:
        return Refusal("Répondez pour une date au moins.", "Answer for at least one date.")
    ahead = {date.pk for date in dates_ahead(gathering)}
    if not set(answers) <= ahead or not set(answers.values()) <= set(Answer):
        return Refusal(
            "Les dates proposées ont changé. Relisez la page, puis répondez de nouveau.",
            "The proposed dates have changed. Read the page again, then answer again.",
        )
    return None


def why_not_settle(gathering: Gathering, date: ProposedDate | None, by: Person) -> Refusal | None:
    """Whoever facilitates settles a date that was proposed and is still to come."""
    if refusal := why_not_facilitate(gathering, by) or _why_not_date(gathering):
        return refusal
    if date is None:
        return NOT_FOUND
    if date.at <= clock.now():
        return Refusal(
            "Cette date est passée. Choisissez-en une autre, ou proposez-en de nouvelles.",
            "This date is over. Choose another one, or propose new ones.",
        )
    return None


def why_not_take_date_back(gathering: Gathering, by: Person) -> Refusal | None:
    return why_not_facilitate(gathering, by) or _why_not_date(gathering)
