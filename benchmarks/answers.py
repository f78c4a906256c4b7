"""The path of an answer: the whole command, and its HTTP request, beside one bare insert a transaction.

python -m benchmarks.answers
"""

from __future__ import annotations

from uuid import uuid4

from benchmarks.measuring import ms, open_house, own_folder, p50, p95, seconds_of, show

ROUNDS, TIMES = 3, 40


def main() -> None:
    open_house(own_folder())
    from django.db import connection, transaction
    from django.test import Client

    from polyphonie.base import clock
    from polyphonie.base.models import Once
    from polyphonie.base.voices import Voice
    from polyphonie.gatherings import commands
    from polyphonie.guides.contract.registry import furnished
    from tests import cast

    w = cast.world()
    gathering = cast.gathering_of(w, "petits-pas", mode="live", among=())
    guests = [commands.welcome_guest(gathering, name=f"Invité {n}", voice=Voice.PATIENT) for n in range(8)]
    run = commands.open_next(gathering, by=w.driss)
    said = furnished("write").kind.load({"items": [["", "Le mardi, on attend le brancard."]]})
    browser = Client(headers={"host": "localhost"})
    browser.force_login(guests[0], backend="allauth.account.auth_backends.AuthenticationBackend")
    turn = iter(range(10**9))

    def bare() -> None:
        with transaction.atomic():
            Once.objects.create(key=uuid4(), by=0, at=clock.now())

    def command() -> None:
        commands.answer(run, answer=said, by=guests[next(turn) % len(guests)])

    def page() -> None:
        address = f"/gatherings/{gathering.pk}/answers/{run.pk}/"
        answer = browser.post(address, {"text_": "Le brancard du mardi.", "once": str(uuid4())})
        assert answer.status_code == 302, answer.status_code

    jobs = {"one insert (floor)": bare, "the command": command, "the view": page}
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for job in jobs.values():
        job()
    for _ in range(ROUNDS):  # interleaved: what else this machine does weighs on all of them
        for name, job in jobs.items():
            taken[name] += seconds_of(job, TIMES)
    floor = p50(taken["one insert (floor)"])
    show(
        f"answers ({connection.vendor})",
        [
            {
                "path": name,
                "writes/s": round(1 / p50(each)),
                "p50 ms": ms(p50(each)),
                "p95 ms": ms(p95(each)),
                "of the floor": round(floor / p50(each), 3),
            }
            for name, each in taken.items()
        ],
    )


if __name__ == "__main__":
    main()
