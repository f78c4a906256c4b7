"""One's own files: how far they are, fetching them, throwing them away."""

from __future__ import annotations

from typing import cast

from django.http import FileResponse, HttpResponse

from polyphonie.base.refusals import check
from polyphonie.exports import commands, queries, rules
from polyphonie.web.doors import Request, found, known, reads, writes
from polyphonie.web.rendering import go, is_htmx, page


@known
@reads
def mine(request: Request) -> HttpResponse:
    files = queries.exports_of(request.user)
    template = "takeaway/list.html" if is_htmx(request) else "takeaway/files.html"
    return page(request, template, files=files, waiting=any(file.under_way for file, _ in files))


@known
@reads
def fetch(request: Request, pk: int) -> HttpResponse:
    export = found(queries.export_of(pk, to=request.user))
    check(rules.why_not_fetch(export, request.user))
    name = queries.name_of(export.what, export.circle_id)
    file = FileResponse(queries.path_of(export).open("rb"), as_attachment=True, filename=name)
    file["Content-Type"] = "text/csv; charset=utf-8"
    return cast(HttpResponse, file)


@known
@writes
def throw_away(request: Request, pk: int) -> HttpResponse:
    commands.throw_away(found(queries.export_of(pk, to=request.user)), by=request.user)
    return go("takeaway:files")
