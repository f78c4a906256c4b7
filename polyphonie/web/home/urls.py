from django.urls import path

from polyphonie.web.home import views

app_name = "home"
urlpatterns = [
    path("", views.home, name="home"),
    path("enter/", views.enter, name="enter"),
    path("language/", views.language, name="language"),
    path("promises/", views.promises, name="promises"),
    path("components/", views.gallery, name="gallery"),
    path("demo/", views.doors, name="doors"),
    path("demo/<str:name>/", views.walk_in, name="walk_in"),
]
