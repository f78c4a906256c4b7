from django.apps import AppConfig


class Exports(AppConfig):
    name = "polyphonie.exports"
    label = "exports"

    def ready(self) -> None:
        from polyphonie.base import holdings
        from polyphonie.exports import queries, reactions  # noqa: F401 -- reactions register themselves

        holdings.register("exports", queries.held_about)
