"""The bytes of one file to its articles, by what kind of file it is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Literal

from communique.config import Settings
from communique.errors import EmptyError, TooLargeError
from communique.gather.decode import decode
from communique.gather.depth import html_depth
from communique.gather.objects import from_json, from_json_lines
from communique.records import Problem, RawArticle

Media = Literal["text", "markdown", "html", "json", "jsonl"]

_BY_SUFFIX: dict[str, Media] = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "jsonl",
}
_PAGE = re.compile(
    r"\s{0,1000}(?:<!--.{0,2000}?-->\s{0,100})?<(?:!doctype\s+html|html|head|body|article)\b", re.I | re.S
)


def unpack(origin: str, data: bytes, *, settings: Settings, walked: bool) -> Iterator[RawArticle | Problem]:
    """The articles in the bytes of one file.

    `origin` is the path or `-`; its suffix tells the kind, and where it does not the first
    characters do. Raises an `InputError` if nothing of the file can be read.
    """
    name = PurePath(origin).name or origin
    if not data:
        raise EmptyError(origin, "is empty")
    suffix = PurePath(origin).suffix.lower()
    content = decode(data, origin=origin, html=suffix in (".html", ".htm"))
    media = _BY_SUFFIX.get(suffix) or sniff(content)
    if media == "json":
        yield from from_json(origin, name, content, settings=settings, walked=walked)
    elif media == "jsonl":
        yield from from_json_lines(origin, name, content, settings=settings, walked=walked)
    else:
        check_content(origin, content, media, settings)
        yield RawArticle(origin, name, media, content, hashlib.sha256(data).hexdigest())


def check_content(origin: str, content: str, media: str, settings: Settings) -> None:
    """Raise `EmptyError` if there are no words, `TooLargeError` if a page is nested too deep."""
    if not any(char.isalpha() for char in content):
        raise EmptyError(origin, "holds no words")
    if media == "html" and html_depth(content, settings.max_depth) > settings.max_depth:
        raise TooLargeError(
            origin, f"its HTML is nested more than {settings.max_depth} levels deep; it is not parsed"
        )


def sniff(content: str) -> Media:
    """The kind of a text whose name does not tell it: a page, JSON, JSON lines or plain text."""
    start = content[:4000].lstrip()
    if _PAGE.match(start):
        return "html"
    if re.match(r'\{\s*"', start):
        lines = [line for line in content[:200_000].split("\n") if line.strip()]
        one_a_line = len(lines) > 1 and all(line.strip().startswith("{") for line in lines)
        return "jsonl" if one_a_line else "json"
    return "json" if re.match(r"\[\s*\{", start) else "text"
