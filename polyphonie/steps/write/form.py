"""One box for each column; one idea a line."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from polyphonie.steps.write.kind import KIND


class Form(forms.Form):
    def __init__(
        self, *args: Any, settings: Any, about: Any, me: Any, mine: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.at_most = settings.at_most
        language = get_language() or "fr"
        had = mine.answer.items if mine else ()
        for id, title in settings.columns or (("", None),):
            self.fields[f"text_{id}"] = forms.CharField(
                label=title.to(language) if title else _("Votre réponse"),
                help_text=_("Une idée par ligne."),
                required=False,
                max_length=8000,
                widget=forms.Textarea(attrs={"rows": 3}),
                initial="\n".join(text for column, text in had if column == id),
            )

        self.fields["passed"] = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def _lines(self, name: str) -> list[str]:
        return [line.strip() for line in (self.cleaned_data.get(name) or "").splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        boxes = [name for name in self.fields if name.startswith("text_")]
        if not cleaned.get("passed") and not self.errors and not any(self._lines(name) for name in boxes):
            raise forms.ValidationError(
                _("Écrivez au moins une idée, ou dites que vous n’avez rien à ajouter.")
            )
        for name in boxes:
            if len(self._lines(name)) > self.at_most:
                self.add_error(
                    name, _("%(most)d idées au plus : gardez les plus importantes.") % {"most": self.at_most}
                )
        return cleaned

    def answer(self) -> Any:
        if self.cleaned_data["passed"]:
            return KIND.Answer()
        boxes = [name for name in self.fields if name.startswith("text_")]
        return KIND.Answer(
            tuple((name.removeprefix("text_"), line) for name in boxes for line in self._lines(name))
        )
