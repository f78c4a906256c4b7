"""The shape of what programmes ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from polyphonie.circles import queries as circles
from polyphonie.circles.queries import BETWEEN_EQUALS, Kind
from polyphonie.people.queries import Person
from polyphonie.programmes import queries
from polyphonie.programmes.contract.templates import Question
from polyphonie.programmes.queries import Application, Template, Walker
from polyphonie.programmes.rules import MOST_EXPENSES, MOST_HOURS, MOST_SEED, SIZES
from polyphonie.web.voices import VoiceField, voices

WEIGHTS = [(n, str(n)) for n in range(6)]


def _date(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, widget=widget, error_messages={"required": _("Choisissez un jour."), "invalid": _("Choisissez un jour.")}, **more
    )  # fmt: skip


def _hour(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    invalid = _("Écrivez une heure, comme 14:30.")
    return forms.TimeField(label=label, widget=widget, required=False, error_messages={"invalid": invalid})


class NewCohort(forms.Form):
    template = forms.ChoiceField(
        label=_("Quel programme ?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez un programme.")},
    )
    name = forms.CharField(
        label=_("Nom de la promotion"),
        max_length=120,
        error_messages={"required": _("Donnez un nom à la promotion.")},
    )
    starts_on = _date(
        _("Premier jour"), help_text=_("Toutes les dates en découlent. Vous pourrez les déplacer.")
    )
    inside = forms.ChoiceField(
        label=_("À l’intérieur d’un cercle ?"),
        required=False,
        help_text=_("Être dans l’un ne donne rien à lire dans l’autre."),
    )
    voice = VoiceField()

    def __init__(self, *args: Any, by: Person, **more: Any) -> None:
        super().__init__(*args, **more)
        language = get_language() or "fr"
        own = [each for each in queries.own_templates(by) if each.template is not None]
        self.fields["template"].choices = [  # type: ignore[attr-defined]
            *((t.id, t.title.to(language)) for t in queries.library()),
            *((each.key, f"{each.title.to(language)} · {each.row.circle.name}") for each in own),
        ]
        mine = circles.circles_of(by).exclude(kind__in=(Kind.COHORT, *BETWEEN_EQUALS))
        self.fields["inside"].choices = [("", _("Non")), *((str(c.pk), c.name) for c in mine)]  # type: ignore[attr-defined]

    def wanted(self, by: Person) -> dict[str, Any]:
        """What the command asks for."""
        given = dict(self.cleaned_data)
        inside = given.pop("inside")
        return {**given, "parent": circles.circle_for(int(inside), to=by) if inside else None}


class Start(forms.Form):
    starts_on = _date(_("Premier jour"))


class WorkshopDay(forms.Form):
    to = _date(_("Nouveau jour"), required=False)


class HoursAndPlaceAsked(forms.Form):
    """When a workshop begins and ends, and where. Hours are those of the clock in `where`."""

    begins = _hour(_("Heure de début"))
    ends = _hour(_("Heure de fin"))
    place = forms.CharField(
        label=_("Lieu"),
        required=False,
        help_text=_(
            "Une salle, une adresse, ou le lien d’une visioconférence. Les personnes de la promotion le liront."
        ),
    )

    def __init__(self, *args: Any, where: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.where = where


class TablesAsked(forms.Form):
    """How large the tables are, and what is asked for pairs."""

    size = forms.TypedChoiceField(
        label=_("Des tables de combien ?"),
        choices=[(n, str(n)) for n in SIZES],
        coerce=int,
        initial=6,
        error_messages={"invalid_choice": _("Choisissez dans la liste.")},
    )
    pairs = forms.ChoiceField(
        label=_("Et les binômes ?"),
        choices=[
            ("free", _("Sans en tenir compte")),
            ("together", _("À la même table")),
            ("apart", _("À des tables différentes")),
        ],
        widget=forms.RadioSelect,
        initial="free",
        help_text=_(
            "Un binôme est un secret entre deux personnes et vous. Toujours ensemble, ou jamais, cela se remarque : "
            "seul le premier choix ne dit rien à la salle."
        ),
        error_messages={"required": _("Choisissez dans la liste.")},
    )
    seed = forms.IntegerField(
        label=_("Numéro du tirage"),
        min_value=0,
        max_value=MOST_SEED,
        initial=1,
        help_text=_("Un autre numéro donne d’autres tables, de même valeur."),
        error_messages={"invalid": _("Écrivez un nombre."), "required": _("Écrivez un nombre.")},
    )


class TimeNote(forms.Form):
    """What somebody gave, what it cost them, what they were given in return."""

    person = forms.TypedChoiceField(
        label=_("De qui ?"),
        coerce=int,
        required=False,  # nobody is oneself
        error_messages={"invalid_choice": _("Choisissez dans la liste.")},
    )
    on = _date(_("Quel jour ?"))
    what = forms.CharField(
        label=_("Pour quoi ?"),
        help_text=_("Un atelier, un entretien, un trajet…"),
        max_length=200,
        error_messages={"required": _("Dites en quelques mots ce que c’était.")},
    )
    hours = forms.DecimalField(
        label=_("Temps, en heures"),
        required=False,
        min_value=0,
        max_value=MOST_HOURS,
        decimal_places=2,
        localize=True,
        error_messages={"invalid": _("Écrivez un nombre, comme 2,5.")},
    )
    expenses = forms.DecimalField(
        label=_("Frais, en euros"),
        required=False,
        min_value=0,
        max_value=MOST_EXPENSES,
        decimal_places=2,
        localize=True,
        error_messages={"invalid": _("Écrivez un nombre, comme 12,40.")},
    )
    thanks = forms.CharField(
        label=_("Donné en retour (facultatif)"),
        help_text=_("Un remboursement, une indemnité, un bon, un repas…"),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, walkers: Sequence[Walker], by: Person, **more: Any) -> None:
        super().__init__(*args, **more)
        if walkers:
            self.fields["person"].choices = [(each.pk, each.name) for each in walkers]  # type: ignore[attr-defined]
        else:
            self.fields["person"].choices = [(by.pk, by.shown)]  # type: ignore[attr-defined]
            self.fields["person"].widget = forms.HiddenInput()
        self.fields["person"].initial = by.pk

    def clean_person(self) -> int:
        return self.cleaned_data["person"] or self.fields["person"].initial


class NewCall(forms.Form):
    about = forms.CharField(
        label=_("À qui s’adresse cet appel, et pour quoi faire ?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Dites en quelques mots à qui s’adresse cet appel.")},
    )
    closes_on = _date(_("Dernier jour pour répondre"))


class Begin(forms.Form):
    """What it takes to begin: a first name and a voice. The rest can wait. Where somebody is signed in, for whom it is: they
    may be typing for a person who sits beside them."""

    for_whom = forms.ChoiceField(
        label=_("Pour qui est cette candidature ?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Dites pour qui est cette candidature.")},
    )
    name = forms.CharField(
        label=_("Votre prénom"), max_length=60, error_messages={"required": _("Écrivez votre prénom.")}
    )
    voice = VoiceField()

    def __init__(self, *args: Any, by: Person | None, seeks: int | None = None, **more: Any) -> None:
        """`by`: the account that is signed in; `seeks`: the side from which a need can be answered."""
        super().__init__(*args, **more)
        self.by = by
        if by is None:
            del self.fields["for_whom"]
        else:
            mine = _("Pour moi (compte de %(name)s)") % {"name": by.shown}
            self.fields["for_whom"].choices = [("me", mine), ("other", _("Pour quelqu’un d’autre"))]  # type: ignore[attr-defined]
        if seeks is not None:
            there = [(value, said) for value, said in voices() if queries.side(value) == seeks]
            self.fields["voice"].choices = there  # type: ignore[attr-defined]

    def applicant(self) -> Person | None:
        """The account, if it said that it applies for itself."""
        return self.by if self.cleaned_data.get("for_whom") == "me" else None


class ApplicationForm(forms.Form):
    """What the programme asks, and what no pair may go without: how to be reached, and whom not to be paired with."""

    name = forms.CharField(
        label=_("Votre prénom"), max_length=60, error_messages={"required": _("Écrivez votre prénom.")}
    )
    voice = VoiceField()
    email = forms.EmailField(
        label=_("Votre adresse électronique (facultatif)"),
        required=False,
        error_messages={"invalid": _("Relisez cette adresse.")},
    )
    contact = forms.CharField(
        label=_("Un autre moyen de vous joindre (facultatif)"), max_length=120, required=False
    )
    care = forms.CharField(
        label=_(
            "Êtes-vous aujourd’hui dans une relation de soin avec quelqu’un qui pourrait répondre à cet appel ?"
        ),
        help_text=_(
            "Écrivez les noms, avec des virgules. Vous ne serez pas en binôme avec ces personnes, sauf si vous l’acceptez tous par écrit."
        ),
        max_length=300,
        required=False,
    )
    reports_to = forms.CharField(
        label=_("Au travail, qui vous dirige ? (facultatif)"), max_length=300, required=False
    )
    refuses = forms.CharField(
        label=_("Avec qui ne voulez-vous pas être en binôme ? (facultatif)"),
        help_text=_("Vous n’avez pas à dire pourquoi. Personne d’autre que la coordination ne le lira."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, template: Template, plain: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.template, language = template, get_language() or "fr"
        for question in template.questions:
            self.fields[self._name(question)] = _asked(question, language, plain)

    @staticmethod
    def _name(question: Question) -> str:
        return f"q_{question.id}"

    @classmethod
    def initial_of(cls, row: Application, template: Template) -> dict[str, Any]:
        kept = ("name", "voice", "email", "contact", "care", "reports_to", "refuses")
        asked = {cls._name(q): _first(q, row.answers.get(q.id)) for q in template.questions}
        return {**{name: getattr(row, name) for name in kept}, **asked}

    def who(self) -> list[forms.BoundField]:
        return [self[name] for name in ("name", "voice", "email", "contact")]

    def asked(self) -> list[forms.BoundField]:
        return [self[self._name(question)] for question in self.template.questions]

    def apart(self) -> list[forms.BoundField]:
        return [self[name] for name in ("care", "reports_to", "refuses")]

    def given(self) -> dict[str, Any]:
        """What the command asks for."""
        kept = {name: value for name, value in self.cleaned_data.items() if not name.startswith("q_")}
        return kept | {
            "answers": {q.id: self.cleaned_data.get(self._name(q)) for q in self.template.questions}
        }


def _first(question: Question, given: Any) -> Any:
    return (given or [""])[0] if question.kind == "choice" else given


def _asked(question: Question, language: str, plain: bool) -> forms.Field:
    label = question.text.to(language, plain=plain)
    choices = [(option.id, option.text.to(language, plain=plain)) for option in question.options]
    if question.kind == "several":
        return forms.MultipleChoiceField(
            label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
        )
    if question.kind == "choice":
        return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect)
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=False, max_length=600, widget=area)


def _weight(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=WEIGHTS, coerce=int)


class Rules(forms.Form):
    """What may not be, what is wished, and how much it weighs."""

    objective = forms.ChoiceField(
        label=_("Ce que l’on cherche"),
        choices=[
            ("leximin", _("Relever d’abord le binôme le moins bien accordé")),
            ("total", _("Le plus d’accord en tout")),
        ],
        widget=forms.RadioSelect,
    )
    hierarchy = forms.BooleanField(label=_("Pas de lien hiérarchique"), required=False)
    access = forms.BooleanField(label=_("Chaque besoin d’accès a sa réponse"), required=False)
    languages = forms.TypedChoiceField(
        label=_("Langues en commun, au moins"), choices=[(n, str(n)) for n in range(3)], coerce=int
    )
    times = forms.TypedChoiceField(
        label=_("Moments en commun, au moins"), choices=[(n, str(n)) for n in range(5)], coerce=int
    )
    weight_needs = _weight(_("Qui répond au besoin d’une équipe, avec qui le porte"))
    weight_themes = _weight(_("Des sujets en commun"))
    weight_seeks = _weight(_("L’un apporte ce que l’autre cherche"))
    weight_times = _weight(_("Beaucoup de moments en commun"))
    weight_languages = _weight(_("Des langues en commun"))
    seed = forms.IntegerField(
        label=_("Numéro du tirage"),
        min_value=0,
        max_value=999_999,
        help_text=_("Il décide entre des réponses de même valeur. Il est montré, chacun peut le refaire."),
        error_messages={"invalid": _("Écrivez un nombre."), "required": _("Écrivez un nombre.")},
    )

    def bars(self) -> list[forms.BoundField]:
        return [self[name] for name in ("hierarchy", "access", "languages", "times")]

    def weights(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("weight_")]
