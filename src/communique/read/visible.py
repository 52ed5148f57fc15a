"""The visible text of a page, stretch by stretch, with what it is by its markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_INLINE_BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 figcaption".split())
_BLOCKS = _INLINE_BLOCKS | frozenset(
    "a address article aside blockquote button caption dd div dl dt figure footer form header label "
    "legend li main nav ol pre section summary table tbody td th tr ul".split()
)
_SKIPPED = frozenset("script style noscript template svg iframe object canvas select textarea head".split())
_LONGEST = 5000


def one_line(text: str) -> str:
    """The text with its runs of white space, line breaks too, as one space each."""
    return re.sub(r"[ \t\n\r]+", " ", text).strip()


def fold(text: str) -> str:
    """The words of a text in small letters, for telling whether two texts say the same."""
    return re.sub(r"\W+", " ", text).strip().casefold()


def same_words(line: str, other: str) -> bool:
    """Whether two lines say the same, but for case and punctuation."""
    return fold(line) == fold(other)


_REASONS = (
    ("cookies", re.compile(r"cookie|consent|gdpr|privacy-?banner|cmp", re.I)),
    ("caption", re.compile(r"caption|photo-?credit|image-?credit", re.I)),
    (
        "related",
        re.compile(
            r"related|recommend|most-?read|most-?popular|trending|read-?more|also|outbrain|taboola|teaser",
            re.I,
        ),
    ),
    ("share", re.compile(r"share|social|sharing", re.I)),
    (
        "promotion",
        re.compile(
            r"promo|newsletter|subscri|advert|banner|signup|sponsor|paywall|(?:^|[\s_-])ads?(?:$|[\s_-])",
            re.I,
        ),
    ),
    ("byline", re.compile(r"byline|author", re.I)),
    ("date", re.compile(r"dateline|published|timestamp|pub-?date", re.I)),
    ("footer", re.compile(r"footer|copyright", re.I)),
    ("navigation", re.compile(r"nav|menu|breadcrumb|masthead|header|sidebar|tags?|topics", re.I)),
)
_BY_TAG = {
    "nav": "navigation", "header": "navigation", "footer": "footer", "aside": "related",
    "figcaption": "caption", "figure": "caption", "form": "promotion", "button": "navigation",
    "h1": "title", "time": "date",
}  # fmt: skip


def visible(tree: Any) -> Iterator[tuple[str, str]]:
    """Every stretch of visible text and the reason to cut it ("navigation" where unclear).

    Walks with a stack of its own, so depth does not matter.
    """
    body = tree.find(".//body")
    stack: list[tuple[Any, str]] = [(body if body is not None else tree, "")]
    while stack:
        element, inherited = stack.pop()
        if isinstance(element, str):
            if text := one_line(element):
                yield text, inherited or "navigation"
            continue
        if not isinstance(element.tag, str) or element.tag in _SKIPPED:
            continue
        reason = inherited or _reason(element)
        inline = element.tag in _INLINE_BLOCKS
        if not inline and any(child.tag in _BLOCKS for child in element):
            for child in reversed(element):
                stack += [(child.tail or "", reason), (child, reason)]
            stack.append((element.text or "", reason))
            continue
        text = one_line(("" if inline else " ").join(element.itertext()))
        if text and len(text) < _LONGEST:
            yield text, reason or "navigation"


def _reason(element: Any) -> str:
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"[:300]
    if element.tag not in ("body", "html", "article", "main") and marks.strip():
        for reason, pattern in _REASONS:
            if pattern.search(marks):
                return reason
    return _BY_TAG.get(element.tag, "")
