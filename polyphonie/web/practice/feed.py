"""The latest public sheets as an Atom feed (RFC 4287)."""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from polyphonie.practices.contract.public import LICENCE_ADDRESS, LICENCE_NAME
from polyphonie.practices.contract.reading import legible
from polyphonie.practices.contract.telling import sheet_id
from polyphonie.practices.queries import PublicSheet

NOTHING_YET = datetime(2000, 1, 1, tzinfo=UTC)  # the moment of an empty feed: the same at each request


class Feed(Atom1Feed):
    """What is told of each sheet: title, for whom, what changed, as signed, under which licence, since when."""

    def __init__(self, *, title: str, link: str, feed_url: str, house: str) -> None:
        about = _("Des fiches que leurs auteurs ont rendues publiques.")
        super().__init__(
            legible(title), link, about, language="fr", feed_url=feed_url, subtitle=about, feed_guid=house
        )

    def add_sheet(self, public: PublicSheet, *, house: str, address: str) -> None:
        row = public.row
        told = [row.for_whom, *row.tried, row.changed]
        self.add_item(
            title=legible(row.title),
            link=address,
            description="<br>".join(escape(legible(one)) for one in told if one),
            author_name=", ".join(
                legible(one.name) or _("une personne du cercle") for one in public.seen.authors
            ),
            pubdate=public.since,
            updateddate=public.since,
            unique_id=sheet_id(house, row.pk),
            categories=row.ingredients,
            item_copyright=f"{LICENCE_NAME} {LICENCE_ADDRESS}",
        )

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=NOTHING_YET)
