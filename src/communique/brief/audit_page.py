"""An audit as one self-contained HTML page, in the style of the report's."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from communique import __version__
from communique.brief.citing import source_line
from communique.records import Audit, Finding, Reference, Report, Span


@dataclass(frozen=True)
class Proof:
    """One piece of evidence: its words marked in their sentence, and where they stand."""

    before: str
    words: str
    after: str
    source: str


def audit_page(audit: Audit, report: Report) -> str:
    """HTML of an audit; everything that comes from the brief or an article is escaped."""
    from jinja2 import Environment, PackageLoader
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("communique.brief"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    articles = {reading.article.id: reading.article for reading in report.readings}

    def proof(span: Span) -> Proof:
        article = articles[span.article]
        around = next(
            (s.span for s in article.sentences if s.span.start <= span.start and span.end <= s.span.end), span
        )
        return Proof(
            before=article.text[around.start : span.start],
            words=span.quote,
            after=article.text[span.end : around.end],
            source=source_line(article),
        )

    def stands_for(reference: Reference) -> str:
        found = articles.get(reference.article or "")
        return source_line(found) if found else "none of the sources"

    style = (files("communique.brief") / "templates" / "report.css").read_text(encoding="utf-8")
    return environment.get_template("audit.html.j2").render(
        version=__version__,
        style=Markup(style),  # noqa: S704  the page's own style, not an article's
        sentences=audit.sentences,
        references=audit.references,
        problems=report.problems,
        summary=_summary(audit.sentences),
        proof=proof,
        stands_for=stands_for,
    )


def _summary(sentences: tuple[Finding, ...]) -> str:
    counts: dict[str, int] = {}
    for finding in sentences:
        counts[finding.verdict] = counts.get(finding.verdict, 0) + 1
    told = ", ".join(f"{number} {verdict}" for verdict, number in counts.items())
    return f"{len(sentences)} sentences" + (f": {told}" if told else "")
