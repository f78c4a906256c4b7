"""T3: every text was said once, as a word that stands nowhere else; here is who meets it, on every page of the house.

Each canary met by its rightful readers is the proof that the crawl sees; the same crawl meets it for nobody else."""

from __future__ import annotations

import pytest

from polyphonie.programmes.queries import PARTS
from tests.trust import asking
from tests.trust.crawling import BY_LINK, addresses, everybody, readers, shown_where, whole, words_in

pytestmark = pytest.mark.django_db

PRESENT = {"member", "participant", "author", "facilitator", "amina"}  # belonged when it was said
CIRCLE = PRESENT | {"newcomer"}
TOOK_PART = PRESENT - {"member"}
IN_THE_ROOM = TOOK_PART | {"guest"}

SIGNED = {
    f"sheet-{part}"
    for part in (
        "title",
        "for-whom",
        "with-whom",
        "context",
        "means",
        "changed",
        "surprised",
        "advice",
        "step",
    )
}

COPIED = {
    f"sheet-{part}" for part in ("for-whom", "with-whom", "means", "step")
}  # into the version of somebody else

IN_THE_PAIR = {
    f"pair-{part}" for part in ("change", "for-whom", "how-seen", "own-page", "kept")
}  # Claire's own
WRITTEN_BY_TWO = IN_THE_PAIR | {"pair-shown-page", "pair-step", "pair-smallest"}
SHARED = {f"share-{line}" for line in ("tried", "wins", "changed", "signed-as")}  # signed by two
AROUND = {f"report-{part}" for part in PARTS}  # written by who coordinates
NEED = {f"need-{line}" for line in ("team", "what", "whom", "time")}
SYNTHESIS = {f"synthesis-{part}" for part in ("title", "introduction", "family", "unknown")}
SHOWN = (
    "title",
    "for-whom",
    "with-whom",
    "context",
    "means",
    "changed",
    "surprised",
    "advice",
    "step",
    "own-word",
    "part",
)
TO_ALL = {f"public-{part}" for part in SHOWN}  # its authors made it public
EVERYBODY = CIRCLE | {"anonymous", "stranger", "invited", "left", "guest", "elsewhere", "superuser"}

