"""Files on the web, only from hosts that the caller allows."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import urlsplit

from broadsheet.checks.packages.stores import chunks_of
from broadsheet.checks.tables.troubles import UnfetchedFile
from broadsheet.issues import plural

__all__ = ["fetch", "is_public", "refusal"]

SECONDS = 30
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


def refusal(url: str, allowed: Collection[str]) -> str | None:
    """Why a URL is not fetched, or None.

    >>> refusal("https://example.org/a.csv", ())
    'is on the web, and example.org is not among the hosts that may be read'
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return "is no URL"
    if parts.scheme.lower() not in {"http", "https"}:
        return f"uses {parts.scheme}, and only http and https are read"
    if host not in {name.lower() for name in allowed}:
        return f"is on the web, and {host} is not among the hosts that may be read"
    return None


def fetch(url: str, allowed: Collection[str]) -> Iterator[bytes]:
    """The body of a URL, piece by piece; redirects, private addresses and bodies that break off are refused."""
    from http.client import HTTPException  # noqa: PLC0415 - heavy, and rarely needed

    if reason := refusal(url, allowed):
        raise UnfetchedFile(reason)
    try:
        answer = _opener().open(url, timeout=SECONDS)
        yield from chunks_of(answer)
    except (OSError, ValueError, HTTPException) as error:
        raise UnfetchedFile(_trouble(error)) from error
    if answer.length:
        raise UnfetchedFile(f"broke off {plural(answer.length, 'byte')} before its end")


def _trouble(error: Exception) -> str:
    """Why there is no answer, or none that is of use: its status, or the error beneath that of the library."""
    status, beneath = getattr(error, "code", None), getattr(error, "reason", None)
    name = type(beneath if isinstance(beneath, Exception) else error).__name__
    return f"cannot be fetched ({f'status {status}' if status else name})"


def _opener() -> Any:
    """An opener that follows no redirect, asks no proxy, and connects to public addresses only."""
    import urllib.request as web  # noqa: PLC0415 - heavy, and rarely needed
    from http import client  # noqa: PLC0415

    class Refuse(web.HTTPRedirectHandler):
        def redirect_request(self, *_: Any) -> None:
            raise UnfetchedFile("is answered with a redirect, which is not followed")

    class Plain(client.HTTPConnection):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self._create_connection = _connected

    class Secure(client.HTTPSConnection):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self._create_connection = _connected

    class Http(web.HTTPHandler):
        def http_open(self, request: Any) -> Any:
            return self.do_open(Plain, request)

    class Https(web.HTTPSHandler):
        def https_open(self, request: Any) -> Any:
            return self.do_open(Secure, request)

    return web.build_opener(Refuse, web.ProxyHandler({}), Http, Https)


def _connected(address: tuple[str, int], timeout: Any = SECONDS, *_: Any) -> socket.socket:
    """A connection to the address that was looked at: asking for it once leaves no room for another answer."""
    try:
        found = socket.getaddrinfo(*address, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise UnfetchedFile("is on a host that has no address") from None
    numbers = [str(place[0]) for *_, place in found]
    if not numbers or not all(map(is_public, numbers)):
        raise UnfetchedFile("is on a host with a private address")
    return socket.create_connection((numbers[0], address[1]), timeout)


def is_public(text: str) -> bool:
    """Whether an address is one of the public internet, also when it carries another one inside.

    >>> is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("192.88.99.1"), is_public("9.9.9.9")
    (False, False, True, True)
    """
    address = ipaddress.ip_address(text.split("%", 1)[0])
    if isinstance(address, ipaddress.IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if address in TRANSLATED:
            inside = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inside is not None:
            return is_public(str(inside))
    return address.is_global and not address.is_multicast
