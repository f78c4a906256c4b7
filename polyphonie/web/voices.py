"""The voices as the choices of a form, in the page's language."""

from __future__ import annotations

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from polyphonie.base.voices import Voice


def voices() -> list[tuple[str, str]]:
    language = get_language() or "fr"
    return [(voice.value, voice.text.to(language).capitalize()) for voice in Voice]


class VoiceField(forms.ChoiceField):
    """Where one speaks from, in the page's language."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Je parle ici comme"),
            choices=voices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choisissez d’où vous parlez.")},
        )
