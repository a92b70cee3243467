"""A table dialect, once checked, with the defaults of the standard."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Dialect"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table is written in its file. `header_rows` is None when the dialect does not say."""

    header: bool = True
    header_rows: tuple[int, ...] | None = None
    header_join: str = " "
    comment_rows: frozenset[int] = frozenset()
    comment_char: str | None = None
    delimiter: str = ","
    line_terminator: str | None = None
    quote_char: str | None = '"'
    double_quote: bool = True
    escape_char: str | None = None
    null_sequence: str | None = None
    skip_initial_space: bool = False
    rows_property: str | None = None
    item_type: str | None = None
    item_keys: tuple[str, ...] | None = None
    sheet_number: int = 1
    sheet_name: str | None = None

    @property
    def is_plain(self) -> bool:
        """Whether a fast reader can take the rows: one byte between cells, usual quotes and lines."""
        return (
            len(self.delimiter) == 1
            and self.delimiter.isascii()
            and self.delimiter not in "\r\n"
            and (
                self.quote_char is None
                or (self.quote_char.isascii() and self.quote_char not in self.delimiter + "\r\n")
            )
            and self.double_quote
            and not self.escape_char
            and not self.skip_initial_space
            and self.line_terminator in {None, "\n", "\r\n"}
        )
