from django.urls import path

from polyphonie.web.library import own, views

app_name = "library"
urlpatterns = [
    path("", views.guides, name="guides"),
    path("file/", own.bring, name="bring"),
    path("own/<int:pk>/", own.show, name="own"),
    path("own/<int:pk>/words/", own.edit, name="edit"),
    path("own/<int:pk>/reading/", own.accept, name="accept"),
    path("own/<int:pk>/rehearsal/", own.rehearse, name="rehearse-own"),
    path("own/<int:pk>/sharing/", own.share, name="share"),
    path("own/<int:pk>/deletion/", own.discard, name="discard"),
    path("own/<int:pk>/kit/", own.kit, name="kit-own"),
    path("own/<int:pk>/guide.toml", own.take, name="take"),
    path("<slug:id>/", views.guide, name="guide"),
    path("<slug:id>/kit/", views.kit, name="kit"),
    path("<slug:id>/rehearsal/", views.rehearse, name="rehearse"),
    path("<slug:id>/adaptations/", views.start, name="start"),
]
