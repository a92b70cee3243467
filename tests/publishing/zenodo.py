"""A server on this machine that answers as the documentation of Zenodo's API says, for deposits and their versions."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

CONCEPT = 500
TOKEN = "mine"  # noqa: S105 - of no service


@dataclass
class Deposit:
    """A deposit: its metadata, its files, and whether it was published."""

    metadata: dict[str, Any] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    published: bool = False


@dataclass
class Zenodo:
    """All versions of one data set, by their numbers."""

    address: str = ""
    deposits: dict[int, Deposit] = field(default_factory=dict)

    def begun(self) -> int:
        """The number of a new deposit."""
        number = CONCEPT + 1 + len(self.deposits)
        self.deposits[number] = Deposit()
        return number

    def answer(self, number: int) -> dict[str, Any]:
        """What the API says of a deposit."""
        doi = {"doi": f"10.5281/zenodo.{number}", "conceptdoi": f"10.5281/zenodo.{CONCEPT}"}
        links = {"bucket": f"{self.address}/api/files/bucket-{number}", "html": f"{self.address}/deposit/{number}"}
        return {"id": number, "links": links, **(doi if self.deposits[number].published else {})}


def _new(zenodo: Zenodo, _: re.Match[str], body: bytes) -> tuple[int, Any]:
    assert json.loads(body) == {}
    return 201, zenodo.answer(zenodo.begun())


def _latest(zenodo: Zenodo, found: re.Match[str], _: bytes) -> tuple[int, Any]:
    published = [number for number, each in zenodo.deposits.items() if each.published]
    if int(found[1]) not in {CONCEPT, *published}:
        return 404, None
    return 301, f"{zenodo.address}/api/records/{max(published)}"


def _record(zenodo: Zenodo, found: re.Match[str], _: bytes) -> tuple[int, Any]:
    return 200, {"id": int(found[1]), "conceptrecid": str(CONCEPT)}


def _version(zenodo: Zenodo, found: re.Match[str], _: bytes) -> tuple[int, Any]:
    if not zenodo.deposits[int(found[1])].published:
        return 404, None
    return 201, {"id": str(zenodo.begun())}


def _described(zenodo: Zenodo, found: re.Match[str], body: bytes) -> tuple[int, Any]:
    zenodo.deposits[int(found[1])].metadata = json.loads(body)["metadata"]
    return 200, zenodo.answer(int(found[1]))


def _stored(zenodo: Zenodo, found: re.Match[str], body: bytes) -> tuple[int, Any]:
    zenodo.deposits[int(found[1])].files[found[2]] = body
    return 201, {"key": found[2]}


def _published(zenodo: Zenodo, found: re.Match[str], _: bytes) -> tuple[int, Any]:
    zenodo.deposits[int(found[1])].published = True
    return 202, zenodo.answer(int(found[1]))


Route = Callable[[Zenodo, re.Match[str], bytes], tuple[int, Any]]
ROUTES: dict[tuple[str, str], Route] = {
    ("POST", r"/api/deposit/depositions"): _new,
    ("GET", r"/api/records/(\d+)/versions/latest"): _latest,
    ("GET", r"/api/records/(\d+)"): _record,
    ("POST", r"/api/records/(\d+)/versions"): _version,
    ("PUT", r"/api/deposit/depositions/(\d+)"): _described,
    ("PUT", r"/api/files/bucket-(\d+)/([A-Za-z0-9._-]+)"): _stored,
    ("POST", r"/api/deposit/depositions/(\d+)/actions/publish"): _published,
}


@contextmanager
def served() -> Iterator[Zenodo]:
    """Zenodo, at an address on the loopback."""
    zenodo = Zenodo()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answered(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, said = 401, None
            if self.headers["Authorization"] == f"Bearer {TOKEN}":
                routes = (
                    (route, re.fullmatch(path, self.path))
                    for (verb, path), route in ROUTES.items()
                    if verb == self.command
                )
                status, said = next((route(zenodo, found, body) for route, found in routes if found), (404, None))
            self.send_response(status)
            data = json.dumps(said).encode()
            if status == 301:
                self.send_header("Location", said)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PUT = answered  # noqa: N815 - what the library calls

        def log_message(self, *_: object) -> None:
            """Nothing is told."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    zenodo.address = f"http://127.0.0.1:{server.server_address[1]}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield zenodo
    finally:
        server.shutdown()
        server.server_close()
