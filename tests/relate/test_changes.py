"""A pair in full: third parties, disputes, what changed since a day, tables, and the command's page."""

import dataclasses
import datetime as dt
import json

import pytest
from typer.testing import CliRunner

from communique.cli import app
from communique.config import settings
from communique.exchange import report_to_dict
from communique.exchange.schema import schema
from communique.pipeline import assemble, read_all
from communique.records import Dependency
from communique.relate import tables
from communique.relate.changes import changes, late_articles
from communique.relate.disputes import characters, dependence_disputes
from communique.relate.relationships import relationships

TEXTS = {
    "old.txt": """Tonga and Peru sign wheat deal
Lagoon Post, 3 May 2024

NUKU'ALOFA. Tonga relies heavily on Peru for its wheat, the trade ministry said on Friday. Peru pledged on
Friday to build a mill in Tonga by 31 December 2024. Tonga and Peru are strategic partners, its prime minister
said. Peru and Tonga signed a trade agreement on Friday. Chile condemned the agreement of Peru and Tonga.
""",
    "new.txt": """Peru condemns Tonga over harbour
Reef Times, 10 March 2025

NUKU'ALOFA. Peru condemned Tonga on Sunday. Peru has delayed the mill that it promised to build in Tonga.
Tonga and Peru are not strategic partners, a diplomat said. Peru threatened Tonga with sanctions on Sunday.
Tonga denied that Peru had asked for the harbour. Fishermen say the harbour of Tonga was sold to Peru. Tonga
denied these claims. Chile met Tonga on Monday because the quarrel of Peru and Tonga has raised the price of
wheat.
""",
}
SINCE = dt.date(2025, 1, 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("texts")
    for name, text in TEXTS.items():
        (path / name).write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def report(folder):
    readings, _ = read_all([folder], settings=dataclasses.replace(settings(), fast=True))
    return assemble(readings)


@pytest.fixture(scope="module")
def pair(report):
    (found,) = relationships(
        report.readings,
        report.grouping,
        report.actors,
        report.commitments,
        report.claims,
        only=("TON", "PER"),
    )
    return found


@pytest.fixture(scope="module")
def record(folder, tmp_path_factory):
    path = tmp_path_factory.mktemp("record") / "r.db"
    assert CliRunner().invoke(app, ["add", str(folder), "--fast", "--record", str(path)]).exit_code == 0
    return path


def invoke(*words):
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_one_pair_alone_is_told_as_it_is_among_all(report, pair):
    assert pair in relationships(
        report.readings, report.grouping, report.actors, report.commitments, report.claims
    )


def test_acts_are_laid_by_direction_and_month(pair):
    assert {(e.type, e.direction) for e in pair.events} >= {("ACCUSE", "a to b"), ("THREATEN", "a to b")}
    first, last = pair.series.periods[0], pair.series.periods[-1]
    assert (first.start, last.start) == (dt.date(2024, 5, 1), dt.date(2025, 3, 1))
    assert first.tone > 0 > last.tone
    assert last.tone_a_to_b < 0
    assert first.tone_a_to_b == first.tone_b_to_a
    assert {p.coverage for p in pair.series.periods[1:-1]} == {"none"}
    assert pair.series.thin.startswith("too thin")


def test_a_third_state_is_told_with_the_statements_that_name_it(pair, report):
    (chile,) = [one for one in pair.third_parties if one.actor == "CHL"]
    rows = tables.statements(report.readings, [*chile.named, *chile.events])
    assert rows
    assert all("Chile" in row["quote"] for row in rows)
    assert chile.sources == 2


def test_what_one_source_calls_the_two_and_another_denies_is_a_dispute_with_both_sentences(pair, report):
    (dispute,) = [one for one in pair.disputes if one.on == "character"]
    assert dispute.matter == "whether the two are strategic partners"
    ((yes,), (no,)) = (tables.statements(report.readings, side) for side in (dispute.one, dispute.other))
    assert (yes["outlet"], no["outlet"]) == ("Lagoon Post", "Reef Times")


@pytest.mark.parametrize(("words", "example"), [(w, row[2]) for w, row in characters().items()])
def test_each_name_of_a_relationship_stands_in_its_example(words, example):
    assert words in example


def test_what_one_of_the_two_denies_is_told_with_what_it_answers(pair, report):
    told = {
        tuple(row["quote"] for row in tables.statements(report.readings, one.other)): one
        for one in pair.disputes
        if one.on == "denial"
    }
    plain = told["Tonga denied that Peru had asked for the harbour.",]
    assert (plain.one, plain.sources_one, plain.sources_other) == ((), 0, 1)
    back = told["Tonga denied these claims.",]
    (answered,) = tables.statements(report.readings, back.one)
    assert "was sold to Peru" in answered["quote"]


def test_a_dependence_that_one_states_and_another_denies_is_a_dispute_of_two_sources_only():
    yes = Dependency("TON", "PER", "trade", "x")
    no = dataclasses.replace(yes, statement="y", modality="denied")
    (found,) = dependence_disputes([(yes, "one"), (no, "two")])
    assert (found.one, found.other) == (("x",), ("y",))
    assert list(dependence_disputes([(yes, "one"), (no, "one")])) == []


def test_what_changed_since_a_day_is_what_late_articles_alone_tell(report, pair):
    late = late_articles(report.readings, SINCE)
    assert len(late) == 1
    found = changes(
        "TON", "PER", report.readings, report.grouping, report.actors, report.claims, late=late, since=SINCE
    )
    assert (found.a, found.b, found.articles) == ("PER", "TON", tuple(late))
    assert {"ACCUSE", "THREATEN"} <= {event.type for event in found.events}
    old = {s.id for r in report.readings if r.article.id not in late for s in r.statements}
    assert all(old.isdisjoint(event.statements) for event in found.events)
    assert [(one.before, one.after) for one in found.moved] == [("pledged", "delayed")]
    assert found.balance_now == pair.balance
    of = {c.id: c for c in report.claims}
    assert all(old.isdisjoint(of[one].statements) for one in found.claims)


def test_nothing_has_changed_where_nothing_came(report):
    late = late_articles(report.readings, dt.date(2030, 1, 1))
    found = changes(
        "PER", "TON", report.readings, report.grouping, report.actors, report.claims, late=late, since=SINCE
    )
    assert not (found.articles or found.events or found.moved or found.stories or found.claims)
    assert found.balance_then == found.balance_now


def test_an_article_without_a_date_is_late_only_if_it_was_added_late(report):
    undated = [
        dataclasses.replace(r, article=dataclasses.replace(r.article, published=None))
        for r in report.readings
    ]
    one = undated[0].article.id
    assert late_articles(undated, SINCE) == frozenset()
    assert late_articles(undated, SINCE, undated={one}) == {one}


@pytest.mark.parametrize(
    "table",
    [tables.ties, tables.counts, tables.events, tables.series, tables.third_parties, tables.gains,
     tables.change_points],
)  # fmt: skip
def test_a_table_is_flat_rows_with_the_same_keys(pair, table):
    rows = table(pair)
    assert len({tuple(row) for row in rows}) <= 1
    assert all(isinstance(v, (str, int, float, bool, type(None))) for row in rows for v in row.values())


def test_tables_count_what_happened_and_what_did_not_apart(pair, report):
    (row,) = [row for row in tables.pairs(report.relationships) if (row["a"], row["b"]) == ("PER", "TON")]
    assert row["events"] + row["not_happened"] == len(pair.events)
    assert sum(c["events"] for c in tables.counts(pair)) == sum(len(t.happenings) for t in pair.ties)


def test_the_report_of_a_pair_is_valid_by_the_contract(report):
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.validate(report_to_dict(report), schema("report"))


def test_the_page_tells_the_parts_and_every_sentence_on_request(record):
    page = invoke("relation", "Peru", "TON", "--record", record, "--since", "2025-01-01")
    for heading in ("WHO NEEDS WHOM", "TIES BY DOMAIN", "OVER TIME, BY MONTH", "THIRD PARTIES", "STORIES"):
        assert heading in page
    assert "pledged\tdelayed" in page
    assert "Reef Times" in invoke("relation", "PER", "TON", "--record", record, "--evidence", "--by", "year")


def test_the_json_of_a_pair_holds_a_sentence_for_every_statement_it_names(record):
    data = json.loads(invoke("relation", "PER", "TON", "--record", record, "--json", "--since", "2025-01-01"))
    held = {one["statement"] for one in data["sentences"]}
    assert {s for event in data["events"] for s in event["statements"]} <= held
    assert data["changes"]["moved"][0]["after"] == "delayed"
    assert all(one["span"]["quote"] for one in data["sentences"])


def test_figures_of_ones_own_are_laid_beside_the_texts(record, tmp_path):
    flows = tmp_path / "flows.csv"
    flows.write_text(
        "from,to,product,year,value\nPeru,Tonga,wheat,2024,5\nFiji,Tonga,wheat,2024,95\n", encoding="utf-8"
    )
    data = json.loads(invoke("relation", "PER", "TON", "--record", record, "--json", "--flows", flows))
    shares = {(one["dependent"], one["side"]): one["share"] for one in data["flows"]}
    assert shares["TON", "takes"] == 5
    (apart,) = data["disagreements"]
    assert (apart["by"], apart["figure"]["product"]) == ("words", "wheat")
    assert "YOUR FIGURES" in invoke("relation", "PER", "TON", "--record", record, "--flows", flows)


def test_changes_between_two_states_are_those_that_came_into_the_record(record):
    page = invoke("changes", "--since", "2020-01-01", "--between", "PER", "TON", "--record", record)
    assert "Peru and Tonga: what changed since 2020-01-01" in page
    data = json.loads(
        invoke("changes", "--since", "2020-01-01", "--between", "PER", "TON", "--record", record, "--json")
    )
    assert len(data["articles"]) == 2
    assert data["balance_then"] is None


@pytest.mark.parametrize("words", [("PER", "PER"), ("PER", "Ruritania")])
def test_a_pair_that_is_none_is_wrong_use(record, words):
    assert CliRunner().invoke(app, ["relation", *words, "--record", str(record)]).exit_code == 2


def test_a_day_that_is_none_is_wrong_use(record):
    command = ["relation", "PER", "TON", "--since", "soon", "--record", str(record)]
    assert CliRunner().invoke(app, command).exit_code == 2
