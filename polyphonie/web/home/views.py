"""Home."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib.auth import login
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from polyphonie import components
from polyphonie.base.refusals import Refusal
from polyphonie.gatherings import queries as gatherings
from polyphonie.people import commands as people
from polyphonie.people import queries
from polyphonie.web.doors import by_method, reads, where_next, writes
from polyphonie.web.home.forms import Code
from polyphonie.web.home.waiting import waiting_for
from polyphonie.web.rendering import page

DEMO_CAST = ("amina", "bruno", "claire", "driss", "elise", "farid")
WRONG_CODES_A_MINUTE = 60


@reads
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return page(request, "home/welcome.html", form=Code())
    return page(request, "home/home.html", waiting=waiting_for(request.user))


@reads
def _ask_code(request: HttpRequest) -> HttpResponse:
    return page(request, "home/enter.html", form=Code())


@writes
def _use_code(request: HttpRequest) -> HttpResponse:
    form = Code(request.POST)
    if not form.is_valid():
        return page(request, "home/enter.html", form=form, status=422)
    # A ceiling for the whole installation, never for an address: an amphitheatre sits behind one.
    wrong = cache.get("wrong-codes", 0)
    if wrong >= WRONG_CODES_A_MINUTE:
        raise Refusal(
            "Trop de codes ont été essayés. Attendez une minute, ou scannez le QR code affiché.",
            "Too many codes have been tried. Wait a minute, or scan the QR code on screen.",
        )
    gathering = gatherings.by_code(form.cleaned_data["code"])
    if gathering is None or not gathering.is_open:
        cache.set("wrong-codes", wrong + 1, 60)
        raise Refusal(
            "Ce code n’ouvre aucune séance en ce moment. Relisez les neuf chiffres affichés dans la salle.",
            "This code opens no gathering right now. Read again the nine digits shown in the room.",
        )
    return redirect("gathering:join", gathering.secret)


enter = by_method(get=_ask_code, post=_use_code)


@writes
def language(request: HttpRequest) -> HttpResponse:
    """Choose a language or plain words: for oneself, or for this device when nobody came in."""
    person = request.user if request.user.is_authenticated else None
    chosen = request.POST.get("language", person.language if person else translation.get_language() or "fr")
    if chosen not in dict(settings.LANGUAGES):
        raise Refusal("Choisissez français ou anglais.", "Choose French or English.")
    plain = (
        request.POST.get("plain", "1" if (person and person.plain) else request.COOKIES.get("plain", "0"))
        == "1"
    )
    if person:
        people.prefer(person, language=chosen, plain=plain, cadence=person.cadence, by=person)
    response = redirect(where_next(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, chosen, max_age=31_536_000, samesite="Lax", httponly=True
    )
    response.set_cookie("plain", "1" if plain else "0", max_age=31_536_000, samesite="Lax", httponly=True)
    return response


@reads
def promises(request: HttpRequest) -> HttpResponse:
    return page(request, "home/promises.html")


@reads
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with its example."""
    folder = Path(components.__file__).parent
    names = sorted(path.parent.name for path in folder.glob("*/example.html"))
    return page(
        request, "home/gallery.html", names=[(name, f"components/{name}/example.html") for name in names]
    )


@reads
def doors(request: HttpRequest) -> HttpResponse:
    """The door of the demo: enter as one of its people."""
    if not settings.DEMO:
        raise Http404
    cast = [queries.by_email(f"{name}@valmont.example") for name in DEMO_CAST]
    return page(request, "home/doors.html", cast=[person for person in cast if person])


@writes
def walk_in(request: HttpRequest, name: str) -> HttpResponse:
    """In the demo alone, become one of its fictional people."""
    person = queries.by_email(f"{name}@valmont.example") if settings.DEMO and name in DEMO_CAST else None
    if person is None:
        raise Http404
    login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect("home:home")
