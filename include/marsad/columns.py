"""Rows as aligned columns, for people at a terminal."""

from collections.abc import Sequence


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Rows with their cells one under the other; the first row is the head and is underlined.

    Right-to-left text shuffles what comes after it on its line: let such columns stand last.
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    head, *body = [
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    return "\n".join([head, "-+-".join("-" * width for width in widths), *body])
