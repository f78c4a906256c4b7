"""A programme made one's own: copied, changed with its mistakes beside, run, taken away, brought from elsewhere."""

import tomllib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from polyphonie.base.facts import log
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Kind
from polyphonie.programmes import commands, queries
from tests import cast
from tests.base.said import plain, refused
from tests.programmes.road import MONDAY, NOT_FOUND
from tests.programmes.test_pages import browser

pytestmark = pytest.mark.django_db
TITLE = "Des binômes, en six mois"


@pytest.fixture
def ward(r):
    """A team that Driss looks after, and to which Ana belongs."""
    r.ana = cast.person("Ana")
    r.ward = circles.found_circle(name="Gériatrie", kind=Kind.TEAM, by=r.driss, voice="professional")
    circles.enter(r.ward, person=r.ana, voice="patient", by=r.driss)
    return r


def copy(w, by=None):
    return commands.adapt_template(w.ward, template="binomes", by=by or w.driss)


def change(w, own, old, new, *, edition=None, by=None):
    toml = own.toml.replace(old, new)
    return commands.change_template(own, toml=toml, edition=edition or own.edition, by=by or w.driss)


def test_a_copy_is_the_file_of_the_house_and_is_changed_apart(ward):
    own = copy(ward)
    assert own.toml == queries.file_text("binomes")
    changed = change(ward, own, TITLE, "Nos binômes")
    assert queries.own_template(own.pk, to=ward.ana).template.title.fr == "Nos binômes"
    assert (changed.edition, queries.template("binomes").title.fr) == (2, TITLE)
    assert [fact.name for fact in log(f"circle:{ward.ward.pk}")][-2:] == [
        "TemplateAdapted",
        "TemplateChanged",
    ]


def test_mistakes_are_said_each_with_its_place_and_stop_nobody_from_keeping(ward):
    own = change(
        ward, copy(ward), 'week = 6\ntitle = { fr = "Partir', 'week = 0\ntitle = { de = "x", fr = "Partir'
    )
    own = change(ward, own, '"petits-pas"', '"grands-pas"')
    seen = queries.own_template(own.pk, to=ward.driss)
    assert seen.template is None
    assert [plain(each.fr) for each in seen.mistakes] == [
        "workshops.2.guides : le guide « grands-pas » n’existe pas",
        "workshops.2.title.de : ce mot n’est pas attendu ici",
        "workshops.2.week : un nombre entier, de 1 à 104",
    ]
    assert plain(seen.title.fr) == TITLE  # where it comes from
    with refused("Choisissez un programme dans la liste."):
        begin(ward, seen.key)


def begin(w, template, by=None):
    return commands.begin_cohort(
        template=template, name="Neuve", starts_on=MONDAY, voice="professional", by=by or w.driss
    )


def test_it_is_run_and_frozen_whatever_becomes_of_it(ward):
    own = change(ward, copy(ward), TITLE, "Nos binômes")
    cohort = begin(ward, f"own-{own.pk}")
    change(ward, own, "Nos binômes", "Autre chose")
    commands.discard_template(own, edition=3, by=ward.driss)
    assert queries.cohort(cohort.circle_id, to=ward.driss).template.title.fr == "Nos binômes"
    assert queries.own_templates(ward.driss) == []
    with refused("Choisissez un programme dans la liste."):
        begin(ward, f"own-{own.pk}")


def test_farid_knows_nothing_of_it_and_members_read_it_without_changing_it(ward):
    own = copy(ward)
    readers = {"driss": ward.driss, "ana": ward.ana, "elise": ward.elise, "farid": ward.farid}
    assert [who for who, p in readers.items() if queries.own_template(own.pk, to=p)] == ["driss", "ana"]
    assert [who for who, p in readers.items() if queries.own_templates(p)] == ["driss", "ana"]
    assert [who for who, p in readers.items() if queries.to_walk(f"own-{own.pk}", p)] == ["driss", "ana"]
    assert queries.own_template(own.pk, to=ward.ana).may_change is False
    where = f"/cohorts/own/{own.pk}/"
    for person in (ward.farid, ward.elise):
        assert [browser(person).get(path).status_code for path in (where, f"{where}programme.toml")] == [
            404,
            404,
        ]
        assert browser(person).post(where, {"toml": "x", "edition": 1}).status_code == 404
        assert browser(person).post(f"{where}deletion/", {"edition": 1}).status_code == 404
        with refused(NOT_FOUND):
            copy(ward, by=person)
    assert [browser(ward.ana).get(path).status_code for path in (where, f"{where}programme.toml")] == [
        200,
        200,
    ]
    assert browser(ward.ana).post(where, {"toml": "x", "edition": 1}).status_code == 422
    assert queries.own_template(own.pk, to=ward.driss).row.edition == 1


