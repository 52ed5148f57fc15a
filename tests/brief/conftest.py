from collections.abc import Callable

import pytest

from communique.brief import audit
from communique.config import Settings
from communique.pipeline import read_all
from communique.records import Finding, Grouping, Report


@pytest.fixture(scope="module")
def report_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Report]:
    """Makes a report of articles, given as file name → text."""

    def make(articles: dict[str, str]) -> Report:
        folder = tmp_path_factory.mktemp("sources")
        for name, text in articles.items():
            (folder / name).write_text(text, encoding="utf-8")
        readings, problems = read_all([folder], settings=Settings())
        assert not problems
        return Report(readings, (), Grouping((), ()), (), ())

    return make


@pytest.fixture(scope="module")
def one(report: Report) -> Callable[..., Finding]:
    """What an audit against the module's report says of one sentence; `tail` is a reference list."""

    def ask(sentence: str, tail: str = "") -> Finding:
        return audit(sentence + tail, report).sentences[0]

    return ask
