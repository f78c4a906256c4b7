from django.apps import AppConfig


class Notices(AppConfig):
    name = "polyphonie.notices"
    label = "notices"

    def ready(self) -> None:
        from polyphonie.base import holdings
        from polyphonie.notices import queries, reactions  # noqa: F401 -- reactions register themselves

        holdings.register("notices", queries.held_about)
