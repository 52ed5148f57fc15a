"""JSON to raw articles: one article an object, an array of them, or `{"articles": [...]}`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from communique.config import Settings
from communique.errors import EmptyError, InputError, MalformedError, TooLargeError
from communique.gather.decode import normalise
from communique.gather.depth import html_depth, json_depth
from communique.records import Problem, RawArticle

FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "url": ("url",),
    "outlet": ("outlet", "source", "site"),
    "published": ("published", "date"),
    "byline": ("byline", "author"),
}
"""Each metadata field of an article and the keys it may stand under, the first one found wins."""


def from_json(
    origin: str, name: str, content: str, *, settings: Settings, walked: bool
) -> Iterator[RawArticle | Problem]:
    """The articles of a `.json` file.

    Raises `MalformedError` or `TooLargeError` if the file as a whole cannot be read. A file
    met in a folder that holds no article at all is set aside: it is somebody's other data.
    """
    data = _parse(origin, content, settings)
    if _is_article(data):
        yield _try(origin, name, origin, data, settings)
        return
    if isinstance(data, dict) and isinstance(data.get("articles"), list):
        items = data["articles"]
    elif isinstance(data, list):
        items = data
    else:
        items = [data]
    if not any(_is_article(item) for item in items):
        if walked:
            yield Problem(origin, "JSON without any article in it (no text or html)", "set aside")
            return
        raise MalformedError(origin, _NO_TEXT)
    for number, item in enumerate(items, 1):
        yield _try(origin, f"{name}#{number}", f"{origin}#{number}", item, settings)


def from_json_lines(
    origin: str, name: str, content: str, *, settings: Settings, walked: bool
) -> Iterator[RawArticle | Problem]:
    """The articles of a `.jsonl` file; `#n` in a name is the n-th line that is not blank."""
    parsed: list[Any] = []
    for number, line in enumerate((line for line in content.split("\n") if line.strip()), 1):
        try:
            parsed.append(_parse(f"{origin}#{number}", line, settings))
        except InputError as error:
            parsed.append(error)
    if walked and parsed and not any(isinstance(p, InputError) or _is_article(p) for p in parsed):
        yield Problem(origin, "JSON lines without any article in them (no text or html)", "set aside")
        return
    if not parsed:
        raise EmptyError(origin, "holds no lines")
    for number, item in enumerate(parsed, 1):
        if isinstance(item, InputError):
            yield Problem(item.origin, item.reason)
        else:
            yield _try(origin, f"{name}#{number}", f"{origin}#{number}", item, settings)


_NO_TEXT = 'has no article: an object with "text" or "html" is expected, or a list of them'


def _parse(origin: str, content: str, settings: Settings) -> Any:
    if json_depth(content, settings.max_depth) > settings.max_depth:
        raise TooLargeError(
            origin, f"its JSON is nested more than {settings.max_depth} levels deep; it is not parsed"
        )
    try:
        return json.loads(content, strict=False)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise MalformedError(origin, f"is not valid JSON ({error.msg} at {where})") from None
    except (ValueError, RecursionError) as error:
        raise MalformedError(origin, f"is not valid JSON ({error})") from None


def _is_article(item: Any) -> bool:
    return isinstance(item, dict) and any(isinstance(item.get(key), str) for key in ("text", "html"))


def _try(origin: str, name: str, named: str, item: Any, settings: Settings) -> RawArticle | Problem:
    try:
        return _article(origin, name, named, item, settings)
    except InputError as error:
        return Problem(error.origin, error.reason)


def _article(origin: str, name: str, named: str, item: Any, settings: Settings) -> RawArticle:
    if not _is_article(item):
        raise MalformedError(named, 'has neither "text" nor "html"')
    text = item.get("text")
    is_text = isinstance(text, str) and bool(text.strip())
    content = normalise(text if is_text else item.get("html") or text or "")
    if not any(char.isalpha() for char in content):
        raise EmptyError(named, "holds no words")
    if not is_text and html_depth(content, settings.max_depth) > settings.max_depth:
        raise TooLargeError(
            named, f"its HTML is nested more than {settings.max_depth} levels deep; it is not parsed"
        )
    canonical = json.dumps(item, sort_keys=True, ensure_ascii=True)
    return RawArticle(
        origin=origin,
        name=name,
        media="text" if is_text else "html",
        content=content,
        digest=hashlib.sha256(canonical.encode("ascii")).hexdigest(),
        **{field: _field(item, keys) for field, keys in FIELDS.items()},
    )


def _field(item: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    """The first of these keys that holds words; lists of words are joined, `{"name": ...}` is read."""
    for key in keys:
        value = item.get(key)
        values = value if isinstance(value, list) else [value]
        words = [
            word.strip()
            for entry in values
            if isinstance(word := entry.get("name") if isinstance(entry, dict) else entry, str)
            and word.strip()
        ]
        if words:
            return normalise(words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1])
    return None
