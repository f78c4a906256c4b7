"""A circle's own guides: begun from the library or from a file, changed, read again, shared; and Farid?"""

import pytest

from polyphonie.base.models import Fact
from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Kind
from polyphonie.gatherings import commands as gatherings
from polyphonie.guides import commands, queries, rules
from polyphonie.guides.contract.thaw import thaw
from polyphonie.guides.contract.writing import toml_of
from polyphonie.guides.models import Adaptation
from tests.base.said import refused

NOT_THERE = "Cette page n’existe pas, ou pas pour vous. Revenez à l’accueil."
NOT_THEIRS = "Seules les personnes qui animent ce cercle peuvent faire cela. Demandez-leur."


@pytest.fixture
def tour(world):
    return commands.start(world.circle, guide=queries.guide("tour"), by=world.driss)


def draft_of(adaptation) -> dict:
    return queries.own(Adaptation.objects.get(pk=adaptation.pk)).draft


def file_of(draft: dict) -> bytes:
    return toml_of(draft).encode()


def test_a_copy_says_where_it_comes_from_may_be_run_at_once_and_changes_nothing_of_the_library(world, tour):
    own = queries.own_for(tour.pk, to=world.amina)
    assert (own.ready, own.changes, own.origin, own.guide.adapted_from) == (
        True,
        [],
        queries.guide("tour"),
        "tour",
    )
    changed = own.draft | {"title": {"fr": "Notre tour", "en": "Our round"}}
    commands.change(tour, draft=changed, edition=1, by=world.driss)
    assert [(pk, g.title.fr) for pk, g in queries.adaptations(world.circle)] == [(tour.pk, "Notre tour")]
    assert [said.en for said in queries.own_for(tour.pk, to=world.amina).changes] == [
        f"“{queries.guide('tour').title.en}” is called “Our round”."
    ]
    assert queries.guide("tour").title.fr == "Faire un tour"


def test_a_draft_with_mistakes_is_kept_with_them_and_cannot_be_run(world, tour):
    draft = draft_of(tour)
    draft["minutes"], draft["steps"][0]["prompt"]["falc"] = "beaucoup", ""
    commands.change(tour, draft=draft, edition=1, by=world.driss)
    own = queries.own_for(tour.pk, to=world.driss)
    assert [(m.step, m.field) for m in own.mistakes] == [(0, "prompt"), (None, "minutes")]
    assert (own.ready, own.draft["minutes"], own.row.edition) == (False, "beaucoup", 2)
    assert queries.adaptations(world.circle) == []
    assert queries.adaptation(tour.pk, circle=world.circle) is None


def test_nobody_writes_over_what_somebody_else_kept(world, tour):
    commands.change(tour, draft=draft_of(tour), edition=1, by=world.driss)
    with refused(
        "Ce guide a changé pendant que vous écriviez. Vos mots sont ci-dessous : recopiez-les dans le guide d’aujourd’hui."
    ):
        commands.change(tour, draft=draft_of(tour), edition=1, by=world.driss)


def test_only_those_who_look_after_the_circle_begin_change_accept_and_share(world, tour):
    guide, draft = queries.guide("tour"), draft_of(tour)
    for who, said in ((world.bruno, NOT_THEIRS), (world.farid, NOT_THERE)):
        for verb in (
            lambda w: commands.start(world.circle, guide=guide, by=w),
            lambda w: commands.change(tour, draft=draft, edition=1, by=w),
            lambda w: commands.bring_in(world.circle, file=file_of(draft), by=w),
            lambda w: commands.accept(tour, read=[], edition=1, by=w),
            lambda w: commands.share(tour, to=world.elsewhere, by=w),
            lambda w: commands.discard(tour, edition=1, by=w),
        ):
            with refused(said):
                verb(who)
    assert rules.where_may_adapt(world.bruno) == [] and rules.where_may_adapt(world.driss) == [world.circle]
    assert [queries.own_for(tour.pk, to=p) is None for p in (world.bruno, world.farid)] == [False, True]
    assert (len(queries.own_of(world.amina)), queries.own_of(world.farid)) == (1, [])


def test_leaving_the_circle_is_leaving_its_guides(world, tour):
    circles.leave(world.circle, person=world.bruno, by=world.bruno)
    assert queries.own_for(tour.pk, to=world.bruno) is None


def test_a_file_from_elsewhere_is_read_part_by_part_before_it_is_run(world, tour):
    draft = draft_of(tour) | {"title": {"fr": "D’ailleurs", "en": "From elsewhere"}}
    brought = commands.bring_in(world.circle, file=b"\xef\xbb\xbf" + file_of(draft), by=world.driss)
    own = queries.own_for(brought.pk, to=world.driss)
    assert (own.mistakes, own.ready, own.row.adapted_from) == ((), False, "tour")
    assert queries.adaptation(brought.pk, circle=world.circle) is None
    with refused("Il reste 1 partie à lire. Cochez chacune quand vous l’avez lue."):
        commands.accept(brought, read=own.parts[1:], edition=1, by=world.driss)
    commands.accept(brought, read=own.parts, edition=1, by=world.driss)
    commands.accept(brought, read=own.parts, edition=1, by=world.driss)
    assert queries.adaptation(brought.pk, circle=world.circle).title.fr == "D’ailleurs"
    assert Adaptation.objects.get(pk=brought.pk).read_by == world.driss