WHO_READS = {
    **dict.fromkeys(TO_ALL, EVERYBODY),
    **dict.fromkeys((f"waiting-{part}" for part in SHOWN), CIRCLE),  # one reader is missing: its circle alone
    "peer-reasons": {"author", "participant", "member"},  # whoever gave them, and the authors
    "foreign-title": CIRCLE,
    "foreign-author": CIRCLE,
    "foreign-house": CIRCLE,
    "arrival-title": CIRCLE,  # somebody of the circle reads it first
    "sheet-own-word": CIRCLE,
    # what a circle is, and what it keeps for those who come later
    "circle-name": CIRCLE
    | {"guest"},  # the sentence under a question names the circle that will read the answer
    "circle-purpose": CIRCLE,
    "person-name": CIRCLE | {"guest"},
    "charter": CIRCLE,
    "adaptation": CIRCLE,
    "proposal-text": CIRCLE,
    "new-text": CIRCLE,
    "change": CIRCLE,
    "objection-reason": CIRCLE,
    "objection-would-help": set(),  # shown while it was being integrated; its author finds it in their own data
    "review": CIRCLE,
    "step-text": CIRCLE,
    "step-smallest": CIRCLE,
    "step-news": CIRCLE,
    "done-step": CIRCLE,
    "learnt": CIRCLE,
    "request-text": CIRCLE,
    "request-why": CIRCLE,
    "request-to": CIRCLE,
    "reply-reason": CIRCLE,
    "reply-noted": CIRCLE,
    # a sheet that its authors signed, and one that has one reader; a version of it in a network of one
    **dict.fromkeys(SIGNED, CIRCLE),
    "trial-happened": CIRCLE,
    "draft-title": {"author"},
    "draft-part": {"author"},
    # a synthesis that its authors signed, and one that has one reader
    **dict.fromkeys(SYNTHESIS, CIRCLE),
    "unfinished-synthesis": {"author"},
    "adapted-title": {"amina"},
    "adapted-why": {"amina"},
    # what was said in a gathering that is over: those who belonged, or those who were in the room
    "closed-subject": PRESENT,
    "situation": PRESENT,
    "concern": PRESENT,  # the round after it was without concern: the register keeps the last one
    "question": TOOK_PART,
    "reaction": TOOK_PART,
    "last-word": TOOK_PART,
    # what is being said in a gathering that is open
    "open-subject": CIRCLE | {"guest"},
    "round-subject": CIRCLE,
    "asked-text": CIRCLE,
    "guest-name": IN_THE_ROOM,
    "irritant": IN_THE_ROOM,
    "means": IN_THE_ROOM,
    "guest-idea": IN_THE_ROOM,
    "patchwork": IN_THE_ROOM,
    # a situation told without a name, in a room where Amina was not
    "case-subject": CIRCLE,
    "case-situation": {"participant", "author", "facilitator"},
    "case-around": {"participant", "author", "facilitator"},
    "case-question": {"participant", "author", "facilitator"},
    "mailed-subject": CIRCLE,
    # sealed, or for oneself
    "sealed-step": {"author"},
    "sealed-smallest": {"author"},
    "sealed-reason": {"participant"},
    "sealed-help": {"participant"},
    "sealed-concern": {"author"},
    "loss-of-claire": set(),  # the step is over: she finds it in her own data, and nowhere else
    "loss-of-driss": set(),
    # what is asked of an author names the circle that would read
    "network-name": {"amina", "author"},
    "noted-what": PRESENT,
    "noted-means": PRESENT,
    "noted-for-whom": PRESENT,
    "own-questions": {"amina", "member", "participant", "author", "facilitator"},
    "new-start": {"amina", "member", "participant", "author", "facilitator"},
    "wave-circle": {"amina", "member", "participant", "author", "facilitator"},
    # named under the questions of a wave, by whoever looks after it
    "wave-service": {"amina", "member", "participant", "author", "facilitator"},
    # a cohort is its members'; what was applied, of those who coordinate; a pair, of its two halves
    "cohort-name": {"member", "facilitator"},
    "call-about": {"facilitator"},
    "application-text": {"facilitator"},
    "half-contact": {"facilitator"},
    "half-name": {"facilitator", "author"},
    "other-half": {"facilitator", "author", "member"},  # a first name at a table, for those who walk
    "workshop-place": {"member", "facilitator", "author"},  # those who walk, and no applicant
    # time is read by whoever gave it and those who coordinate; what was written over care, by those who coordinate
    "time-what": {"author", "facilitator"},
    "time-thanks": {"author", "facilitator"},
    "time-of-elise-what": {"member", "facilitator"},
    "time-of-elise-thanks": {"member", "facilitator"},
    "own-programme": CIRCLE,
    "care-coordination": {"facilitator"},
    "care-asked": {"facilitator"},
    "care-half": {"facilitator"},
    "care-other-half": {"facilitator"},
    # what a team needs stands behind the link of its call; who answers it is read by those who coordinate
    **{name: {"facilitator"} for name in NEED},
    "need-answer": {"facilitator"},
    "need-draft": set(),  # not sent: in her own data
    **{name: {"author"} for name in WRITTEN_BY_TWO},
    "pair-note": {"author", "facilitator"},
    **{name: {"author", "member", "facilitator"} for name in SHARED | AROUND},
    "draft-text": set(),  # not sent: its author finds it in her own data, and behind her link
}


def test_each_word_is_met_by_its_readers_and_by_nobody_else(place):
    met = readers(place)
    wrong = {
        name: {actor: shown_where(place, actor, name)[:4] for actor in met[name] ^ who}
        for name, who in WHO_READS.items()
        if met[name] != who
    }
    assert wrong == {}
    assert set(met) == set(WHO_READS)


def test_nobody_outside_meets_anything_but_what_is_public():
    outside = {"anonymous", "stranger", "invited", "left", "elsewhere", "superuser"}
    assert {name for name, who in WHO_READS.items() if who & outside} == TO_ALL


def test_a_link_says_no_more_than_it_must(place):
    """Whoever holds the link of a gathering learns what it is about; of a circle, its name and who invites; of an agenda
    that was asked to say so, the name of the circle and the place of a workshop, and nothing that was decided; of a call, what
    teams look for."""
    paths = {
        "g": asking.address(place, BY_LINK[0], {"secret": "open-secret"}),
        "g over": asking.address(place, BY_LINK[0], {"secret": "closed-secret"}),
        "invitation": asking.address(place, BY_LINK[1], {"secret": "invitation"}),
        "agenda": asking.address(place, "calendar/<str:secret>.ics", {"secret": "agenda-link"}),
        "call": asking.address(place, "apply/<str:link>/", {"link": "call-link"}),
        "need": asking.address(
            place, "apply/<str:link>/needs/<int:pk>/", {"link": "call-link", "pk": "need"}
        ),
    }
    met = {
        (door, actor, method): words_in(whole(asking.ask(place, actor, method, path)), place)
        for door, path in paths.items()
        for actor in ("anonymous", "stranger")
        for method in ("GET", "POST")
    }
    assert met == {
        ("g", "anonymous", "GET"): {"open-subject"}, ("g", "anonymous", "POST"): {"open-subject"},
        ("g", "stranger", "GET"): {"open-subject"}, ("g", "stranger", "POST"): {"open-subject"},
        ("g over", "anonymous", "GET"): set(), ("g over", "anonymous", "POST"): set(),
        ("g over", "stranger", "GET"): set(), ("g over", "stranger", "POST"): set(),
        ("invitation", "anonymous", "GET"): set(), ("invitation", "anonymous", "POST"): set(),
        ("invitation", "stranger", "GET"): {"circle-name"}, ("invitation", "stranger", "POST"): set(),
        ("agenda", "anonymous", "GET"): {"circle-name", "workshop-place"}, ("agenda", "anonymous", "POST"): set(),
        ("agenda", "stranger", "GET"): {"circle-name", "workshop-place"}, ("agenda", "stranger", "POST"): set(),
        ("call", "anonymous", "GET"): NEED | {"call-about"}, ("call", "anonymous", "POST"): NEED | {"call-about"},
        ("call", "stranger", "GET"): NEED | {"call-about"}, ("call", "stranger", "POST"): NEED | {"call-about"},
        ("need", "anonymous", "GET"): NEED, ("need", "anonymous", "POST"): NEED,
        ("need", "stranger", "GET"): NEED, ("need", "stranger", "POST"): NEED,
    }  # fmt: skip


