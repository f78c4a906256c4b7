"""Programmes that circles make their own: copying, bringing a file, changing with the mistakes beside, taking away."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse

from polyphonie.base.refusals import Refusal
from polyphonie.circles.queries import Circle
from polyphonie.programmes import commands, queries, rules
from polyphonie.programmes.queries import OwnSeen
from polyphonie.web.doors import Request, by_method, found, known, number, reads, typed, writes
from polyphonie.web.rendering import go, page


@known
@reads
def shelf(request: Request) -> HttpResponse:
    return page(
        request,
        "programme/templates.html",
        library=queries.library(),
        own=queries.own_templates(request.user),
        where=queries.where_may_adapt(request.user),
    )


def _circle(request: Request) -> Circle:
    """A circle that this person looks after, of those the form offers."""
    pk = number(request.POST.get("circle", ""))
    return found(next((each for each in queries.where_may_adapt(request.user) if each.pk == pk), None))


@known
@writes
def adapt(request: Request) -> HttpResponse:
    made = commands.adapt_template(
        _circle(request), template=request.POST.get("template", ""), by=request.user
    )
    return go("programme:own", made.pk)


@known
@writes
def bring(request: Request) -> HttpResponse:
    circle, given = _circle(request), request.FILES.get("file")
    if not isinstance(given, UploadedFile):
        raise Refusal("Choisissez d’abord un fichier.", "Choose a file first.")
    # In UTF-8 a character takes four bytes at most; one more is enough to know that there are too many.
    most = 4 * rules.LONGEST_TEMPLATE + 1
    return go("programme:own", commands.bring_template(circle, file=given.read(most), by=request.user).pk)


def _own(request: Request, pk: int) -> OwnSeen:
    return found(queries.own_template(pk, to=request.user))


@known
@reads
def _read(request: Request, pk: int) -> HttpResponse:
    return page(request, "programme/own.html", seen=_own(request, pk), kept="kept" in request.GET)


@known
@writes
def _change(request: Request, pk: int) -> HttpResponse:
    commands.change_template(
        _own(request, pk).row,
        toml=typed(request, "toml"),
        edition=number(request.POST.get("edition", "")),
        by=request.user,
    )
    answer = go("programme:own", pk)
    answer["Location"] += "?kept"
    return answer


own = by_method(get=_read, post=_change)


@known
@writes
def discard(request: Request, pk: int) -> HttpResponse:
    edition = number(request.POST.get("edition", ""))
    commands.discard_template(_own(request, pk).row, edition=edition, by=request.user)
    return go("programme:templates")


def _file(toml: str, name: str) -> HttpResponse:
    answer = HttpResponse(toml, content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.toml"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@known
@reads
def own_file(request: Request, pk: int) -> HttpResponse:
    seen = _own(request, pk)
    return _file(seen.row.toml, seen.template.id if seen.template else f"programme-{pk}")


@reads
def library_file(request: Request, id: str) -> HttpResponse:
    """A programme of the house, for anybody: its text is free."""
    chosen = found(queries.template(id))
    return _file(queries.file_text(chosen.id), chosen.id)
