"""The index as an OpenSearch server keeps it beside the database's own: stems and keys as they are, nothing analysed there.

Of a sheet it is told which stems each part has, in the order of the alphabet, once each: no sentence can be made of them again. It
is told how rare each word is among the reader's own sheets, and counts nothing over those of others. What it is told follows
the commit: `commands/sending.py`.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from polyphonie.practices.contract.finding import Among
from polyphonie.practices.contract.terms import Asked
from polyphonie.practices.index import FIELDS, Keys, Row, server
from polyphonie.practices.index.server import SECONDS

if TYPE_CHECKING:
    from opensearchpy import OpenSearch

SECONDS_FOR_MANY = 60.0  # that nobody waits for but the clock
ANYWHERE = "said"  # the stems of all parts
Query = dict[str, Any]

SHAPE: Query = {
    "settings": {
        "index": {
            "number_of_shards": 1,
            "gc_deletes": "1h",  # for so long, what was deleted cannot be put back by somebody who read it before
            "max_result_window": 1_000_000,  # a page is asked for again until it is full
        }
    },
    "mappings": {
        "dynamic": "strict",
        "_source": {"enabled": False},  # found by its words; what was sent is not kept as it was sent
        "properties": {
            **{field: {"type": "keyword"} for field in [*FIELDS, ANYWHERE, "keys"]},
            "sheet": {"type": "long"},
        },
    },
}


def likeliest(asked: Sequence[Asked], keys: Keys, among: Among | None, start: int, most: int) -> list[int]:
    weighed = [part for one in asked for part in _weighed(one, among or Among())]
    order = [{"_score": "desc"}, {"sheet": "desc"}]
    return _sheets({"query": _query(keys, any_of=weighed), "sort": order, "from": start, "size": most})


def newest(keys: Keys, before: int | None, most: int) -> list[int]:
    below = [] if before is None else [{"range": {"sheet": {"lt": before}}}]
    return _sheets({"query": _query(keys, *below), "sort": [{"sheet": "desc"}], "size": most})


def among(asked: Sequence[Asked], keys: Keys, most: int) -> Among:
    latest = newest(keys, None, most)
    if not latest:
        return Among()
    each = {"each": {"filters": {"filters": [_has(ANYWHERE, one) for one in asked]}}}
    since = {"range": {"sheet": {"gte": latest[-1]}}}
    told = _buckets({"query": _query(keys, since), "size": 0, "aggs": each}, "each")
    counts = [bucket["doc_count"] for bucket in told]
    return Among(len(latest), {one.stem: count for one, count in zip(asked, counts, strict=True)})


def standing(terms: Sequence[str], keys: Keys) -> list[str]:
    those = {"those": {"terms": {"field": ANYWHERE, "include": list(terms), "size": len(terms)}}}
    query = _query(keys, {"terms": {ANYWHERE: list(terms)}})
    here = {bucket["key"] for bucket in _buckets({"query": query, "size": 0, "aggs": those}, "those")}
    return [term for term in terms if term in here]


def stands() -> bool:
    """Is there an index of this house?"""
    return server.ask(lambda there: bool(there.indices.exists(index=server.name())))


def begin() -> None:
    """An index without a sheet, instead of the one that was there."""

    def anew(there: OpenSearch) -> None:
        patient = {"request_timeout": SECONDS_FOR_MANY}
        there.indices.delete(index=server.name(), params={**patient, "ignore_unavailable": "true"})
        there.indices.create(index=server.name(), body=SHAPE, params=patient)

    server.ask(anew)


def moment() -> int:
    """Taken before the rows are read: who read them later is right, in whatever order two are heard."""
    return time.time_ns() // 1000


def tell(rows: Sequence[Row], gone: Iterable[int], at: int, seconds: float = SECONDS) -> set[int]:
    """These sheets as they were at that moment, and nothing of those that are gone. Returns the numbers that it heard: what it
    answers to the next question knows of them."""
    version = {"version": at, "version_type": "external_gte"}
    lines: list[Query] = []
    for row in rows:
        lines += [{"index": {"_id": str(row.sheet), **version}}, _document(row)]
    lines += [{"delete": {"_id": str(sheet), **version}} for sheet in gone]

    def heard(there: OpenSearch) -> set[int]:
        at_once = {"refresh": "true", "request_timeout": seconds}
        told = there.bulk(body=lines, index=server.name(), params=at_once)
        done = [next(iter(item.items())) for item in told["items"]]
        return {int(one["_id"]) for what, one in done if _is_done(what, one["status"])}

    return server.ask(heard) if lines else set()


def _is_done(what: str, status: int) -> bool:
    """Done; or somebody told it something later (409); or what was to be deleted was not there (404)."""
    return status < 300 or status == 409 or (what == "delete" and status == 404)


def held(at_once: int = 10_000) -> Iterator[int]:
    """The numbers of all the sheets it holds."""
    before: int | None = None
    while numbers := newest((), before, at_once):
        yield from numbers
        before = numbers[-1]


def _document(row: Row) -> Query:
    parts = {field: sorted(set(stems)) for field, stems in zip(FIELDS, row.stems, strict=True)}
    anywhere = sorted({stem for stems in row.stems for stem in stems})
    return {**parts, ANYWHERE: anywhere, "keys": sorted(row.keys), "sheet": row.sheet}


def _query(keys: Keys, *also: Query, any_of: Sequence[Query] = ()) -> Query:
    """The question, with the keys of whoever asks inside it. Each term is a value: nothing that is typed is an operator."""
    asked: Query = {"filter": [*({"terms": {"keys": list(group)}} for group in keys), *also]}
    if any_of:
        asked |= {"should": list(any_of), "minimum_should_match": 1}
    return {"bool": asked}


def _weighed(one: Asked, among: Among) -> list[Query]:
    """What a word weighs in each place where it may stand."""
    rare = among.rare(one.stem)
    return [
        {"constant_score": {"filter": _has(field, one), "boost": weight * rare}}
        for field, weight in FIELDS.items()
    ]


def _has(field: str, one: Asked) -> Query:
    """A part that answers this word. A beginning stands for itself too."""
    ways: list[Query] = [{"prefix": {field: {"value": term}}} for term in one.beginnings]
    whole = [term for term in one.terms if term not in one.beginnings]
    if whole:
        ways.append({"terms": {field: whole}})
    return {"bool": {"should": ways, "minimum_should_match": 1}}


def _sheets(question: Query) -> list[int]:
    return server.ask(lambda there: [int(hit["_id"]) for hit in _answer(there, question)["hits"]["hits"]])


def _buckets(question: Query, called: str) -> list[Query]:
    return server.ask(lambda there: list(_answer(there, question)["aggregations"][called]["buckets"]))


def _answer(there: OpenSearch, question: Query) -> Query:
    """All of the answer: a part of one would be taken for the whole."""
    whole = {"allow_partial_search_results": "false"}
    answer: Query = there.search(body=question, index=server.name(), params=whole)
    return answer
