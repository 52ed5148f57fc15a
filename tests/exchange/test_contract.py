import dataclasses
import json

import jsonschema
import pytest

from communique.exchange import audit_to_dict, canonical_json, report_digest, report_to_dict, schema
from communique.records import (
    Actor,
    Audit,
    Brief,
    BriefSentence,
    Commitment,
    Dependency,
    Driver,
    Event,
    Finding,
    Problem,
    Quantity,
    Reference,
    Report,
    Section,
    Side,
    Step,
)


@pytest.fixture
def report(readings, derived):
    """A report in which every kind of record occurs."""
    first, second, _ = readings
    grouping, claims = derived
    forty, forty_five = first.statements[1].span, second.statements[1].span
    cited = BriefSentence(first.statements[0].span.quote, (1,), (first.statements[0].span,))
    sides = (
        Side("40", BriefSentence(forty.quote, (1,), (forty,))),
        Side("45", BriefSentence(forty_five.quote, (2,), (forty_five,))),
    )
    brief = Brief(
        story=grouping.stories[0].id,
        title="Water accord in Arica",
        sections=(Section("What happened", (cited,)), Section("Where accounts differ", (), (sides,))),
        references=(Reference(1, "The Andes Post", first.article.id), Reference(2, "?", None)),
    )
    day = first.article.published
    return Report(
        readings=readings,
        actors=(Actor("PER", "Peru", "state", "PER", None, ("Lima",)), Actor("CHL", "Chile", "state", "CHL")),
        grouping=grouping,
        claims=claims,
        briefs=(brief,),
        events=(
            Event(
                first.statements[0].id,
                "AGREE",
                "asserted",
                source="PER",
                target="CHL",
                source_span=first.article.span(0, 4),
                date=day,
            ),
        ),
        commitments=(
            Commitment(
                "c1",
                ("PER",),
                ("CHL",),
                "open every well",
                day,
                Quantity(first.article.span(74, 76), 40, "well"),
                (Step("pledged", day, first.statements[2].span),),
            ),
        ),
        dependencies=(Dependency("CHL", "PER", "food and water", first.statements[0].id),),
        drivers=(Driver("drought", "demand", 1, first.statements[0].id),),
        problems=(Problem("bad.txt", "empty"),),
    )


def test_a_report_is_valid_by_its_published_schema(report):
    jsonschema.validate(json.loads(json.dumps(report_to_dict(report))), schema("report"))


def test_an_empty_report_has_every_list(derived):
    empty = report_to_dict(Report((), (), dataclasses.replace(derived[0], copies=(), stories=()), (), ()))
    jsonschema.validate(empty, schema("report"))
    assert {"articles", "events", "commitments", "dependencies", "drivers", "relationships"} <= set(empty)


def test_an_audit_is_valid_by_its_published_schema(readings):
    span = readings[0].statements[0].span
    audit = Audit(
        references=(Reference(1, "The Andes Post", readings[0].article.id),),
        sentences=(
            Finding("They signed. [1]", (1,), "supported", True, None, (span,)),
            Finding("They sang.", (), "unsupported", None, None),
            Finding("They signed 45. [7]", (7,), "contradicted", False, "dangling citation", (), "no [7]"),
        ),
    )
    data = audit_to_dict(audit, problems=[Problem("x", "y", "set aside")])
    jsonschema.validate(data, schema("audit"))
    assert data["sentences"][0]["evidence"][0]["quote"] == span.quote


def test_the_schemas_are_strict(report):
    jsonschema.Draft202012Validator.check_schema(schema("report"))
    jsonschema.Draft202012Validator.check_schema(schema("audit"))

    def objects(node):
        if isinstance(node, dict):
            if node.get("type") == "object":
                yield node
            for value in node.values():
                yield from objects(value)
        elif isinstance(node, list):
            for value in node:
                yield from objects(value)

    for name in ("report", "audit"):
        for found in objects(schema(name)):
            assert found["additionalProperties"] is False
            assert set(found["required"]) == set(found["properties"])
    extra = report_to_dict(report) | {"surprise": 1}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(extra, schema("report"))


def test_the_digest_ignores_order_and_place_but_no_content(report):
    digest = report_digest(report_to_dict(report))
    moved = dataclasses.replace(
        report,
        readings=tuple(
            dataclasses.replace(
                r, article=dataclasses.replace(r.article, path=f"/elsewhere/{r.article.name}")
            )
            for r in reversed(report.readings)
        ),
        actors=tuple(reversed(report.actors)),
        claims=tuple(reversed(report.claims)),
        problems=(),
    )
    assert report_digest(report_to_dict(moved)) == digest
    assert report_digest(report_to_dict(dataclasses.replace(report, claims=report.claims[:2]))) != digest


def test_claims_copies_and_stories_are_told_of_each_article_and_statement(report, derived, readings):
    data = report_to_dict(report)
    grouping, claims = derived
    copy = next(a for a in data["articles"] if a["name"] == "copy.txt")
    assert copy["copy_of"] == readings[0].article.id
    assert {a["story"] for a in data["articles"]} == {grouping.stories[0].id}
    of = {s["id"]: s["claim"] for s in data["statements"]}
    assert of[claims[0].statements[0]] == claims[0].id


def test_canonical_json_is_one_text_and_refuses_what_json_cannot_say():
    assert canonical_json({"b": 1, "a": "é"}) == '{"a":"\\u00e9","b":1}'
    with pytest.raises(ValueError):
        canonical_json(float("nan"))
