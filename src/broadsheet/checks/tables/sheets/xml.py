"""XML in pieces, without document types: nothing in it can refer to anything else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO, NoReturn, Protocol
from xml.parsers import expat

from broadsheet.checks.tables.troubles import BrokenTable

__all__ = ["Handler", "fed", "local"]

CHUNK = 1 << 16


class Handler(Protocol):
    """What becomes of the elements; names come without their namespaces."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""

    def end(self, name: str) -> None:
        """An element closes."""

    def text(self, text: str) -> None:
        """Some text."""


def fed(stream: IO[bytes], handler: Handler) -> Iterator[None]:
    """Parse a stream piece by piece; between two pieces the caller can take what the handler has gathered."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = _named(handler.start)
    parser.EndElementHandler = _named(handler.end)
    parser.CharacterDataHandler = handler.text
    with stream:
        try:
            while chunk := stream.read(CHUNK):
                parser.Parse(chunk, False)
                yield
            parser.Parse(b"", True)
            yield
        except expat.ExpatError as error:
            raise BrokenTable("is a damaged workbook: its XML is broken") from error


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]


def _named(handle: Callable[..., None]) -> Callable[..., None]:
    known: dict[str, str] = {}

    def call(name: str, *rest: dict[str, str]) -> None:
        short = known.get(name)
        if short is None:
            short = known[name] = local(name)
        handle(short, *rest)

    return call


def _refuse(*_: object) -> NoReturn:
    raise BrokenTable("is a workbook with a document type, which is not read")
