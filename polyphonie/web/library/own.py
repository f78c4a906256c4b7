"""A circle's own guides: read, changed, rehearsed, shared, taken away as a file, brought in from one."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from polyphonie.base.refusals import Refusal, check
from polyphonie.base.text import Text
from polyphonie.guides import commands, queries, rules
from polyphonie.guides.contract import registry
from polyphonie.guides.contract.file import LONGEST
from polyphonie.guides.contract.shaping import Draft, as_usual, duplicate, insert, move, remove, steps_of
from polyphonie.guides.contract.writing import toml_of
from polyphonie.guides.queries import Own
from polyphonie.web import kit as paper
from polyphonie.web.doors import Request, by_method, found, known, number, reads, writes
from polyphonie.web.library.drafting import page_of, typed
from polyphonie.web.library.views import chosen_circle, rehearsal
from polyphonie.web.rendering import go, page

MOVES: dict[str, Callable[[Draft, int], Draft]] = {
    "up": lambda draft, place: move(draft, place, -1),
    "down": lambda draft, place: move(draft, place, 1),
    "copy": duplicate,
    "remove": remove,
    "usual": as_usual,
}


def _own(request: Request, pk: int) -> Own:
    one: Own = found(queries.own_for(pk, to=request.user))
    return one


@known
@reads
def show(request: Request, pk: int) -> HttpResponse:
    return _shown(request, _own(request, pk))


@known
@reads
def kit(request: Request, pk: int) -> HttpResponse:
    guide = found(_own(request, pk).guide)
    return paper.show(request, guide, mode=guide.modes[0], back=reverse("library:own", args=[pk]))


def _shown(
    request: Request, own: Own, *, read: list[str] | None = None, refusal: Text | None = None
) -> HttpResponse:
    where = rules.where_may_adapt(request.user)
    return page(
        request,
        "library/own.html",
        status=422 if refusal else 200,
        place="library",
        own=own,
        may_change=own.row.circle in where,
        elsewhere=[circle for circle in where if circle != own.row.circle],
        read=read or [],
        refusal=refusal,
    )


# -- changing it


@known
@reads
def _ask(request: Request, pk: int) -> HttpResponse:
    own = _own(request, pk)
    check(rules.why_not_adapt(own.row.circle, request.user))
    return _edited(request, own)


@known
@writes
def _keep(request: Request, pk: int) -> HttpResponse:
    """Whatever was pressed, what was typed is kept first: a step that moves takes its words with it."""
    own = _own(request, pk)
    draft, step = _pressed(typed(own.draft, request.POST), request)
    commands.change(own.row, draft=draft, edition=number(request.POST.get("edition", "")), by=request.user)
    if step is not None:
        return _to_step(pk, step)
    kept = _own(request, pk)
    if kept.mistakes:
        return _edited(request, kept, status=422)
    messages.success(request, _("C’est gardé."))
    return go("library:own", pk)


def _pressed(draft: Draft, request: Request) -> tuple[Draft, int | None]:
    """The draft once the button has done its work, and the step to go back to; None to stay with the whole guide."""
    verb, _colon, place = request.POST.get("do", "keep").partition(":")
    if verb == "add":
        step = queries.examples().get(request.POST.get("kind", ""))
        if step is None:
            raise Refusal(
                "Choisissez une forme d’étape dans la liste.", "Choose a kind of step from the list."
            )
        return insert(draft, step, after=len(steps_of(draft)) - 1), len(steps_of(draft))
    at = number(place)
    if verb not in MOVES:
        return draft, None
    where = {"up": max(at - 1, 0), "down": at + 1, "copy": at + 1, "remove": max(at - 1, 0)}.get(verb, at)
    return MOVES[verb](draft, at), where


def _to_step(pk: int, step: int) -> HttpResponse:
    response = go("library:edit", pk)
    response["Location"] += f"?step={step}#step-{step}"
    return response


def _edited(request: Request, own: Own, *, status: int = 200) -> HttpResponse:
    language = get_language() or "fr"
    return page(
        request,
        "library/edit.html",
        status=status,
        place="library",
        own=own,
        page=page_of(own.draft, own.mistakes),
        kinds=[(name, registry.kinds()[name].title.to(language)) for name in queries.examples()],
        opened=number(request.GET.get("step", "")) if "step" in request.GET else None,
        most_steps=rules.MOST_STEPS,
    )


edit = by_method(get=_ask, post=_keep)


# -- what one does with it


@known
@writes
def rehearse(request: Request, pk: int) -> HttpResponse:
    own = _own(request, pk)
    if not own.ready or own.guide is None:
        raise rules.why_not_ready()
    return rehearsal(own.guide, request)


@known
@writes
def share(request: Request, pk: int) -> HttpResponse:
    copy = commands.share(_own(request, pk).row, to=chosen_circle(request), by=request.user)
    messages.success(request, _("Le cercle « %(name)s » a maintenant ce guide.") % {"name": copy.circle.name})
    return go("library:own", copy.pk)


@known
@reads
def take(request: Request, pk: int) -> HttpResponse:
    """The guide as its file, to carry to another hospital. It names neither the circle nor anybody."""
    own = _own(request, pk)
    response = HttpResponse(toml_of(own.draft), content_type="application/toml; charset=utf-8")
    name = own.guide.id if own.guide else "guide"
    response["Content-Disposition"] = f'attachment; filename="{name}.toml"'
    return response


@known
@reads
def _ask_discard(request: Request, pk: int) -> HttpResponse:
    own = _own(request, pk)
    check(rules.why_not_adapt(own.row.circle, request.user))
    return page(request, "library/discard.html", place="library", own=own)


@known
@writes
def _discard(request: Request, pk: int) -> HttpResponse:
    own = _own(request, pk)
    commands.discard(own.row, edition=number(request.POST.get("edition", "")), by=request.user)
    messages.success(request, _("Ce guide est supprimé."))
    return go("library:guides")


discard = by_method(get=_ask_discard, post=_discard)


# -- from a file


@known
@reads
def _ask_file(request: Request) -> HttpResponse:
    return page(request, "library/bring.html", place="library", where=rules.where_may_adapt(request.user))


@known
@writes
def _bring(request: Request) -> HttpResponse:
    circle, given = chosen_circle(request), request.FILES.get("file")
    try:
        if not isinstance(given, UploadedFile):
            raise Refusal("Choisissez d’abord un fichier.", "Choose a file first.")
        # In UTF-8 a character takes four bytes at most; one more is enough to know that there are too many.
        adaptation = commands.bring_in(circle, file=given.read(4 * LONGEST + 1), by=request.user)
    except Refusal as refusal:
        if refusal is rules.NOT_FOUND:
            raise
        where = rules.where_may_adapt(request.user)
        given_back = {"where": where, "chosen": circle, "refusal": refusal.text}
        return page(request, "library/bring.html", status=422, place="library", **given_back)
    return go("library:own", adaptation.pk)


bring = by_method(get=_ask_file, post=_bring)


@known
@writes
def accept(request: Request, pk: int) -> HttpResponse:
    """« J’ai relu ce guide »; what was ticked stays ticked while something is left to read."""
    own, read = _own(request, pk), request.POST.getlist("read")
    try:
        edition = number(request.POST.get("edition", ""))
        commands.accept(own.row, read=read, edition=edition, by=request.user)
    except Refusal as refusal:
        if refusal is rules.NOT_FOUND:
            raise
        return _shown(request, own, read=read, refusal=refusal.text)
    return go("library:own", pk)
