import pytest

from communique.relate.causes import cause_map
from communique.relate.tracing import CAUTION
from communique.store import Record
from communique.web.causes import Causes, Narrowing


@pytest.fixture(scope="module")
def record(record_path):
    with Record.open(record_path, create=False) as record:
        yield record


@pytest.fixture(scope="module")
def whole(record):
    """The map of all readings, made at once."""
    return cause_map(record.readings(), record.grouping())


def arrows(client, **asked):
    return client.get("/api/v1/causes", params={"limit": 200, **asked}).json()["items"]


def test_the_map_from_the_small_table_is_that_of_all_readings(client, whole):
    names = [concept.name for concept in whole.concepts]
    told = {
        (names[a.cause], names[a.effect], a.sources, a.contested, round(abs(a.weight), 4))
        for a in whole.arrows
    }
    keys = ("cause", "effect", "sources", "contested", "belief")
    assert {tuple(one[key] for key in keys) for one in arrows(client)} == told
    assert len(told) > 3


def test_every_sentence_of_an_arrow_stands_at_its_offsets(client):
    for one in arrows(client):
        assert one["sentences"]
        assert one["sources"] <= len(one["sentences"])
        for said in one["sentences"]:
            span = said["span"]
            text = client.get(f"/api/v1/articles/{span['article']}").json()["text"]
            assert text[span["start"] : span["end"]] == span["quote"]


def test_the_map_is_narrowed_by_state_domain_and_words(client):
    every = {one["id"] for one in arrows(client)}
    narrowed = 0
    for asked in ({"state": "IDN"}, {"domain": "trade"}, {"words": "palm"}):
        found = {one["id"] for one in arrows(client, **asked)}
        assert len(found) < len(every)
        narrowed += len(found)
    assert narrowed > 0
    assert arrows(client, state="ATA") == []
    assert client.get("/api/v1/causes", params={"domain": "weather"}).status_code == 422


def test_parts_of_the_map_have_every_arrow_once(client):
    found, after = [], None
    while True:
        asked = {"limit": 2, **({"after": after} if after else {})}
        part = client.get("/api/v1/causes", params=asked).json()
        found += [one["id"] for one in part["items"]]
        after = part["after"]
        if after is None:
            break
    assert found == [one["id"] for one in arrows(client)]
    assert len(set(found)) == len(found)


def test_a_scenario_is_told_as_the_command_tells_it(client, record, record_path):
    from typer.testing import CliRunner

    from communique.cli import app

    first = arrows(client)[0]
    told = client.get("/api/v1/scenario", params={"change": first["cause"]}).json()
    printed = CliRunner().invoke(app, ["scenario", first["cause"], "--record", str(record_path)]).output
    for line in (told["caution"], *told["taken"], *told["short"], *told["figures"]):
        assert line in printed
    assert told["caution"] == CAUTION
    assert first["effect"] in {one["concept"] for one in told["moved"]}
    for one in told["moved"]:
        for step in one["way"]:
            assert step["sentences"]
            assert f"{step['rests_on_it']:+.2f} of the {one['value']:+.2f} rests on this step" in printed


def test_the_page_says_that_it_predicts_nothing_and_leads_to_the_words(client):
    first = arrows(client)[0]
    page = client.get("/map", params={"change": first["cause"]}).text
    assert CAUTION in page
    assert page.count("<svg") == 2
    for said in first["sentences"]:
        place = f"/articles/{said['span']['article']}?at={said['span']['start']}"
        assert place in page
        assert 'id="at"' in client.get(place).text
    assert "predicts nothing" in client.get("/map").text


def test_a_change_that_no_source_names_is_answered_with_what_comes_near(client):
    told = client.get("/api/v1/scenario", params={"change": "the moon turns green"}).json()
    assert told["moved"] == told["short"] == []
    assert "No source of the record names" in told["taken"][0]
    assert "No source of the record names" in client.get("/map?change=the+moon+turns+green").text


def test_a_map_of_many_articles_is_made_of_the_latest(record, monkeypatch):
    from communique import telling
    from communique.store import Wanted

    every = telling.tell_causes(record, Wanted())
    some = telling.tell_causes(record, Wanted(), limit=2)
    assert len(some.readings) == 2 < len(every.readings)
    assert some.total == every.total
    days = {r.article.id: r.article.published.start for r in every.readings if r.article.published}
    kept = {r.article.id for r in some.readings}
    assert min(days[one] for one in kept) >= max(day for one, day in days.items() if one not in kept)


def test_a_map_is_kept_until_the_record_changes(record):
    causes = Causes(lambda: record)
    assert causes._argued(Narrowing()) is causes._argued(Narrowing())
