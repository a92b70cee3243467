"""Files on the web, only from hosts that the caller allows."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from typing import IO, Any
from urllib.parse import urlsplit

from broadsheet.checks.packages.stores import RefusedFile

__all__ = ["fetch", "refusal"]

SECONDS = 30


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


def fetch(url: str, allowed: Collection[str]) -> IO[bytes]:
    """The body of a URL as a stream; redirects and private addresses are refused."""
    from urllib.request import HTTPRedirectHandler, ProxyHandler, build_opener  # noqa: PLC0415 - heavy, and rarely needed

    class Refuse(HTTPRedirectHandler):
        def redirect_request(self, *_: Any) -> None:
            raise RefusedFile("is answered with a redirect, which is not followed")

    if reason := refusal(url, allowed):
        raise RefusedFile(reason)
    _refuse_private(urlsplit(url).hostname or "")
    try:
        return build_opener(Refuse, ProxyHandler({})).open(url, timeout=SECONDS)  # type: ignore[no-any-return]
    except (OSError, ValueError) as error:
        raise RefusedFile(f"cannot be fetched ({type(error).__name__})") from error


def _refuse_private(host: str) -> None:
    try:
        found = socket.getaddrinfo(host, None)
    except (OSError, UnicodeError):
        raise RefusedFile("is on a host that has no address") from None
    for *_, address in found:
        if not ipaddress.ip_address(str(address[0]).split("%")[0]).is_global:
            raise RefusedFile("is on a host with a private address")
