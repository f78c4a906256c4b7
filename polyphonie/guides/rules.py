"""May this person adapt a guide here? May this one be run, shared, accepted?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from polyphonie.base.refusals import Refusal
from polyphonie.circles import rules as circles
from polyphonie.circles.queries import Circle, Kind, circles_of
from polyphonie.guides.contract.file import LONGEST, plain
from polyphonie.guides.contract.shaping import Draft, steps_of, words_in
from polyphonie.guides.contract.writing import toml_of
from polyphonie.guides.models import Adaptation
from polyphonie.people.queries import Person

NOT_FOUND = circles.NOT_FOUND
# One page, one form of at most five hundred fields: more, and the sending would be refused before anybody reads it.
MOST_STEPS, MOST_TIPS, MOST_ROLES, MOST_WORDS = 16, 4, 6, 460


def why_not_adapt(circle: Circle, by: Person) -> Refusal | None:
    """Those who look after the circle adapt its guides; the people of one gathering have none of their own."""
    return NOT_FOUND if circle.kind == Kind.GATHERING else circles.why_not_look_after(circle, by)


def where_may_adapt(by: Person) -> list[Circle]:
    """The circles whose guides this person may adapt."""
    return [circle for circle in circles_of(by) if why_not_adapt(circle, by) is None]


def why_not_change(adaptation: Adaptation, edition: int, by: Person) -> Refusal | None:
    """Nobody writes over what somebody else kept in the meantime."""
    if refusal := why_not_adapt(adaptation.circle, by):
        return refusal
    if adaptation.edition != edition:
        return Refusal(
            "Ce guide a changé pendant que vous écriviez. Vos mots sont ci-dessous : recopiez-les dans le guide d’aujourd’hui.",
            "This guide changed while you were writing. Your words are below: copy them into today’s guide.",
        )
    return None


def why_not_discard(adaptation: Adaptation | None, edition: int, by: Person) -> Refusal | None:
    """Whoever may change it may let go of it, as it was read."""
    if adaptation is None:
        return NOT_FOUND
    if refusal := why_not_adapt(adaptation.circle, by):
        return refusal
    if adaptation.edition != edition:
        return Refusal(
            "Ce guide a changé depuis que vous l’avez ouvert. Relisez-le avant de le supprimer.",
            "This guide has changed since you opened it. Read it again before deleting it.",
        )
    return None


def why_not_keep(draft: Mapping[str, Any]) -> Refusal | None:
    """A draft that one page can show and one file can hold, whatever is still to mend in it."""
    steps, roles = draft.get("steps"), draft.get("roles", {})
    if not isinstance(steps, list) or len(steps_of(draft)) != len(steps) or not steps:
        return Refusal(
            "Ce n’est pas un guide : on n’y trouve pas d’étapes.",
            "This is not a guide: no steps are found in it.",
        )
    if len(steps) > MOST_STEPS:
        return Refusal(
            f"Ce guide a {len(steps)} étapes. Gardez-en {MOST_STEPS} au plus : au-delà, mieux vaut deux guides.",
            f"This guide has {len(steps)} steps. Keep {MOST_STEPS} at most: beyond that, two guides are better.",
        )
    if any(isinstance(t := s.get("if_this_happens"), list) and len(t) > MOST_TIPS for s in steps):
        return Refusal(
            f"Une étape a trop de conseils. Gardez-en {MOST_TIPS} au plus, ceux qui servent vraiment.",
            f"A step has too many tips. Keep {MOST_TIPS} at most, those that really help.",
        )
    if isinstance(roles, Mapping) and len(roles) > MOST_ROLES:
        return Refusal(
            f"Ce guide a trop de rôles. Gardez-en {MOST_ROLES} au plus.",
            f"This guide has too many roles. Keep {MOST_ROLES} at most.",
        )
    if not plain(draft) or len(toml_of(draft)) > LONGEST or _fields(steps) > MOST_WORDS:
        return Refusal(
            "Ce guide est trop long. Gardez l’essentiel : cent mille signes au plus.",
            "This guide is too long. Keep the essential: a hundred thousand characters at most.",
        )
    return None


def _fields(steps: list[Draft]) -> int:
    """How many fields a page needs for these steps: a dozen each, four a tip, and what their settings say."""
    tips = [len(t) for s in steps if isinstance(t := s.get("if_this_happens"), list)]
    return sum(11 + len(words_in(step.get("settings"))) for step in steps) + 4 * sum(tips)


def why_not_accept(adaptation: Adaptation, good: bool, unread: Collection[str], by: Person) -> Refusal | None:
    """What came from elsewhere is read whole, by somebody who looks after the circle, before anybody lives it."""
    if refusal := why_not_adapt(adaptation.circle, by):
        return refusal
    if not good:
        return Refusal("Corrigez d’abord ce guide.", "Mend this guide first.")
    if unread:
        left = len(unread)
        return Refusal(
            f"Il reste {left} {'partie' if left == 1 else 'parties'} à lire. Cochez chacune quand vous l’avez lue.",
            f"{left} {'part is' if left == 1 else 'parts are'} left to read. Tick each once you have read it.",
        )
    return None


def why_not_share(adaptation: Adaptation, ready: bool, to: Circle, by: Person) -> Refusal | None:
    """From a circle that one looks after to another one."""
    if refusal := why_not_adapt(adaptation.circle, by) or why_not_adapt(to, by):
        return refusal
    if to.pk == adaptation.circle_id:
        return Refusal("Ce cercle a déjà ce guide.", "This circle has this guide already.")
    return None if ready else why_not_ready()


def why_not_ready() -> Refusal:
    return Refusal(
        "Ce guide n’est pas prêt : il reste à le corriger ou à le relire.",
        "This guide is not ready: it still has to be mended or read again.",
    )
