"""Shortcuts for reading a text that stands in a test."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.read import read
from communique.records import Article, Problem, RawArticle

Read = Callable[..., Article]


def raw(content: str, **fields: str) -> RawArticle:
    """A raw article with this content."""
    values: dict[str, str] = {
        "origin": "a.txt",
        "name": "a.txt",
        "media": "text",
        "digest": "0" * 64,
    } | fields
    return RawArticle(content=content, **values)  # type: ignore[arg-type]


@pytest.fixture
def article() -> Read:
    """Reads a content and gives the article; fails on a problem."""

    def read_content(content: str, **fields: str) -> Article:
        (found,) = read([raw(content, **fields)])
        assert isinstance(found, Article), found
        return found

    return read_content


@pytest.fixture
def problem() -> Callable[..., Problem]:
    """Reads a content and gives the problem; fails on an article."""

    def read_content(content: str, **fields: str) -> Problem:
        (found,) = read([raw(content, **fields)])
        assert isinstance(found, Problem), found
        return found

    return read_content
