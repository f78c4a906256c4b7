from django.apps import AppConfig


class Listening(AppConfig):
    name = "polyphonie.listening"
    label = "listening"

    def ready(self) -> None:
        from polyphonie.base import holdings
        from polyphonie.listening import queries, reactions  # noqa: F401 -- reactions register themselves

        holdings.register("listening", queries.held_about)
