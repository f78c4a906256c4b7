from django.apps import AppConfig


class Practices(AppConfig):
    name = "polyphonie.practices"
    label = "practices"

    def ready(self) -> None:
        from polyphonie.base import holdings
        from polyphonie.practices import queries, reactions  # noqa: F401 -- reactions register themselves

        holdings.register("practices", queries.held_about)
        holdings.register("syntheses", queries.kept_about)
        holdings.register("trials", queries.tried_by)
        holdings.register("bricolages", queries.noted_by)
        holdings.register("public sheets", queries.held_public)
        holdings.register("sheets from elsewhere", queries.held_arrivals)
