from django.apps import AppConfig


class Programmes(AppConfig):
    name = "polyphonie.programmes"
    label = "programmes"

    def ready(self) -> None:
        from polyphonie.base import holdings
        from polyphonie.programmes import queries, reactions  # noqa: F401 -- reactions register themselves

        holdings.register("programmes", queries.held_about)
