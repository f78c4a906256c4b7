"""Showing a page or a fragment: the same template, the same rules."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse


def page(request: HttpRequest, template: str, /, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, template, context, status=status)


def go(to: str, /, *args: Any) -> HttpResponse:
    """After a change: see what it gave. Never show the answer of a POST."""
    return redirect(reverse(to, args=args))


def is_htmx(request: HttpRequest) -> bool:
    return bool(request.headers.get("HX-Request"))
