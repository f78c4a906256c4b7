"""A situation in four boxes, none of them for a name; then the guard, and its author's choice for each thing it saw.

The guard shows what could let somebody be recognised. It knows numbers, dates, titles and the names of this circle; it
does not know everything, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from django import forms
from django.forms import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from polyphonie.engines import guard
from polyphonie.steps.case.kind import AGREED, KIND, PARTS

BETWEEN = "\n\x1f\n"  # stands between two boxes while they are read as one text
CHOICES = [
    ("replace", _("Remplacer par un rôle ou un mot général")),
    ("generalise", _("Dire moins précisément")),
    ("keep", _("Garder : cela ne désigne personne")),
]
DANGER = [
    ("no", _("Non")),
    ("now", _("Oui : quelqu’un est en danger maintenant")),
    ("event", _("Oui : un événement grave lié aux soins")),
]
CHANNELS = {
    "now": _(
        "Arrêtez-vous ici. Appelez le 15, ou la personne responsable du service, tout de suite. Rien n’a été gardé de cette page."
    ),
    "event": _(
        "Un événement grave se déclare par le circuit de signalement de votre établissement : qualité et gestion des risques. Rien n’a été gardé de cette page. Vous pourrez en parler ici ensuite, sans nom."
    ),
}


@dataclass(frozen=True)
class Watched:
    """Something the guard saw: the words around it, why, and the author's choice."""

    before: str
    words: str
    after: str
    why: str
    choice: BoundField
    reason: BoundField


class Form(forms.Form):
    directory: Iterable[str] = ()  # the names of the circle, which the guard looks for

    situation = forms.CharField(
        label=_("Ce qui s’est passé"),
        help_text=_(
            "Quelques lignes. Aucun nom, aucune date, aucun lieu : « une dame de plus de quatre-vingts ans »."
        ),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Racontez la situation en quelques lignes.")},
    )
    around = forms.CharField(
        label=_("Qui est autour (des rôles, pas des noms)"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    tried = forms.CharField(
        label=_("Ce qui a été essayé"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    question = forms.CharField(
        label=_("La question que vous posez au groupe"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Posez une question au groupe : c’est elle qui guide la discussion.")},
    )
    agreed = forms.ChoiceField(
        label=_("La personne concernée est-elle d’accord ?"),
        choices=[],
        widget=forms.RadioSelect,
        error_messages={
            "required": _(
                "Sans son accord, changez de situation, ou recomposez-en une à partir de plusieurs."
            )
        },
    )
    danger = forms.ChoiceField(
        label=_("Y a-t-il un danger, ou un événement grave ?"),
        choices=DANGER,
        initial="no",
        widget=forms.RadioSelect,
        error_messages={"required": _("Répondez d’abord à cette question.")},
    )

    def __init__(
        self, *args: Any, settings: Any, about: Any, me: Any, mine: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "fr"
        agreed: Any = self.fields["agreed"]
        agreed.choices = [(key, text.to(language)) for key, text in AGREED.items()]
        self.settings_days = settings.days
        for name in (*PARTS, "agreed") if mine else ():
            self.fields[name].initial = getattr(mine.answer, name)
        self.watched: list[Watched] = []
        self.softened: dict[str, str] = {}
        self.choices_made: list[tuple[str, str, str]] = []

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if channel := CHANNELS.get(given.get("danger", "")):
            raise forms.ValidationError(channel, code="channel")
        words = BETWEEN.join((given.get(part) or "").replace("\x1f", "") for part in PARTS)
        decided = {span: self._decided(words, span) for span in guard.watch(words, names=self.directory)}
        if not all(decided.values()):
            raise forms.ValidationError(
                _("Ces mots pourraient permettre de reconnaître quelqu’un. Choisissez pour chacun."),
                code="guard",
            )
        # The boxes are softened as one text: the same person stays « personne A » from one to the next.
        self.softened = dict(zip(PARTS, guard.soften(words, decided).split(BETWEEN), strict=True))
        return given

    def _decided(self, text: str, span: Any) -> str:
        """What the author chose for this span; it is shown again, with what they chose, until all is decided."""
        name = f"guard_{crc32(f'{span.kind}|{text[span.start : span.end].casefold()}'.encode()):08x}"
        known = name in self.fields
        offered = [c for c in CHOICES if c[0] != "generalise" or span.kind in guard.GENERAL]
        self.fields[name] = forms.ChoiceField(
            label=_("Que faire de ces mots ?"), choices=offered, widget=forms.RadioSelect, required=False
        )
        self.fields[f"{name}_why"] = forms.CharField(
            label=_("Si vous gardez : pourquoi ?"), required=False, max_length=200
        )
        choice, why = (str(self.data.get(word, "")).strip() for word in (name, f"{name}_why"))
        good = choice in dict(offered) and (choice != "keep" or bool(why))
        if not known:
            self.watched.append(self._shown(text, span, name))
            if good:
                self.choices_made.append((span.kind, choice, why[:200]))
        return choice if good else ""

    def _shown(self, text: str, span: Any, name: str) -> Watched:
        fr, en = span.reason
        return Watched(
            before=text[max(0, span.start - 40) : span.start].rpartition(BETWEEN)[2],
            words=text[span.start : span.end],
            after=text[span.end : span.end + 40].partition(BETWEEN)[0],
            why=en if get_language() == "en" else fr,
            choice=self[name],
            reason=self[f"{name}_why"],
        )

    def answer(self) -> Any:
        words = {part: self.softened[part].strip() for part in PARTS}
        return KIND.Answer(**words, agreed=self.cleaned_data["agreed"], choices=tuple(self.choices_made))
