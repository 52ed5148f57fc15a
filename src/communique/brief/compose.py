"""The brief of one story: every sentence cited, nothing told that its sources do not tell.

The parts, in order: what happened, what several sources say, why it matters (as argued by
somebody), where accounts differ, what changed over time, what was promised, what was only
expected, one quote. Each sentence is a source's own words (`wording`), passes the last gate
(`citing`), and is used once. A short brief is one part: what the sources agree on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from communique.brief.citing import Citer, Dropped
from communique.brief.disagreement import CHANGED, Sides, contradicting, developing
from communique.brief.material import Material
from communique.brief.parts import Parts
from communique.brief.verifying import Verifier
from communique.config import Settings
from communique.records import Brief, BriefSentence, Report, Section, Side, Story


@dataclass(frozen=True, slots=True)
class Composed:
    """A brief, and the sentences that were worded for it and failed the last gate."""

    brief: Brief
    dropped: tuple[Dropped, ...]


def compose(
    report: Report, story: Story, *, words: int | None = None, settings: Settings | None = None
) -> Brief:
    """The brief of `story`. Sections without a sentence are left out; order is fixed.

    With `words` (1 and up) it is a short one: a single section of about so many words, that tells what
    the sources agree on. `settings` name the model and lexicon with which sentences are verified.
    """
    return composed(report, story, words=words, settings=settings).brief


def composed(
    report: Report, story: Story, *, words: int | None = None, settings: Settings | None = None
) -> Composed:
    """As `compose`, with what was dropped."""
    material = Material(report, story)
    verifier = Verifier(material.readings, report.actors, settings or Settings())
    citer = Citer((r.article for r in report.readings), verifier)
    parts = Parts(material, citer)
    if words is not None:
        sections = [
            Section(parts.opening if parts.only_planned else "In short", tuple(parts.in_short(words)))
        ]
    else:
        differing = Sides(material, citer, contradicting(material))
        changing = Sides(material, citer, developing(material))
        parts.reserve(differing.only_whole() | changing.only_whole())
        sections = [
            Section(parts.opening, tuple(parts.happened())),
            Section("What several sources say", tuple(parts.several())),
            Section("Why it matters", tuple(parts.matters())),
            Section("Where accounts differ", (), differing.pairs(parts.spans)),
        ]
        parts.remember(differing.shown)
        differed = {point.sentence.span for point in differing.shown}
        sections.append(Section(CHANGED, (), changing.pairs(parts.spans, without=differed)))
        parts.remember(changing.shown)
        sections += [
            Section("What was promised", tuple(parts.promised())),
            Section("What is only expected or possible", tuple(parts.expected())),
            Section("In their words", tuple(parts.telling_quote())),
        ]
    sections = [s for s in sections if s.sentences or s.sides]
    brief = _numbered(Brief(story.id, story.label, tuple(sections), ()), citer)
    return Composed(brief, tuple(citer.dropped))


def _numbered(brief: Brief, citer: Citer) -> Brief:
    """The brief with its references numbered in reading order."""
    shown = [
        sentence
        for section in brief.sections
        for sentence in (*section.sentences, *(side.sentence for pair in section.sides for side in pair))
    ]
    references, order = citer.references(shown)

    def renumber(sentence: BriefSentence) -> BriefSentence:
        return replace(sentence, citations=tuple(order[n] for n in sentence.citations))

    sections = tuple(
        Section(
            s.heading,
            tuple(renumber(x) for x in s.sentences),
            tuple(
                (Side(a.value, renumber(a.sentence)), Side(b.value, renumber(b.sentence))) for a, b in s.sides
            ),
        )
        for s in brief.sections
    )
    return Brief(brief.story, brief.title, sections, references)
