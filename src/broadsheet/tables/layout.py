"""Of which chunks a file is put together: what any range of it holds is told by them, without reading it."""

from __future__ import annotations

from bisect import bisect_right

__all__ = ["Layout"]


class Layout:
    r"""The chunks of a file, each by a key that tells its bytes from all others, and by its size.

    >>> layout = Layout()
    >>> layout.add("one", 4), layout.add("two", 4)
    (None, None)
    >>> layout.of(2, 6)
    b'one 2 4\ntwo 0 2\n'
    """

    def __init__(self) -> None:
        self._keys: list[str] = []
        self._starts = [0]

    @property
    def size(self) -> int:
        """The bytes of the file."""
        return self._starts[-1]

    def add(self, key: str, size: int) -> None:
        """Put one more chunk behind the others."""
        if size:
            self._keys.append(key)
            self._starts.append(self.size + size)

    def of(self, start: int, end: int) -> bytes:
        """What tells the bytes of a range from others: a line for each chunk, and from where to where."""
        told = []
        for at in range(bisect_right(self._starts, start) - 1, len(self._keys)):
            begin, stop = self._starts[at : at + 2]
            if begin >= end:
                break
            told.append(f"{self._keys[at]} {max(start - begin, 0)} {min(end, stop) - begin}\n")
        return "".join(told).encode()
