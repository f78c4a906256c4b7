"""Coming in: by a link or a code with a first name, or as a member of the circle."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import HttpResponse
from django.utils import translation

from polyphonie.base.refusals import check
from polyphonie.circles import queries as circles
from polyphonie.gatherings import commands, queries, rules
from polyphonie.guides.contract.thaw import thaw
from polyphonie.web.doors import Request, by_method, found, known, reads, writes
from polyphonie.web.gathering.forms import ComeIn, OnlyVoice
from polyphonie.web.gathering.seen import gathering_of
from polyphonie.web.rendering import go, page


@reads
def _ask_name(request: Request, secret: str) -> HttpResponse:
    gathering = found(queries.by_secret(secret))
    if request.user.is_authenticated and circles.membership(gathering.assembly_id, request.user):
        return go("gathering:show", gathering.pk)
    check(rules.why_not_enter(gathering, thaw(gathering.guide)))
    form = OnlyVoice(initial=_usual_voice(request, gathering)) if request.user.is_authenticated else ComeIn()
    return page(request, "gathering/join.html", gathering=gathering, form=form)


@writes
def _come_in(request: Request, secret: str) -> HttpResponse:
    gathering = found(queries.by_secret(secret))
    here = request.user.is_authenticated
    form = OnlyVoice(request.POST) if here else ComeIn(request.POST)
    if not form.is_valid():
        check(
            rules.why_not_enter(gathering, thaw(gathering.guide))
        )  # a door that is closed says nothing more
        return page(request, "gathering/join.html", gathering=gathering, form=form, status=422)
    if here:
        commands.enter(gathering, person=request.user, voice=form.cleaned_data["voice"], by=request.user)
        return go("gathering:show", gathering.pk)
    guest = commands.welcome_guest(
        gathering,
        **form.cleaned_data,
        language=(translation.get_language() or "fr")[:2],
        plain=request.COOKIES.get("plain") == "1",
    )
    login(request, guest, backend="allauth.account.auth_backends.AuthenticationBackend")
    return go("gathering:show", gathering.pk)


join = by_method(get=_ask_name, post=_come_in)


@known
@writes
def enter(request: Request, pk: int) -> HttpResponse:
    """A member of the circle takes part, from where they usually speak unless they say otherwise."""
    gathering = gathering_of(request, pk)
    voice = request.POST.get("voice") or _usual_voice(request, gathering).get("voice", "")
    commands.enter(gathering, person=request.user, voice=voice, by=request.user)
    return go("gathering:show", pk)


def _usual_voice(request: Request, gathering: queries.Gathering) -> dict[str, str]:
    membership = circles.membership(gathering.circle_id, request.user)
    return {"voice": membership.voice} if membership else {}
