"""May this person do this now?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from polyphonie.base import clock
from polyphonie.base.refusals import Refusal
from polyphonie.base.scope import reading
from polyphonie.base.voices import Voice
from polyphonie.circles.rules import NOT_FOUND
from polyphonie.engines.pairing import Objective
from polyphonie.people.queries import Person
from polyphonie.programmes import queries
from polyphonie.programmes.contract.naming import meant
from polyphonie.programmes.models import (
    ABOUT,
    Application,
    Call,
    Cohort,
    PairAnswer,
    PairPage,
    PairProject,
    PairProposal,
)
from polyphonie.programmes.queries import Conversations, Pairing, PairSeen, Template

FURTHEST = timedelta(days=730)
LONGEST_CALL = timedelta(days=366)
MOST_APPLICATIONS = 500
MOST_KEPT = 20
ENDED = Refusal(
    "Cette proposition est close. Vous n’avez rien d’autre à faire.",
    "This proposal is closed. There is nothing else for you to do.",
)


def why_not_start_on(day: date | None) -> Refusal | None:
    """A cohort starts on a day that is near enough to be true."""
    if day is None or not clock.today() - FURTHEST <= day <= clock.today() + FURTHEST:
        return Refusal(
            "Choisissez un jour à moins de deux ans d’ici.", "Choose a day less than two years away."
        )
    return None


def why_not_walk(chosen: Template | None) -> Refusal | None:
    if chosen is None:
        return Refusal("Choisissez un programme dans la liste.", "Choose a programme from the list.")
    return None


def why_not_coordinate(cohort: Cohort, by: Person) -> Refusal | None:
    """The coordinators of a cohort are those who facilitate its circle; to anybody else, this does not exist."""
    return None if queries.coordinates(cohort, by) else NOT_FOUND


def why_not_call(closes_on: date | None, about: str) -> Refusal | None:
    """A call says what it is for, and has a last day."""
    if not about.strip():
        return Refusal(
            "Dites en quelques mots à qui s’adresse cet appel.", "Say in a few words whom this call is for."
        )
    latest = clock.today() + LONGEST_CALL
    if closes_on is None or not clock.today() <= closes_on <= latest:
        return Refusal(
            f"Choisissez un dernier jour d’ici au {latest:%d/%m/%Y}.",
            f"Choose a last day by {latest:%d/%m/%Y}.",
        )
    return None


@reading
def why_not_apply(call: Call, name: str, voice: str) -> Refusal | None:
    """Anybody who holds the link, until the last day, with a first name and a voice."""
    if refusal := why_not_still_open(call):
        return refusal
    if not name.strip():
        return Refusal("Écrivez votre prénom.", "Write your first name.")
    if voice not in set(Voice):
        return Refusal(
            "Choisissez d’où vous parlez dans la liste.", "Choose from the list where you speak from."
        )
    if Application.objects.filter(call=call).count() >= MOST_APPLICATIONS:
        return Refusal(
            "Cet appel a reçu trop de candidatures. Dites-le à la personne qui vous a donné ce lien.",
            "This call has received too many applications. Tell the person who gave you this link.",
        )
    return None


def why_not_still_open(call: Call) -> Refusal | None:
    if queries.is_open(call):
        return None
    return Refusal(
        "Cet appel est terminé. Ce que vous aviez envoyé est gardé, et ne change plus.",
        "This call is over. What you had sent is kept, and no longer changes.",
    )


def why_not_write(application: Application) -> Refusal | None:
    """Its author, until it is withdrawn or the call ends."""
    if application.withdrawn_at is not None:
        return NOT_FOUND
    return why_not_still_open(application.call)


@reading
def why_not_change_voice(application: Application, voice: str) -> Refusal | None:
    """Whoever is in a pair stays on their side of it."""
    if voice not in set(Voice):
        return Refusal(
            "Choisissez d’où vous parlez dans la liste.", "Choose from the list where you speak from."
        )
    if queries.side(voice) != queries.side(application.voice) and queries.live_proposals(application):
        return Refusal(
            "Vous êtes dans un binôme proposé. Répondez-y d’abord.",
            "A pair is being proposed with you. Answer it first.",
        )
    return None


@reading
def why_not_come_together(with_: Application, voice: str, by: Person | None) -> Refusal | None:
    """Two people of two sides, neither of whom is in another pair; and nobody comes with themselves."""
    if with_.withdrawn_at is not None:
        return NOT_FOUND
    if by is not None and with_.person_id == by.pk:
        return Refusal(
            "Ce lien est pour l’autre personne. Donnez-le-lui.",
            "This link is for the other person. Give it to them.",
        )
    if queries.live_proposals(with_):
        return Refusal(
            "Cette personne est déjà dans un binôme. Vous pouvez poser votre candidature sans elle.",
            "This person is in a pair already. You can apply without them.",
        )
    if voice in set(Voice) and queries.side(voice) == queries.side(with_.voice):
        return Refusal(
            "Un binôme réunit une personne qui vit les soins et une personne qui y travaille.",
            "A pair brings together somebody who lives with care and somebody who works in it.",
        )
    return None


@reading
def why_not_answer(proposal: PairProposal, application: Application, *, yes: bool) -> Refusal | None:
    """Each answers alone, once. Care that goes on between two keeps them apart."""
    if application.pk not in (proposal.first_id, proposal.second_id) or application.withdrawn_at is not None:
        return NOT_FOUND
    if proposal.ended_at is not None or proposal.circle_id:
        return ENDED
    if PairAnswer.objects.filter(proposal=proposal, application=application).exists():
        return Refusal("Vous avez déjà répondu.", "You have already answered.")
    if yes and application.sent_at is None:
        return Refusal("Envoyez d’abord votre candidature.", "Send your application first.")
    return why_not_in_care(proposal) if yes else None


def why_not_in_care(proposal: PairProposal) -> Refusal | None:
    """A care relationship that goes on today, declared by one of the two."""
    pair = ((proposal.first, proposal.second), (proposal.second, proposal.first))
    if any(meant(one.care, {"other": other.name}) for one, other in pair):
        return Refusal(
            "Une relation de soin est déclarée entre vous. Tant qu’elle dure, ce binôme ne peut pas se former.",
            "A care relationship was declared between you. While it lasts, this pair cannot be formed.",
        )
    return None


def why_not_choose(chosen: dict[str, object]) -> Refusal | None:
    """Known rules, within what makes sense."""
    numbers = [v for k, v in chosen.items() if k.startswith(("weight_", "languages", "times"))]
    seed = chosen.get("seed", 1)
    if (
        chosen.keys() <= queries.CHOSEN.keys()
        and all(isinstance(n, int) and 0 <= n <= 5 for n in numbers)
        and isinstance(seed, int) and 0 <= seed <= 999_999
        and chosen.get("objective", "leximin") in set(Objective)
    ):  # fmt: skip
        return None
    return Refusal("Choisissez des poids de 0 à 5.", "Choose weights from 0 to 5.")


def why_not_say(
    seen: Pairing, first: Application | None, second: Application | None, kind: str
) -> Refusal | None:
    """Two people of two sides, both still looking."""
    if first is None or second is None or queries.side(first.voice) == queries.side(second.voice):
        return Refusal(
            "Choisissez deux personnes, une de chaque côté.", "Choose two people, one of each side."
        )
    if kind not in ("together", "apart"):
        return NOT_FOUND
    if kind == "together":
        for word in seen.words:
            held = {word.first_id, word.second_id} & {first.pk, second.pk}
            if word.kind == "together" and held:
                return Refusal(
                    "Une de ces personnes est déjà gardée dans un binôme. Défaites-le d’abord.",
                    "One of these people is kept in a pair already. Undo it first.",
                )
    return None


CHANGED = Refusal(
    "Les binômes ont changé depuis que vous les avez lus. Relisez-les, puis proposez.",
    "The pairs have changed since you read them. Read them again, then propose.",
)
UNPROVED = Refusal(
    "Cette réponse n’a pas pu être prouvée. Rien n’est proposé. Dites-le à qui s’occupe de l’installation.",
    "This answer could not be proved. Nothing is proposed. Tell whoever looks after the installation.",
)


def why_not_in_pair(pair: PairSeen, by: Person) -> Refusal | None:
    return NOT_FOUND if pair.me.person_id != by.pk else None


def why_not_between_two(pair: PairSeen, by: Person) -> Refusal | None:
    """What takes two, while the pair lives."""
    if pair.me.person_id != by.pk:
        return NOT_FOUND
    if pair.parted:
        return Refusal(
            "Ce binôme a pris fin. Ce qui a été gardé se relit encore, et rien ne s’y ajoute.",
            "This pair has ended. What was kept can still be read, and nothing is added to it.",
        )
    return None


def why_not_write_project(
    pair: PairSeen, now: PairProject | None, number: int, lines: Mapping[str, str], by: Person
) -> Refusal | None:
    """Either of the two, over the text they read; one line at least."""
    if refusal := why_not_between_two(pair, by):
        return refusal
    if not any(line.strip() for line in lines.values()):
        return Refusal("Écrivez au moins une ligne.", "Write at least one line.")
    return None if (now.number if now else 0) == number else WRITTEN_MEANWHILE


def why_not_write_page(pair: PairSeen, text: str, about: str, by: Person) -> Refusal | None:
    if refusal := why_not_between_two(pair, by):
        return refusal
    if not text.strip():
        return Refusal("Écrivez quelques mots.", "Write a few words.")
    return _why_not_about(about)


def _why_not_about(about: str) -> Refusal | None:
    if about in ("", *ABOUT):
        return None
    return Refusal(
        "Choisissez de quoi parle cette page, ou ne le dites pas.",
        "Choose what this page is about, or do not say.",
    )


def why_not_change_page(page: PairPage, about: str, by: Person) -> Refusal | None:
    """Its author alone, in a pair they belong to."""
    return NOT_FOUND if queries.page_of_mine(page.pk, to=by) is None else _why_not_about(about)


def why_not_keep_between(pair: PairSeen, text: str, by: Person) -> Refusal | None:
    """A short list: what is long belongs in the log."""
    if refusal := why_not_between_two(pair, by):
        return refusal
    if not text.strip():
        return Refusal(
            "Écrivez ce que vous voulez garder entre vous.", "Write what you want kept between you."
        )
    if len(queries.kept_between(pair.circle, to=by)) >= MOST_KEPT:
        return Refusal(
            f"Cette liste tient en {MOST_KEPT} lignes. Retirez-en une d’abord.",
            f"This list holds {MOST_KEPT} lines. Take one back first.",
        )
    return None


def why_not_plan_conversation(seen: Conversations, at: datetime | None, by: Person) -> Refusal | None:
    """A coordinator of the cohort, with a date ahead, while the pair lives."""
    if refusal := _why_not_converse(seen, by):
        return refusal
    if at is None or not clock.now() < at <= clock.now() + LONGEST_CALL:
        return Refusal("Choisissez un jour et une heure à venir.", "Choose a day and an hour still to come.")
    return None


def why_not_note_conversation(seen: Conversations, text: str, by: Person) -> Refusal | None:
    """The same, once a conversation was planned: its notes are read by those who take part in it."""
    if refusal := _why_not_converse(seen, by):
        return refusal
    if not seen.held:
        return Refusal("Prévoyez d’abord un entretien.", "Plan a conversation first.")
    return None if text.strip() else Refusal("Écrivez quelques mots.", "Write a few words.")


def _why_not_converse(seen: Conversations, by: Person) -> Refusal | None:
    if not queries.coordinates(seen.row.call.cohort, by):
        return Refusal(
            "Les personnes qui animent prévoient les entretiens. Demandez-leur une date.",
            "Those who facilitate plan the conversations. Ask them for a date.",
        )
    return ENDED_PAIR if seen.parted else None


ENDED_PAIR = Refusal("Ce binôme a pris fin.", "This pair has ended.")
WRITTEN_MEANWHILE = Refusal(
    "L’autre moitié de votre binôme a écrit entre-temps. Relisez, puis écrivez à nouveau.",
    "The other half of your pair has written meanwhile. Read it again, then write anew.",
)
