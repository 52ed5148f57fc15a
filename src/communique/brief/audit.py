"""Every sentence of somebody's brief checked against the sources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import islice

from communique.brief.content import Content, read_content
from communique.brief.cover import cover_of
from communique.brief.evidence import Sources
from communique.brief.judgement import Judgement
from communique.brief.quotations import ALTERED, Found, Quotation, Quoted, quotations
from communique.brief.references import CitedSentence, read_brief
from communique.brief.sourcing import match_references
from communique.brief.speakers import Holders, said_by, same_speaker
from communique.brief.support import Entailment, support
from communique.brief.titles import titles
from communique.brief.verify import check
from communique.config import Settings
from communique.errors import UsageError
from communique.records import Audit, Finding, Report

NEARLY = 0.2
"""How much less of a sentence its cited sources may hold than all do, and still back it."""
MOST_QUOTATIONS = 20
"""Quotations looked up for one sentence: one with more is not prose."""


def audit(
    brief: str,
    report: Report,
    *,
    settings: Settings | None = None,
    entailment: Entailment | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Audit:
    """A finding for each sentence of `brief`, and its reference list matched to the sources.

    `entailment` is asked of sentences that nothing contradicts and whose words the sources hold only
    in part; `progress` is told how many sentences are checked and how many there are. Raises
    UsageError if the brief holds no sentence.
    """
    settings = settings or Settings()
    read = read_brief(brief)
    if not read.sentences:
        raise UsageError("the brief holds no sentence to check; give a text with at least one")
    references = match_references(read.lines, [r.article for r in report.readings])
    auditor = Auditor(report, settings, entailment)
    named = {r.number: r.article for r in references}
    contents = auditor.read([s.bare for s in read.sentences])
    findings: list[Finding] = []
    before: frozenset[str] = frozenset()
    for sentence, content in zip(read.sentences, contents, strict=True):
        if progress is not None:
            progress(len(findings), len(contents))
        findings.append(auditor.finding(sentence, content, named, has_list=read.has_list, context=before))
        before = frozenset(content.keys)
    return Audit(references, tuple(findings))


LIFTED = 0.6
"""Probability from which a sentence of which only words are missing counts as borne out."""


class Auditor:
    """The sources, ready to be asked about one sentence after another."""

    def __init__(self, report: Report, settings: Settings, entailment: Entailment | None = None) -> None:
        self._settings, self._entailment = settings, entailment
        self._articles = {reading.article.id: reading.article for reading in report.readings}
        self.sources = Sources(report.readings, self._states_of, self.read)
        self.quoted = Quoted(self.sources.readings)
        self.everywhere = frozenset(self.sources.readings)
        self.persons = self.sources.persons
        self.actors = {a.id: a.state for r in report.readings for a in r.actors}
        self.holders = Holders(self.persons, self.actors)

    def read(self, texts: list[str]) -> list[Content]:
        """Texts, read closely with the settings' model and lexicon."""
        from communique.extract.parse import model

        return read_content(texts, nlp=model(self._settings.spacy_model), folder=self._settings.lexicon)

    def _states_of(self, text: str) -> set[str]:
        from communique.resolve import lexicon

        return {s.entry.state or s.entry.id for s in lexicon(self._settings.lexicon).spot(text)}

    def finding(
        self,
        sentence: CitedSentence,
        content: Content,
        named: dict[int, str | None],
        *,
        has_list: bool,
        context: frozenset[str],
    ) -> Finding:
        """The finding on one sentence; `named` is reference number → article id or None."""
        cited = list(sentence.citations)
        articles = frozenset(a for a in (named.get(n) for n in cited) if a)
        by_cited = self.judge(sentence, content, articles, context) if articles else None
        if by_cited is not None and by_cited.verdict == "supported" and not by_cited.deedless:
            overall = by_cited
        else:
            overall = self.judge(sentence, content, self.everywhere, context)
            # The cited source has all but the deed: it stands, unless another tells the deed otherwise.
            if by_cited is not None and by_cited.verdict == "supported":
                if overall.verdict == "contradicted":
                    by_cited = overall
                else:
                    overall = by_cited
        undated = all(self.sources.published(article) is None for article in articles)
        backed = by_cited is not None and bears_out(by_cited, overall, undated=undated)
        if by_cited is not None and overall.verdict == "contradicted" == by_cited.verdict:
            # What the cited source has against it comes before what others have.
            overall = by_cited if by_cited.error else overall
        error, note = overall.error, overall.note
        citation_ok: bool | None = None
        if cited:
            dangling = [n for n in cited if not named.get(n)]
            citation_ok = backed and not dangling
            if dangling:
                numbers = ", ".join(str(n) for n in dangling)
                where = "no source fits its line" if has_list else "the brief has no reference list"
                note = f"{note} [{numbers}] leads nowhere: {where}.".strip()
                if error is None or (not has_list and error not in ("altered quote", "fabricated quote")):
                    error = "dangling citation"
            elif error is None and overall.verdict == "supported" and not backed:
                error = "wrong citation"
                note = "True by another source than the one cited."
        return Finding(
            sentence.text,
            sentence.citations,
            overall.verdict,
            citation_ok,
            error,
            overall.evidence,
            note,
            overall.words,
        )

    def judge(
        self, sentence: CitedSentence, content: Content, articles: frozenset[str], context: frozenset[str]
    ) -> Judgement:
        """Is the sentence true by these articles?"""
        quotes = list(islice(quotations(sentence.bare), MOST_QUOTATIONS))
        for quotation in quotes:
            found = self._quotation(content, quotation, articles)
            if found is not None:
                return found
        if quotes and sum(q.end - q.start for q in quotes) > 0.4 * len(sentence.bare):
            wrong = titles(content, cover_of(content, self.sources, articles, context), self.sources)
            if wrong is not None:
                return Judgement(wrong.verdict, wrong.error, wrong.evidence, wrong.note, 1.0)
            spans = tuple(f.span for f in self._exact(quotes[0], articles))[:1]
            return Judgement("supported", None, spans, "The words stand in the source as quoted.", 1.0)
        found = check(content, self.sources, articles, context, self.holders)
        return self._asked_of_model(sentence.bare, found, articles)

    def _asked_of_model(self, claim: str, found: Judgement, articles: frozenset[str]) -> Judgement:
        """The judgement, lifted if only words are missing and an entailment model does not miss them."""
        if self._entailment is None or found.verdict != "partly" or found.error is not None:
            return found
        asked = [self._articles[one] for one in sorted(articles)]
        told = support(
            claim, [a.text for a in asked], use="audit", settings=self._settings, entailment=self._entailment
        )
        if told.probability < LIFTED:
            return found
        spans = tuple(asked[p.source].span(p.start, p.end) for p in told.sentences[:2])
        return replace(found, verdict="supported", evidence=spans, note="")

    def _exact(self, quotation: Quotation, articles: frozenset[str]) -> list[Found]:
        return [f for f in self.quoted.exact(quotation.words) if f.span.article in articles]

    def _quotation(
        self, content: Content, quotation: Quotation, articles: frozenset[str]
    ) -> Judgement | None:
        """What is wrong with one quotation, None if nothing is."""
        found = self._exact(quotation, articles)
        words, codes = self._speaker_words(content)
        if not found:
            return self._not_found(quotation) if words or not quotation.single else None
        if not words:
            return None
        holders = [f.quote.speaker if f.quote else None for f in found]
        same = [same_speaker(words, codes, holder, self.persons, self.actors) for holder in holders]
        if True in same or None in same:
            return None
        name = holders[0].name if holders[0] else None
        note = f"In the source {name or 'somebody else'} says this."
        named = (" ".join(words.split()), name or "")
        return Judgement("contradicted", "speaker", (found[0].span,), note, 1.0, words=named)

    def _not_found(self, quotation: Quotation) -> Judgement:
        nearest = self.quoted.nearest(quotation.words)
        if nearest and nearest.likeness >= ALTERED:
            note = f"The source says “{nearest.span.quote}”."
            said = (quotation.words, nearest.span.quote)
            return Judgement(
                "contradicted", "altered quote", (nearest.span,), note, nearest.likeness, words=said
            )
        spans = (nearest.span,) if nearest else ()
        note = "No source has these words or anything like them."
        return Judgement("unsupported", "fabricated quote", spans, note, words=(quotation.words, ""))

    def _speaker_words(self, content: Content) -> tuple[str, frozenset[str]]:
        """The words that tell who speaks, outside quotation marks, and the states they name."""
        quotes = list(quotations(content.text))
        hidden = [(q.start, q.end) for q in quotes]
        place = said_by(content, hidden)
        if place is None and all(q.single for q in quotes):
            return "", frozenset()
        if place is None:
            outside = content.text
            for start, end in hidden:
                outside = outside[:start] + " " * (end - start) + outside[end:]
            place = (0, len(content.text))
        else:
            outside = content.text
        start, end = place
        codes = frozenset(c for a, b, c in content.states if start <= a < end and outside[a:b].strip())
        return outside[start:end], codes


def bears_out(cited: Judgement, overall: Judgement, *, undated: bool = False) -> bool:
    """True if the cited sources back a sentence: by themselves, or nearly as well as all together.

    `undated` sources cannot be asked for the date of what they tell as new.
    """
    if cited.verdict == "supported":
        return True
    fault = cited.error is None or (undated and cited.error == "date")
    nearly = cited.verdict == "partly" and fault and cited.covered >= overall.covered - NEARLY
    return overall.verdict == "supported" and nearly
