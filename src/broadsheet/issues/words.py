"""Numbers and their nouns in sentences."""

__all__ = ["plural"]


def plural(count: int, noun: str) -> str:
    """A count with its noun: `copy` becomes `copies`, but `key` `keys`.

    >>> plural(1, "error"), plural(2, "error"), plural(12345, "entity"), plural(2, "day")
    ('1 error', '2 errors', '12,345 entities', '2 days')
    """
    ends_in_y = noun.endswith("y") and noun[-2:-1] not in "aeiou"
    return f"{count:,} {noun if count == 1 else noun[:-1] + 'ies' if ends_in_y else noun + 's'}"
