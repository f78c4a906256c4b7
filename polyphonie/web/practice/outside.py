"""What anybody reads without a session: public sheets one by one, in a list, as a feed, as a catalogue for other houses.

All of it is asked of `queries.public_sheets` at each request and kept by no cache that would not ask again: what its
authors take back is gone with the next request.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response

from polyphonie.base import clock
from polyphonie.practices import queries
from polyphonie.practices.contract.catalogue import PER_PAGE
from polyphonie.practices.contract.catalogue import schema as shape
from polyphonie.practices.contract.public import AFTERWARDS, LICENCE_ADDRESS, LICENCE_NAME, POLICY, WHO_READS
from polyphonie.practices.contract.telling import page_told, sheet_told, that_fit
from polyphonie.practices.queries import PublicSheet
from polyphonie.web.doors import found, number, reads
from polyphonie.web.practice.feed import Feed
from polyphonie.web.rendering import page

ON_A_PAGE = 24
JSON = "application/json; charset=utf-8"


def address(name: str, *args: Any) -> str:
    """The address of one of these pages as others know it: that of the installation, whatever the request says."""
    return f"{settings.ADDRESS}{reverse(f'practice:{name}', args=args)}"


def _sheet_address(practice: int) -> str:
    return address("public_sheet", practice)


def outside(response: HttpResponse) -> HttpResponse:
    """Search engines leave it alone, unless the installation says otherwise."""
    if not settings.PUBLIC_INDEXED:
        response["X-Robots-Tag"] = "noindex"
    return response


def _page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    licence = {"name": LICENCE_NAME, "address": LICENCE_ADDRESS}
    return outside(
        page(request, template, indexed=settings.PUBLIC_INDEXED, outside=True, licence=licence, **context)
    )


@reads
def public_sheets(request: HttpRequest) -> HttpResponse:
    after = request.GET.get("after", "")
    leaf = queries.public_leaf(after, most=ON_A_PAGE)
    return _page(request, "practice/public_sheets.html", leaf=leaf, turned=bool(after))


@reads
def public_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    one = found(queries.public_sheet(pk))
    return _page(request, "practice/public_sheet.html", public=one, sheet=one.seen)


@reads
def reading_policy(request: HttpRequest) -> HttpResponse:
    return _page(request, "practice/reading_policy.html", policy=POLICY, who=WHO_READS, afterwards=AFTERWARDS)


# -- for machines


def _kept_fresh(request: HttpRequest, body: bytes, kind: str, told: bytes | None = None) -> HttpResponse:
    """With a mark of its content, so that whoever has it already is told so, and whoever has what was taken back is not.

    No date of change: a withdrawal leaves nothing whose date could be given. `told`: what the mark is made of, where the
    body says more (the hour at which it was made).
    """
    response = outside(HttpResponse(body, content_type=kind))
    response["Cache-Control"] = "public, no-cache"
    response["ETag"] = f'W/"{hashlib.sha256(told or body).hexdigest()[:32]}"'
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def _told(sheets: list[PublicSheet]) -> list[dict[str, Any]]:
    return [sheet_told(one, house=settings.HOUSE_ID, address_of=_sheet_address) for one in sheets]


def _file(request: HttpRequest, told: list[dict[str, Any]], **places: Any) -> HttpResponse:
    house = (settings.HOUSE_ID, settings.SITE_NAME, settings.ADDRESS)
    made = page_told(told, house=house, made_at=clock.now(), schema=address("catalogue_schema"), **places)
    mark = json.dumps([told, house, places], ensure_ascii=False, sort_keys=True).encode()
    return _kept_fresh(request, json.dumps(made, ensure_ascii=False, indent=1).encode(), JSON, mark)


@reads
def catalogue(request: HttpRequest) -> HttpResponse:
    """In the order of their numbers, from the one after `after`: a sheet taken back between two pages makes nobody miss one."""
    after = number(request.GET.get("after", ""))
    left = queries.public_sheets(after, PER_PAGE + 1)
    shown = that_fit(_told(left[:PER_PAGE]))
    more = len(left) > len(shown)
    next_after = left[len(shown) - 1].row.pk if more else None
    following = f"{address('catalogue')}?after={next_after}" if more else None
    return _file(request, shown, after=after, next_after=next_after, next_address=following)


@reads
def sheet_file(request: HttpRequest, pk: int) -> HttpResponse:
    """One sheet as a file that another house can import."""
    response = _file(request, _told([found(queries.public_sheet(pk))]))
    response["Content-Disposition"] = f'attachment; filename="fiche-{pk}.json"'
    return response


@reads
def catalogue_schema(request: HttpRequest) -> HttpResponse:
    body = json.dumps(shape(), ensure_ascii=False, indent=2).encode()
    return _kept_fresh(request, body, "application/schema+json; charset=utf-8")


@reads
def feed(request: HttpRequest) -> HttpResponse:
    """The latest; the list has them all."""
    latest = queries.public_leaf(most=PER_PAGE).found
    with translation.override(settings.LANGUAGE_CODE):  # one feed, whoever asks
        body = _feed(latest)
    return _kept_fresh(request, body, "application/atom+xml; charset=utf-8")


def _feed(latest: Iterable[PublicSheet]) -> bytes:
    made = Feed(
        title=settings.SITE_NAME,
        link=address("public_sheets"),
        feed_url=address("feed"),
        house=settings.HOUSE_ID,
    )
    for one in latest:
        made.add_sheet(one, house=settings.HOUSE_ID, address=_sheet_address(one.row.pk))
    return str(made.writeString("utf-8")).encode()
