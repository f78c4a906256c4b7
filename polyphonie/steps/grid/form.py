"""The side I answer for; then, task after task, where I stand and who else does it in my belief."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from polyphonie.steps.grid.kind import KIND, STANCES
from polyphonie.steps.grid.names import Name


class Form(forms.Form):
    def __init__(
        self, *args: Any, settings: Any, about: Any, me: Any, mine: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.tasks = KIND.tasks(settings, about)
        # The names that people gave stand in the questions: once is enough.
        self.holds_context = isinstance(settings.tasks, str) and isinstance(settings.actors, str)
        self.language = get_language() or "fr"
        had = mine.answer if mine else KIND.Answer()
        actors = [(actor.key, actor.title.to(self.language)) for actor in KIND.actors(settings, about)]
        self.fields["actor"] = forms.ChoiceField(
            label=_("De quel côté répondez-vous ?"),
            choices=actors,
            required=not self.data.get("passed"),
            initial=had.actor,
            widget=forms.RadioSelect,
            error_messages={
                "required": _("Dites d’abord de quel côté vous répondez."),
                "invalid_choice": _("Ce côté n’est plus dans la liste. Choisissez à nouveau."),
            },
        )
        for task in self.tasks:
            self._ask(task, actors, had)
        self.fields["passed"] = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def _ask(self, task: Name, actors: list[tuple[str, str]], had: Any) -> None:
        stances = [(key, label.to(self.language)) for key, label in STANCES.items()]
        self.fields[f"stance_{task.key}"] = forms.ChoiceField(
            label=_("De mon côté"),
            choices=[*stances, ("", _("Rien de tout cela"))],
            required=False,
            initial=dict(had.stances).get(task.key, ""),
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": _("Choisissez une des réponses proposées.")},
        )
        self.fields[f"belief_{task.key}"] = forms.MultipleChoiceField(
            label=_("Qui d’autre le fait, à votre avis ?"),
            choices=actors,
            required=False,
            initial=[actor for key, actor in had.beliefs if key == task.key],
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "invalid_choice": _("Un de ces côtés n’est plus dans la liste. Choisissez à nouveau."),
                "invalid_list": _("Choisissez parmi les réponses proposées."),
            },
        )

    def rows(self) -> Iterator[dict[str, Any]]:
        """Each task with its two questions."""
        for task in self.tasks:
            yield {
                "task": task,
                "stance": self[f"stance_{task.key}"],
                "belief": self[f"belief_{task.key}"],
            }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        answered = any(given.get(name) for name in self.fields if name.startswith(("stance_", "belief_")))
        if not given.get("passed") and not self.errors and not answered:
            raise forms.ValidationError(
                _("Répondez pour une tâche au moins, ou dites que vous n’avez rien à ajouter.")
            )
        return given

    def answer(self) -> Any:
        given = self.cleaned_data
        if given["passed"]:
            return KIND.Answer()
        mine = given["actor"]
        stances = ((task.key, given[f"stance_{task.key}"]) for task in self.tasks)
        beliefs = ((task.key, actor) for task in self.tasks for actor in given[f"belief_{task.key}"])
        return KIND.Answer(
            mine,
            tuple((task, stance) for task, stance in stances if stance),
            tuple((task, actor) for task, actor in beliefs if actor != mine),
        )
