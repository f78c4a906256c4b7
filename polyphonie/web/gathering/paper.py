"""A gathering on paper: its kit, and the cards that people filled in, copied one after the other."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from polyphonie.base.voices import Voice
from polyphonie.gatherings import commands, queries
from polyphonie.gatherings.contract import audience
from polyphonie.gatherings.contract.cards import next_name
from polyphonie.gatherings.queries import Gathering, Seen, StepRun
from polyphonie.guides.contract.kind import Speaker
from polyphonie.guides.contract.thaw import thaw
from polyphonie.web import kit as paper
from polyphonie.web.doors import Request, by_method, found, known, number, reads, writes
from polyphonie.web.gathering.forms import CardOf
from polyphonie.web.gathering.seen import facilitated, form_for, seen_by
from polyphonie.web.rendering import go, page
from polyphonie.web.templatetags.words import subject

BY_PERSON = "integrate"  # what it asks depends on who objected: its cards are copied person by person


@known
@reads
def kit(request: Request, pk: int) -> HttpResponse:
    gathering = facilitated(request, pk)
    door: dict[str, Any] = {}
    if gathering.closed_at is None and not gathering.rehearsal:
        door = {"gathering": gathering, "address": request.build_absolute_uri(f"/g/{gathering.secret}/")}
    back = reverse("gathering:console", args=[pk])
    guide = thaw(gathering.guide)
    return paper.show(request, guide, mode=gathering.mode, back=back, title=subject(gathering), **door)


@known
@reads
def _next_card(request: Request, pk: int) -> HttpResponse:
    gathering = facilitated(request, pk)
    seen = seen_by(request, gathering)
    voice = request.GET.get("voice", "")
    of = _card_of(request, seen, initial={"card_voice": voice if voice in set(Voice) else ""})
    return _page(request, gathering, seen, of, _form(seen, Speaker("")))


def _waiting(seen: Seen) -> list[queries.Somebody]:
    """Those without a device whose card of this step is not in yet."""
    return [somebody for somebody in seen.waiting_for if somebody.without_device]


def _card_of(request: Request, seen: Seen, data: Any = None, **more: Any) -> CardOf:
    hides = bool(seen.now and seen.now.step.names != "shown")
    nameless = next_name([somebody.name for somebody in seen.people], request.user.language)
    return CardOf(data, waiting=_waiting(seen), nameless=nameless, hides_names=hides, **more)


def _form(seen: Seen, me: Speaker, data: Any = None) -> Any:
    """The form of the open step for somebody else's card; None where there is no card to copy."""
    run = seen.now
    if run is None or not run.open or run.step.kind == BY_PERSON or audience.stays_with_its_author(run.step):
        return None
    if not run.kind.cards_on_a_page(run.settings):
        return None
    return form_for(seen, me, data)


def _page(
    request: Request, gathering: Gathering, seen: Seen, of: CardOf, form: Any, status: int = 200
) -> HttpResponse:
    run = seen.now
    context = {
        "gathering": gathering,
        "seen": seen,
        "of": of,
        "form": form,
        "next_card": True,  # the buttons of each kind then say so
        "in_hand": [somebody for somebody in seen.answered if somebody.without_device],
        "waiting": _waiting(seen),
        "by_person": bool(run and run.open and run.step.kind == BY_PERSON),
        "kept": bool(run and run.open and audience.stays_with_its_author(run.step)),
        "readers": audience.on_card(run.step, together=run.kind.only_together) if run else None,
    }
    return page(request, "gathering/cards.html", status=status, **context)


@known
@writes
def _note(request: Request, pk: int) -> HttpResponse:
    gathering = facilitated(request, pk)
    seen = seen_by(request, gathering)
    run = found(
        StepRun.objects.select_related("gathering")
        .filter(gathering=gathering, pk=number(request.POST.get("run", "")))
        .first()
    )
    of = _card_of(request, seen, request.POST)
    chosen = next((s for s in _waiting(seen) if str(s.person) == request.POST.get("card_of")), None)
    me = chosen.speaker if chosen else Speaker("")
    form = _form(seen, me, request.POST) if seen.now and seen.now.pk == run.pk else None
    if form is not None and not (of.is_valid() & form.is_valid()):
        return _page(request, gathering, seen, of, form, 422)
    last = "last" in request.POST
    # Without a form the step is closed, or its cards are not to be copied: the command says which, and looks for nobody.
    author = of.author() if form is not None else {"person": 0}
    given = form.answer() if form is not None else None
    commands.note_card(run, answer=given, by=request.user, more_to_come=not last, **author)
    if last:
        return go("gathering:console", pk)
    return redirect(f"{reverse('gathering:cards', args=[pk])}?voice={of.cleaned_data['card_voice']}#card")


cards = by_method(get=_next_card, post=_note)
