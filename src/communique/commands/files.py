"""Commands over files, without a record: demo, report, brief."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.commands.options import (
    DEFAULT_RECORD,
    AsJson,
    Fast,
    InFile,
    Output,
    Paths,
    Workers,
    by_suffix,
    chosen,
)
from communique.commands.printing import (
    print_json,
    print_markdown,
    print_table,
    print_text,
    tell_problems,
    working,
)
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.records import Brief, Report

UNREADABLE = 3
STORY_ID = re.compile("[0-9a-f]{1,16}")
"""What may be the id of a story, or its beginning."""


class ReportFormat(StrEnum):
    """What `report` and `brief` can print."""

    json = "json"
    html = "html"
    md = "md"


def register(app: typer.Typer) -> None:
    """Add these commands to the application, in the order of its help."""
    app.command()(demo)
    app.command()(report)
    app.command()(brief)


def demo(
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder to leave the pages in.")] = Path(),
    serve: Annotated[
        bool, typer.Option("--serve", help="Then show the sample as pages, on this machine alone.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Report and brief of the bundled sample articles."""
    from importlib.resources import as_file, files

    from communique.brief.render import render_brief_markdown, render_report_html, render_report_markdown
    from communique.exchange import report_to_dict
    from communique.pipeline import make_report

    articles = files("communique.sample").joinpath("articles")
    with as_file(articles) as folder, working("Reading the sample articles") as progress:
        done = make_report([folder], settings=chosen(), progress=progress)
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot make the folder {output}: {error.strerror}") from error
    pages = {name: (output / name).resolve() for name in ("report.html", "briefs.md", "report.json")}
    print_text(render_report_html(done, title="The sample"), output=pages["report.html"])
    print_text(render_report_markdown(done), output=pages["briefs.md"])
    print_json(report_to_dict(done), output=pages["report.json"])
    if as_json:
        print_json({"pages": {name: str(path) for name, path in pages.items()}})
    else:
        sizes = {story.id: len(story.articles) for story in done.grouping.stories}
        first = max(done.briefs, key=lambda b: (sizes[b.story], b.story), default=None)
        if first is not None:
            print_markdown(render_brief_markdown(first, done))
        print_table(
            ("articles", "stories", "copies", "claims", "contested"),
            [
                (
                    len(done.readings),
                    len(done.grouping.stories),
                    len(done.grouping.copies),
                    len(done.claims),
                    sum(claim.standing == "contested" for claim in done.claims),
                )
            ],
        )
        typer.echo(f"\nAll briefs, and the articles behind them: {pages['report.html']}")
    if serve:
        _serve(done, output / "sample.db")
    _finish(done)


def _serve(done: Report, path: Path) -> None:
    """What was read, as a record of its own, in the browser."""
    from communique.commands.serving import run
    from communique.keeping import Keeping
    from communique.store import Record
    from communique.web import Serving

    with Record.open(path) as record:
        Keeping(record).add(done.readings)
    run(Serving(path, settings=chosen()))


def report(
    paths: Paths,
    format_: Annotated[ReportFormat | None, typer.Option("--format", "-f", help="What to print.")] = None,
    output: Output = None,
    workers: Workers = None,
    fast: Fast = False,
    as_json: AsJson = False,
) -> None:
    """Everything about these files and folders, in one go; `-` reads standard input."""
    from communique.pipeline import make_report

    form = _format(format_, as_json=as_json, output=output)
    with working("Reading") as progress:
        done = make_report(paths, settings=chosen(workers, fast=fast), progress=progress)
    print_report(done, form, output)
    _finish(done)


def brief(
    paths: Annotated[
        list[str], typer.Argument(help="Files and folders, `-`, or the id of one story of the record.")
    ],
    format_: Annotated[ReportFormat | None, typer.Option("--format", "-f", help="What to print.")] = None,
    output: Output = None,
    workers: Workers = None,
    fast: Fast = False,
    record: InFile = DEFAULT_RECORD,
    as_json: AsJson = False,
) -> None:
    """The cited brief of every story in these files, or of one story of the record."""
    from communique.brief.render import render_brief_html, render_brief_markdown
    from communique.exchange import brief_to_dict
    from communique.pipeline import make_report

    form = _format(format_, as_json=as_json, output=output)
    if len(paths) == 1 and STORY_ID.fullmatch(paths[0]) and not Path(paths[0]).exists():
        done = _recorded(paths[0], record)
    else:
        with working("Reading") as progress:
            done = make_report(paths, settings=chosen(workers, fast=fast), progress=progress)
    briefs: tuple[Brief, ...] = done.briefs
    if form is ReportFormat.json:
        print_json([brief_to_dict(one) for one in briefs], output=output)
    elif form is ReportFormat.html and len(briefs) == 1:
        print_text(render_brief_html(briefs[0], done), output=output)
    elif form is ReportFormat.html:
        print_report(done, form, output)
    else:
        text = "\n".join(render_brief_markdown(one, done) for one in briefs)
        print_text(text, output=output) if output else print_markdown(text)
    _finish(done)


def print_report(done: Report, form: ReportFormat, output: Path | None) -> None:
    """A report in one of its formats."""
    if form is ReportFormat.json:
        from communique.exchange import report_to_dict

        print_json(report_to_dict(done), output=output)
    elif form is ReportFormat.html:
        from communique.brief.render import render_report_html

        print_text(render_report_html(done), output=output)
    else:
        from communique.brief.render import render_report_markdown

        text = render_report_markdown(done)
        print_text(text, output=output) if output else print_markdown(text)


def _format(given: ReportFormat | None, *, as_json: bool, output: Path | None) -> ReportFormat:
    if as_json:
        return ReportFormat.json
    return given or by_suffix(ReportFormat, output) or ReportFormat.md


def _recorded(name: str, path: Path) -> Report:
    """A report of one story of the record, with its brief."""
    from communique.brief import compose
    from communique.pipeline import recorded
    from communique.store import Record

    if not path.exists():
        raise UsageError(f"there is no file {name}, and no record at {path} to find a story of that id in")
    with Record.open(path, create=False) as record:
        story = record.story(name)
        done = recorded(record)
    return replace(done, briefs=(compose(done, story),))


def _finish(done: Report) -> None:
    """Name what was not read; end with 3 if something could not be."""
    if tell_problems(done.problems):
        raise typer.Exit(UNREADABLE)