def test_a_file_with_mistakes_is_a_draft_and_is_mended_before_it_is_accepted(world, tour):
    draft = draft_of(tour)
    draft["steps"][0]["kind"] = "dance"
    brought = commands.bring_in(world.circle, file=file_of(draft), by=world.driss)
    own = queries.own_for(brought.pk, to=world.driss)
    assert [(m.step, m.field) for m in own.mistakes] == [(0, "kind")]
    with refused("Corrigez d’abord ce guide."):
        commands.accept(brought, read=own.parts, edition=1, by=world.driss)
    commands.change(brought, draft=draft_of(tour), edition=1, by=world.driss)
    with refused("Ce guide a changé pendant que vous écriviez. Vos mots sont ci-dessous : recopiez-les dans le guide d’aujourd’hui."):  # fmt: skip
        commands.accept(brought, read=own.parts, edition=1, by=world.driss)
    assert queries.own_for(brought.pk, to=world.driss).ready is False


def test_a_file_that_is_no_guide_is_refused_with_what_it_is(world, tour):
    step = draft_of(tour)["steps"][0]
    many = [step | {"id": f"e{n}"} for n in range(17)]
    tips = [{"if": {"fr": "a"}, "then": {"fr": "b"}}] * 5
    for file, said in (
        (b"\x89PNG\xff", "Ce fichier ne contient pas de texte lisible. Un guide est un fichier .toml, enregistré en UTF-8."),
        ("é".encode("utf-16"), "Ce fichier ne contient pas de texte lisible. Un guide est un fichier .toml, enregistré en UTF-8."),
        (b"bonjour", "Ce fichier ne se lit pas comme un guide."),
        (b"id = = 2", "Ce fichier ne se lit pas comme un guide (ligne 1)."),
        (b"a" * 100_001, "Ce fichier est trop long pour un guide."),
        (b"", "Ce n’est pas un guide : on n’y trouve pas d’étapes."),
        (b"steps = [1]", "Ce n’est pas un guide : on n’y trouve pas d’étapes."),
        (b"[[steps]]\n" * 10_000, "Ce guide a 10000 étapes. Gardez-en 16 au plus : au-delà, mieux vaut deux guides."),
        (file_of({"steps": many}), "Ce guide a 17 étapes. Gardez-en 16 au plus : au-delà, mieux vaut deux guides."),
        (file_of({"steps": [{"if_this_happens": tips}]}), "Une étape a trop de conseils. Gardez-en 4 au plus, ceux qui servent vraiment."),
        (file_of({"roles": {f"r{n}": 1 for n in range(7)}, "steps": [step]}), "Ce guide a trop de rôles. Gardez-en 6 au plus."),
    ):  # fmt: skip
        with refused(said):
            commands.bring_in(world.circle, file=file, by=world.driss)
    assert Adaptation.objects.count() == 1


def test_a_guide_is_shared_with_another_circle_that_one_looks_after_and_each_goes_its_way(world, tour):
    team = circles.found_circle(name="Nuit", kind=Kind.TEAM, by=world.driss, voice=Voice.PROFESSIONAL)
    with refused("Ce cercle a déjà ce guide."):
        commands.share(tour, to=world.circle, by=world.driss)
    with refused(NOT_THERE):
        commands.share(tour, to=world.elsewhere, by=world.driss)
    copy = commands.share(tour, to=team, by=world.driss)
    commands.change(tour, draft=draft_of(tour) | {"minutes": ""}, edition=1, by=world.driss)
    assert [pk for pk, _ in queries.adaptations(team)] == [copy.pk]
    assert queries.own_for(copy.pk, to=world.bruno) is None
    with refused("Ce guide n’est pas prêt : il reste à le corriger ou à le relire."):
        commands.share(Adaptation.objects.get(pk=tour.pk), to=team, by=world.driss)


def test_a_guide_is_discarded_as_it_was_read_and_what_was_made_with_it_stays(world, tour):
    team = circles.found_circle(name="Nuit", kind=Kind.TEAM, by=world.driss, voice=Voice.PROFESSIONAL)
    copy = commands.share(tour, to=team, by=world.driss)
    guide = queries.adaptation(tour.pk, circle=world.circle)
    called = gatherings.call_gathering(world.circle, guide=guide, mode="live", by=world.driss)
    commands.change(tour, draft=draft_of(tour), edition=1, by=world.driss)
    with refused(
        "Ce guide a changé depuis que vous l’avez ouvert. Relisez-le avant de le supprimer.",
        "This guide has changed since you opened it. Read it again before deleting it.",
    ):
        commands.discard(tour, edition=1, by=world.driss)
    commands.discard(tour, edition=2, by=world.driss)
    assert (queries.own_for(tour.pk, to=world.driss), queries.adaptations(world.circle)) == (None, [])
    last = Fact.objects.order_by("pk").last()
    assert (last.name, last.ids) == ("GuideDiscarded", {"circle": world.circle.pk, "adaptation": tour.pk})
    with refused(NOT_THERE):
        commands.discard(tour, edition=2, by=world.driss)
    assert [pk for pk, _ in queries.adaptations(team)] == [copy.pk]
    opened = gatherings.open_gathering(called, by=world.driss)
    assert thaw(opened.guide) == guide
    assert gatherings.open_next(opened, by=world.driss).step == guide.steps[0].id


def test_every_guide_of_the_library_may_be_made_one_s_own(world):
    for guide in queries.library():
        made = commands.start(world.circle, guide=guide, by=world.driss)
        assert queries.own_for(made.pk, to=world.driss).ready, guide.id
