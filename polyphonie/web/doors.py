"""What every view says of itself: it reads, or it writes; for anybody, or for somebody who came in.

A GET may only SELECT: a write in it raises. A POST is one transaction: a refusal undoes it and becomes its sentence,
with what the person had typed still in their hands. The same sending counts once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from polyphonie.base import once
from polyphonie.base.refusals import Refusal
from polyphonie.circles.rules import NOT_FOUND
from polyphonie.people.queries import Person
from polyphonie.web.middleware import LONGEST_NUMBER


class Request(HttpRequest):
    """A request of somebody who came in: what `@known` lets through."""

    user: Person


View = Callable[..., HttpResponse]
READING = ("SELECT", "WITH", "EXPLAIN", "PRAGMA", "SAVEPOINT", "RELEASE")


class WroteWhileReading(RuntimeError):
    """A GET tried to change something."""


def reads(view: View) -> View:
    """For GET and HEAD; the database may only be read."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return _only(request, "GET", "HEAD")
        with connection.execute_wrapper(_only_select):
            try:
                return view(request, *args, **kwargs)
            except Refusal as refusal:
                return refused(request, refusal)

    return guarded


def _only_select(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if not sql.lstrip(" (").upper().startswith(READING):
        raise WroteWhileReading(sql.split(" ", 3)[0])
    return execute(sql, params, many, context)


def writes(view: View) -> View:
    """For POST; one transaction, once per key, refusals as sentences."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return _only(request, "POST")
        try:
            with transaction.atomic():
                return _once(view, request, *args, **kwargs)
        except Refusal as refusal:
            return refused(request, refusal)

    return guarded


def _once(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Inside a transaction: what is sent twice is done once, and a form that has to be mended is sent again."""
    key, by = request.POST.get("once"), getattr(request.user, "pk", None)
    if not once.first_time(key, by=by):
        return again(request, once.led_to(key, by=by))
    response = view(request, *args, **kwargs)
    # To be mended, its key is free again. And `by` is who sent it: some become somebody else on the way.
    if response.status_code >= 400:
        once.free(key, by=by)
    elif response.status_code == 302:
        once.note_where(key, by=by, led_to=response.headers["Location"])
    return response


def _only(request: HttpRequest, *methods: str) -> HttpResponse:
    """Asked in a way this address does not know: a page reloaded after it was sent, most often. It says what to do."""
    response = render(request, "errors/405.html", status=405)
    response["Allow"] = ", ".join(methods)
    return response


def by_method(*, get: View, post: View) -> View:
    """One address that reads on GET and writes on POST."""

    @wraps(get)
    def dispatched(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        chosen = post if request.method == "POST" else get
        return chosen(request, *args, **kwargs)

    return dispatched


def known(view: View) -> View:
    """For somebody who came in. To anybody else the page does not exist, whether or not it does; they may come in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def found(thing: Any) -> Any:
    """The thing, or 404 where it is None: not there, or not for this person; nobody can tell which."""
    if thing is None:
        raise Http404
    return thing


def number(given: str) -> int:
    """A number somebody sent; 0, which is nobody's, where it cannot be read (“²” is a digit, and no number)."""
    return int(given) if given.isdecimal() and len(given) <= LONGEST_NUMBER else 0


def typed(request: HttpRequest, box: str) -> str:
    """The words of one box, without the sign that no database keeps."""
    return str(request.POST.get(box, "")).replace("\0", "")


def again(request: HttpRequest, led_to: str) -> HttpResponse:
    """The work was done by the first sending: show where it led."""
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=204)
        response["HX-Refresh"] = "true"
        return response
    return redirect(led_to or where_next(request))


def where_next(request: HttpRequest) -> str:
    """The page of ours that a form says to go to; home for anything else."""
    then = request.POST.get("then", "")
    return then if then.startswith("/") and url_has_allowed_host_and_scheme(then, allowed_hosts=None) else "/"


# What a page sends by itself. A receipt is whose answer it was: it is never written on a page that others may see.
NOT_TYPED = ("csrfmiddlewaretoken", "once", "then", "version", "fresh", "receipt")


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A refusal as a page, or as a message in the page; what was typed comes back with it."""
    if refusal is NOT_FOUND:
        raise Http404
    sentence = refusal.text.to(get_language() or settings.LANGUAGE_CODE)
    typed = [
        value
        for name, value in request.POST.items()
        if name not in NOT_TYPED and isinstance(value, str) and len(value.strip()) > 12
    ]
    if request.headers.get("HX-Request"):
        response = render(request, "refusal.html", {"sentence": sentence}, status=422)
        response["HX-Retarget"], response["HX-Reswap"] = "#message", "innerHTML"
        return response
    context = {"sentence": sentence, "typed": typed, "back": _back(request)}
    return render(request, "refused.html", context, status=422)


def _back(request: HttpRequest) -> str:
    """The page the person came from, if it is ours."""
    came_from = request.headers.get("Referer", "")
    host = f"{request.scheme}://{request.get_host()}"
    return came_from.removeprefix(host) if came_from.startswith(host + "/") else "/"
