"""One sentence against its evidence: is it true by these sources, and if not, what is wrong?

What the sentence says is laid over the sources (`cover`); then how widely it is claimed, its
figures, its dates, who does what and whether it has happened are set against what was found. A
check that cannot compare abstains: a contradiction needs a value on both sides.
"""

from __future__ import annotations

from collections.abc import Collection

from communique.brief.content import Content
from communique.brief.contrary import opposites, partners, swapped, undone
from communique.brief.cover import cover_of
from communique.brief.deeds import doers, moods, roles
from communique.brief.directions import directions
from communique.brief.evidence import Sources
from communique.brief.judgement import Judgement
from communique.brief.nations import nations
from communique.brief.occasions import occasions
from communique.brief.speakers import Holders
from communique.brief.titles import titles
from communique.brief.values import dates, figures
from communique.brief.widely import all_witness, over_generalised

SUPPORTED, PARTLY = 0.65, 0.42
"""Shares of what a sentence says (weighted by rarity) that its evidence must hold."""
MOST_SPANS = 4
UNSAID = 0.5
"""What is left of a backed sentence that puts it into the mouth of somebody who does not say it."""
CHECKS = (
    over_generalised,
    all_witness,
    figures,
    dates,
    directions,
    occasions,
    titles,
    roles,
    doers,
    nations,
    moods,
    swapped,
    opposites,
    undone,
    partners,
)


def check(
    asked: Content,
    sources: Sources,
    articles: Collection[str],
    context: frozenset[str] = frozenset(),
    holders: Holders | None = None,
) -> Judgement:
    """Is the sentence true by these articles (ids)?

    `context` are keys of the sentence before it; `holders` compares whom the sentence names as
    the one who says so (left out, nobody is asked).
    """
    cover = cover_of(asked, sources, articles, context)
    spans = tuple(dict.fromkeys(w.lines[w.centre].span for w in cover.windows))[:MOST_SPANS]
    found = [conflict for test in CHECKS if (conflict := test(asked, cover, sources)) is not None]
    found.sort(key=lambda c: c.verdict == "partly")
    for conflict in found:
        return Judgement(
            conflict.verdict,
            conflict.error,
            conflict.evidence or spans,
            conflict.note,
            cover.share,
            words=conflict.words,
        )
    share, note = cover.share, "The sources hold only part of this."
    if holders is not None:
        said, conflict = holders(asked, cover, sources)
        if conflict is not None and share >= SUPPORTED:
            return Judgement(conflict.verdict, conflict.error, conflict.evidence, conflict.note, share)
        if not said:
            share, note = UNSAID * share, "No source says that they said so."
    if share >= SUPPORTED:
        deedless = any(clause.verb in cover.missing for clause, _ in cover.clauses)
        return Judgement("supported", None, spans, "", cover.share, deedless)
    if share >= PARTLY:
        return Judgement("partly", None, spans, note, share)
    return Judgement("unsupported", None, spans[:1], "No source says this.", share)
