from django.urls import path

from polyphonie.web.listening import opening, pulses, signals, views

app_name = "listening"
urlpatterns = [
    path("circles/<int:pk>/waves/", views.waves, name="waves"),
    path("circles/<int:pk>/waves/new/", opening.new, name="new"),
    path("circles/<int:pk>/waves/questions/", opening.own, name="own"),
    path("waves/rhythms/<int:pk>/end/", opening.end_rhythm, name="end_rhythm"),
    path("waves/<int:pk>/", views.wave, name="show"),
    path("waves/<int:pk>/end/", opening.stop, name="stop"),
    path("waves/<int:pk>/beginning-anew/", views.begin_anew, name="begin_anew"),
    path("waves/answer/<str:link>/", views.by_link, name="by_link"),
    path("circles/<int:pk>/pulses/", pulses.pulses, name="pulses"),
    path("circles/<int:pk>/pulses/pace/", pulses.pace, name="pace"),
    path("pulses/<int:pk>/", pulses.pulse, name="pulse"),
    path("pulses/<int:pk>/envelope/", pulses.unseal, name="unseal"),
    path("pulses/<int:pk>/envelope/closing/", pulses.seal_again, name="seal_again"),
    path("pulses/<int:pk>/talk/", pulses.ask_to_talk, name="ask_to_talk"),
    path("pulses/answer/<str:link>/", pulses.pulse_by_link, name="pulse_by_link"),
    path("circles/<int:pk>/signals/", signals.signals, name="signals"),
    path("signals/<int:pk>/closing/", signals.close, name="close_signal"),
]
