from django.apps import AppConfig


class Web(AppConfig):
    name = "polyphonie.web"
    label = "web"
