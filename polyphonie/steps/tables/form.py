"""One tap: I am here."""

from typing import Any

from django import forms

from polyphonie.steps.tables.kind import KIND


class Form(forms.Form):
    def __init__(
        self, *args: Any, settings: Any, about: Any, me: Any, mine: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)

    def answer(self) -> Any:
        return KIND.Answer()
