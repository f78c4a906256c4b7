"""The shape of what waves ask. No key that makes a sending count once: it would be kept beside a person and a moment;
the receipt does it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from polyphonie.circles import queries as circles
from polyphonie.circles.queries import BETWEEN_EQUALS, Circle, Kind
from polyphonie.listening import queries, rules
from polyphonie.listening.queries import QuestionSet
from polyphonie.people.queries import Person
from polyphonie.steps.scale.marks import PASS, MarkField

WEEKS = [
    (0, _("Une seule fois")),
    (4, _("Toutes les quatre semaines")),
    (8, _("Toutes les huit semaines")),
    (13, _("Tous les trois mois")),
]
LENGTHS = [(3, _("3 jours")), (7, _("Une semaine")), (14, _("Deux semaines"))]


class Answers(forms.Form):
    """A number from 1 to 5 for each question, or none; and the receipt that opens this answer again."""

    fresh = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
    receipt = forms.CharField(
        label=_("Les 16 chiffres de votre reçu"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, chosen: QuestionSet, plain: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.chosen, self.low, self.high = chosen, chosen.low, chosen.high
        language = get_language() or "fr"
        for question in chosen.questions:
            self.fields[self._name(question.id)] = MarkField(question.text.to(language, plain=plain))

    def chosen_receipt(self) -> str:
        """The one that was typed; else the one that came with the page."""
        return self.cleaned_data["receipt"] or self.cleaned_data["fresh"]

    @staticmethod
    def _name(question: str) -> str:
        return f"mark_{question}"

    def items(self) -> Iterator[forms.BoundField]:
        return (self[self._name(question.id)] for question in self.chosen.questions)

    def marks(self) -> dict[str, int]:
        given = {q.id: int(self.cleaned_data.get(self._name(q.id)) or PASS) for q in self.chosen.questions}
        return {question: mark for question, mark in given.items() if mark}


class NewWave(forms.Form):
    """Which questions, for how long, told to whom."""

    set = forms.ChoiceField(
        label=_("Quelles questions ?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une série de questions.")},
    )
    few = forms.BooleanField(
        label=_("Trois questions seulement, celles qui ont été le moins posées"), required=False
    )
    days = forms.TypedChoiceField(
        label=_("Pendant combien de temps ?"),
        choices=LENGTHS,
        coerce=int,
        initial=7,
        widget=forms.RadioSelect,
    )
    weeks = forms.TypedChoiceField(label=_("Et ensuite ?"), choices=WEEKS, coerce=int, initial=0)
    by_voice = forms.BooleanField(
        label=_("Montrer aussi par voix, là où personne ne peut être reconnu"), required=False
    )
    services = forms.MultipleChoiceField(
        label=_("Montrer aussi par service, là où personne ne peut être reconnu"),
        help_text=_(
            "Les cercles à l’intérieur de celui-ci dont vous vous occupez. "
            "Toutes les personnes de ce cercle liront leur nom."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    outside = forms.ChoiceField(label=_("Un autre cercle le saura-t-il aussi ?"), required=False)

    def __init__(self, *args: Any, circle: Circle, by: Person, **more: Any) -> None:
        super().__init__(*args, **more)
        language = get_language() or "fr"
        self.sets, self.circle = queries.sets_of(circle), circle
        named = [(each.id, each.title.to(language)) for each in self.sets]
        self.fields["set"].choices = named  # type: ignore[attr-defined]
        self.inside = {str(each.pk): each for each in rules.may_be_services(circle, by)}
        self.fields["services"].choices = [  # type: ignore[attr-defined]
            (pk, each.name) for pk, each in self.inside.items()
        ]
        others = (
            circles.circles_of(by).exclude(pk=circle.pk).exclude(kind__in=(Kind.GATHERING, *BETWEEN_EQUALS))
        )
        self.fields["outside"].choices = [  # type: ignore[attr-defined]
            ("", _("Non, ce cercle seulement")),
            *((str(other.pk), other.name) for other in others),
        ]

    def wanted(self, by: Person) -> dict[str, Any]:
        """What the command asks for."""
        given = self.cleaned_data
        outside = circles.circle_for(int(given["outside"]), to=by) if given["outside"] else None
        return {
            "chosen": queries.set_for(self.circle, given["set"]),
            "days": given["days"],
            "by_voice": given["by_voice"],
            "services": [self.inside[pk] for pk in given["services"]],
            "outside": outside,
            "at_most": 3 if given["few"] else 0,
        }


class OwnQuestions(forms.Form):
    """A set of one's own, as a file or pasted."""

    toml = forms.CharField(
        label=_("Vos questions"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false", "class": "code"}),
        error_messages={"required": _("Collez ici le fichier de vos questions.")},
    )


class PulseAnswers(forms.Form):
    """A number from 1 to 5 for each of the seven questions, or none."""

    def __init__(
        self, *args: Any, plain: bool = False, mine: dict[str, int] | None = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        language = get_language() or "fr"
        self.asked = queries.asked()
        for question, _set in self.asked:
            given = str(mine.get(question.id, PASS)) if mine is not None else None
            self.fields[question.id] = MarkField(question.text.to(language, plain=plain), given)

    def items(self) -> Iterator[tuple[forms.BoundField, QuestionSet]]:
        """Each question, with the set whose ends it has."""
        return ((self[question.id], chosen) for question, chosen in self.asked)

    def marks(self) -> dict[str, int]:
        given = {
            question.id: int(self.cleaned_data.get(question.id) or PASS) for question, _set in self.asked
        }
        return {question: mark for question, mark in given.items() if mark}


class ChosenPace(forms.Form):
    """How often a pair wants to be asked."""

    weeks = forms.TypedChoiceField(
        label=_("À quel rythme ?"),
        choices=[
            (1, _("Chaque semaine")),
            (2, _("Toutes les deux semaines")),
            (3, _("Toutes les trois semaines")),
            (0, _("Plus du tout")),
        ],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez un rythme.")},
    )


class BegunAnew(forms.Form):
    """Why a series begins anew."""

    reason = forms.CharField(
        label=_("Pourquoi recommencer ?"),
        help_text=_(
            "Ce qui a changé avant cette vague. Les personnes du cercle le liront. Ne nommez personne."
        ),
        max_length=rules.LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Écrivez pourquoi : qu’est-ce qui a changé avant cette vague ?")},
    )


class ClosedSignal(forms.Form):
    """What was learnt of a signal."""

    learnt = forms.ChoiceField(
        label=_("Qu’en avez-vous appris ?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Dites ce que vous en avez appris.")},
    )

    def __init__(self, *args: Any, signal: int, **more: Any) -> None:
        super().__init__(*args, **more)
        self.auto_id = f"signal_{signal}_%s"
        language = get_language() or "fr"
        said = [(one.value, text.to(language)) for one, text in queries.LEARNT.items()]
        self.fields["learnt"].choices = said  # type: ignore[attr-defined]
