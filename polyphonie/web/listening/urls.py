from django.urls import path

from polyphonie.web.listening import opening, views

app_name = "listening"
urlpatterns = [
    path("circles/<int:pk>/waves/", views.waves, name="waves"),
    path("circles/<int:pk>/waves/new/", opening.new, name="new"),
    path("circles/<int:pk>/waves/questions/", opening.own, name="own"),
    path("waves/rhythms/<int:pk>/end/", opening.end_rhythm, name="end_rhythm"),
    path("waves/<int:pk>/", views.wave, name="show"),
    path("waves/<int:pk>/end/", opening.stop, name="stop"),
    path("waves/answer/<str:link>/", views.by_link, name="by_link"),
]
