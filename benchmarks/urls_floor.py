"""The house, and a bare view with one query, behind the same middlewares."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from polyphonie.config.urls import urlpatterns as of_the_house
from polyphonie.people.models import Person


def floor(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(Person.objects.order_by("pk").values_list("pk", flat=True).first()))


urlpatterns = [path("floor/", floor), *of_the_house]
handler404 = "polyphonie.web.errors.not_found"
handler500 = "polyphonie.web.errors.broken"
