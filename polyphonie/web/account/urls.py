from django.urls import path

from polyphonie.web.account import views

app_name = "account"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("name/", views.rename, name="rename"),
    path("preferences/", views.prefer, name="prefer"),
    path("data/", views.data, name="data"),
    path("data.json", views.export, name="export"),
    path("erasure/", views.erase, name="erase"),
    path("keep/", views.keep, name="keep"),
    path("keep/<str:token>/", views.attach, name="attach"),
]
