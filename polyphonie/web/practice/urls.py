from django.urls import path

from polyphonie.web.practice import circulating, journal, synthesis, views, writing

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
    path("practices/<int:pk>/", views.show, name="show"),
    path("practices/<int:pk>/poster/", views.poster, name="poster"),
    path("practices/<int:pk>/writing/", writing.write, name="write"),
    path("practices/<int:pk>/signature/", writing.sign, name="sign"),
    path("practices/<int:pk>/authors/", writing.add_author, name="add_author"),
    path("practices/<int:pk>/departure/", writing.step_out, name="step_out"),
    path("practices/<int:pk>/opening/", circulating.opening, name="opening"),
    path("practices/<int:pk>/adaptations/", circulating.adapt, name="adapt"),
    path("practices/<int:pk>/trials/", circulating.tell_trial, name="tell_trial"),
]
