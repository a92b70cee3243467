"""Labels out of header rows."""

from __future__ import annotations

__all__ = ["joined"]


def joined(rows: list[list[str]], join: str) -> list[str]:
    """One label for each column of several header rows; a short row goes on with its last cell.

    >>> joined([["fruit"], ["id", "name"]], " ")
    ['fruit id', 'fruit name']
    """
    if len(rows) == 1:
        return rows[0]
    width = max(map(len, rows), default=0)
    filled = [row + row[-1:] * (width - len(row)) for row in rows if row]
    return [join.join(row[place] for row in filled if row[place]) for place in range(width)]
