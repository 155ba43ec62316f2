"""HTML to a page: a text rendition of all of it, and hints which runs are what, by tag and by trafilatura."""

from __future__ import annotations

import re
from collections.abc import Sequence

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura.settings import MANUALLY_CLEANED

from sayso.ids import identifier
from sayso.ingest import metadata
from sayso.ingest.decode import declared_encoding, decode
from sayso.ingest.rendition import Written, written
from sayso.model import Block, BlockKind, Failure, Page

HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
CHROME_TAGS = frozenset({"nav", "footer", "form", "aside", "button", "menu"})
EARLY = tuple(tag for tag in MANUALLY_CLEANED if tag not in ("form", "figure", "math"))  # these it looks into first
NAVIGATION = frozenset({"nav", "footer", "menu"})
WORD = re.compile(r"\w+")
SENTENCE_END = re.compile(r"[.!?…。！？।][\s\"'”’»)]*$")
WHOLLY = 0.9  # share of a line that is link text, for the line to be a link to somewhere else
LONGEST = 1_000_000  # code points of a page's text in which its article is looked for
SAME = 0.8  # share of a line's words in a row that the article has too, for the line to be of the article
ENCODING_LINE = re.compile(r"^\s*<\?xml[^>]*\?>")


def read(source: bytes | str, location: str, encoding: str | None = None) -> Page | Failure:
    """The page that an HTML document is. Lines of its text are the blocks of the document, chrome kept.

    `encoding`: what the container says it is in; else the document's own word is taken. Raises NotText where the bytes
    are no text.
    """
    markup = decode(source, encoding or declared_encoding(source)) if isinstance(source, bytes) else source
    root = parse(markup)
    lines = written(root) if root is not None else []
    if root is None or not lines:
        return Failure(location, "no text in this HTML")
    text = "\n\n".join(line.text for line in lines)
    about = metadata.read(root)
    if len(text) > LONGEST:
        _shorten(root)
    article = _article(root)
    return Page(
        id=identifier("p", location, text),
        location=location,
        text=text,
        title=about.title,
        outlet=about.outlet,
        author=about.author,
        url=about.url,
        language=about.language,
        stated=about.stated,
        hints=tuple(_hints(lines, article)) if article else (),
    )


def parse(markup: str) -> HtmlElement | None:
    """The tree of a document, None where there is none to be had."""
    clean = ENCODING_LINE.sub("", markup.replace("\0", ""), count=1)
    if not clean.strip():
        return None
    try:
        parser = HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8")
        tree: HtmlElement = document_fromstring(clean.encode("utf-8", "replace"), parser=parser)
        return tree
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _shorten(root: HtmlElement) -> None:
    """Takes out of a tree what comes after so much text."""
    length = 0
    for node in root.iter():
        length += len(node.text or "") + len(node.tail or "")
        if length > LONGEST:
            while node is not None:
                for later in list(node.itersiblings()):
                    later.getparent().remove(later)
                node = node.getparent()
            return


def _article(root: HtmlElement) -> list[str]:
    """The paragraphs that trafilatura takes for the article. Takes out of the tree what it would take out of copies."""
    etree.strip_elements(root, *EARLY, with_tail=False)
    try:
        found = trafilatura.extract(root, include_comments=False, favor_precision=True, fast=True)
    except (etree.LxmlError, ValueError, RecursionError, AttributeError, TypeError):
        found = None
    return (found or "").splitlines()


def _hints(lines: Sequence[Written], article: Sequence[str]) -> list[Block]:
    """A block for each line of the rendition."""
    known = {triple for line in article for triple in _runs(line)}
    blocks: list[Block] = []
    start = 0
    for line in lines:
        kind, sub = _kind(line, known)
        blocks.append(Block(start, start + len(line.text), kind, sub=sub))
        start += len(line.text) + 2
    return blocks


def _kind(line: Written, known: set[tuple[str, ...]]) -> tuple[BlockKind, str]:
    """What one line is, and of which sort."""
    tags = line.path[-6:]
    if "h1" in tags and not CHROME_TAGS & set(tags):
        return "headline", ""
    if "figcaption" in tags:
        return "caption", ""
    if not any(map(str.isalpha, line.text)):
        return "chrome", ""
    runs = _runs(line.text)
    inside = sum(run in known for run in runs) >= SAME * len(runs)
    if not inside:
        return "chrome", "navigation" if NAVIGATION & set(line.path) else ""
    if line.linked >= WHOLLY * len(line.text) and not SENTENCE_END.search(line.text):
        return "chrome", "cross-link"
    if HEADINGS & set(tags):
        return "heading", ""
    return "body", ""


def _runs(text: str) -> list[tuple[str, ...]]:
    """Words in a row, three at a time; fewer where the line has fewer."""
    words = WORD.findall(text)
    return list(zip(words, words[1:], words[2:], strict=False)) or [tuple(words)]
