from django.apps import AppConfig


class Components(AppConfig):
    name = "polyphonie.components"
    label = "components"
