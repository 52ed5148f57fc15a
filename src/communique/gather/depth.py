"""How deep a text is nested, counted before a parser that recurses may see it."""

from __future__ import annotations

import re

_JSON = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.S)
_TAG = re.compile(r"<(!--|/?[a-zA-Z][a-zA-Z0-9:-]*)")
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr keygen frame basefont".split()
)
_RAW = frozenset({"script", "style", "textarea", "title", "noscript", "template", "iframe", "xmp"})
# Parsers close these themselves when the next one opens, so an unclosed one adds no level.
_SELF_CLOSING = frozenset("p li dt dd tr td th thead tbody tfoot option optgroup colgroup rt rp".split())


def json_depth(text: str, limit: int) -> int:
    """The deepest nesting of brackets outside strings; stops counting above `limit`."""
    depth = deepest = 0
    for match in _JSON.finditer(text):
        mark = match.group()
        if mark in "[{":
            depth += 1
            deepest = max(deepest, depth)
            if deepest > limit:
                break
        elif mark in "]}":
            depth -= 1
    return deepest


def html_depth(text: str, limit: int) -> int:
    """The deepest nesting of elements, about as a parser would see it; stops above `limit`.

    Comments and the insides of scripts and styles do not count. Every tag is pushed and
    popped at most once, so time is linear in the length of the page.
    """
    stack: list[str] = []
    open_count: dict[str, int] = {}
    deepest = position = 0
    missing: set[str] = set()
    while match := _TAG.search(text, position):
        position = match.end()
        tag = match.group(1).lower()
        if tag == "!--":
            position = _after(text, "-->", position, missing)
        elif tag.startswith("/"):
            _close(tag[1:], stack, open_count)
        elif tag in _RAW:
            position = _after(text, f"</{tag}", position, missing)
        elif tag not in _VOID:
            if tag in _SELF_CLOSING:
                _close_same(tag, stack, open_count)
            stack.append(tag)
            open_count[tag] = open_count.get(tag, 0) + 1
            deepest = max(deepest, len(stack))
            if deepest > limit:
                break
    return deepest


def _close(tag: str, stack: list[str], open_count: dict[str, int]) -> None:
    """Pop up to the element that this end tag closes; an end tag of nothing is ignored."""
    if not open_count.get(tag):
        return
    while stack:
        top = stack.pop()
        open_count[top] -= 1
        if top == tag:
            return


def _close_same(tag: str, stack: list[str], open_count: dict[str, int]) -> None:
    """Close an open element of this name if only elements that close themselves lie above it."""
    for above in range(1, min(len(stack), len(_SELF_CLOSING)) + 1):
        if stack[-above] == tag:
            _close(tag, stack, open_count)
            return
        if stack[-above] not in _SELF_CLOSING:
            return


def _after(text: str, mark: str, position: int, missing: set[str]) -> int:
    """The offset after `mark`, or `position` if it never comes (looked for only once)."""
    if mark in missing:
        return position
    found = text.find(mark, position)
    if found < 0 and mark.startswith("</"):
        found = text.find(mark.upper(), position)
    if found < 0:
        missing.add(mark)
        return position
    return found + len(mark)
