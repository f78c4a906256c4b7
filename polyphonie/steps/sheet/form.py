"""One simple page. What was tried begins with what the group gave; whoever writes keeps, changes or removes it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from polyphonie.guides.contract.ideas import ideas
from polyphonie.steps.sheet.kind import KIND, PARTS

LONGEST = 2000


class Form(forms.Form):
    def __init__(
        self, *args: Any, settings: Any, about: Any, me: Any, mine: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "fr"
        given = "\n".join(idea.text for idea in ideas(about))
        had = mine.answer if mine else KIND.Answer(tried=_within(given))
        self.holds_context = bool(given) and had.tried == given  # once is enough
        self.fields["title"] = forms.CharField(
            label=_("Un titre qui commence par un verbe"),
            help_text=_("Par exemple : appeler les familles la veille."),
            max_length=160,
            initial=had.title,
            error_messages={"required": _("Donnez un titre : un verbe, puis ce que vous avez fait.")},
        )
        for part, label in PARTS.items():
            self.fields[part] = forms.CharField(
                label=label.to(language),
                required=part == "tried",
                max_length=LONGEST,
                initial=getattr(had, part),
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        tried = self.fields["tried"]
        tried.error_messages["required"] = _("Dites ce qui a été tenté, même si c’est petit.")
        if given:
            tried.help_text = _("Ces lignes viennent du groupe. Gardez celles que chacun accepte d’y lire.")

    def answer(self) -> Any:
        return KIND.Answer(**{part: words.strip() for part, words in self.cleaned_data.items()})


def _within(words: str) -> str:
    """As many whole lines as the box holds."""
    if len(words) <= LONGEST:
        return words
    return words[: LONGEST + 1].rpartition("\n")[0]
