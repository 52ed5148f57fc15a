"""A report as JSON: `communique-report/1`, the contract of `schema/report-1.json`.

Every list is present. Articles, actors, stories, statements and claims are ordered by what they
are, not by how they were read, so that the same articles give the same bytes.
"""

from __future__ import annotations

from communique.exchange.parts import (
    Json,
    interval_to_dict,
    optional_span,
    quantity_to_dict,
    references_to_list,
    span_to_dict,
    spans_to_list,
)
from communique.exchange.relationship import relationship_to_dict
from communique.records import (
    Actor,
    Article,
    Brief,
    BriefSentence,
    Claim,
    Commitment,
    Dependency,
    Driver,
    Event,
    Holder,
    Quote,
    Report,
    Statement,
    Story,
)

FORMAT = "communique-report/1"


def report_to_dict(report: Report) -> Json:
    """The whole report as plain JSON data, valid by `schema("report")`."""
    copies = {copy.article: copy.original for copy in report.grouping.copies}
    story_of = {article: story.id for story in report.grouping.stories for article in story.articles}
    claim_of = {statement: claim.id for claim in report.claims for statement in claim.statements}
    readings = sorted(report.readings, key=lambda reading: reading.article.id)
    return {
        "format": FORMAT,
        "articles": [
            article_to_dict(
                reading.article,
                copy_of=copies.get(reading.article.id),
                story=story_of.get(reading.article.id),
            )
            for reading in readings
        ],
        "actors": [actor_to_dict(actor) for actor in sorted(report.actors, key=lambda actor: actor.id)],
        "stories": [
            story_to_dict(story) for story in sorted(report.grouping.stories, key=lambda story: story.id)
        ],
        "statements": [
            statement_to_dict(statement, claim=claim_of.get(statement.id))
            for reading in readings
            for statement in reading.statements
        ],
        "quotes": [quote_to_dict(quote) for reading in readings for quote in reading.quotes],
        "events": [event_to_dict(event) for event in report.events],
        "commitments": [commitment_to_dict(commitment) for commitment in report.commitments],
        "dependencies": [dependency_to_dict(dependency) for dependency in report.dependencies],
        "drivers": [driver_to_dict(driver) for driver in report.drivers],
        "claims": [claim_to_dict(claim) for claim in sorted(report.claims, key=lambda claim: claim.id)],
        "relationships": [relationship_to_dict(one) for one in report.relationships],
        "briefs": [brief_to_dict(brief) for brief in sorted(report.briefs, key=lambda brief: brief.story)],
        "problems": [
            {"origin": problem.origin, "reason": problem.reason, "kind": problem.kind}
            for problem in report.problems
        ],
    }


def article_to_dict(article: Article, *, copy_of: str | None, story: str | None) -> Json:
    """One article; `text` is the clean text that all offsets count in."""
    return {
        "id": article.id,
        "path": article.path,
        "name": article.name,
        "digest": article.digest,
        "title": article.title,
        "byline": article.byline,
        "outlet": article.outlet,
        "wire": article.wire,
        "place": article.place,
        "url": article.url,
        "published": interval_to_dict(article.published),
        "language": article.language,
        "kind": article.kind,
        "copy_of": copy_of,
        "story": story,
        "text": article.text,
        "removed": [
            {"at": removed.at, "text": removed.text, "reason": removed.reason} for removed in article.removed
        ],
    }


def actor_to_dict(actor: Actor) -> Json:
    """One actor; `state` is the ISO 3166 alpha-3 code of the state it belongs to."""
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "state": actor.state,
        "office": actor.office,
        "aliases": list(actor.aliases),
    }


def story_to_dict(story: Story) -> Json:
    """One story; `why` tells in words what holds it together and what keeps look-alikes out."""
    return {
        "id": story.id,
        "label": story.label,
        "articles": list(story.articles),
        "date": interval_to_dict(story.date),
        "places": list(story.places),
        "actors": list(story.actors),
        "arc": story.arc,
        "why": list(story.why),
    }


def holder_to_dict(holder: Holder) -> Json:
    """Who says a statement."""
    return {
        "kind": holder.kind,
        "name": holder.name,
        "actor": holder.actor,
        "span": optional_span(holder.span),
    }


