"""An HTML tree as text: the whole page, a line for each block of it, and what each line's tags say it is."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

TAGS: dict[str, list[str]] = tomllib.loads((files(__package__) / "tags.toml").read_text("utf8"))
DEEPEST = 30  # block tags of a path that are kept
UNSEEN, INLINE, CELLS = (frozenset(TAGS[name]) for name in ("unseen", "inline", "cells"))


class Written(NamedTuple):
    """A line of the rendition: its words, the tags above it from the outside in, how much of it is link text."""

    text: str
    path: tuple[str, ...]
    linked: int


class _Scope(NamedTuple):
    """What holds inside an open tag: the block tags above, and whether it is part of a link."""

    path: tuple[str, ...]
    linked: bool


class _Writer:
    """Gathers text into lines."""

    def __init__(self) -> None:
        self.lines: list[Written] = []
        self._words: list[str] = []
        self._linked = 0

    def add(self, text: str | None, scope: _Scope) -> None:
        """Some more text of the line that is being written."""
        if text:
            self._words.append(text)
            if scope.linked:
                self._linked += len(text.strip())

    def close(self, path: tuple[str, ...]) -> None:
        """The line ends."""
        if self._words:
            text = " ".join("".join(self._words).split())
            if text:
                self.lines.append(Written(text, path, min(self._linked, len(text))))
            self._words.clear()
            self._linked = 0


def written(root: HtmlElement) -> list[Written]:
    """The lines of a page, in order. Walks without recursion, so depth is no matter."""
    writer = _Writer()
    scopes = [_Scope((), False)]
    walk = etree.iterwalk(root, events=("start", "end"))
    skipped: HtmlElement | None = None
    for event, node in walk:
        tag = node.tag
        if event == "start":
            outside = scopes[-1]
            if tag in UNSEEN or _hidden(node):
                walk.skip_subtree()
                skipped = node
            elif tag in INLINE:
                scopes.append(_Scope(outside.path, True) if tag == "a" else outside)
            elif tag in CELLS:
                scopes.append(outside)
            else:
                writer.close(outside.path)
                scopes.append(_Scope((*outside.path[-DEEPEST:], tag), outside.linked))
            if skipped is not node:
                writer.add(node.text, scopes[-1])
            continue
        if skipped is node:
            skipped = None
        else:
            inside = scopes.pop()
            if tag in CELLS:
                writer.add(" ", scopes[-1])
            elif tag not in INLINE:
                writer.close(inside.path)
            elif inside.linked and not node.tail:
                writer.add(" ", scopes[-1])  # links in a row are set apart by style sheets
        writer.add(node.tail, scopes[-1])
    writer.close(())
    return writer.lines


def _hidden(node: HtmlElement) -> bool:
    """Whether the page does not show it."""
    if node.get("hidden") is not None:
        return True
    style = node.get("style")
    return style is not None and "display:none" in style.replace(" ", "").lower()
