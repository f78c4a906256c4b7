"""Every address of the house. `tests/trust` walks this list: a pattern without a declared policy fails the run."""

from django.urls import include, path

urlpatterns = [
    path("", include("polyphonie.web.home.urls")),
    path("", include("polyphonie.web.circle.urls")),
    path("", include("polyphonie.web.gathering.urls")),
    path("", include("polyphonie.web.takeaway.urls")),
    path("", include("polyphonie.web.practice.urls")),
    path("", include("polyphonie.web.listening.urls")),
    path("", include("polyphonie.web.programme.urls")),
    path("guides/", include("polyphonie.web.library.urls")),
    path("account/", include("polyphonie.web.account.urls")),
    path("accounts/", include("allauth.urls")),
]

handler400 = "polyphonie.web.errors.bad_request"
handler404 = "polyphonie.web.errors.not_found"
handler500 = "polyphonie.web.errors.broken"
