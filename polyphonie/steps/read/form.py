"""Nothing to fill in."""

from typing import Any

from django import forms


class Form(forms.Form):
    def __init__(
        self, *args: Any, settings: Any, about: Any, me: Any, mine: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
