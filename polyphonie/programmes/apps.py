from django.apps import AppConfig


class Programmes(AppConfig):
    name = "polyphonie.programmes"
    label = "programmes"

    def ready(self) -> None:
        from polyphonie.base import holdings
        from polyphonie.listening.contract import handed
        from polyphonie.programmes import queries, reactions  # noqa: F401 -- reactions register themselves
        from polyphonie.programmes.queries.pulse_days import pulse_days

        holdings.register("programmes", queries.held_about)
        handed.hand_days(pulse_days)
        handed.hand_facts(queries.pair_facts)
