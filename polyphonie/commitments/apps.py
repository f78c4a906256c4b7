from django.apps import AppConfig


class Commitments(AppConfig):
    name = "polyphonie.commitments"
    label = "commitments"

    def ready(self) -> None:
        from polyphonie.base import holdings
        from polyphonie.commitments import queries, reactions  # noqa: F401 -- reactions register themselves

        holdings.register("commitments", queries.held_about)
        holdings.register("requests", queries.asked_by)
