"""What every page may say: the name of the installation, whether it is a demo, plain words or not, whose hours."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from polyphonie.base.voices import Voice
from polyphonie.web.hours import other_hours


def house(request: HttpRequest) -> dict[str, Any]:
    person = request.user if getattr(request, "user", None) and request.user.is_authenticated else None
    plain = person.plain if person else request.COOKIES.get("plain") == "1"
    return {
        "house_name": settings.SITE_NAME,
        "demo": settings.DEMO,
        "me": person,
        "plain": plain,
        "voices": list(Voice),
        "hours": other_hours(person),
    }
