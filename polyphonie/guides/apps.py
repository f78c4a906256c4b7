from django.apps import AppConfig


class Guides(AppConfig):
    name = "polyphonie.guides"
    label = "guides"
