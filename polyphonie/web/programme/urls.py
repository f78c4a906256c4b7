from django.urls import path

from polyphonie.web.programme import applying, calls, cohorts, own, pairing, time, workshops

app_name = "programme"
urlpatterns = [
    path("cohorts/new/", cohorts.new, name="new"),
    path("cohorts/templates/", own.shelf, name="templates"),
    path("cohorts/templates/copies/", own.adapt, name="adapt"),
    path("cohorts/templates/files/", own.bring, name="bring"),
    path("cohorts/templates/<slug:id>.toml", own.library_file, name="library_file"),
    path("cohorts/own/<int:pk>/", own.own, name="own"),
    path("cohorts/own/<int:pk>/programme.toml", own.own_file, name="own_file"),
    path("cohorts/own/<int:pk>/deletion/", own.discard, name="own_discard"),
    path("circles/<int:pk>/programme/", cohorts.cohort, name="cohort"),
    path("workshops/<int:pk>/", workshops.workshop, name="workshop"),
    path("workshops/<int:pk>/tables/", workshops.compose, name="tables"),
    path("workshops/<int:pk>/tables/kept/", workshops.keep, name="tables_kept"),
    path("workshops/<int:pk>/tables/screen/", workshops.screen, name="tables_screen"),
    path("workshops/<int:pk>/tables/paper/", workshops.paper, name="tables_paper"),
    path("circles/<int:pk>/programme/time/", time.time, name="time"),
    path("time/<int:pk>/deletion/", time.take_back, name="time_back"),
    path("circles/<int:pk>/calls/new/", calls.new, name="call_new"),
    path("calls/<int:pk>/", calls.show, name="call"),
    path("calls/<int:pk>/end/", calls.end, name="call_end"),
    path("applications/<int:pk>/", calls.application, name="application"),
    path("calls/<int:pk>/pairing/", pairing.pairing, name="pairing"),
    path("calls/<int:pk>/pairing/words/", pairing.word, name="word"),
    path("calls/<int:pk>/pairing/proposals/", pairing.propose, name="propose"),
    path("proposals/pairs/<int:pk>/welcome/", pairing.retain, name="retain"),
    path("proposals/pairs/<int:pk>/end/", pairing.end, name="proposal_end"),
    path("apply/<str:link>/", applying.apply, name="apply"),
    path("apply/together/<str:link>/", applying.together, name="together"),
    path("application/<str:link>/", applying.mine, name="mine"),
    path("application/<str:link>/answer/", applying.answer, name="answer"),
    path("application/<str:link>/withdrawal/", applying.withdraw, name="withdraw"),
    path("application/<str:link>/pair/", applying.enter, name="enter"),
]
