"""The shape of what sheets ask."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from polyphonie.practices.contract.full import parts
from polyphonie.practices.contract.ingredients import families
from polyphonie.practices.queries import SheetSeen

SITUATIONS = [("daily", _("Au quotidien")), ("crisis", _("En crise"))]
WORKED = [("worked", _("Cela a marché")), ("partly", _("En partie")), ("not", _("Cela n’a pas marché"))]
DATE_WRONG = {"invalid": _("Écrivez la date ainsi : 2027-03-31.")}


def _date(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, error_messages=DATE_WRONG)


def area(label: Any, rows: int = 2, help_text: Any = "", longest: int = 2000) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=longest, widget=widget
    )


class Beginning(forms.Form):
    situation = forms.ChoiceField(
        label=_("C’était"),
        choices=SITUATIONS,
        initial="daily",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez : en crise, ou au quotidien.")},
    )


class SheetForm(forms.Form):
    """A sheet in ten minutes: six questions, the rest if one wishes."""

    title = forms.CharField(
        label=_("Un titre qui commence par un verbe"),
        help_text=_("Par exemple : appeler les familles la veille."),
        required=False,
        max_length=160,
    )
    situation = Beginning.base_fields["situation"]
    for_whom = area(_("Pour qui"), longest=300)
    with_whom = area(_("Avec qui"), longest=300)
    tried = area(
        _("Ce que vous avez fait"),
        rows=5,
        help_text=_("Une étape par ligne, de trois à sept, comme à une personne qui voudrait essayer."),
        longest=9000,  # a draft may hold more lines than are signed
    )
    changed = area(_("Ce qui a changé"), help_text=_("Un fait, même petit, ou une phrase entendue."))
    context = area(_("Ce qui se passait"))
    means = area(_("Avec quels moyens"))
    surprised = area(_("Ce qui a surpris"))
    advice = area(_("Un conseil pour qui veut essayer"))
    tried_on = _date(_("Quand (une date suffit)"))
    own_words = forms.CharField(
        label=_("Vos propres mots-clés"),
        help_text=_("Séparés par des virgules."),
        required=False,
        max_length=300,
    )
    MORE = ("context", "means", "surprised", "advice", "tried_on")

    def __init__(self, *args: Any, sheet: SheetSeen, **kwargs: Any) -> None:
        row = sheet.row
        initial = {name: getattr(row, name) for name in ("title", "situation", "for_whom", "with_whom")}
        initial |= {name: getattr(row, name) for name in ("changed", *self.MORE)}
        initial |= {"tried": "\n".join(row.tried), "own_words": ", ".join(row.own_words)}
        super().__init__(*args, **{**kwargs, "initial": initial})
        language = get_language() or "fr"
        for family in families():
            self.fields[f"in_{family.id}"] = forms.MultipleChoiceField(
                label=family.title.to(language),
                choices=[(one.id, one.title.to(language)) for one in family.ingredients],
                initial=row.ingredients,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        if sheet.quotes:
            self.fields["without_quotes"] = forms.MultipleChoiceField(
                label=_("Citations à enlever de la fiche"),
                choices=[(str(q.number), f"« {q.words} » — {q.name}") for q in sheet.quotes],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def first(self) -> list[forms.BoundField]:
        return [self[name] for name in ("title", "situation", "for_whom", "with_whom", "tried", "changed")]

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MORE]

    @property
    def ingredients(self) -> list[forms.BoundField]:
        return [self[f"in_{family.id}"] for family in families()]

    def words(self) -> dict[str, Any]:
        """What the room's `write` takes."""
        given = dict(self.cleaned_data)
        chosen = [id for family in families() for id in given.pop(f"in_{family.id}")]
        quotes = [int(number) for number in given.pop("without_quotes", [])]
        own, tried = given.pop("own_words").split(","), given.pop("tried").splitlines()
        return {**given, "tried": tried, "own_words": own, "ingredients": chosen, "without_quotes": quotes}


class FullForm(forms.Form):
    """The parts of a full sheet, as the library asks them; none is compulsory."""

    def __init__(self, *args: Any, sheet: SheetSeen, plain: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "fr"
        for part in parts():
            asked = part.prompt.to(language, plain=plain)
            self.fields[part.id] = area(part.title.to(language), rows=3, help_text=asked)
            self.fields[part.id].initial = sheet.row.parts.get(part.id, "")


class SignForm(forms.Form):
    number = forms.IntegerField(widget=forms.HiddenInput)
    may_be_taken_up = forms.BooleanField(
        label=_("D’autres cercles qui la lisent peuvent reprendre mes lignes pour l’adapter"),
        help_text=_("Sinon, ils l’adapteront avec leurs propres mots."),
        required=False,
    )

    def __init__(self, *args: Any, sheet: SheetSeen, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": {"number": sheet.row.number}})
        if sheet.my_quotes:
            self.fields["release"] = forms.MultipleChoiceField(
                label=_("On peut me citer ainsi"),
                choices=[(str(q.number), f"« {q.words} »") for q in sheet.my_quotes],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def released(self) -> list[int]:
        return [int(number) for number in self.cleaned_data.get("release", [])]


class CircleChoice(forms.ChoiceField):
    """One of the circles that somebody belongs to."""

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, error_messages={"required": _("Choisissez un de vos cercles.")})


class InACircle(forms.Form):
    circle = CircleChoice(_("Dans quel cercle ?"))

    def __init__(self, *args: Any, circles: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["circle"]
        field.choices = [(str(circle.pk), circle.name) for circle in circles]


class AdaptForm(InACircle):
    title = forms.CharField(
        label=_("Un titre à vous"),
        help_text=_("Vous pourrez le changer."),
        max_length=160,
        error_messages={"required": _("Donnez un titre à votre version.")},
    )
    kept = area(_("Ce que nous gardons"))
    changed = area(_("Ce que nous changeons"))
    why = area(_("Pourquoi"))


class TrialForm(InACircle):
    worked = forms.ChoiceField(
        label=_("Alors ?"),
        choices=WORKED,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez : cela a marché, en partie, ou pas.")},
    )
    happened = forms.CharField(
        label=_("Ce qui s’est passé"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Dites en quelques mots ce qui s’est passé : c’est cela qui aide les autres.")
        },
    )
    changed = area(_("Ce que nous avons changé (facultatif)"))
    tried_on = _date(_("Quand"))