def statement_to_dict(statement: Statement, *, claim: str | None) -> Json:
    """One statement; `sentence` counts the sentences of its article from 0."""
    return {
        "id": statement.id,
        "span": span_to_dict(statement.span),
        "sentence": statement.sentence,
        "holder": holder_to_dict(statement.holder),
        "cue": optional_span(statement.cue),
        "modality": statement.modality,
        "domains": list(statement.domains),
        "actors": list(statement.actors),
        "date": interval_to_dict(statement.date),
        "claim": claim,
    }


def quote_to_dict(quote: Quote) -> Json:
    """One quote; `speaker` is null where the text does not tell who said it."""
    return {
        "span": span_to_dict(quote.span),
        "speaker": None if quote.speaker is None else holder_to_dict(quote.speaker),
        "statement": quote.statement,
    }


def event_to_dict(event: Event) -> Json:
    """Who did what to whom, in PLOVER's words."""
    return {
        "statement": event.statement,
        "type": event.type,
        "mode": event.mode,
        "source": _side(event, "source"),
        "target": _side(event, "target"),
        "date": interval_to_dict(event.date),
        "place": event.place,
        "modality": event.modality,
    }


def _side(event: Event, which: str) -> Json | None:
    actor, span = (
        (event.source, event.source_span) if which == "source" else (event.target, event.target_span)
    )
    return None if actor is None and span is None else {"actor": actor, "span": optional_span(span)}


def commitment_to_dict(commitment: Commitment) -> Json:
    """One commitment with the steps of its life, oldest first."""
    return {
        "id": commitment.id,
        "by": list(commitment.by),
        "to": list(commitment.to),
        "what": commitment.what,
        "due": interval_to_dict(commitment.due),
        "amount": quantity_to_dict(commitment.amount),
        "history": [
            {"status": step.status, "date": interval_to_dict(step.date), "span": span_to_dict(step.span)}
            for step in commitment.history
        ],
    }


def dependency_to_dict(dependency: Dependency) -> Json:
    """Who depends on whom, for what; `domain` is null where the text names no field."""
    return {
        "dependent": dependency.dependent,
        "provider": dependency.provider,
        "domain": dependency.domain,
        "strength": dependency.strength,
        "share": dependency.share,
        "alternatives": dependency.alternatives,
        "modality": dependency.modality,
        "change": dependency.change,
        "statement": dependency.statement,
        "span": optional_span(dependency.span),
        "strength_span": optional_span(dependency.strength_span),
        "alternatives_span": optional_span(dependency.alternatives_span),
    }


def driver_to_dict(driver: Driver) -> Json:
    """A stated cause and the sign of its effect."""
    return {
        "cause": driver.cause,
        "effect": driver.effect,
        "sign": driver.sign,
        "modality": driver.modality,
        "statement": driver.statement,
        "cue": optional_span(driver.cue),
        "cause_span": optional_span(driver.cause_span),
        "effect_span": optional_span(driver.effect_span),
        "cause_actor": driver.cause_actor,
        "effect_actor": driver.effect_actor,
    }


def claim_to_dict(claim: Claim) -> Json:
    """One claim; `sources` counts independent ones, `spans` are this claim's and the other's."""
    return {
        "id": claim.id,
        "text": claim.text,
        "statements": list(claim.statements),
        "sources": claim.sources,
        "standing": claim.standing,
        "contradicts": [
            {"claim": other.claim, "on": other.on, "spans": spans_to_list(other.spans)}
            for other in claim.contradicts
        ],
    }


def brief_to_dict(brief: Brief) -> Json:
    """One brief; `evidence[i]` of a sentence is the span that `citations[i]` opens."""
    return {
        "story": brief.story,
        "title": brief.title,
        "sections": [
            {
                "heading": section.heading,
                "sentences": [brief_sentence_to_dict(sentence) for sentence in section.sentences],
                "sides": [
                    [
                        {"value": side.value, "sentence": brief_sentence_to_dict(side.sentence)}
                        for side in pair
                    ]
                    for pair in section.sides
                ],
            }
            for section in brief.sections
        ],
        "references": references_to_list(brief.references),
    }


def brief_sentence_to_dict(sentence: BriefSentence) -> Json:
    """One cited sentence of a brief."""
    return {
        "text": sentence.text,
        "citations": list(sentence.citations),
        "evidence": spans_to_list(sentence.evidence),
        "finding": sentence.finding,
    }
