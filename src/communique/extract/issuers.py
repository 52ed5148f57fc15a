"""Who issues an official text: the states that its head names."""

from __future__ import annotations

from communique.records import Article, Holder
from communique.resolve import Lexicon, lexicon

PLACE_SENSES = {"capital", "place"}


def issuer_of(article: Article, names: Lexicon | None = None) -> Holder | None:
    """The state or states that issue an official text, as one holder.

    Read from its outlet, title and byline and from what was taken out above its first sentence.
    None for other kinds of article, and where no state is named there. `names` is the lexicon of the run,
    with the user's own tables; the bundled one if it is not given.
    """
    if article.kind != "statement":
        return None
    names = names or lexicon()
    first = next((s.span.start for s in article.sentences if not s.heading), 0)
    above = [r.text for r in article.removed if r.at <= first and r.reason in {"title", "byline", "outlet"}]
    headings = [s.span.quote for s in article.sentences if s.heading and s.span.start < first]
    states: dict[str, str] = {}
    for line in (article.outlet, article.byline, article.title, *above, *headings):
        if not line:
            continue
        text = line.title() if line.isupper() else line
        for spot in names.spot(text):
            if spot.entry.kind == "state" and not spot.place and spot.sense not in PLACE_SENSES:
                states.setdefault(spot.entry.id, spot.entry.name)
        if states and line in (article.outlet, article.byline):
            break  # an issuer that signs is sure; a title may name those it speaks to
    if not states:
        return None
    only = next(iter(states)) if len(states) == 1 else None
    return Holder("actor", " and ".join(states.values()), only)
