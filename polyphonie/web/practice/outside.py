"""What anybody reads without a session: public sheets one by one, in a list, as a feed, as a catalogue for other houses.

All of it is asked of `queries.public_sheets` at each request and kept by no cache that would not ask again: what its
authors take back is gone with the next request.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_http_date_safe

from polyphonie.base import clock
from polyphonie.practices import queries
from polyphonie.practices.contract.catalogue import ON_A_PAGE, PER_PAGE
from polyphonie.practices.contract.catalogue import schema as shape
from polyphonie.practices.contract.public import AFTERWARDS, LICENCE_ADDRESS, LICENCE_NAME, POLICY, WHO_READS
from polyphonie.practices.contract.telling import page_told, sheet_told
from polyphonie.practices.queries import PublicSheet
from polyphonie.web.doors import found, number, reads
from polyphonie.web.practice.feed import Feed
from polyphonie.web.rendering import page

JSON = "application/json; charset=utf-8"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


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


def _for_a_stranger(request: HttpRequest, response: HttpResponse, since: datetime | None) -> HttpResponse:
    """A page as somebody who has not come in reads it: their browser may keep it, and asks each time. The token of its forms
    is another each time, and says nothing of it."""
    if request.user.is_authenticated:
        return response
    response["Cache-Control"] = "private, no-cache"
    return _asked_again(request, response, TOKEN.sub(b"", response.content), since)


@reads
def public_sheets(request: HttpRequest) -> HttpResponse:
    after = request.GET.get("after", "")
    leaf = queries.public_leaf(after, most=ON_A_PAGE)
    since = None if after else queries.told_since(queries.LIST, leaf.found, leaf.after)
    response = _page(request, "practice/public_sheets.html", leaf=leaf, turned=bool(after))
    return _for_a_stranger(request, response, since)


@reads
def public_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    one = found(queries.public_sheet(pk))
    response = _page(request, "practice/public_sheet.html", public=one, sheet=one.seen)
    return _for_a_stranger(request, response, queries.told_since(queries.of_sheet(pk), [one]))


@reads
def reading_policy(request: HttpRequest) -> HttpResponse:
    return _page(request, "practice/reading_policy.html", policy=POLICY, who=WHO_READS, afterwards=AFTERWARDS)


# -- for machines


def _kept_fresh(
    request: HttpRequest,
    body: bytes,
    kind: str,
    told: bytes | None = None,
    since: datetime | None = None,
) -> HttpResponse:
    """With a mark of its content, so that whoever has it already is told so, and whoever has what was taken back is not.

    `told`: what the mark is made of, where the body says more (the hour at which it was made).
    """
    response = outside(HttpResponse(body, content_type=kind))
    response["Cache-Control"] = "public, no-cache"
    return _asked_again(request, response, told or body, since)


def _asked_again(
    request: HttpRequest, response: HttpResponse, told: bytes, since: datetime | None
) -> HttpResponse:
    """Nothing but “unchanged” for whoever has this already: by its mark, else by the very moment that was given with it. A moment
    that was not given with it says nothing, later or not: what was taken back in between would stay."""
    response["ETag"] = f'W/"{hashlib.sha256(told).hexdigest()[:32]}"'
    moment = int(since.timestamp()) if since else None
    if moment:
        response["Last-Modified"] = http_date(moment)
    asked = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    given = moment if moment == asked else None
    return (
        get_conditional_response(request, etag=response["ETag"], last_modified=given, response=response)
        or response
    )


def _told(sheets: list[PublicSheet]) -> list[dict[str, Any]]:
    return [sheet_told(one, house=settings.HOUSE_ID, address_of=_sheet_address) for one in sheets]


def _file(request: HttpRequest, place: str, sheets: list[PublicSheet], **places: Any) -> HttpResponse:
    house, told = (settings.HOUSE_ID, settings.SITE_NAME, settings.ADDRESS), _told(sheets)
    made = page_told(told, house=house, made_at=clock.now(), schema=address("catalogue_schema"), **places)
    mark = json.dumps([told, house, places], ensure_ascii=False, sort_keys=True).encode()
    body = json.dumps(made, ensure_ascii=False, indent=1).encode()
    return _kept_fresh(request, body, JSON, mark, queries.told_since(place, sheets, places.get("next_after")))


@reads
def catalogue(request: HttpRequest) -> HttpResponse:
    """In the order of their numbers, from the one after `after`: a sheet taken back between two pages makes nobody miss one."""
    after = number(request.GET.get("after", ""))
    shown, next_after = queries.catalogue_page(after)
    following = f"{address('catalogue')}?after={next_after}" if next_after else None
    places = {"after": after, "next_after": next_after, "next_address": following}
    return _file(request, queries.catalogue_from(after), shown, **places)


@reads
def sheet_file(request: HttpRequest, pk: int) -> HttpResponse:
    """One sheet as a file that another house can import."""
    response = _file(request, queries.of_sheet(pk), [found(queries.public_sheet(pk))])
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
    since = queries.told_since(queries.FEED, latest)
    return _kept_fresh(request, body, "application/atom+xml; charset=utf-8", since=since)


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
