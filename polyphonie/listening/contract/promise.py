"""The exact sentence under the questions of a pulse: who learns what, and when. Pure; frozen with each pulse."""

from __future__ import annotations

from polyphonie.base.text import Text

_ENVELOPE = Text(
    "L’autre lit vos réponses, et apprend que vous avez répondu, seulement quand vous avez tous les deux ouvert "
    "l’enveloppe, qui se referme dès que l’un de vous le veut ou s’en va",
    "The other reads your answers, and learns that you have answered, only once both of you have opened "
    "the envelope, which closes again as soon as one of you wishes or leaves",
    falc="Vos réponses sont dans une enveloppe. L’autre ne les voit pas. L’autre ne sait pas si vous avez répondu. "
    "Vous ouvrez l’enveloppe tous les deux ? Alors vous lisez tous les deux. Chacun peut la refermer.",
)
_WATCHED = Text(
    " ; si ce que vous répondez à deux change nettement, vous deux et les personnes qui accompagnent votre promotion "
    "voyez au même moment une question, qui ne dit ni une réponse, ni de qui elle vient.",
    "; if what the two of you answer clearly changes, both of you and those who accompany your cohort "
    "see a question at the same moment, which tells neither an answer nor whom it comes from.",
    falc=" Vos réponses changent beaucoup ? Alors une question arrive. Vous deux la voyez. "
    "Les personnes qui vous accompagnent la voient aussi. Elles ne voient jamais vos réponses.",
)


def promise_of(*, watched: bool) -> dict[str, str]:
    """`watched`: the pair belongs to a cohort, whose facilitators see its signals when it does."""
    fr, en, falc = _ENVELOPE.fr, _ENVELOPE.en, _ENVELOPE.falc
    if not watched:
        return {"fr": f"{fr}.", "en": f"{en}.", "falc": falc}
    return {"fr": fr + _WATCHED.fr, "en": en + _WATCHED.en, "falc": falc + _WATCHED.falc}
