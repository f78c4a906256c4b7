from django.urls import path

from polyphonie.web.practice import arriving, circulating, journal, outside, public, synthesis, views, writing

app_name = "practice"
urlpatterns = [
    path("practices/", views.sheets, name="sheets"),
    path("circles/<int:pk>/practices/", views.of_circle, name="of_circle"),
    path("circles/<int:pk>/practices/new/", writing.begin, name="begin"),
    path("circles/<int:pk>/journal/", journal.journal, name="journal"),
    path("circles/<int:pk>/journal/sheet/", journal.gather, name="gather"),
    path("gatherings/<int:pk>/practice/", writing.take_up, name="take_up"),
    path("practices/synthesis/", synthesis.synthesis, name="synthesis"),
    path("practices/<int:pk>/", views.show, name="show"),
    path("practices/<int:pk>/poster/", views.poster, name="poster"),
    path("practices/<int:pk>/writing/", writing.write, name="write"),
    path("practices/<int:pk>/signature/", writing.sign, name="sign"),
    path("practices/<int:pk>/authors/", writing.add_author, name="add_author"),
    path("practices/<int:pk>/departure/", writing.step_out, name="step_out"),
    path("practices/<int:pk>/opening/", circulating.opening, name="opening"),
    path("practices/<int:pk>/public/", public.public, name="public"),
    path("practices/<int:pk>/public/withdrawal/", public.take_back, name="take_back"),
    path("practices/<int:pk>/reading/", public.peer_reading, name="peer_reading"),
    path("practices/<int:pk>/removal/", arriving.remove, name="remove"),
    path("circles/<int:pk>/arrivals/", arriving.arrivals, name="arrivals"),
    path("arrivals/<int:pk>/", arriving.arrival, name="arrival"),
    path("public/", outside.public_sheets, name="public_sheets"),
    path("public/feed.atom", outside.feed, name="feed"),
    path("public/catalogue.json", outside.catalogue, name="catalogue"),
    path("public/catalogue.schema.json", outside.catalogue_schema, name="catalogue_schema"),
    path("public/reading/", outside.reading_policy, name="reading_policy"),
    path("public/sheets/<int:pk>/", outside.public_sheet, name="public_sheet"),
    path("public/sheets/<int:pk>/sheet.json", outside.sheet_file, name="sheet_file"),
    path("practices/<int:pk>/adaptations/", circulating.adapt, name="adapt"),
    path("practices/<int:pk>/trials/", circulating.tell_trial, name="tell_trial"),
]
