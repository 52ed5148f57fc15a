"""A raw article to an article: the way through the modules of this stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.errors import EmptyError, InputError, LanguageError
from communique.read.assemble import Clean
from communique.read.blocks import Block, is_prose
from communique.read.byline import read_byline
from communique.read.credit import outlet_and_wire
from communique.read.front import read_front
from communique.read.kind import kind_of
from communique.read.language import language_name, language_of
from communique.read.layout import lay_out
from communique.read.markdown import lay_out_markdown
from communique.read.page import Page, read_page
from communique.read.published import find_date
from communique.read.sentences import guess_headings, split
from communique.read.story import Story, assemble
from communique.read.wire import agency, wire_of
from communique.records import Article, Interval, Problem, RawArticle, Sentence, Span, digest


def read(raws: Iterable[RawArticle | Problem]) -> Iterator[Article | Problem]:
    """Each raw article as an article: clean text, metadata, sentences; problems pass through.

    A text that is not English is set aside; one without words, or that cannot be read, is a
    `Problem` that names it. The date is only what is printed or declared, never a guess.
    """
    for raw in raws:
        if isinstance(raw, Problem):
            yield raw
            continue
        try:
            yield read_one(raw)
        except LanguageError as error:
            yield Problem(error.origin, error.reason, "set aside")
        except InputError as error:
            yield Problem(error.origin, error.reason)


def read_one(raw: RawArticle) -> Article:
    """One raw article as an article.

    Raises `LanguageError` if it is not English and `EmptyError` if no story is left in it.
    """
    page = _blocks(raw)
    declared_title = raw.title or page.title
    front = read_front(page.blocks, title=declared_title, outlet=raw.outlet or page.outlet)
    names = _byline(raw.byline or page.byline) or (front.byline.names if front.byline else None)
    clean = Clean()
    story = assemble(page, front, clean, names=names)
    text, headings, removed_pieces = clean.finish()
    if not any(char.isalpha() for char in text):
        raise EmptyError(_named(raw), "holds no article text")
    language = language_of(text)
    if language != "en":
        raise LanguageError(_named(raw), f"is in {language_name(language)}; only English is read")
    outlet, wire = outlet_and_wire(front.outlet, story.credits)
    if wire is None:
        pieces = (piece.text for piece in removed_pieces if piece.reason in ("byline", "credit"))
        wire = wire_of((raw.byline, page.byline, *pieces), text)
        wire = None if wire and outlet and wire == agency(outlet) else wire
    published = _published(raw.published, page.published, front.published, story)
    place = story.dateline.place if story.dateline else None
    if place is None and front.byline:
        place = front.byline.place
    # The town in a masthead is the outlet's; over an official text it is where it was issued.
    if place is None and outlet is None:
        place = front.place
    identity = digest(raw.name, raw.digest)
    return Article(
        id=identity,
        path=raw.origin,
        name=raw.name,
        digest=raw.digest,
        text=text,
        title=front.title,
        byline=names or story.signature,
        outlet=outlet,
        wire=wire,
        place=place,
        published=published,
        language=language,
        kind=kind_of(
            text, front.title, label=front.label, official=front.official and outlet is None, bio=story.bio
        ),
        url=raw.url or page.url,
        sentences=_sentences(identity, text, headings),
        removed=removed_pieces,
    )


def _blocks(raw: RawArticle) -> Page:
    if raw.media == "html":
        return read_page(raw.content)
    if raw.media == "markdown":
        blocks, fields = lay_out_markdown(raw.content)
        return Page(
            blocks,
            title=fields.get("title"),
            byline=fields.get("author") or fields.get("byline"),
            published=fields.get("date") or fields.get("published"),
            outlet=fields.get("outlet") or fields.get("source"),
            url=fields.get("url"),
        )
    return Page(lay_out(raw.content))


def _byline(declared: str | None) -> str | None:
    """A declared byline, as names; addresses and outlets' own names are none."""
    if not declared or "://" in declared or "@" in declared:
        return None
    byline = read_byline(declared, marked=True)
    return byline.names if byline else None


def _published(
    given: str | None, declared: str | None, printed: Interval | None, story: Story
) -> Interval | None:
    """The date: as the container gives it, as the page declares it, as it is printed."""
    for text in (given, declared):
        if text and (found := find_date(text)):
            return found.interval
    if story.dateline and story.dateline.date:
        found = find_date(story.dateline.date, year=story.credits.year)
        if found and (printed is None or printed.precision != "day"):
            return found.interval
    return printed


def _sentences(identity: str, text: str, headings: frozenset[int]) -> tuple[Sentence, ...]:
    paragraphs = text.split("\n\n")
    known = frozenset(number for number in headings if not _is_running(paragraphs[number]))
    found = split(text, known | guess_headings([paragraph[:200] for paragraph in paragraphs]))
    return tuple(
        Sentence(Span(identity, start, end, text[start:end]), paragraph, heading)
        for start, end, paragraph, heading in found
    )


def _is_running(paragraph: str) -> bool:
    return is_prose(Block(paragraph, paragraph, 0))


def _named(raw: RawArticle) -> str:
    """The origin, with the number of the object where one file holds several."""
    _, mark, number = raw.name.rpartition("#")
    return f"{raw.origin}#{number}" if mark and number.isdigit() else raw.origin
