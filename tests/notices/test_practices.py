"""What the authors of a sheet are told: a signature awaited, an adaptation, a trial."""

from polyphonie.notices.models import Notice
from polyphonie.practices import commands
from tests.practices.outside import agree, read
from tests.practices.sheets import draft, sign, signed, widened


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("person__name", flat=True))


def test_once_one_author_signed_the_others_are_asked(world):
    made = draft(world, "Amina")
    assert told("sheet_to_sign") == set()
    commands.add_author(made, person=world.bruno, by=world.amina)
    commands.add_author(made, person=world.claire, by=world.amina)
    assert told("sheet_to_sign") == {"Bruno", "Claire"}
    Notice.objects.all().delete()
    sign(made, world.bruno)
    assert told("sheet_to_sign") == {"Amina", "Claire"}


def test_authors_hear_that_it_is_adapted_and_tried_and_nobody_else_does(world):
    made = signed(world, "Amina", "Bruno")
    widened(world, made, "Amina", "Bruno")
    commands.adapt(made, to=world.elsewhere, by=world.farid, title="La nôtre")
    commands.tell_trial(made, circle=world.elsewhere, worked="worked", happened="Oui.", by=world.farid)
    assert (told("sheet_adapted"), told("sheet_tried")) == ({"Amina", "Bruno"}, {"Amina", "Bruno"})


def test_a_notice_says_no_word_of_the_sheet(world):
    made = signed(world)
    widened(world, made)
    commands.tell_trial(made, circle=world.elsewhere, worked="worked", happened="Un secret.", by=world.farid)
    assert {n.path for n in Notice.objects.filter(kind="sheet_tried")} == {f"/practices/{made.pk}/"}


def test_authors_hear_that_a_public_page_is_asked_and_that_somebody_read_it(world):
    made = signed(world, "Amina", "Bruno")
    agree(made, world.amina)
    assert told("sheet_public") == {"Bruno"}
    agree(made, world.bruno)
    read(made, world.claire, reasons="Un secret.")
    assert told("sheet_peer_read") == {"Amina", "Bruno"}
    assert {n.path for n in Notice.objects.filter(kind="sheet_peer_read")} == {
        f"/practices/{made.pk}/public/"
    }
