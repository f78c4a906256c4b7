from django.urls import path

from polyphonie.web.circle import decisions, entries, requests, steps, views

app_name = "circle"
urlpatterns = [
    path("circles/new/", views.found_one, name="found"),
    path("circles/<int:pk>/", views.show, name="show"),
    path("circles/<int:pk>/people/", views.people, name="people"),
    path("circles/<int:pk>/invitations/", views.invite, name="invite"),
    path("circles/<int:pk>/invitations/<int:number>/revocation/", views.revoke, name="revoke"),
    path("circles/<int:pk>/charges/", views.charge, name="charge"),
    path("circles/<int:pk>/departures/", views.leave, name="leave"),
    path("circles/<int:pk>/charter/", views.charter, name="charter"),
    path("circles/<int:pk>/charter/signature/", views.sign, name="sign"),
    path("circles/<int:pk>/decisions/", decisions.register, name="decisions"),
    path("circles/<int:pk>/steps/", steps.register, name="steps"),
    path("circles/<int:pk>/requests/", requests.register, name="requests"),
    path("circles/<int:pk>/requests/new/", requests.ask, name="ask"),
    path("requests/<int:pk>/", requests.show, name="request"),
    path("requests/<int:pk>/answers/", requests.note_reply, name="note_reply"),
    path("asked/<str:link>/", requests.answer, name="answer_request"),
    path("decisions/<int:pk>/", decisions.show, name="decision"),
    path("decisions/<int:pk>/reviews/", decisions.review, name="review"),
    path("decisions/<int:pk>/calendar.ics", decisions.calendar, name="decision_calendar"),
    path("steps/<int:pk>/", steps.show, name="step"),
    path("steps/<int:pk>/news/", steps.news, name="news"),
    path("steps/<int:pk>/conclusion/", steps.conclude, name="conclude"),
    path("entries/<int:pk>/", entries.show, name="entry"),
    path("entries/<int:pk>/widenings/", entries.widen, name="widen"),
    path("entries/<int:pk>/reading/", entries.reading, name="reading"),
    path("entries/<int:pk>/withdrawal/", entries.withdraw, name="withdraw_entry"),
    path("invitations/<str:secret>/", views.invited, name="invited"),
    path("widenings/<int:pk>/", entries.answer_widening, name="answer_widening"),
]