def test_nobody_writes_over_somebody_else(ward):
    own = copy(ward)
    change(ward, own, TITLE, "Nos binômes", edition=1)
    stale = browser(ward.driss).post(f"/cohorts/own/{own.pk}/", {"toml": "mes mots à moi", "edition": 1})
    assert stale.status_code == 422
    text = stale.content.decode()
    assert "Ce programme a changé pendant que vous écriviez" in text and "mes mots à moi" in text


def test_it_leaves_as_a_file_and_comes_into_another_house(ward):
    own = change(ward, copy(ward), TITLE, "Nos binômes")
    taken = browser(ward.driss).get(f"/cohorts/own/{own.pk}/programme.toml")
    assert taken["Content-Disposition"] == 'attachment; filename="binomes.toml"'
    there = circles.found_circle(name="Ailleurs", kind=Kind.TEAM, by=ward.farid, voice="professional")
    file = SimpleUploadedFile("binomes.toml", b"\xef\xbb\xbf" + taken.content)
    made = browser(ward.farid).post("/cohorts/templates/files/", {"circle": there.pk, "file": file})
    assert made.status_code == 302
    (seen,) = queries.own_templates(ward.farid)
    assert (seen.template.title.fr, seen.row.circle.name, seen.mistakes) == ("Nos binômes", "Ailleurs", ())


@pytest.mark.parametrize(
    ("file", "status"),
    [
        (b"\xff\xfe\x00", 422),
        (b"", 422),
        (b"x" * 300_000, 422),
        (b"a = [" * 5_000, 302),
        (b"[[[", 302),
        (None, 422),
    ],
)
def test_whatever_file_is_brought_is_answered_with_a_sentence(ward, file, status):
    given = {"file": SimpleUploadedFile("x.toml", file)} if file is not None else {}
    answer = browser(ward.driss).post("/cohorts/templates/files/", {"circle": ward.ward.pk, **given})
    assert answer.status_code == status
    if status == 302:
        assert "À corriger" in browser(ward.driss).get(answer.url).content.decode()


@pytest.mark.parametrize(
    "wrong", ["1979-05-27", "inf", '["a"]', '"a\\u0000b"', '"deux\\nlignes"', "{ x = 1 }", '" "']
)
def test_what_a_database_or_a_page_could_not_hold_is_a_mistake(ward, wrong):
    for place in ('fr = "Se rencontrer"\n', 'falc = "Avec qui travaillez-vous ?"\n'):
        word = place.partition(" =")[0]
        toml = queries.file_text("binomes").replace(place, f"{word} = {wrong}\n", 1)
        if toml == queries.file_text("binomes"):
            toml = toml.replace("falc = ", f"falc = {wrong}\n# ", 1)
        assert tomllib.loads(toml)
        template, mistakes = queries.read_here(toml)
        assert template is None and len(mistakes) == 1 and f".{word}" in mistakes[0].en


def test_the_pages_copy_change_keep_and_begin(ward):
    client = browser(ward.driss)
    assert client.get("/cohorts/templates/").status_code == 200
    made = client.post("/cohorts/templates/copies/", {"circle": ward.ward.pk, "template": "parcours-equipe"})
    toml = queries.file_text("parcours-equipe").replace("\n", "\r\n")
    kept = client.post(made.url, {"toml": toml + "étrange = 1", "edition": 1})
    page = plain(client.get(kept.url).content.decode())
    assert "Il reste des choses à corriger" in page and "À corriger" in page
    kept = client.post(made.url, {"toml": toml, "edition": 2})
    page = client.get(kept.url).content.decode()
    assert "prêt à suivre" in page and "Tel qu’il sera" in page
    key = queries.own_templates(ward.driss)[0].key
    form = client.get(f"/cohorts/new/?template={key}").content.decode()
    assert f'value="{key}"' in form
    given = {"template": key, "name": "Nuit", "starts_on": "2027-04-05", "voice": "professional"}
    assert client.post("/cohorts/new/", given).status_code == 302
    assert browser(ward.farid).post("/cohorts/new/", given).status_code == 422
    assert browser().get("/cohorts/templates/binomes.toml").content.decode() == queries.file_text("binomes")
    assert (
        client.post("/cohorts/templates/copies/", {"circle": 99999, "template": "binomes"}).status_code == 404
    )
