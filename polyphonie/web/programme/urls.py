from django.urls import path

from polyphonie.web.programme import applying, calls, cohorts, conversations, pairing, pairs

app_name = "programme"
urlpatterns = [
    path("cohorts/new/", cohorts.new, name="new"),
    path("circles/<int:pk>/programme/", cohorts.cohort, name="cohort"),
    path("workshops/<int:pk>/", cohorts.workshop, name="workshop"),
    path("circles/<int:pk>/calls/new/", calls.new, name="call_new"),
    path("calls/<int:pk>/", calls.show, name="call"),
    path("calls/<int:pk>/end/", calls.end, name="call_end"),
    path("applications/<int:pk>/", calls.application, name="application"),
    path("calls/<int:pk>/pairing/", pairing.pairing, name="pairing"),
    path("calls/<int:pk>/pairing/words/", pairing.word, name="word"),
    path("calls/<int:pk>/pairing/proposals/", pairing.propose, name="propose"),
    path("proposals/pairs/<int:pk>/welcome/", pairing.retain, name="retain"),
    path("proposals/pairs/<int:pk>/end/", pairing.end, name="proposal_end"),
    path("circles/<int:pk>/pair/", pairs.show, name="pair"),
    path("circles/<int:pk>/pair/agreement/", pairs.agree, name="pair_agree"),
    path("circles/<int:pk>/pair/project/", pairs.project, name="pair_project"),
    path("circles/<int:pk>/pair/step/", pairs.step, name="pair_step"),
    path("circles/<int:pk>/pair/log/", pairs.log, name="pair_log"),
    path("circles/<int:pk>/pair/between/", pairs.keep, name="pair_keep"),
    path("circles/<int:pk>/pair/leaving/", pairs.leaving, name="pair_leaving"),
    path("pairs/left/", pairs.left, name="pair_left"),
    path("pairs/pages/<int:pk>/", pairs.change_page, name="pair_page"),
    path("pairs/<int:pk>/conversations/", conversations.conversations, name="conversations"),
    path("apply/<str:link>/", applying.apply, name="apply"),
    path("apply/together/<str:link>/", applying.together, name="together"),
    path("application/<str:link>/", applying.mine, name="mine"),
    path("application/<str:link>/answer/", applying.answer, name="answer"),
    path("application/<str:link>/withdrawal/", applying.withdraw, name="withdraw"),
    path("application/<str:link>/pair/", applying.enter, name="enter"),
]
