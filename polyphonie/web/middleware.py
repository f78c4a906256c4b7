"""Headers that keep pages closed, and the reader's own language and hours."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation

from polyphonie.people.contract.zones import zone_of

LONGEST_NUMBER = 18
GetResponse = Callable[[HttpRequest], HttpResponse]


def _policy() -> str:
    # Chromium follows form-action through the redirect of a sign-in: the identity service has to be named.
    forms = " ".join(["'self'", *([settings.OIDC_ISSUER] if settings.OIDC_ISSUER else [])])
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            f"form-action {forms}",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    )


def careful_headers(get_response: GetResponse) -> GetResponse:
    """No foreign script, style, frame or request; private pages are kept by no cache."""
    policy = _policy()

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
        )
        if request.path == "/accounts/logout/" and request.method == "POST":
            response.headers["Clear-Site-Data"] = (
                '"storage"'  # drafts on a shared device leave with their author
            )
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return middleware


def numbers_that_are(get_response: GetResponse) -> GetResponse:
    """A number longer than any database counts is nobody's: not found, before anything looks for it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if any(part.isdecimal() and len(part) > LONGEST_NUMBER for part in request.path.split("/")):
            raise Http404
        return get_response(request)

    return middleware


def own_language(get_response: GetResponse) -> GetResponse:
    """Somebody who came in reads in the language they chose, on any device."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
        return get_response(request)

    return middleware


def own_hours(get_response: GetResponse) -> GetResponse:
    """Somebody who came in reads and types the hours of where they live; the others, the installation's."""

    def middleware(request: HttpRequest) -> HttpResponse:
        zone = request.user.zone if request.user.is_authenticated else ""
        with timezone.override(zone_of(zone)):
            return get_response(request)

    return middleware
