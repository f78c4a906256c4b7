"""Since when what anybody may ask for is as it is. A mark of it is kept, made under the key of the house: no word comes back of it.

It is noted by a beat, and asked again at each reading: what has changed since it was noted, or was taken back, has no moment
until it is noted in its turn. So the moment is no finer than what somebody knows who looks at the public pages at each beat.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

from polyphonie import __version__
from polyphonie.base import clock
from polyphonie.base.scope import reading
from polyphonie.practices.contract.catalogue import ON_A_PAGE, PER_PAGE
from polyphonie.practices.contract.telling import sheet_told, that_fit
from polyphonie.practices.models import ToldOutside
from polyphonie.practices.queries.public import PublicSheet, public_leaf, public_sheets

LIST, FEED = "list", "feed"
ANY_HOUSE = UUID(int=0).urn


def catalogue_from(after: int) -> str:
    return f"catalogue:{after}"


def of_sheet(practice: int) -> str:
    return f"sheet:{practice}"


@reading
def catalogue_page(after: int) -> tuple[list[PublicSheet], int | None]:
    """The sheets of one file of the catalogue, from the one after `after`, and the number after which the next begins."""
    left = public_sheets(after, PER_PAGE + 1)
    shown = left[: len(that_fit([_told(one) for one in left[:PER_PAGE]]))]
    return shown, shown[-1].row.pk if len(left) > len(shown) else None


@reading
def told_since(
    place: str, sheets: Sequence[PublicSheet], following: str | int | None = None
) -> datetime | None:
    """Since when these are what is told at this place, with this way on; None where that is not noted, or something else was."""
    row = ToldOutside.objects.filter(place=place, since__lte=clock.now()).first()
    return row.since if row and row.mark == _mark(sheets, following) else None


@reading
def told_now() -> dict[str, str]:
    """Place → the mark of what is told there now."""
    first, latest = public_leaf(most=ON_A_PAGE), public_leaf(most=PER_PAGE)
    found = {LIST: _mark(first.found, first.after), FEED: _mark(latest.found)}
    after: int | None = 0
    while after is not None:
        page, following = catalogue_page(after)
        found[catalogue_from(after)] = _mark(page, following)
        found |= {of_sheet(one.row.pk): _mark([one]) for one in page}
        after = following
    return found


def _told(one: PublicSheet) -> dict[str, object]:
    return sheet_told(one, house=ANY_HOUSE, address_of=str)


def _mark(sheets: Sequence[PublicSheet], following: str | int | None = None) -> str:
    """Of all that such a page says: the sheets, those who read them first, what comes after, the house, and how it tells."""
    read_by = [[(reader.name, reader.voice) for reader in one.readers] for one in sheets]
    house = (settings.HOUSE_ID, settings.SITE_NAME, settings.ADDRESS, __version__)
    told = [_told(one) for one in sheets]
    said = json.dumps([told, read_by, following or "", house], ensure_ascii=False, sort_keys=True)
    return salted_hmac("practices.told_outside", said, algorithm="sha256").hexdigest()
