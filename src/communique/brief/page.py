"""The report as one self-contained HTML page: no network, no scripts from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from communique import __version__
from communique.brief.citing import day_of, source_line
from communique.brief.page_pictures import Panels
from communique.records import Article, Brief, BriefSentence, Report, Side, Span, Story

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


@dataclass(frozen=True)
class Card:
    """One story on the page."""

    story: Story
    brief: Brief
    facts: tuple[str, ...]
    sources: str


@dataclass(frozen=True)
class Line:
    """A sentence of an article, with the place on the page that citations lead to."""

    anchor: str
    text: str


@dataclass(frozen=True)
class Block:
    """A paragraph or heading of an article."""

    tag: str
    sentences: tuple[Line, ...]


def report_page(report: Report, *, title: str = "", pictures: bool = True) -> str:
    """HTML of a report: every brief with its citations, pictures of pairs, promises, causes and actors
    (unless `pictures` is false), every article with its sentences.

    Everything that comes from an article is escaped; the page's own policy forbids requests.
    """
    return _Page(report).html(title, pictures=pictures)


class _Page:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.articles = {r.article.id: r.article for r in report.readings}
        self.original_of = {c.article: c.original for c in report.grouping.copies}
        self._pops: dict[tuple[int, int], str] = {}

    def html(self, title: str, *, pictures: bool) -> str:
        cards = tuple(self._cards())
        places = {key: [s.span for s in article.sentences] for key, article in self.articles.items()}
        ordered = sorted(self.articles.values(), key=_order)
        return (
            _environment()
            .get_template("report.html.j2")
            .render(
                version=__version__,
                title=title or (cards[0].brief.title if len(cards) == 1 else _count(len(cards), "story")),
                summary=self._summary(len(cards)),
                style=_asset("report.css"),
                script=_asset("report.js"),
                cards=cards,
                panels=tuple(Panels(self.report, places).all()) if pictures else (),
                articles=ordered,
                problems=self.report.problems,
                numbered=_numbered,
                anchor=self._anchor,
                pop=self._pop,
                source=lambda span: source_line(self.articles[span.article]),
                paragraph=self._paragraph,
                marked=_marked,
                copies_of=self._copies_of,
                original=lambda a: self._title(self.original_of.get(a)),
                day=day_of,
                blocks=_blocks,
            )
        )

    def _cards(self) -> Iterator[Card]:
        stories = {s.id: s for s in self.report.grouping.stories}
        for brief in self.report.briefs:
            story = stories[brief.story]
            outlets = {
                self.articles[a].wire or self.articles[a].outlet or self.articles[a].name
                for a in story.articles
                if self.original_of.get(a) not in story.articles
            }
            copies = sum(self.original_of.get(a) in story.articles for a in story.articles)
            sources = _count(len(outlets), "source") + (f", {_count(copies, 'copy')}" if copies else "")
            names = {a.id: a.name for a in self.report.actors}
            who = ", ".join(names[a] for a in story.actors[:4] if a in names)
            facts = [
                who,
                story_days(story),
                ", ".join(story.places[:3]),
                sources,
                _count(len(story.articles), "article"),
            ]
            yield Card(story, brief, tuple(f for f in facts if f), sources)

    def _summary(self, stories: int) -> str:
        articles = _count(len(self.articles), "article")
        copies = len(self.original_of)
        said = f"{articles} read, {_count(stories, 'story')}"
        if copies:
            said += f", {_count(copies, 'copy')} seen through"
        return said + ". Every sentence below opens the words it rests on."

    def _title(self, article: str | None) -> str:
        if article is None or article not in self.articles:
            return ""
        found = self.articles[article]
        return found.title or found.name

    def _copies_of(self, article: str) -> str:
        names = [
            self.articles[c].outlet or self.articles[c].name
            for c, original in sorted(self.original_of.items())
            if original == article and c in self.articles
        ]
        return ", ".join(names)

    def _anchor(self, span: Span) -> str:
        article = self.articles[span.article]
        for number, sentence in enumerate(article.sentences):
            if sentence.span.start <= span.start < sentence.span.end:
                return f"s-{article.id}-{number}"
        return f"article-{article.id}"

    def _pop(self, number: int, sentence: BriefSentence) -> str:
        return self._pops.setdefault((number, id(sentence)), f"pop-{len(self._pops)}")

    def _paragraph(self, span: Span) -> Markup:
        """The paragraph around a span, the span marked."""
        from markupsafe import Markup

        article = self.articles[span.article]
        here = [s for s in article.sentences if s.span.start < span.end and span.start < s.span.end]
        if not here:
            return Markup("<mark>{}</mark>").format(span.quote)
        numbers = {s.paragraph for s in here}
        around = [s.span for s in article.sentences if s.paragraph in numbers]
        start, end = min(around[0].start, span.start), max(around[-1].end, span.end)
        return Markup("{}<mark>{}</mark>{}").format(
            article.text[start : span.start], span.quote, article.text[span.end : end]
        )


def _marked(side: Side) -> Markup:
    """The sentence of a side with the words that differ marked."""
    from markupsafe import Markup

    text, value = side.sentence.text, " ".join(side.value.split())
    at = text.find(value)
    if at < 0 or len(value) > 0.8 * len(text):
        return Markup("{}").format(text)
    return Markup("{}<mark>{}</mark>{}").format(text[:at], value, text[at + len(value) :])


def _numbered(sentence: BriefSentence) -> list[tuple[int, list[Span]]]:
    """Each reference number of a sentence once, with its spans there, in the order cited."""
    spans: dict[int, list[Span]] = {}
    for number, span in zip(sentence.citations, sentence.evidence, strict=True):
        spans.setdefault(number, []).append(span)
    return list(spans.items())


def _blocks(article: Article) -> Iterator[Block]:
    lines: dict[int, list[Line]] = {}
    headings = set()
    for number, sentence in enumerate(article.sentences):
        lines.setdefault(sentence.paragraph, []).append(Line(f"s-{article.id}-{number}", sentence.span.quote))
        if sentence.heading:
            headings.add(sentence.paragraph)
    for paragraph, found in lines.items():
        yield Block("h4" if paragraph in headings else "p", tuple(found))


def story_days(story: Story) -> str:
    """When the story happened, in words; empty where nobody can tell."""
    when = story.date
    if when is None:
        return ""
    if when.start == when.end:
        return f"{when.start.day} {when.start:%B %Y}"
    if when.precision == "month":
        return f"{when.start:%B %Y}"
    if when.precision == "year":
        return f"{when.start:%Y}"
    if (when.start.year, when.start.month) == (when.end.year, when.end.month):
        return f"{when.start.day}–{when.end.day} {when.end:%B %Y}"
    if when.start.year == when.end.year:
        return f"{when.start.day} {when.start:%B} to {when.end.day} {when.end:%B %Y}"
    return f"{when.start:%B %Y} to {when.end:%B %Y}"


def _count(number: int, noun: str) -> str:
    plural = {"story": "stories", "copy": "copies"}.get(noun, noun + "s")
    return f"{number} {noun if number == 1 else plural}"


def _order(article: Article) -> tuple[str, str]:
    return (article.published.start.isoformat() if article.published else "9999", article.name)


def _asset(name: str) -> str:
    return (files("communique.brief") / "templates" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader
    from markupsafe import Markup

    made = Environment(
        loader=PackageLoader("communique.brief"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    made.policies["compiler.ascii_str"] = False
    # The page's own style and script are ours, not an article's; they alone go in unescaped.
    made.globals["own"] = Markup
    return made
