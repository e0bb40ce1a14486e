"""The words that a mention or event was read from, in the text around them."""

WIDTH = 50  # code points on either side


def evidence(body: str, start: int, end: int, width: int = WIDTH) -> str:
    """The span in brackets between at most `width` code points of its neighbourhood, cut at words, on one line."""
    before, after = body[max(0, start - width) : start], body[end : end + width]
    if start > width:
        before = "…" + before.partition(" ")[2]
    if end + width < len(body):
        after = after.rpartition(" ")[0] + "…"
    return " ".join(f"{before}[{body[start:end]}]{after}".split())
