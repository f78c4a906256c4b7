from django.apps import AppConfig


class Base(AppConfig):
    name = "polyphonie.base"
    label = "base"
