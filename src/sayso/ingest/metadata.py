"""What an HTML page says about itself: title, outlet, author, address, language, dates."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from lxml.html import HtmlElement

from sayso.model import StatedDate

PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "article.published",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "dcterms.issued",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "originalpublicationdate",
    "rnews:datepublished",
    "article_date_original",
    "timestamp",
    "displaydate",
)
MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified", "lastmod")
ARTICLES = frozenset(
    {"Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "WebPage", "AnalysisNewsArticle"}
)
ARTICLES |= {"OpinionNewsArticle", "BackgroundNewsArticle", "LiveBlogPosting", "Report", "TechArticle", "VideoObject"}
LONGEST_JSON = 500_000  # characters of a JSON-LD script that are still read


class About(NamedTuple):
    """A page's word about itself."""

    title: str | None
    outlet: str | None
    author: str | None
    url: str | None
    language: str | None
    stated: tuple[StatedDate, ...]


def read(root: HtmlElement) -> About:
    """Metadata of a page from its JSON-LD, meta tags, time tags, title and links."""
    metas = _metas(root)
    linked = list(_json_ld(root))
    title = metas.get("og:title") or _text(root, ".//h1") or metas.get("twitter:title") or _text(root, ".//title")
    outlet = metas.get("og:site_name") or _named(linked, "publisher") or metas.get("application-name")
    canonical = root.xpath("//link[@rel='canonical']/@href")
    url = str(canonical[0]) if canonical else metas.get("og:url")
    author = _named(linked, "author") or metas.get("author") or metas.get("article:author")
    return About(
        title=title,
        outlet=outlet,
        author=author if author and not author.startswith("http") else None,
        url=url if url and url.startswith("http") else None,
        language=(root.get("lang") or metas.get("og:locale") or "")[:2].lower() or None,
        stated=tuple(_dates(root, metas, linked)),
    )


def _metas(root: HtmlElement) -> dict[str, str]:
    """The first content of each meta tag, by its name in lower case."""
    found: dict[str, str] = {}
    for tag in root.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        content = " ".join((tag.get("content") or "").split())
        if name and content:
            found.setdefault(name.lower(), content[:1000])
    return found


def _text(root: HtmlElement, path: str) -> str | None:
    node = root.find(path)
    return (" ".join("".join(node.itertext()).split())[:500] or None) if node is not None else None


def _json_ld(root: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """Every object in the page's JSON-LD scripts that describes an article."""
    for script in root.iter("script"):
        if script.get("type", "").lower() != "application/ld+json" or not script.text:
            continue
        try:
            todo = [json.loads(script.text[:LONGEST_JSON], strict=False)]
        except (ValueError, RecursionError):
            continue
        while todo:
            item = todo.pop(0)
            if isinstance(item, list):
                todo.extend(item)
            elif isinstance(item, dict):
                todo.extend(item.get("@graph") or [] if isinstance(item.get("@graph"), list) else [])
                kinds = item.get("@type")
                if ARTICLES & {str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])}:
                    yield item


def _named(linked: list[Mapping[str, Any]], field: str) -> str | None:
    """The name of a person or organisation that a JSON-LD object has in a field."""
    for item in linked:
        value = item.get(field)
        names = [v.get("name") if isinstance(v, dict) else v for v in (value if isinstance(value, list) else [value])]
        said = [name.strip() for name in names if isinstance(name, str) and name.strip()]
        if said:
            return ", ".join(said)
    return None


def _dates(root: HtmlElement, metas: Mapping[str, str], linked: list[Mapping[str, Any]]) -> Iterator[StatedDate]:
    """Dates the page states in its markup, surest first, each once."""
    seen: set[tuple[str, str]] = set()
    for date in _every_date(root, metas, linked):
        if (date.value, date.basis) not in seen:
            seen.add((date.value, date.basis))
            yield date


def _every_date(root: HtmlElement, metas: Mapping[str, str], linked: list[Mapping[str, Any]]) -> Iterator[StatedDate]:
    for field, what in (("datePublished", "published"), ("dateCreated", "created"), ("dateModified", "modified")):
        for item in linked:
            if isinstance(item.get(field), str) and item[field].strip():
                yield StatedDate(item[field].strip()[:100], f"{what}: JSON-LD {field}")
    for names, what in ((PUBLISHED, "published"), (MODIFIED, "modified")):
        for name in names:
            if name in metas:
                yield StatedDate(metas[name][:100], f"{what}: meta tag {name}")
    for tag in list(root.iter("time"))[:20]:
        value = (tag.get("datetime") or "".join(tag.itertext())).strip()
        if value:
            published = "pubdate" in tag.attrib or tag.get("itemprop") == "datePublished"
            yield StatedDate(value[:100], "published: time tag" if published else "time tag")
