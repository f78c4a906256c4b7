from django.apps import AppConfig


class Circles(AppConfig):
    name = "polyphonie.circles"
    label = "circles"

    def ready(self) -> None:
        from polyphonie.base import holdings
        from polyphonie.circles import queries, reactions  # noqa: F401 -- reactions register themselves

        holdings.register("circles", queries.held_about)
