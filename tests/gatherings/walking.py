"""Walking through a gathering: plain functions, the same verbs as a real one."""

from polyphonie.gatherings import commands
from polyphonie.gatherings.queries import Gathering, StepRun
from polyphonie.steps.consent.kind import KIND as CONSENT
from polyphonie.steps.propose.kind import KIND as PROPOSE

TEXT = "Nous appelons un proche le mardi."
PROPOSAL = PROPOSE.Answer(TEXT, "2027-05-01", "En mars, personne ne savait.")


def walk_to(gathering: Gathering, step: str, *, by, said=None) -> StepRun:
    """Open and close each step until `step` is open; `said` gives the answers of the steps on the way."""
    for _ in range(30):
        run = commands.open_next(gathering, by=by)
        if run.step == step:
            return run
        for who, answer in (said or {}).get(run.step, {}).items():
            commands.answer(run, answer=answer, by=who)
        commands.close_step(gathering, by=by, anyway=True)
    raise AssertionError(f"{step} never opened")


def to_consent(w, gathering: Gathering) -> StepRun:
    """The consent round on Claire's proposal is open."""
    return walk_to(gathering, "consentement", by=w.driss, said={"proposition": {w.claire: PROPOSAL}})


def consenting(version: int = 1):
    return CONSENT.Answer("consent", version=version)


def objecting(version: int = 1, reason: str = "La nuit, nous ne sommes que deux."):
    return CONSENT.Answer("objection", "limit", reason, "Le jour seulement.", version)
