"""What lies around the gatherings of the moments: requests, dates, answers by mail, guides of one's own, files, a guest.

Each function returns addresses by name; `everybody.py` says who opens them.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core import signing

from polyphonie.base import clock
from polyphonie.base.voices import Voice
from polyphonie.circles.queries import Circle
from polyphonie.commitments import commands as commitments
from polyphonie.commitments import queries as asked
from polyphonie.exports import commands as exports
from polyphonie.gatherings import commands as gatherings
from polyphonie.gatherings import queries
from polyphonie.gatherings.queries import Gathering
from polyphonie.guides import commands as adapting
from polyphonie.guides import queries as guides
from polyphonie.guides.contract import registry
from polyphonie.guides.contract.writing import data_of, toml_of
from polyphonie.notices import commands as notices
from polyphonie.people.queries import Person

People = dict[str, Person]


def furnish(circle: Circle, people: People, voices: dict[str, Voice]) -> dict[str, str]:
    """The address of each page, by its name in the list."""
    return {
        **_requests(circle, people),
        **_dates(circle, people),
        **_by_mail(circle, people, voices),
        **_case(circle, people, voices),
        **_guides(circle, people),
        **_files(circle, people),
        **_doors(circle, people),
    }


def _requests(circle: Circle, people: People) -> dict[str, str]:
    """One that waits, one answered in part, with what was noted since."""
    given = {"home": circle, "circle": circle, "by": people["Amina"]}
    due = clock.today() + timedelta(days=20)
    waiting = commitments.ask_for(
        text="Un numéro où appeler le soir.",
        why="La nuit, on ne sait pas à qui parler.",
        to_name="La direction des soins",
        due_on=due,
        **given,
    )
    answered = commitments.ask_for(text="Une pièce calme.", to_name="Le service", due_on=due, **given)
    commitments.reply(answered, stance="partly", reason="Le mardi et le jeudi. Nous cherchons encore.")
    commitments.note_reply(answered, stance="received", reason="Une pièce est libre.", by=people["Driss"])
    return {
        "requests": f"/circles/{circle.pk}/requests/",
        "request-new": f"/circles/{circle.pk}/requests/new/",
        "request-waiting": f"/requests/{waiting.pk}/",
        "request-answered": f"/requests/{answered.pk}/",
        "asked-waiting": f"/asked/{asked.link_of(waiting.pk)}/",
        "asked-answered": f"/asked/{asked.link_of(answered.pk)}/",
    }


def _called(circle: Circle, people: People, guide: str, mode: str = "live", **more: Any) -> Gathering:
    chosen = guides.guide(guide)
    return gatherings.call_gathering(circle, guide=chosen, mode=mode, by=people["Driss"], **more)


def _dates(circle: Circle, people: People) -> dict[str, str]:
    ahead = [clock.now() + timedelta(days=days) for days in (8, 11)]
    looking = _called(circle, people, "tour", dates=ahead)
    seen = queries.dates_of(looking, to=people["Amina"])
    said = {seen[0].pk: "yes", seen[1].pk: "if_needed"}
    gatherings.say_when_free(looking, answers=said, by=people["Amina"])
    settled = _called(circle, people, "tour", dates=ahead)
    date = queries.dates_of(settled, to=people["Driss"])[0].pk
    gatherings.settle_date(settled, date=date, by=people["Driss"])
    return {
        "dates": f"/gatherings/{looking.pk}/dates/",
        "dates-settled": f"/gatherings/{settled.pk}/dates/",
    }


def _by_mail(circle: Circle, people: People, voices: dict[str, Voice]) -> dict[str, str]:
    """The same link before taking part, asked, once it is noted, and when all is over."""
    driss, answer = people["Driss"], registry.furnished("round").kind.Answer
    going, over = (
        gatherings.open_gathering(_called(circle, people, "meteo", "async"), by=driss) for _ in range(2)
    )
    for gathering in (going, over):
        for name in ("Amina", "Claire"):
            gatherings.enter(gathering, person=people[name], voice=voices[name], by=people[name])
        run = gatherings.open_next(gathering, by=driss)
        gatherings.answer(run, answer=answer(text="Un peu de brume."), by=people["Amina"])
    gatherings.close_gathering(over, by=driss)
    links = {name: queries.link_of(going, people[name].pk) for name in voices}
    return {
        "by-mail-enter": f"/answer/{links['Hanna']}/",
        "by-mail-asked": f"/answer/{links['Claire']}/",
        "by-mail-noted": f"/answer/{links['Amina']}/",
        "by-mail-over": f"/answer/{queries.link_of(over, people['Amina'].pk)}/",
    }


def _case(circle: Circle, people: People, voices: dict[str, Voice]) -> dict[str, str]:
    """A situation that Claire told: how far it goes, and the page of whoever reads it again."""
    driss, kind = people["Driss"], registry.furnished("case").kind
    gathering = gatherings.open_gathering(_called(circle, people, "cas"), by=driss)
    for name in voices:
        gatherings.enter(gathering, person=people[name], voice=voices[name], by=people[name])
    gatherings.give_role(gathering, role="presenter", person=people["Claire"].pk, by=driss)
    gatherings.open_next(gathering, by=driss)
    gatherings.close_step(gathering, by=driss, anyway=True)
    told = kind.Answer(
        situation="Une personne rentre un vendredi soir. Personne ne le sait.",
        question="Qui prévient qui ?",
        agreed="composed",
    )
    given = gatherings.answer(gatherings.open_next(gathering, by=driss), answer=told, by=people["Claire"])
    gatherings.close_step(gathering, by=driss, anyway=True)
    entry = queries.entry_of(given.pk)
    return {"entry": f"/entries/{entry}/", "reading-again": f"/entries/{entry}/reading/"}


def _guides(circle: Circle, people: People) -> dict[str, str]:
    """A good one with its kit; one with mistakes; one from a file that nobody has read."""
    driss = people["Driss"]
    good = adapting.start(circle, guide=guides.guide("consent"), by=driss)
    wrong = adapting.start(circle, guide=guides.guide("tour"), by=driss)
    draft = data_of(guides.guide("tour")) | {"minutes": "beaucoup", "title": {"fr": "Notre tour"}}
    adapting.change(wrong, draft=draft, edition=1, by=driss)
    file = toml_of(data_of(guides.guide("tour")) | {"title": {"fr": "D’ailleurs", "en": "From elsewhere"}})
    brought = adapting.bring_in(circle, file=file.encode(), by=driss)
    return {
        "own": f"/guides/own/{good.pk}/",
        "own-words": f"/guides/own/{good.pk}/words/",
        "own-step": f"/guides/own/{good.pk}/words/?step=4",
        "own-kit": f"/guides/own/{good.pk}/kit/",
        "own-discard": f"/guides/own/{good.pk}/deletion/",
        "own-call": f"/circles/{circle.pk}/gatherings/new/?adaptation={good.pk}",
        "own-draft": f"/guides/own/{wrong.pk}/",
        "own-draft-words": f"/guides/own/{wrong.pk}/words/",
        "own-brought": f"/guides/own/{brought.pk}/",
    }


def _files(circle: Circle, people: People) -> dict[str, str]:
    """A file that is ready, one that waits its turn; a link to one's agenda."""
    exports.ask_for_export(circle, what="steps", by=people["Amina"])
    exports.make_next()
    exports.ask_for_export(circle, what="decisions", by=people["Amina"])
    notices.open_agenda(people["Hanna"], says_what=True, by=people["Hanna"])
    return {"files": "/exports/", "agenda": "/account/"}


def _doors(circle: Circle, people: People) -> dict[str, str]:
    """Coming in by the link, and how a guest keeps what they wrote."""
    gathering = gatherings.open_gathering(_called(circle, people, "tour"), by=people["Driss"])
    zoe = gatherings.welcome_guest(gathering, name="Zoé", voice=Voice.PATIENT)
    people["Zoé"] = zoe
    token = signing.dumps(zoe.pk, salt="polyphonie.keep")
    return {"join": f"/g/{gathering.secret}/", "keep": "/account/keep/", "attach": f"/account/keep/{token}/"}
