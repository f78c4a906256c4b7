from django.urls import path

from polyphonie.web.takeaway import agenda, files, views

app_name = "takeaway"
urlpatterns = [
    path("gatherings/<int:pk>/record.<slug:format>", views.document, {"what": "record"}, name="record"),
    path("decisions/<int:pk>/decision.<slug:format>", views.document, {"what": "decision"}, name="decision"),
    path("requests/<int:pk>/request.<slug:format>", views.document, {"what": "request"}, name="request"),
    path(
        "syntheses/<int:pk>/synthesis.<slug:format>", views.document, {"what": "synthesis"}, name="synthesis"
    ),
    path("circles/<int:pk>/<slug:what>.csv", views.register, name="register"),
    path("calendar/<str:secret>.ics", agenda.calendar, name="agenda"),
    path("exports/", files.mine, name="files"),
    path("exports/<int:pk>/file/", files.fetch, name="fetch"),
    path("exports/<int:pk>/deletion/", files.throw_away, name="throw_away"),
]
