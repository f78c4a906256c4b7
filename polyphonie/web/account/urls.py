from django.urls import path

from polyphonie.web.account import agenda, views

app_name = "account"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("name/", views.rename, name="rename"),
    path("preferences/", views.prefer, name="prefer"),
    path("agenda/", agenda.open_agenda, name="open_agenda"),
    path("agenda/words/", agenda.describe, name="describe_agenda"),
    path("agenda/closing/", agenda.close, name="close_agenda"),
    path("data/", views.data, name="data"),
    path("data.json", views.export, name="export"),
    path("erasure/", views.erase, name="erase"),
    path("keep/", views.keep, name="keep"),
    path("keep/<str:token>/", views.attach, name="attach"),
]
