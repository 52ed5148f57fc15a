"""The command `audit`: somebody's brief against the sources."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.commands.options import AsJson, Fast, Output, Workers, by_suffix, chosen
from communique.commands.printing import print_json, print_markdown, print_text, tell_problems, working
from communique.errors import InputError, UsageError
from communique.records import Problem

if TYPE_CHECKING:
    from communique.records import Audit, Finding, Report

FINDINGS, UNREADABLE = 1, 3


class AuditFormat(StrEnum):
    """What `audit` can print."""

    text = "text"
    json = "json"
    html = "html"
    md = "md"
    csv = "csv"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(audit)


def audit(
    text: Annotated[str, typer.Argument(metavar="BRIEF", help="The text to check, or `-`.")],
    sources: Annotated[
        list[str], typer.Option("--sources", "-s", help="Files and folders it is checked against.")
    ],
    more: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]...", help="More sources.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 if anything is found.")] = False,
    format_: Annotated[AuditFormat | None, typer.Option("--format", "-f", help="What to print.")] = None,
    output: Output = None,
    workers: Workers = None,
    fast: Fast = False,
    as_json: AsJson = False,
) -> None:
    """Every sentence of BRIEF checked against the sources."""
    from communique.pipeline import make_audit

    form = AuditFormat.json if as_json else format_ or by_suffix(AuditFormat, output) or AuditFormat.text
    words = _read_brief(text)
    with working("Checking") as progress:
        done, held = make_audit(
            words, [*sources, *(more or [])], settings=chosen(workers, fast=fast), progress=progress
        )
    print_audit(done, held, form, output)
    if tell_problems(held.problems):
        raise typer.Exit(UNREADABLE)
    if strict and any(is_finding(finding) for finding in done.sentences):
        raise typer.Exit(FINDINGS)


def print_audit(done: Audit, held: Report, form: AuditFormat, output: Path | None) -> None:
    """An audit in one of its formats; `held` is the report of its sources."""
    if form is AuditFormat.json:
        from communique.exchange import audit_to_dict

        print_json(audit_to_dict(done, problems=held.problems), output=output)
    elif form is AuditFormat.text:
        print_text(audit_text(done, held), output=output)
    elif form is AuditFormat.csv:
        from communique.brief.citing import source_line
        from communique.exchange.audit import audit_to_csv

        sources = {reading.article.id: source_line(reading.article) for reading in held.readings}
        print_text(audit_to_csv(done, sources), output=output)
    elif form is AuditFormat.html:
        from communique.brief.render import render_audit_html

        print_text(render_audit_html(done, held), output=output)
    else:
        from communique.brief.render import render_audit_markdown

        text = render_audit_markdown(done, held)
        print_text(text, output=output) if output else print_markdown(text)


def audit_text(done: Audit, held: Report) -> str:
    """An audit as plain lines: one for each sentence, its evidence below it."""
    name = {reading.article.id: reading.article.name for reading in held.readings}
    lines = []
    for finding in done.sentences:
        what = finding.verdict + (f" ({finding.error})" if finding.error else "")
        lines.append(f"{'!' if is_finding(finding) else ' '} {what}: {' '.join(finding.text.split())}")
        if finding.note:
            lines.append(f"      {finding.note}")
        lines.extend(
            f"      {name.get(span.article, span.article)} {span.start}-{span.end}: "
            f"“{' '.join(span.quote.split())}”"
            for span in finding.evidence
        )
    found = sum(is_finding(finding) for finding in done.sentences)
    lines.append(f"{len(done.sentences)} sentences, {found} with findings")
    return "\n".join(lines)


def is_finding(finding: Finding) -> bool:
    """True if a sentence should not stand as it does."""
    return finding.verdict != "supported" or finding.citation_ok is False or finding.error is not None


def _read_brief(name: str) -> str:
    """The text of a brief: one file or standard input, decoded and bounded like an article."""
    from communique.gather import gather

    found = list(gather([name], settings=chosen()))
    if len(found) != 1:
        raise UsageError(f"{name} holds {len(found)} texts; name the one file that holds the brief")
    if isinstance(found[0], Problem):
        raise InputError(found[0].origin, found[0].reason)
    return found[0].content
