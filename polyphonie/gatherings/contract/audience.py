"""One exact sentence under each question: who will read the answer, when, and with which name."""

from __future__ import annotations

from polyphonie.base.text import Text
from polyphonie.engines.disclosure import Audience, promise
from polyphonie.guides.contract.format import Step

WHO = {
    "author": Text("Personne d’autre que vous ne lira votre réponse.", "Only you can read your answer."),
    "facilitators": Text(
        "Seules les personnes qui animent liront votre réponse",
        "Only those who facilitate will read your answer",
    ),
    "participants": Text(
        "Les personnes de cette séance liront votre réponse",
        "The people in this gathering will read your answer",
    ),
    "circle": Text(
        "Les personnes de cette séance et celles du cercle « {circle} », présentes et à venir, liront votre réponse",
        "The people in this gathering and those of the circle “{circle}”, present and future, will read your answer",
    ),
}
WHEN = {
    "at_once": Text("dès que vous l’envoyez", "as soon as you send it"),
    "when_all_answered": Text("quand tout le monde aura répondu", "once everybody has answered"),
    "at_close": Text("à la fin de l’étape", "when the step ends"),
}
NAMES = {
    "shown": Text("avec votre prénom", "with your first name"),
    "hidden": Text("sans votre prénom", "without your first name"),
}

ON_CARD = {
    "facilitators": Text(
        "Une personne qui anime recopiera cette carte. Seules les personnes qui animent la liront",
        "Somebody who facilitates will copy this card. Only those who facilitate will read it",
    ),
    "participants": Text(
        "Une personne qui anime recopiera cette carte. Les personnes de cette séance la liront",
        "Somebody who facilitates will copy this card. The people in this gathering will read it",
    ),
}
WHEN_ON_CARD = {**WHEN, "at_once": Text("dès qu’elle est recopiée", "as soon as it is copied")}
NAMES_ON_CARD = {
    "shown": Text("avec votre prénom si vous l’écrivez", "with your first name if you write it"),
    "hidden": NAMES["hidden"],
}
KEEP = Text(
    "Gardez cette carte. Personne d’autre que vous ne la lira.",
    "Keep this card. Nobody else will read it.",
)


TOGETHER = Text(
    "Personne ici ne lira vos réponses à part, pas même qui anime. Les personnes de cette séance liront, {when}, "
    "ce que toutes les réponses disent ensemble.",
    "Nobody here will read your answers by themselves, not even whoever facilitates. The people in this gathering "
    "will read, {when}, what all answers say together.",
)
TOGETHER_DICTATED = Text(
    "Une personne qui anime écrit pour vous, et lit donc vos réponses. Les autres liront, {when}, "
    "ce que toutes les réponses disent ensemble.",
    "Somebody who facilitates writes for you, and so reads your answers. The others will read, {when}, "
    "what all answers say together.",
)
TOGETHER_ON_CARD = Text(
    "Une personne qui anime recopiera cette carte, et la lira donc. Les autres liront, {when}, "
    "ce que toutes les réponses disent ensemble.",
    "Somebody who facilitates will copy this card, and so read it. The others will read, {when}, "
    "what all answers say together.",
)


def _together(said: Text, when: Text) -> Text:
    return Text(said.fr.replace("{when}", when.fr), said.en.replace("{when}", when.en))


def stays_with_its_author(step: Step) -> bool:
    """Nobody else reads the answer: on paper, nobody copies it."""
    return step.seen_by == "author" or step.reveal == "never" or step.unlinkable


def on_card(step: Step, *, together: bool = False) -> Text:
    """The same promise on a paper card, which somebody copies: a copied answer never leaves the gathering."""
    if stays_with_its_author(step):
        return KEEP
    if together:
        return _together(TOGETHER_ON_CARD, WHEN_ON_CARD[step.reveal])
    who = ON_CARD["facilitators" if step.seen_by == "facilitators" else "participants"]
    when = WHEN_ON_CARD[step.reveal]
    names = NAMES_ON_CARD["shown" if step.names == "shown" else "hidden"]
    return Text(f"{who.fr}, {when.fr}, {names.fr}.", f"{who.en}, {when.en}, {names.en}.")


def sentence(step: Step, *, circle: str, scribed: bool = False, together: bool = False) -> Text:
    """Computed from the real setting of the step. A dictated answer never leaves the gathering."""
    if step.unlinkable:
        return Text(*promise(Audience.CIRCLE, gathered=True))
    if together:
        return _together(TOGETHER_DICTATED if scribed else TOGETHER, WHEN[step.reveal])
    seen_by = "participants" if scribed and step.seen_by == "circle" else step.seen_by
    if seen_by == "author" or step.reveal == "never":
        return WHO["author"]
    who, when, names = WHO[seen_by], WHEN[step.reveal], NAMES.get(step.names, NAMES["shown"])
    return Text(
        f"{who.fr.replace('{circle}', circle)}, {when.fr}, {names.fr}.",
        f"{who.en.replace('{circle}', circle)}, {when.en}, {names.en}.",
    )
