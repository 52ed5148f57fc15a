import datetime as dt
import gc
from collections.abc import Iterator
from dataclasses import replace

import pytest

from communique.records import (
    Actor,
    Article,
    Claim,
    Contradiction,
    Copy,
    Grouping,
    Holder,
    Interval,
    Quote,
    Reading,
    Sentence,
    Statement,
    Story,
    digest,
)

FIRST = [
    "Peru and Chile signed a water accord in Arica on Monday.",
    "The accord covers 40 wells.",
    '"We will open every well by June," Minister Rosa Quell said.',
]
SECOND = [
    "Chile and Peru signed an accord on water, officials said.",
    "It covers 45 wells, the ministry added.",
]
COPY = [*FIRST[:2], "An agency contributed."]


@pytest.fixture
def make_reading():
    """A reading of these sentences: each is a statement, the words inside quotation marks are a quote."""

    def make(name: str, sentences: list[str], outlet: str = "The Andes Post") -> Reading:
        text = " ".join(sentences)
        key = digest(name, text)
        bare = Article(
            id=key,
            path=f"/somewhere/{name}",
            name=name,
            digest=digest(text),
            text=text,
            title=f"About {name}",
            byline=None,
            outlet=outlet,
            wire=None,
            place=None,
            published=Interval(dt.date(2025, 3, 3), dt.date(2025, 3, 3), "day"),
            language="en",
            kind="report",
            url=None,
            sentences=(),
        )
        spans, start = [], 0
        for sentence in sentences:
            spans.append(bare.span(start, start + len(sentence)))
            start += len(sentence) + 1
        article = Article(
            **{field: getattr(bare, field) for field in bare.__dataclass_fields__}
            | {"sentences": tuple(Sentence(span, 0) for span in spans)}
        )
        quotes = tuple(
            Quote(
                article.span(span.start + 1, span.start + span.quote.rindex('"')),
                Holder("speaker", "Rosa Quell", "quell"),
            )
            for span in spans
            if span.quote.startswith('"')
        )
        statements = tuple(
            Statement(
                id=digest(key, span.start),
                span=span,
                sentence=number,
                holder=Holder("speaker", "Rosa Quell", "quell") if '"' in span.quote else Holder("outlet"),
                cue=None,
                modality="pledged" if "will" in span.quote else "asserted",
                actors=("PER", "CHL"),
            )
            for number, span in enumerate(spans)
        )
        actors = (
            Actor("CHL", "Chile", "state", "CHL"),
            Actor("quell", "Minister Rosa Quell", "person", "PER"),
        )
        lemmas = tuple(tuple(word.strip('.,"').lower() for word in s.split()) for s in sentences)
        return Reading(article, actors=actors, quotes=quotes, statements=statements, lemmas=lemmas)

    return make


@pytest.fixture
def make_dated(make_reading):
    """Readings of (day of March 2025, outlet, sentences), each titled by its first sentence."""

    def make(rows):
        found = []
        for number, (day, outlet, sentences) in enumerate(rows):
            one = make_reading(f"{number}.txt", sentences, outlet)
            when = dt.date(2025, 3, day)
            article = replace(one.article, title=sentences[0], published=Interval(when, when, "day"))
            found.append(replace(one, article=article))
        return found

    return make


@pytest.fixture
def readings(make_reading):
    """Two accounts of one signing, and a copy of the first."""
    return (
        make_reading("first.txt", FIRST),
        make_reading("second.txt", SECOND, "Puerto Gazette"),
        make_reading("copy.txt", COPY, "Valley Wire"),
    )


@pytest.fixture
def derived(readings):
    """What grouping and comparing would make of `readings`."""
    first, second, copy = readings
    story = Story(
        id=digest("signing"),
        label="Water accord in Arica",
        articles=tuple(sorted(r.article.id for r in readings)),
        date=Interval(dt.date(2025, 3, 3), dt.date(2025, 3, 3), "day"),
        places=("Arica",),
        actors=("CHL", "PER"),
        why=("same day, same place",),
    )
    signed = Claim(
        id=digest("signed"),
        text=first.statements[0].span.quote,
        statements=(first.statements[0].id, second.statements[0].id),
        sources=2,
        standing="corroborated",
    )
    forty, forty_five = (
        Claim(
            id=digest(own.statements[1].id),
            text=own.statements[1].span.quote,
            statements=(own.statements[1].id,),
            sources=1,
            standing="contested",
            contradicts=(
                Contradiction(
                    digest(other.statements[1].id),
                    "number",
                    (own.statements[1].span, other.statements[1].span),
                ),
            ),
        )
        for own, other in ((first, second), (second, first))
    )
    grouping = Grouping((Copy(copy.article.id, first.article.id, 0.8),), (story,))
    return grouping, (signed, forty, forty_five)


@pytest.fixture(scope="session")
def sample_report():
    """The report of the bundled sample, made once for all tests that read it."""
    from importlib.resources import files

    from communique.pipeline import make_report

    return make_report([str(files("communique.sample") / "articles")])


@pytest.fixture
def steady() -> Iterator[None]:
    """No collection of garbage while time is taken: it costs by what the whole run holds, not by the text."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()
