"""What a page declares of itself: JSON-LD, meta tags, marked elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from communique.read.visible import fold, one_line

_LONGEST_JSON = 500_000
_AUTHOR_MARKS = frozenset({"author", "byline", "author-name", "byline-name", "article-author"})
_KINDS = ("BlogPosting", "Report", "LiveBlogPosting")


def declared(tree: Any) -> dict[str, str | None]:
    """Title, byline, outlet, date and address of a page, as written; None where absent."""
    meta = _meta(tree)
    linked = _linked(tree)
    outlet = meta.get("og:site_name") or linked.get("publisher")
    return {
        "title": _title(tree, meta, linked, outlet),
        "byline": linked.get("author") or _first(meta, _BYLINES) or _by_class(tree),
        "outlet": outlet,
        "published": linked.get("datePublished") or _first(meta, _DATES) or _time(tree),
        "url": meta.get("og:url"),
    }


_TITLES = ("og:title", "twitter:title", "dc.title")
_BYLINES = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
_DATES = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created",
    "pubdate", "publish-date", "publication_date",
)  # fmt: skip


def _first(meta: dict[str, str], keys: tuple[str, ...]) -> str | None:
    """The first of these that is given and is no address."""
    return next((meta[key] for key in keys if key in meta and "://" not in meta[key]), None)


def _title(tree: Any, meta: dict[str, str], linked: dict[str, str], outlet: str | None) -> str | None:
    """The page's one main heading, else what it declares, else its `<title>` without the site."""
    headings = [text for h1 in tree.iter("h1") if (text := one_line("".join(h1.itertext())))]
    named = linked.get("headline") or _first(meta, _TITLES)
    if len(headings) == 1 and not (outlet and fold(headings[0]) == fold(outlet)):
        return headings[0]
    if named:
        return _without_site(named, outlet)
    found = tree.find(".//title")
    text = one_line(found.text or "") if found is not None else ""
    return _without_site(text, outlet) or None


def _without_site(title: str, outlet: str | None) -> str:
    """The page's title without the site's name behind (or before) a bar or a dash."""
    parts = re.split(r"\s+[|–—·»-]\s+|\s*\|\s*", title)
    if len(parts) < 2:
        return title
    if outlet and fold(parts[-1]) == fold(outlet):
        return title[: title.rfind(parts[-1])].rstrip(" |–—·»-")
    longest = max(parts, key=len)
    return longest if len(longest.split()) >= 4 and len(longest) > 2 * len(title) / 3 else title


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = (
            (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        )
        value = one_line(element.get("content") or "")
        if key and value:
            found.setdefault(key, value)
    return found


def _linked(tree: Any) -> dict[str, str]:
    """Fields of the first article in the page's JSON-LD."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads((script.text or "")[:_LONGEST_JSON], strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and (kind.endswith("Article") or kind in _KINDS) for kind in kinds):
                fields = {
                    key: _name(node.get(key)) for key in ("headline", "datePublished", "author", "publisher")
                }
                return {key: value for key, value in fields.items() if value}
    return {}


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    stack = [data]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            yield node
            graph = node.get("@graph")
            stack.extend(reversed(graph) if isinstance(graph, list) else [])
        elif isinstance(node, list):
            stack.extend(reversed(node))


def _name(value: Any) -> str | None:
    if isinstance(value, str):
        return one_line(unescape(value)) or None
    if isinstance(value, dict):
        return _name(value.get("name"))
    if isinstance(value, list):
        names = [name for item in value if (name := _name(item))]
        return (
            ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else (names[0] if names else None)
        )
    return None


def _by_class(tree: Any) -> str | None:
    for element in tree.iter("span", "a", "p", "div", "address"):
        marks = " ".join(element.get(key) or "" for key in ("class", "rel", "itemprop")).lower().split()
        if _AUTHOR_MARKS.intersection(marks):
            text = one_line("".join(element.itertext()))
            if 2 < len(text) < 120:
                return text
    return None


def _time(tree: Any) -> str | None:
    for element in tree.iter("time"):
        value = element.get("datetime") or "".join(element.itertext())
        if value and any(char.isdigit() for char in value):
            return one_line(value)
    return None
