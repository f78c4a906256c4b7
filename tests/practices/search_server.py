"""A double of the outside server: as much of OpenSearch's HTTP as we speak, and a refusal of all else.

It evaluates what it is asked, so that what is not understood here fails, instead of being believed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit


class NotSpoken(Exception):
    """Something that this double does not know."""


@dataclass
class Index:
    shape: dict
    documents: dict[str, dict] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)  # of what was deleted, too


@dataclass
class Double:
    """What it holds, what it was asked, and how it misbehaves."""

    indices: dict[str, Index] = field(default_factory=dict)
    asked: list[tuple[str, str, str]] = field(default_factory=list)  # method, path, body
    failing: int = 0  # the status of every answer, if not 0
    refused: set[str] = field(default_factory=set)  # documents that it does not take
    address: str = ""

    def __enter__(self) -> Double:
        handler = type("Handler", (_Handler,), {"double": self})
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.http.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.http.server_address[1]}"
        Thread(target=self.http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_) -> None:
        self.http.shutdown()
        self.http.server_close()

    def questions(self) -> list[dict]:
        return [json.loads(body) for _, path, body in self.asked if path.endswith("/_search")]

    def holds(self) -> str:
        return json.dumps([index.documents for index in self.indices.values()], ensure_ascii=False)

    def sheets(self) -> set[int]:
        return {int(id) for index in self.indices.values() for id in index.documents}

    def answer(self, method: str, path: str, given: dict[str, list[str]], body: str) -> tuple[int, dict]:
        if self.failing:
            return self.failing, {"error": {"type": "out_of_order"}, "status": self.failing}
        name, _, what = path.strip("/").partition("/")
        if (method, what) == ("PUT", ""):
            self.indices[name] = Index(json.loads(body))
            return 200, {"acknowledged": True}
        if (method, what) == ("DELETE", ""):
            self.indices.pop(name, None)
            return 200, {"acknowledged": True}
        if name not in self.indices:
            return 404, {"error": {"type": "index_not_found_exception"}, "status": 404}
        if (method, what) == ("HEAD", ""):
            return 200, {}
        if (method, what) == ("POST", "_search") and given == {"allow_partial_search_results": ["false"]}:
            return 200, _search(self.indices[name], json.loads(body))
        if what == "_bulk" and given == {"refresh": ["true"]}:
            return 200, self._bulk(self.indices[name], [json.loads(line) for line in body.splitlines()])
        raise NotSpoken(f"{method} {path} {given}")

    def _bulk(self, index: Index, lines: list[dict]) -> dict:
        done, rest = [], iter(lines)
        for line in rest:
            ((verb, about),) = line.items()
            document = next(rest) if verb == "index" else None
            done.append({verb: {"_id": about["_id"], "status": self._one(index, verb, about, document)}})
        return {"errors": any(next(iter(one.values()))["status"] >= 300 for one in done), "items": done}

    def _one(self, index: Index, verb: str, about: dict, document: dict | None) -> int:
        id, version = about["_id"], about["version"]
        if about["version_type"] != "external_gte" or verb not in ("index", "delete"):
            raise NotSpoken(verb)
        if id in self.refused:
            return 400
        if version < index.versions.get(id, 0):
            return 409
        index.versions[id] = version
        if document is None:
            return 200 if index.documents.pop(id, None) else 404
        if set(document) - set(index.shape["mappings"]["properties"]):
            return 400  # "dynamic": "strict"
        index.documents[id] = document
        return 201


class _Handler(BaseHTTPRequestHandler):
    double: Double

    def _any(self) -> None:
        at = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
        self.double.asked.append((self.command, at.path, body))
        given = parse_qs(at.query)
        given.pop("ignore_unavailable", None)
        try:
            status, answer = self.double.answer(self.command, at.path, given, body)
        except NotSpoken as why:
            status, answer = 400, {"error": {"type": f"not spoken: {why}"}, "status": 400}
        said = b"" if self.command == "HEAD" else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _any

    def log_message(self, *_) -> None:
        pass


def _search(index: Index, asked: dict) -> dict:
    if set(asked) - {"query", "sort", "from", "size", "aggs"}:
        raise NotSpoken(sorted(asked))
    scored = ((_score(asked["query"], document), id, document) for id, document in index.documents.items())
    hits = [(score, id, document) for score, id, document in scored if score is not None]
    for rule in reversed(asked.get("sort", [{"_score": "desc"}])):
        ((by, way),) = rule.items()
        hits.sort(key=lambda hit: hit[0] if by == "_score" else hit[2][by], reverse=way == "desc")
    start = asked.get("from", 0)
    if start + asked["size"] > index.shape["settings"]["index"]["max_result_window"]:
        raise NotSpoken("beyond the window")
    page = hits[start : start + asked["size"]]
    found = {"hits": {"hits": [{"_id": id, "_score": score} for score, id, _ in page]}}
    told = {
        called: {"buckets": _counted(how, [hit[2] for hit in hits])}
        for called, how in asked.get("aggs", {}).items()
    }
    return {**found, "aggregations": told}


def _counted(how: dict, documents: list[dict]) -> list[dict]:
    ((kind, about),) = how.items()
    if kind == "filters":
        return [
            {"doc_count": sum(_score(one, document) is not None for document in documents)}
            for one in about["filters"]
        ]
    if kind == "terms" and set(about) == {"field", "include", "size"}:
        counts = {
            term: sum(term in document[about["field"]] for document in documents) for term in about["include"]
        }
        return [{"key": term, "doc_count": n} for term, n in counts.items() if n][: about["size"]]
    raise NotSpoken(kind)


def _score(query: dict, document: dict) -> float | None:
    """How well a document answers; none: it does not."""
    ((kind, about),) = query.items()
    if kind == "constant_score":
        return about["boost"] if _score(about["filter"], document) is not None else None
    if kind == "bool":
        return _bool(about, document)
    if set(about) != {next(iter(about))}:
        raise NotSpoken(about)
    ((name, value),) = about.items()
    there = document[name] if isinstance(document[name], list) else [document[name]]
    if kind == "terms":
        return 1.0 if set(value) & set(there) else None
    if kind == "prefix":
        return 1.0 if any(one.startswith(value["value"]) for one in there) else None
    if kind == "range" and set(value) <= {"lt", "gte"}:
        here = there[0]
        return 1.0 if here < value.get("lt", here + 1) and here >= value.get("gte", here) else None
    raise NotSpoken(kind)


def _bool(about: dict, document: dict) -> float | None:
    if set(about) - {"filter", "should", "minimum_should_match"}:
        raise NotSpoken(sorted(about))
    if any(_score(one, document) is None for one in about.get("filter", [])):
        return None
    scores = [_score(one, document) for one in about.get("should", [])]
    answered = [score for score in scores if score is not None]
    return sum(answered) if len(answered) >= about.get("minimum_should_match", 0) else None
