from django.urls import path

from polyphonie.web.practice import circulating, journal, keeping, spreading, synthesis, views, writing

app_name = "practice"
urlpatterns = [
    path("practices/", views.sheets, name="sheets"),
    path("circles/<int:pk>/practices/", views.of_circle, name="of_circle"),
    path("circles/<int:pk>/practices/new/", writing.begin, name="begin"),
    path("circles/<int:pk>/journal/", journal.journal, name="journal"),
    path("circles/<int:pk>/journal/sheet/", journal.gather, name="gather"),
    path("gatherings/<int:pk>/journal/", journal.lay_out, name="lay_out"),
    path("gatherings/<int:pk>/sheets/", journal.sort, name="sort"),
    path("gatherings/<int:pk>/practice/", writing.take_up, name="take_up"),
    path("practices/synthesis/", synthesis.synthesis, name="synthesis"),
    path("syntheses/new/", keeping.keep, name="keep"),
    path("syntheses/<int:pk>/", keeping.show, name="kept"),
    path("syntheses/<int:pk>/writing/", keeping.write, name="write_synthesis"),
    path("syntheses/<int:pk>/signature/", keeping.sign, name="sign_synthesis"),
    path("syntheses/<int:pk>/authors/", keeping.join, name="join_synthesis"),
    path("syntheses/<int:pk>/departure/", keeping.leave, name="leave_synthesis"),
    path("syntheses/<int:pk>/opening/", keeping.opening, name="open_synthesis"),
    path("practices/<int:pk>/", views.show, name="show"),
    path("practices/<int:pk>/descent/", spreading.show, name="spread"),
    path("practices/<int:pk>/poster/", views.poster, name="poster"),
    path("practices/<int:pk>/writing/", writing.write, name="write"),
    path("practices/<int:pk>/full/", writing.write_full, name="write_full"),
    path("practices/<int:pk>/signature/", writing.sign, name="sign"),
    path("practices/<int:pk>/authors/", writing.add_author, name="add_author"),
    path("practices/<int:pk>/departure/", writing.step_out, name="step_out"),
    path("practices/<int:pk>/opening/", circulating.opening, name="opening"),
    path("practices/<int:pk>/adaptations/", circulating.adapt, name="adapt"),
    path("practices/<int:pk>/trials/", circulating.tell_trial, name="tell_trial"),
]