def test_the_screen_of_the_room_shows_nothing_sealed_not_even_to_its_author(place):
    """Driss projects: what he wrote for himself alone must not be on the wall."""
    walls = [
        f"/gatherings/{place[name].pk}/screen/{part}" for name in ("open", "round") for part in ("", "stage/")
    ]
    seen = set().union(
        *(words_in(whole(asking.ask(place, "facilitator", "GET", path)), place) for path in walls)
    )
    assert {name for name in seen if name.startswith(("sealed", "loss"))} == set()
    assert seen == {"open-subject", "round-subject", "asked-text", "person-name"}


def test_one_s_own_data_holds_one_s_own_words(place):
    """The page and the file say the same: what I wrote, and the names of the circles I belong to."""
    met = {}
    for actor, somebody in everybody(place).items():
        page = words_in(whole(asking.ask(place, somebody, "GET", "/account/data/")), place)
        file = words_in(whole(asking.ask(place, somebody, "POST", "/account/data.json")), place)
        assert page == file, actor
        met[actor] = page
    seances = {"closed-subject", "open-subject", "round-subject"}

    def of(name: str) -> set[str]:
        return {f"{name}-{part}" for part in SHOWN if part != "own-word"}

    case, mailed, waves = {"case-subject"}, {"mailed-subject"}, {"wave-circle"}
    assert met == {
        "anonymous": set(), "stranger": set(), "invited": set(), "elsewhere": set(), "superuser": set(),
        "newcomer": {"circle-name", "draft-text", "need-team", "need-draft"}, "member": {"circle-name", "wave-circle", "cohort-name", "time-of-elise-what", "time-of-elise-thanks", "peer-reasons"},
        "left": {"circle-name", "wave-circle", "closed-subject"},
        "guest": {"guest-name", "guest-idea", "open-subject"},
        "amina": {"circle-name", "network-name", "question", "concern", "last-word", "means", "adapted-title", "adapted-why"} | COPIED | waves | seances | mailed,
        "participant": {
            "circle-name", "reaction", "objection-reason", "objection-would-help", "patchwork", "sealed-reason",
            "sealed-help",
            "noted-what", "noted-means", "noted-for-whom",
        } | SIGNED | SYNTHESIS | of("public") | of("waiting") | waves | seances | case,
        "facilitator": {"circle-name", "wave-service", "cohort-name", "call-about", "workshop-place", "charter", "loss-of-driss", "reply-noted", "own-questions", "new-start", "trial-happened", "care-coordination", "care-asked", "pair-note", "arrival-title", "foreign-house"} | AROUND | waves | seances | case | mailed,
        "author": {
            "circle-name", "person-name", "proposal-text", "situation", "new-text", "change", "step-text", "step-smallest",
            "step-news", "done-step", "learnt", "irritant", "loss-of-claire", "sealed-step", "sealed-smallest",
            "asked-text", "sealed-concern", "half-name", "application-text", "time-what", "time-thanks",
            "request-text", "request-why", "request-to", "case-situation", "case-around", "case-question", "draft-title", "draft-part",
            "pair-note", "unfinished-synthesis",
        } | IN_THE_PAIR | SHARED | SIGNED | SYNTHESIS | of("public") | waves | seances | case | mailed,
    }  # fmt: skip


def test_every_word_is_met_by_somebody_somewhere(place):
    """Positive control: no canary is lost, or its absence elsewhere would prove nothing."""
    own = {
        name
        for somebody in everybody(place).values()
        for name in words_in(whole(asking.ask(place, somebody, "GET", "/account/data/")), place)
    }
    assert {name for name, who in WHO_READS.items() if not who} <= own
    assert len(addresses(place)) > 100
