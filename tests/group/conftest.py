"""Readings for the tests of this stage, made without a parse."""

import datetime as dt
import re

import pytest

from communique.records import Actor, Article, DateMention, Interval, Mention, Reading, Sentence, Span, digest
from communique.resolve import find_dates, lexicon

LITTLE = set(
    "a an the of in on at to for and or but is are was were be been it its he she they that with by".split()
)


def make(
    text,
    *,
    title=None,
    published=None,
    outlet=None,
    wire=None,
    kind="report",
    people=(),
    place=None,
):
    """A reading of plain text; `published` is an ISO date, `people` (name, office, state) rows."""
    id = digest("article", text, title, published, outlet)
    day = dt.date.fromisoformat(published) if published else None
    interval = Interval(day, day, "day") if day else None
    sentences = []
    for number, paragraph in enumerate(re.finditer(r"[^\n]+", text)):
        for match in re.finditer(r"\S.*?(?:[.!?]['\"”]?(?=\s+[\"“A-Z])|$)", paragraph[0]):
            start = paragraph.start() + match.start()
            sentences.append(Sentence(Span(id, start, start + len(match[0]), match[0]), number))
    article = Article(
        id, outlet or "-", outlet or "-", id, text, title, None, outlet, wire, place, interval,
        "en", kind, None, tuple(sentences),
    )  # fmt: skip
    spots = [spot for spot in lexicon().spot(text) if not spot.place]
    named = {spot.entry.id: spot.entry for spot in spots}
    return Reading(
        article,
        actors=(
            *(Actor(digest(name), name, "person", state, office) for name, office, state in people),
            *(
                Actor(key, entry.name, "state" if entry.kind == "state" else "organisation", entry.state)
                for key, entry in sorted(named.items())
            ),
        ),
        mentions=tuple(
            Mention(article.span(spot.start, spot.end), spot.entry.id, spot.form) for spot in spots
        ),
        dates=tuple(
            DateMention(article.span(start, end), found) for start, end, found in find_dates(text, interval)
        ),
        lemmas=tuple(
            tuple(w.lower() for w in re.findall(r"[^\W_]+(?:-\w+)*", s.span.quote) if w.lower() not in LITTLE)
            for s in sentences
        ),
    )


@pytest.fixture
def reading():
    """The maker of readings."""
    return make


TALKS = {
    2031: "President Ada Lorne of Norway received President Bo Istan of Estonia in Tromso on Wednesday. "
    "The two agreed on a ferry line between Narva and Tromso that will carry 4,100 lorries a year. "
    "Norway will lend 85 million dollars for the harbour. Fishermen blocked the quay for three hours.",
    2033: "President Ada Lorne of Norway received President Bo Istan of Estonia in Tromso on Wednesday. "
    "They quarrelled over the ferry line of 2031, which carries few lorries. "
    "Norway wants its loan back by 2036. Istan offered shale oil and a wind park instead.",
}


@pytest.fixture
def lookalikes():
    """Two meetings of the same people in the same town, two years apart: three and two articles."""
    second = (
        "Norway and Estonia argued over a ferry line on Wednesday when President Bo Istan came to Tromso. "
        "President Ada Lorne asked for the harbour loan back. Istan offered a wind park and shale oil, "
        "aides said."
    )
    return [
        make(
            TALKS[2031], title="Lorne and Istan agree on a ferry", published="2031-05-08", outlet="Fjord Post"
        ),
        make(
            "Norway lends Estonia 85 million dollars for a harbour, and a ferry line from Tromso to Narva "
            "will carry "
            "4,100 lorries a year, Presidents Ada Lorne and Bo Istan said on Wednesday. "
            "Fishermen who blocked the quay called it a bad bargain.",
            title="A ferry for Narva",
            published="2031-05-08",
            outlet="Baltic Mail",
        ),
        make(
            "President Bo Istan of Estonia flies to Tromso today for talks with President Ada Lorne of "
            "Norway. "
            "A ferry line to Narva and a harbour loan are on the table, officials in Norway and "
            "Estonia said.",
            title="Istan flies north for a ferry",
            published="2031-05-06",
            outlet="Baltic Mail",
            kind="preview",
        ),
        make(TALKS[2033], title="Lorne wants her money back", published="2033-05-12", outlet="Fjord Post"),
        make(second, title="No wind in the sails", published="2033-05-12", outlet="Baltic Mail"),
    ]
