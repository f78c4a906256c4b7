from django.apps import AppConfig


class Steps(AppConfig):
    name = "polyphonie.steps"
    label = "steps"

    def ready(self) -> None:
        from polyphonie.guides.contract.registry import furnish
        from polyphonie.steps import furniture

        furnish(furniture())
