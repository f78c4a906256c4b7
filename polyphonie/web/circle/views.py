"""A circle and its people."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from polyphonie.base import tokens
from polyphonie.base.refusals import check
from polyphonie.circles import commands, queries, rules
from polyphonie.commitments import queries as commitments
from polyphonie.decisions import queries as decisions
from polyphonie.gatherings import queries as gatherings
from polyphonie.guides import queries as guides
from polyphonie.listening import queries as listening
from polyphonie.people import queries as persons
from polyphonie.programmes import queries as programmes
from polyphonie.web.circle.forms import CHARGES, Arrive, CharterText, Invite, NewCircle
from polyphonie.web.doors import Request, by_method, found, known, number, reads, writes
from polyphonie.web.rendering import go, page


@known
@reads
def show(request: Request, pk: int) -> HttpResponse:
    circle = found(queries.circle_for(pk, to=request.user))
    if circle.kind == queries.Kind.PAIR and programmes.pair(pk, to=request.user):
        return go("programme:pair", pk)
    return page(
        request,
        "circle/show.html",
        circle=circle,
        mine=queries.membership(circle, request.user),
        members=queries.members(circle),
        inside=queries.circles_inside(circle, to=request.user),
        gatherings=gatherings.of_circle(circle, to=request.user)[:12],
        decisions=decisions.register(circle, to=request.user)[:5],
        steps=[s for s in commitments.of_circle(circle, to=request.user) if not commitments.concluded(s)][:5],
        requests=[r for r in commitments.requests_of(circle, to=request.user) if not r.over][:5],
        road=programmes.cohort(circle.pk, to=request.user) if circle.kind == queries.Kind.COHORT else None,
        waves=listening.waves_of(circle, to=request.user)[:3],
        hears=listening.hears_of(circle, request.user),
        charter=queries.charter(circle, to=request.user),
        adaptations=guides.adaptations(circle),
    )


@known
@reads
def _ask_found(request: Request) -> HttpResponse:
    inside = request.GET.get("inside", "")
    parent = found(queries.circle_for(number(inside), to=request.user)) if inside.isdigit() else None
    return page(request, "circle/found.html", form=NewCircle(), parent=parent)


@known
@writes
def _found(request: Request) -> HttpResponse:
    inside = request.POST.get("inside", "")
    parent = found(queries.circle_for(number(inside), to=request.user)) if inside.isdigit() else None
    form = NewCircle(request.POST)
    if not form.is_valid():
        return page(request, "circle/found.html", form=form, parent=parent, status=422)
    circle = commands.found_circle(**form.cleaned_data, parent=parent, by=request.user)
    return go("circle:show", circle.pk)


found_one = by_method(get=_ask_found, post=_found)


@known
@reads
def people(request: Request, pk: int) -> HttpResponse:
    circle = found(queries.circle_for(pk, to=request.user))
    looks_after = rules.why_not_look_after(circle, request.user) is None
    made = request.session.pop("invitation", {})  # shown once: no session keeps what opens a circle
    return page(
        request,
        "circle/people.html",
        circle=circle,
        mine=queries.membership(circle, request.user),
        members=queries.members(circle),
        looks_after=looks_after,
        charges=CHARGES,
        form=Invite(),
        invitations=queries.live_invitations(circle) if looks_after else [],
        link=made.get("link") if made.get("circle") == circle.pk else None,
    )


@known
@writes
def invite(request: Request, pk: int) -> HttpResponse:
    circle = found(queries.circle_for(pk, to=request.user))
    form = Invite(request.POST)
    given = form.cleaned_data if form.is_valid() else {"most_uses": 0, "days": 0, "charge": ""}
    secret = commands.invite(circle, by=request.user, **given)
    link = request.build_absolute_uri(reverse("circle:invited", args=[secret]))
    # Its secret is kept as a digest: the link is shown now, to the person who made it, and never again.
    request.session["invitation"] = {"circle": circle.pk, "link": link}
    return go("circle:people", circle.pk)


@known
@writes
def revoke(request: Request, pk: int, number: int) -> HttpResponse:
    circle = found(queries.circle_for(pk, to=request.user))
    invitation = found(queries.live_invitations(circle).filter(pk=number).first())
    commands.revoke_invitation(invitation, by=request.user)
    request.session.pop("invitation", None)
    return go("circle:people", circle.pk)


@known
@writes
def charge(request: Request, pk: int) -> HttpResponse:
    circle = found(queries.circle_for(pk, to=request.user))
    person = found(_member(circle, request.POST.get("person", "")))
    commands.give_charge(circle, person=person, charge=request.POST.get("charge", ""), by=request.user)
    return go("circle:people", circle.pk)


@known
@writes
def leave(request: Request, pk: int) -> HttpResponse:
    circle = found(queries.circle_for(pk, to=request.user))
    person = found(_member(circle, request.POST.get("person", str(request.user.pk))))
    commands.leave(circle, person=person, by=request.user)
    return go("home:home") if person.pk == request.user.pk else go("circle:people", circle.pk)


def _member(circle: queries.Circle, given: str) -> persons.Person | None:
    membership = queries.membership(circle, number(given))
    return membership.person if membership else None


@known
@reads
def _read_charter(request: Request, pk: int) -> HttpResponse:
    return _charter(request, found(queries.circle_for(pk, to=request.user)))


def _charter(request: Request, circle: queries.Circle, form: CharterText | None = None) -> HttpResponse:
    now = queries.charter(circle, to=request.user)
    return page(
        request,
        "circle/charter.html",
        status=422 if form else 200,
        circle=circle,
        charter=now,
        form=form or CharterText(initial={"text": now[0].text if now else ""}),
        looks_after=rules.why_not_look_after(circle, request.user) is None,
    )


@known
@writes
def _write_charter(request: Request, pk: int) -> HttpResponse:
    circle = found(queries.circle_for(pk, to=request.user))
    form = CharterText(request.POST)
    if not form.is_valid():
        return _charter(request, circle, form)
    commands.write_charter(circle, text=form.cleaned_data["text"], by=request.user)
    return go("circle:charter", circle.pk)


charter = by_method(get=_read_charter, post=_write_charter)


@known
@writes
def sign(request: Request, pk: int) -> HttpResponse:
    circle = found(queries.circle_for(pk, to=request.user))
    commands.sign_charter(circle, number=number(request.POST.get("number", "")), by=request.user)
    return go("circle:charter", circle.pk)


@reads
def _see_invitation(request: Request, secret: str) -> HttpResponse:
    invitation = queries.invitation(tokens.digest(secret))
    check(rules.why_not_enter_by(invitation))
    if not request.user.is_authenticated or request.user.is_guest:
        return page(request, "circle/invited_stranger.html", invitation=invitation, then=request.path)
    return page(request, "circle/invited.html", invitation=invitation, form=Arrive())


@known
@writes
def _accept_invitation(request: Request, secret: str) -> HttpResponse:
    form = Arrive(request.POST)
    voice = form.cleaned_data["voice"] if form.is_valid() else ""
    circle = commands.accept_invitation(secret, voice=voice, by=request.user)
    return go("circle:show", circle.pk)


invited = by_method(get=_see_invitation, post=_accept_invitation)
