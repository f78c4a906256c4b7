from django.apps import AppConfig


class Cli(AppConfig):
    name = "polyphonie.cli"
    label = "cli"
