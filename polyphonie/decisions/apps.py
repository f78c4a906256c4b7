from django.apps import AppConfig


class Decisions(AppConfig):
    name = "polyphonie.decisions"
    label = "decisions"

    def ready(self) -> None:
        from polyphonie.base import holdings
        from polyphonie.decisions import queries, reactions  # noqa: F401 -- reactions register themselves

        holdings.register("decisions", queries.held_about)
