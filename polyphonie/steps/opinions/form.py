"""Three answers to each statement, a page of statements at a time; what one answered before waits below, to be changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from polyphonie.steps.opinions.kind import KIND, STANCES
from polyphonie.steps.opinions.routing import next_ones
from polyphonie.steps.opinions.statements import Statement, asked


class Form(forms.Form):
    """Every statement is a field, so that a page answered late is still understood; `page` says which are shown."""

    holds_context = True  # each statement stands above its answers: once is enough

    def __init__(
        self, *args: Any, settings: Any, about: Any, me: Any, mine: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.statements = {one.key: one for one in asked(settings, about)}
        self.at_a_time = settings.at_a_time
        self.who = me.ref if me else ""
        self.had = {key: vote for key, vote in mine.answer.votes if key in self.statements} if mine else {}
        self.others: Iterable[Any] = ()
        for key, one in self.statements.items():
            self.fields[f"vote_{key}"] = self._field(one)
        self.fields["passed"] = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def _field(self, one: Statement) -> forms.Field:
        language = get_language() or "fr"
        return forms.ChoiceField(
            label=one.title.to(language),
            help_text=one.origin.to(language),
            required=False,
            widget=forms.RadioSelect,
            choices=[(str(vote), label.to(language)) for vote, label in STANCES.items()],
            initial=str(self.had[one.key]) if one.key in self.had else None,
            error_messages={"invalid_choice": _("Choisissez une des trois réponses.")},
        )

    def ask_evenly(self, others: Iterable[Any]) -> None:
        """The answers given so far by everybody: which statement comes next depends on them, and nothing else does."""
        self.others = others

    # -- what the page shows

    def page(self) -> Iterator[forms.BoundField]:
        """The statements asked now; all of them once all were answered."""
        return (self[f"vote_{key}"] for key in self._asked())

    def earlier(self) -> Iterator[forms.BoundField]:
        """Those answered before, folded below."""
        here = set(self._asked())
        return (self[f"vote_{key}"] for key in self.statements if key in self.had and key not in here)

    def everything(self) -> Iterator[forms.BoundField]:
        """All of them at once, for whoever copies a card."""
        return (self[f"vote_{key}"] for key in self.statements)

    @property
    def asked_now(self) -> str:
        return " ".join(self._asked())

    @property
    def done(self) -> int:
        return len(self.had)

    @property
    def in_all(self) -> int:
        return len(self.statements)

    def _asked(self) -> tuple[str, ...]:
        if self.is_bound:  # the page that was sent, even if another would be asked by now
            sent = [key for key in str(self.data.get("asked", "")).split() if key in self.statements]
            return tuple(sent) or tuple(self.statements)
        votes = [dict(answer.votes) for answer in self.others]
        left = next_ones(list(self.statements), self.had, votes, who=self.who)
        return left[: self.at_a_time] or tuple(self.statements)

    # -- what was answered

    def _given(self) -> dict[str, int]:
        given = ((key, self.cleaned_data.get(f"vote_{key}")) for key in self.statements)
        return {key: int(vote) for key, vote in given if vote}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("passed") and not self.errors and not self._given().keys() & set(self._asked()):
            raise forms.ValidationError(_("Répondez à une phrase au moins, ou arrêtez-vous là."))
        return cleaned

    def answer(self) -> Any:
        """What was said before, with what was said now."""
        return KIND.Answer(tuple((self.had | self._given()).items()), bool(self.cleaned_data["passed"]))
