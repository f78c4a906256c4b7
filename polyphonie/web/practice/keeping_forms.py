"""The shape of what a kept synthesis asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from polyphonie.practices.contract.ingredients import families
from polyphonie.practices.queries import KeptSeen, SheetSeen
from polyphonie.web.practice.forms import InACircle, area


class KeepForm(InACircle):
    """Which sheets, under which name, in which circle."""

    title = forms.CharField(
        label=_("Un titre"),
        max_length=160,
        error_messages={"required": _("Donnez un titre à la synthèse.")},
    )

    def __init__(
        self, *args: Any, circles: Iterable[Any], sheets: Sequence[SheetSeen], **kwargs: Any
    ) -> None:
        super().__init__(*args, circles=circles, **kwargs)
        self.fields["sheets"] = forms.MultipleChoiceField(
            label=_("Les fiches dont elle parle"),
            choices=[(str(one.row.pk), f"{one.row.title} ({one.row.circle.name})") for one in sheets],
            initial=[str(one.row.pk) for one in sheets],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.order_fields(["title", "circle", "sheets"])


class SynthesisForm(forms.Form):
    """An introduction, a paragraph for each family, what nobody knows yet."""

    title = forms.CharField(label=_("Un titre"), max_length=160, required=False)
    introduction = area(
        _("Introduction"), rows=4, help_text=_("De quoi parlent ces fiches, et pourquoi les lire ensemble.")
    )
    unknown = area(
        _("Ce que nous ne savons pas encore"),
        rows=3,
        help_text=_("Une synthèse honnête dit aussi ce qu’aucune fiche ne montre."),
    )

    def __init__(self, *args: Any, seen: KeptSeen, **kwargs: Any) -> None:
        row = seen.row
        initial = {"title": row.title, "introduction": row.introduction, "unknown": row.unknown}
        super().__init__(*args, **{**kwargs, "initial": initial})
        language = get_language() or "fr"
        self.counted = {part.family.id: part for part in seen.told.families}
        for family in families():
            self.fields[f"of_{family.id}"] = area(family.title.to(language), rows=3)
            self.fields[f"of_{family.id}"].initial = row.families.get(family.id, "")

    @property
    def of_families(self) -> list[tuple[forms.BoundField, Any]]:
        return [(self[f"of_{family.id}"], self.counted.get(family.id)) for family in families()]

    def words(self) -> dict[str, Any]:
        """What the room's `write_synthesis` takes."""
        given = dict(self.cleaned_data)
        told = {family.id: given.pop(f"of_{family.id}") for family in families()}
        return {**given, "families": told}
