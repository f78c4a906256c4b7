from django.apps import AppConfig


class People(AppConfig):
    name = "polyphonie.people"
    label = "people"

    def ready(self) -> None:
        from polyphonie.base import holdings
        from polyphonie.people import queries

        holdings.register("people", queries.held_about)
