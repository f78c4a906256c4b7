from django.apps import AppConfig


class Gatherings(AppConfig):
    name = "polyphonie.gatherings"
    label = "gatherings"

    def ready(self) -> None:
        from polyphonie.base import holdings
        from polyphonie.gatherings import queries, reactions  # noqa: F401 -- reactions register themselves

        holdings.register("gatherings", queries.held_about)
