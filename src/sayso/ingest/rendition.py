"""An HTML tree as text: the whole page, a line for each block of it, and what each line's tags say it is."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import NamedTuple

from lxml.html import HtmlElement

TAGS: dict[str, list[str]] = tomllib.loads((files(__package__) / "tags.toml").read_text("utf8"))
UNSEEN, INLINE, CELLS = (frozenset(TAGS[name]) for name in ("unseen", "inline", "cells"))


class Written(NamedTuple):
    """A line of the rendition: its words, the tags above it from the outside in, its classes, how much is link text."""

    text: str
    path: tuple[str, ...]
    classes: str
    linked: int


class _Open(NamedTuple):
    """A tag that is open while the tree is walked."""

    path: tuple[str, ...]
    classes: str
    linked: bool


def written(root: HtmlElement) -> list[Written]:
    """The lines of a page, in order. Walks without recursion, so depth is no matter."""
    lines: list[Written] = []
    words: list[str] = []
    linked = 0
    here = _Open((), "", False)

    def close() -> None:
        nonlocal linked
        text = " ".join("".join(words).split())
        if text:
            lines.append(Written(text, here.path, here.classes, min(linked, len(text))))
        words.clear()
        linked = 0

    def add(text: str | None, scope: _Open) -> None:
        nonlocal linked
        if text:
            words.append(text)
            linked += len(text.strip()) if scope.linked else 0

    todo: list[tuple[HtmlElement, bool, _Open]] = [(root, False, here)]
    while todo:
        node, leaving, outside = todo.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        block = tag not in INLINE and tag not in CELLS
        if leaving:
            if block:
                close()
                here = outside
            elif tag in CELLS:
                words.append(" ")
            add(node.tail, outside)
            continue
        if not tag or tag in UNSEEN or _hidden(node):
            add(node.tail, outside)
            continue
        if tag == "br":
            close()
            add(node.tail, outside)
            continue
        scope = _scope(node, tag, outside, block)
        if block:
            close()
            here = scope
        add(node.text, scope)
        todo.append((node, True, outside))
        todo.extend((child, False, scope) for child in reversed(node))
    close()
    return lines


def _scope(node: HtmlElement, tag: str, outside: _Open, block: bool) -> _Open:
    """What holds inside a tag."""
    linked = outside.linked or tag == "a"
    if not block:
        return outside._replace(linked=linked)
    name = f"{node.get('class') or ''} {node.get('id') or ''}".strip()[:200].lower()
    classes = f"{outside.classes} {name}"[-1000:] if name else outside.classes
    return _Open((*outside.path[-30:], tag), classes, linked)


def _hidden(node: HtmlElement) -> bool:
    """Whether the page does not show it."""
    style = node.get("style")
    return "hidden" in node.attrib or bool(style and "display:none" in style.replace(" ", "").lower())
