"""The voices as the choices of a form, in the page's language."""

from __future__ import annotations

from django.utils.translation import get_language

from polyphonie.base.voices import Voice


def voices() -> list[tuple[str, str]]:
    language = get_language() or "fr"
    return [(voice.value, voice.text.to(language).capitalize()) for voice in Voice]
