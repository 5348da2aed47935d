"""Joins the lines of format=flowed text (RFC 3676) back into paragraphs."""

from __future__ import annotations


def unflow(text: str, delete_space: bool) -> str:
    """Give the text with soft line breaks undone; quoted lines keep their ">" marks and their depth."""
    joined: list[str] = []
    open_depth = -1
    current: list[str] = []
    for line in text.split("\n"):
        content = line.lstrip(">")
        depth = len(line) - len(content)
        if content.startswith(" "):
            content = content[1:]
        signature = content == "-- "
        if current and (depth != open_depth or signature):
            joined.append(_quoted("".join(current), open_depth))
            current = []
        soft = content.endswith(" ") and not signature
        current.append(content[:-1] if soft and delete_space else content)
        open_depth = depth
        if not soft:
            joined.append(_quoted("".join(current), depth))
            current = []
    if current:
        joined.append(_quoted("".join(current), open_depth))
    return "\n".join(joined)


def _quoted(content: str, depth: int) -> str:
    return f"{'>' * depth} {content}" if depth else content
