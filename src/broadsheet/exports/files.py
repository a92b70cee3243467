"""The files of an export, made one after the other, piece by piece: none of them has to be in memory."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, ValuesView

__all__ = ["Files", "pieces_in"]

Pieces = tuple[str, Iterable[bytes]]
"""The path of a file, and its content in pieces, to be taken before the next file is asked for."""


class Files(Mapping[str, bytes]):
    """The content of files by their paths; `made` makes them, in the same order whenever it is called.

    Whoever goes through them in their order makes each once; `pieces_in` gives those of long ones.

    >>> files = Files(lambda: ((f"{name}.txt", [name.encode(), b"!"]) for name in ("a", "b")))
    >>> dict(files), files["a.txt"], len(files)
    ({'a.txt': b'a!', 'b.txt': b'b!'}, b'a!', 2)
    """

    def __init__(self, made: Callable[[], Iterable[Pieces]]) -> None:
        self.made = made
        self._going = iter(made())

    def __getitem__(self, path: str) -> bytes:
        for _ in range(2):
            for found, pieces in self._going:
                if found == path:
                    return b"".join(pieces)
            self._going = iter(self.made())
        raise KeyError(path)

    def __iter__(self) -> Iterator[str]:
        return (path for path, _ in self.made())

    def __len__(self) -> int:
        return sum(1 for _ in self.made())

    def items(self) -> ItemsView[str, bytes]:
        """Each path with the content."""
        return _Items(self)

    def values(self) -> ValuesView[bytes]:
        """Each content."""
        return _Values(self)


class _Items(ItemsView[str, bytes]):
    _mapping: Files

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        return ((path, b"".join(pieces)) for path, pieces in self._mapping.made())


class _Values(ValuesView[bytes]):
    _mapping: Files

    def __iter__(self) -> Iterator[bytes]:
        return (b"".join(pieces) for _, pieces in self._mapping.made())


def pieces_in(files: Mapping[str, bytes]) -> Iterator[Pieces]:
    """Each file of an export with its content in pieces.

    >>> [(path, list(pieces)) for path, pieces in pieces_in({"a.txt": b"a"})]
    [('a.txt', [b'a'])]
    """
    if isinstance(files, Files):
        yield from files.made()
    else:
        yield from ((path, (data,)) for path, data in files.items())
