from django.urls import path

from polyphonie.web.library import views

app_name = "library"
urlpatterns = [
    path("", views.guides, name="guides"),
    path("<slug:id>/", views.guide, name="guide"),
    path("<slug:id>/rehearsal/", views.rehearse, name="rehearse"),
    path("<slug:id>/adaptation/<int:circle>/", views.adapt, name="adapt"),
]
