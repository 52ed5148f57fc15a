"""Reports, briefs and audits as Markdown, and as pages; the terminal shows the Markdown."""

from __future__ import annotations

from communique.brief.audit_page import audit_page
from communique.brief.page import report_page, story_days
from communique.records import Audit, Brief, BriefSentence, Report, Side

__all__ = [
    "render_audit_html",
    "render_audit_markdown",
    "render_brief_html",
    "render_brief_markdown",
    "render_report_html",
    "render_report_markdown",
]

SIGNS = {"supported": "✓", "partly": "◐", "unsupported": "?", "contradicted": "✗"}


def render_brief_markdown(brief: Brief, report: Report) -> str:
    """One brief as Markdown; `[n]` after a sentence are its citations, the list stands below."""
    story = next(s for s in report.grouping.stories if s.id == brief.story)
    names = {a.id: a.name for a in report.actors}
    who = ", ".join(names[a] for a in story.actors[:4] if a in names)
    facts = " · ".join(filter(None, (who, story_days(story), ", ".join(story.places[:3]))))
    lines = [f"# {brief.title}", ""]
    if facts:
        lines += [f"*{facts}*", ""]
    for section in brief.sections:
        lines += [f"## {section.heading}", ""]
        for sentence in section.sentences:
            lines.append(f"- {_cited(sentence)}")
        for a, b in section.sides:
            lines += [
                f"- {_from(a, report)}: {_cited(a.sentence)}",
                f"  **but** {_from(b, report)}: {_cited(b.sentence)}",
            ]
        lines.append("")
    lines += ["## References", ""]
    lines += [f"[{r.number}] {r.text}  " for r in brief.references]
    return "\n".join(lines).rstrip() + "\n"


def render_report_markdown(report: Report) -> str:
    """Every brief of a report, one after the other."""
    parts = [render_brief_markdown(brief, report) for brief in report.briefs]
    if report.problems:
        parts.append("# Not read\n\n" + "".join(f"- {p.origin}: {p.reason}\n" for p in report.problems))
    return "\n---\n\n".join(parts)


def render_report_html(report: Report, *, title: str = "") -> str:
    """The whole report as one self-contained page."""
    return report_page(report, title=title)


def render_brief_html(brief: Brief, report: Report) -> str:
    """One brief with the articles it cites, as one self-contained page."""
    from dataclasses import replace

    story = next(s for s in report.grouping.stories if s.id == brief.story)
    shown = set(story.articles) | {r.article for r in brief.references if r.article}
    return report_page(
        replace(
            report,
            readings=tuple(r for r in report.readings if r.article.id in shown),
            grouping=replace(
                report.grouping,
                stories=(story,),
                copies=tuple(c for c in report.grouping.copies if c.article in shown),
            ),
            briefs=(brief,),
        ),
        pictures=False,
    )


def render_audit_markdown(audit: Audit, report: Report) -> str:
    """An audit as Markdown: each sentence with its verdict, what is wrong, and the evidence."""
    names = {r.article.id: r.article for r in report.readings}
    counts = {v: sum(f.verdict == v for f in audit.sentences) for v in SIGNS}
    lines = ["# Audit", "", ", ".join(f"{n} {v}" for v, n in counts.items() if n), ""]
    for finding in audit.sentences:
        lines.append(f"- {SIGNS[finding.verdict]} **{finding.verdict}** {finding.text}")
        told = [f"*{finding.error}*" if finding.error else "", finding.note]
        if any(told):
            lines.append("  " + " — ".join(filter(None, told)))
        for span in finding.evidence[:3]:
            lines.append(
                f"  > {' '.join(span.quote.split())} ({names[span.article].name}, {span.start}–{span.end})"
            )
    lines += ["", "## References", ""]
    for reference in audit.references:
        found = names[reference.article].name if reference.article in names else "fits no source"
        lines.append(f"[{reference.number}] {reference.text} → {found}  ")
    if not audit.references:
        lines.append("The text has no reference list.")
    return "\n".join(lines).rstrip() + "\n"


def render_audit_html(audit: Audit, report: Report) -> str:
    """An audit as one self-contained page; `report` is that of its sources."""
    return audit_page(audit, report)


def _from(side: Side, report: Report) -> str:
    """The outlet of one side, or the article's name where none is printed."""
    article = next(r.article for r in report.readings if r.article.id == side.sentence.evidence[0].article)
    return article.outlet or article.wire or article.name


def _cited(sentence: BriefSentence) -> str:
    marks = "".join(f"[{n}]" for n in dict.fromkeys(sentence.citations))
    return f"{sentence.text} {marks}"
