"""A server on loopback that answers as the eCFR, govinfo and the Federal Register do: their paths,
parameters, shapes and refusals, as their documentation has them. It counts what it is asked.
"""

from __future__ import annotations

import datetime
import email.utils
import gzip
import hashlib
import json
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

Headers = dict[str, str]
Answer = tuple[int, bytes, Headers]

JSON, XML = {"Content-Type": "application/json"}, {"Content-Type": "application/xml"}
FEW = {"ETag": '"list"'}


class PublicServices:
    """What the services have. Each trouble in `troubles` (by the path) is met once:
    ("429", "3"), ("503", ""), ("cut", "2000"): after so many bytes, ("moved", URL), ("html", "").
    """

    def __init__(self) -> None:
        self.titles: dict[int, dict[str, Any]] = {}
        self.versions: dict[int, list[dict[str, Any]]] = defaultdict(list)
        self.texts: dict[tuple[int, str, str], bytes] = {}  # title, part ("" for all), issue date
        self.volumes: dict[tuple[int, int], dict[int, bytes]] = defaultdict(dict)
        self.rules: list[dict[str, Any]] = []
        self.rule_texts: dict[str, bytes] = {}
        self.troubles: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.asked: Counter[str] = Counter()
        self.ranges: list[str] = []
        self.at_once = self.most_at_once = 0
        self.url = ""
        self.per_page: int | None = None
        self.any_day = False  # whether texts are given of days that are none of the title's

    # What it has

    def add_title(self, number: int, issued: str, current: str, reserved: bool = False) -> None:
        self.titles[number] = {
            "number": number,
            "name": f"Title {number}",
            "latest_amended_on": None if reserved else issued,
            "latest_issue_date": None if reserved else issued,
            "up_to_date_as_of": None if reserved else current,
            "reserved": reserved,
        }

    def add_version(self, title: int, part: str, section: str, day: str, **more: Any) -> None:
        self.versions[title].append(
            {
                "date": day,
                "amendment_date": day,
                "issue_date": day,
                "identifier": section,
                "name": f"§ {section}   Records.",
                "part": part,
                "substantive": True,
                "removed": False,
                "subpart": None,
                "title": str(title),
                "type": "section",
                **more,
            }
        )

    # What it answers

    def answer(self, path: str, query: list[tuple[str, str]], headers: Headers) -> Answer:
        pieces = path.strip("/").split("/")
        if pieces[:3] == ["api", "versioner", "v1"]:
            return self._versioner(pieces[3:], dict(query))
        if pieces[:3] == ["bulkdata", "json", "CFR"]:
            return self._listing(int(pieces[3]), int(pieces[4].removeprefix("title-")))
        if pieces[:2] == ["bulkdata", "CFR"]:
            return self._volume(pieces[-1], headers)
        if path == "/api/v1/documents.json":
            return self._documents(query)
        if pieces[:3] == ["documents", "full_text", "xml"]:
            text = self.rule_texts.get(path)
            return (200, text, XML) if text else _missing()
        return _missing()

    def _versioner(self, pieces: list[str], query: dict[str, str]) -> Answer:
        if pieces == ["titles.json"]:
            return _json({"titles": list(self.titles.values()), "meta": {}}, FEW)
        title = int(pieces[-1].removeprefix("title-").split(".")[0])
        if pieces[0] == "versions":
            if not query.keys() <= {"part", "section", "on", "gte", "lte"}:
                return _json({"error": "Found unpermitted parameter"}, {}, 400)
            found = [one for one in self.versions[title] if _fits(one, query)]
            return _json({"content_versions": found, "meta": {"title": str(title)}}, {})
        if pieces[0] == "full":
            return self._full(title, query.get("part", ""), pieces[1])
        return _missing()

    def _full(self, title: int, part: str, day: str) -> Answer:
        """A day that is none of the title's, or lies after what it is up to date with, is not there."""
        days = {one["issue_date"] for one in self.versions[title]}
        if (
            (day not in days and not self.any_day)
            or day < "2017-01-01"
            or day > self.titles[title]["up_to_date_as_of"]
        ):
            return _missing()
        texts = [d for (t, p, d) in self.texts if (t, p) == (title, part) and d <= day]
        return (200, self.texts[title, part, max(texts)], XML) if texts else _missing()

    def _listing(self, year: int, title: int) -> Answer:
        volumes = self.volumes.get((year, title))
        if not volumes:
            return _missing()
        files = [
            {
                "name": f"CFR-{year}-title{title}-vol{number}.xml",
                "link": f"https://www.govinfo.gov/bulkdata/CFR/{year}/title-{title}/CFR-{year}-title{title}-vol{number}.xml",
                "size": len(data),
                "formattedLastModifiedTime": "01-Aug-2020 01:02",
                "fileExtension": "xml",
                "folder": False,
            }
            for number, data in volumes.items()
        ]
        files.append({"name": f"CFR-{year}-title-{title}.zip", "link": "", "folder": False})
        return _json({"files": files}, {"Last-Modified": "Sat, 01 Aug 2020 01:02:03 GMT"})

    def _volume(self, name: str, headers: Headers) -> Answer:
        _, year, title, volume = name.removesuffix(".xml").split("-")
        data = self.volumes[int(year), int(title[5:])].get(int(volume[3:]))
        if data is None:
            return _missing()
        etag = f'"{hashlib.sha256(data).hexdigest()[:12]}"'
        known = {**XML, "Accept-Ranges": "bytes", "ETag": etag}
        asked = headers.get("Range")
        if asked is None or headers.get("If-Range", etag) != etag:
            return 200, data, known
        self.ranges.append(asked)
        first, _, last = asked.removeprefix("bytes=").partition("-")
        piece = data[int(first) : int(last) + 1 if last else None]
        end = int(first) + len(piece) - 1
        return 206, piece, {**known, "Content-Range": f"bytes {first}-{end}/{len(data)}"}

    def _documents(self, query: list[tuple[str, str]]) -> Answer:
        asked: dict[str, list[str]] = defaultdict(list)
        for name, value in query:
            asked[name].append(value)
        since = asked["conditions[publication_date][gte]"][0]
        until = (asked["conditions[publication_date][lte]"] or ["9999"])[0]
        reference = (asked["conditions[cfr][title]"][0], *asked["conditions[cfr][part]"])
        kinds = {"RULE": "Rule", "PRORULE": "Proposed Rule"}
        found = [
            {field: one.get(field) for field in asked["fields[]"]}
            for one in self.rules
            if since <= one["publication_date"] <= until
            and one["type"] in [kinds[kind] for kind in asked["conditions[type][]"]]
            and any(
                reference == (str(r["title"]), str(r["part"]))[: len(reference)]
                for r in one["cfr_references"]
            )
        ]
        size = self.per_page or int(asked["per_page"][0])
        page = int((asked["page"] or ["1"])[0])
        pages = -(-len(found) // size)
        answer: dict[str, Any] = {"description": "Documents", "count": len(found)}
        if found:
            answer |= {"total_pages": pages, "results": found[(page - 1) * size : page * size]}
            if page < pages:
                answer["next_page_url"] = "https://www.federalregister.gov/api/v1/documents?page=2"
        return _json(answer, {})


def _fits(version: dict[str, Any], query: dict[str, str]) -> bool:
    part, section = query.get("part"), query.get("section")
    return part in (None, version["part"]) and section in (None, version["identifier"])


def _json(value: Any, more: Headers, status: int = 200) -> Answer:
    return status, json.dumps(value).encode(), {**JSON, **more}


def _missing() -> Answer:
    return 404, b'{"error": "no matching content found"}', JSON


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    services: PublicServices

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is said on stderr."""

    def do_GET(self) -> None:
        services, path = self.services, urlsplit(self.path).path
        services.asked[self.path] += 1
        services.at_once += 1
        services.most_at_once = max(services.most_at_once, services.at_once)
        try:
            self._answer(services, path)
        finally:
            services.at_once -= 1

    def _answer(self, services: PublicServices, path: str) -> None:
        trouble, more = services.troubles[path].pop(0) if services.troubles[path] else ("", "")
        if trouble.isdecimal():
            self._send(int(trouble), b"", {"Retry-After": more} if more else {})
        elif trouble == "moved":
            self._send(302, b"", {"Location": more})
        elif trouble == "html":
            self._send(200, b"<!DOCTYPE html><html><body>Request Access</body>", XML)
        else:
            query = parse_qsl(urlsplit(self.path).query)
            status, data, headers = services.answer(path, query, dict(self.headers))
            if headers.get("ETag") == self.headers.get("If-None-Match", ""):
                status, data = 304, b""
            self._send(status, data, headers, int(more) if trouble == "cut" else None)

    def _send(self, status: int, data: bytes, headers: Headers, cut: int | None = None) -> None:
        if "gzip" in self.headers.get("Accept-Encoding", "") and "Accept-Ranges" not in headers:
            data, headers = gzip.compress(data), {**headers, "Content-Encoding": "gzip"}
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data if cut is None else data[:cut])
        if cut is not None:
            self.wfile.flush()
            self.connection.close()
            self.close_connection = True


@contextmanager
def on_loopback(services: PublicServices) -> Iterator[str]:
    """The address at which the services answer meanwhile."""
    handler = type("Handler", (_Handler,), {"services": services})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        services.url = f"http://127.0.0.1:{server.server_address[1]}"
        yield services.url
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def in_seconds(seconds: int) -> str:
    """A date so many seconds from now, as HTTP writes it."""
    then = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=seconds)
    return email.utils.format_datetime(then, usegmt=True)
