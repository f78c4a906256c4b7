"""Filters and tags for words: a `Text` for its reader, a key that makes a sending count once, a QR code."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import segno
from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from polyphonie.base.text import Text
from polyphonie.base.voices import Voice

register = template.Library()


@register.filter
def say(text: Text | str | None) -> str:
    """A `Text` in the page's language."""
    return text.to(get_language() or "fr") if isinstance(text, Text) else str(text or "")


@register.simple_tag(takes_context=True)
def say_plainly(context: template.Context, text: Text | None) -> str:
    """A `Text` in the page's language, in plain French for those who chose it."""
    return text.to(get_language() or "fr", plain=bool(context.get("plain"))) if text else ""


@register.filter
def voice(value: str) -> str:
    """The name of a voice."""
    return Voice(value).short.to(get_language() or "fr") if value in set(Voice) else ""


@register.filter
def by_three(code: str) -> str:
    """123456789 as 123 456 789, to be read aloud."""
    return _by(3, code)


@register.filter
def by_four(digits: str) -> str:
    """1234567812345678 as 1234 5678 1234 5678, to be noted on paper."""
    return _by(4, digits)


def _by(size: int, digits: str) -> str:
    return " ".join(digits[i : i + size] for i in range(0, len(digits), size))


@register.simple_tag
def once() -> SafeString:
    """A key in a form: a double click, or a second try after a lost answer, has one effect."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid4())


@register.simple_tag
def qr(address: str, title: str) -> SafeString:
    """The QR code of an address, drawn here, with no style of its own."""
    drawn = segno.make(address, error="m").svg_inline(
        scale=4, border=2, svgclass="qr", lineclass="qr-line", omitsize=True, title=title
    )
    return mark_safe(drawn)  # noqa: S308 -- made by segno, which escapes the title; no word of anybody is in it


@register.filter
def place(words: str) -> SafeString:
    """A place as it was written; what begins as a page does can be followed, and nothing else."""
    return format_html_join(" ", "{}", ((_followed(word),) for word in words.split()))


def _followed(word: str) -> SafeString | str:
    if not word.lower().startswith(("https://", "http://")):
        return word
    return format_html('<a href="{0}" rel="noreferrer noopener nofollow">{0}</a>', word)


@register.filter
def subject(gathering: Any) -> str:
    """What a gathering is about; where nobody said, what its guide is called."""
    titles = gathering.guide["title"]
    return gathering.subject or titles.get(get_language() or "fr") or titles["fr"]
