import csv
import io
import json
import re
import shutil
import time

import jsonschema
import pytest
from starlette.testclient import TestClient

from communique.against import Against, held_against
from communique.config import Settings
from communique.errors import UsageError
from communique.exchange import schema
from communique.records import Finding
from communique.store import Record
from communique.web import Serving, audit_queue, create_app
from communique.web.audit_placing import paragraphs, placed
from communique.web.audit_queue import AuditQueue
from communique.web.audit_text import LONGEST, text_to_check
from communique.web.audit_words import deciding, group_of, needs_note, places, told
from communique.web.faults import RequestError

TEXT = """# Boats for Kenya

Indonesia sold Kenya six patrol boats. Indonesia sold Kenya
eleven patrol boats. [1]

- Kenya has bought six Indonesian patrol boats for 190 million dollars. [2]
- The navy of Bolivia held a parade on Mars. [7]

## References

[1] Coast Tribune, 12 March 2026
[2] Great Lakes Quarterly, “The lender and the lake”
"""


@pytest.fixture(scope="module")
def desk(record_path, tmp_path_factory):
    path = tmp_path_factory.mktemp("audits") / "communique.db"
    shutil.copy(record_path, path)
    app = create_app(Serving(path, settings=Settings(fast=True)))
    with TestClient(app, base_url="http://127.0.0.1:8765") as client:
        yield client


def ended(desk, key, seconds=90):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        told = desk.get(f"/api/v1/audits/{key}").json()
        if told["state"] in ("done", "failed", "cancelled"):
            return told
        time.sleep(0.1)
    raise AssertionError(told)


@pytest.fixture(scope="module")
def done(desk):
    """An audit that is over, as the interface gives it."""
    answer = desk.post("/audit", data={"text": TEXT}, follow_redirects=False)
    assert answer.status_code == 303
    return ended(desk, answer.headers["location"].rpartition("/")[2])


# ---------------------------------------------------------------- what is found


def test_every_sentence_is_found_again_in_the_text_as_it_was_given(done):
    assert done["state"] == "done"
    assert done["text"] == TEXT
    for one in done["sentences"]:
        assert " ".join(TEXT[one["start"] : one["end"]].split()) == one["text"]
    assert [one["number"] for one in done["sentences"]] == [1, 2, 3, 4]


def test_a_wrong_number_is_told_in_words_and_marked_on_both_sides(done):
    wrong = done["sentences"][1]
    assert (wrong["group"], wrong["error"]) == ("contradicted", "number")
    assert (
        wrong["told"] == "The number differs: eleven patrol boats in the text, six patrol boats in the source"
    )
    ((start, end),) = wrong["marks"]
    assert " ".join(TEXT[start:end].split()) == "eleven patrol boats"
    proof = wrong["evidence"][0]
    ((start, end),) = proof["marks"]
    assert proof["quote"][start:end] == "six patrol boats"


def test_a_wrong_citation_leads_to_the_article_that_holds_the_sentence(done):
    wrong = done["sentences"][2]
    assert (wrong["verdict"], wrong["group"], wrong["citations"]) == ("supported", "citation", [2])
    better = wrong["better"][0]
    assert better["number"] is None
    assert "Jakarta Beacon" in better["source"]


def test_counts_tell_every_sentence_once(done):
    assert sum(done["counts"].values()) == len(done["sentences"])
    assert done["counts"]["citation"] == 1


# ---------------------------------------------------------------- the page


def test_the_page_shows_the_text_in_its_order_with_the_evidence_beside_it(desk, done):
    page = desk.get(f"/audit/{done['id']}").text
    given = re.sub(r"<a class=\"at\".*?</a>", "", page)
    body = re.sub(r"<details class=\"found.*?</details>", "", given, flags=re.S)
    plain = " ".join(re.sub(r"<[^>]*>", "", body).split())
    assert "Indonesia sold Kenya six patrol boats. Indonesia sold Kenya eleven patrol boats. [1]" in plain
    assert plain.index("Boats for Kenya") < plain.index("Indonesia sold") < plain.index("parade on Mars")
    assert 'href="/articles/' in page
    assert "<mark>eleven patrol boats</mark>" in " ".join(page.split())
    assert "<mark>six patrol boats</mark>" in page


def test_only_findings_are_open_and_lead_to_each_other(desk, done):
    page = desk.get(f"/audit/{done['id']}").text
    opened = dict(re.findall(r'<details class="found \w+" id="f(\d+)"( open)?', page))
    assert opened == {"1": "", "2": " open", "3": " open", "4": " open"}
    assert re.findall(r'href="#(f\d)" rel="next"', page) == ["f3", "f4"]
    assert re.findall(r'href="#(f\d)" rel="prev"', page) == ["f2", "f3"]


def test_the_counts_narrow_to_one_kind(desk, done):
    page = desk.get(f"/audit/{done['id']}", params={"show": "contradicted"}).text
    assert re.findall(r'id="(f\d)"', page) == ["f2"]
    assert "parade on Mars" in page
    assert desk.get(f"/audit/{done['id']}", params={"show": "nothing"}).status_code == 422


def test_a_verdict_is_told_by_a_sign_and_a_word_too(desk, done):
    page = desk.get(f"/audit/{done['id']}").text
    assert 'aria-label="Sentence 2: contradicted"' in page
    assert '<span class="sign" aria-hidden="true">✗</span>' in page


def test_what_was_checked_is_kept_by_no_browser(desk, done):
    for path in ("", ".md", ".json"):
        assert desk.get(f"/audit/{done['id']}{path}").headers["cache-control"] == "no-store"


# ---------------------------------------------------------------- reports


def test_the_reports_are_those_of_the_command_line(desk, done):
    data = desk.get(f"/audit/{done['id']}.json").json()
    jsonschema.validate(data, schema("audit"))
    assert [one["text"] for one in data["sentences"]] == [one["text"] for one in done["sentences"]]
    markdown = desk.get(f"/audit/{done['id']}.md").text
    assert markdown.startswith("# Audit\n")
    assert "eleven patrol boats" in markdown
    page = desk.get(f"/audit/{done['id']}.html")
    assert "attachment" in page.headers["content-disposition"]
    assert page.text.startswith("<!DOCTYPE html>")
    rows = list(csv.reader(io.StringIO(desk.get(f"/audit/{done['id']}.csv").content.decode("utf-8-sig"))))
    assert {len(row) for row in rows} == {12}
    assert {row[0] for row in rows[1:]} == {"1", "2", "3", "4"}


def test_an_unknown_audit_is_not_there_in_any_form(desk):
    for path in ("/audit/ab", "/audit/ab.md", "/api/v1/audits/ab", "/api/v1/audits/ab/events"):
        assert desk.get(path).status_code == 404, path


def test_hostile_text_stays_text_on_the_page_and_in_every_report(desk):
    text = (
        "<script>parent.broken=1</script> Kenya bought six boats.\n\n=cmd|' /C calc'!A0 is what Kenya said."
    )
    key = desk.post("/api/v1/audits/started", json={"text": text}).json()["id"]
    assert ended(desk, key)["state"] == "done"
    for path in (f"/audit/{key}", f"/audit/{key}.html"):
        assert "<script>parent" not in desk.get(path).text, path
    sheet = desk.get(f"/audit/{key}.csv").content.decode("utf-8-sig")
    assert not re.search(r'(?:^|,)"?[=+@]', sheet, re.M)
    assert "'=cmd" in sheet


# ---------------------------------------------------------------- what is given


def test_a_file_is_read_as_the_house_reads_files(desk):
    page = (
        b"<html><body><nav>Home</nav><article><header><h1>Boats</h1></header>"
        b"<p>Indonesia sold Kenya six patrol boats.<sup>1</sup></p>"
        b"<h2>References</h2><ol><li>Rift Wire</li></ol></article><script>x()</script></body></html>"
    )
    text = text_to_check("", "note.html", io.BytesIO(page))
    assert "Indonesia sold Kenya six patrol boats. [1]" in text
    assert "## References\n\n1. Rift Wire" in text
    assert text.startswith("# Boats")
    assert "x()" not in text
    assert "Home" not in text


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("brief.docx", b"PK\x03\x04", "brief.docx is not read here: save it as .txt"),
        ("brief.txt", b"%PDF-1.4", "brief.txt is not text but a PDF"),
        ("empty.txt", b"", "empty.txt is empty"),
        ("long.txt", b"word " * 50_000, "cut it into parts"),
        ("large.txt", b"word " * 1_200_000, "large.txt has more than 3 MB"),
    ],
)
def test_a_file_that_cannot_be_checked_is_named_with_what_to_do(name, content, words):
    with pytest.raises(RequestError) as error:
        text_to_check("", name, io.BytesIO(content))
    assert words in error.value.message
    assert error.value.status == 422


def test_a_text_may_have_so_many_characters_and_no_more(desk):
    whole = ("word " * (LONGEST // 5))[: LONGEST - 1] + "."
    assert text_to_check(whole) == whole
    assert text_to_check(whole.replace("word ", "word\r\n", 900))
    with pytest.raises(RequestError):
        text_to_check(whole + ".")
    answer = desk.post("/audit", data={"text": whole + "."})
    assert answer.status_code == 422
    assert "200,001 characters" in answer.text
    assert desk.post("/api/v1/audits", json={"text": whole + "."}).status_code == 422


def test_what_is_wrong_is_said_beside_the_text_that_was_given(desk):
    answer = desk.post("/audit", data={"text": "  "})
    assert answer.status_code == 422
    assert "paste a text, or choose a file" in answer.text
    both = desk.post("/audit", data={"text": "Kept words."}, files={"file": ("a.txt", b"Other words.")})
    assert "give one of them" in both.text
    assert "Kept words." in both.text


def test_stories_are_found_and_ticked_without_losing_the_text(desk, story):
    page = desk.post("/audit", data={"text": "Kept words.", "find": "cable", "do": "find"}).text
    assert "Kept words." in page
    assert "trawler cut cable" in page
    ticked = desk.get("/audit", params={"story": story["id"]}).text
    assert f'value="{story["id"]}" checked' in ticked
    assert desk.get("/audit", params={"story": "nothing"}).status_code == 200


# ---------------------------------------------------------------- against what


def test_a_text_is_held_against_the_stories_that_were_chosen(desk, story):
    asked = {"text": "Indonesia sold Kenya eleven patrol boats.", "stories": [story["id"][:8]]}
    found = desk.post("/api/v1/audits", json=asked).json()
    assert {one["id"] for one in found["sources"]} == {one["id"] for one in story["articles"]}
    assert desk.post("/api/v1/audits", json={**asked, "stories": ["nothing"]}).status_code == 404


def test_the_nearest_articles_are_narrowed_to_outlets_and_days(record_path):
    text = "Indonesia sold Kenya six patrol boats."
    with Record.open(record_path) as record:
        by_outlet = record.sources(held_against(text, record, Against(outlets=("Jakarta Beacon",))))
        assert {one.outlet for one in by_outlet} == {"Jakarta Beacon"}
        first = record.sources()[0].id
        assert held_against(text, record, Against(articles=(first,))) == (first,)
        with pytest.raises(UsageError, match="no article with the id"):
            held_against(text, record, Against(articles=("nothing",)))
        with pytest.raises(UsageError, match="other outlets or days"):
            held_against(text, record, Against(outlets=("Nobody's Paper",)))


# ---------------------------------------------------------------- one at a time


def test_an_audit_waits_for_those_before_it_and_can_be_cancelled(desk):
    long = {"text": "Indonesia sold Kenya eleven patrol boats. " * 300}
    first = desk.post("/api/v1/audits/started", json=long).json()
    second = desk.post("/api/v1/audits/started", json=long).json()
    assert second["state"] == "waiting"
    assert second["ahead"] >= 1
    waiting = desk.get(f"/audit/{second['id']}").text
    assert "before it" in waiting
    assert '<noscript><meta http-equiv="refresh"' in waiting
    for one in (second, first):
        desk.post(f"/audit/{one['id']}/cancel")
        assert ended(desk, one["id"], 5)["state"] == "cancelled"
    page = desk.get(f"/audit/{first['id']}").text
    assert "Cancelled" in page
    assert "Indonesia sold Kenya eleven patrol boats." in page
    assert desk.get(f"/audit/{first['id']}.md").status_code == 409
    after = desk.post("/api/v1/audits", json={"text": "Indonesia sold Kenya eleven patrol boats."})
    assert after.json()["sentences"][0]["error"] == "number"


def test_progress_is_told_until_the_end(desk):
    key = desk.post("/api/v1/audits/started", json={"text": TEXT}).json()["id"]
    with desk.stream("GET", f"/api/v1/audits/{key}/events") as stream:
        told = [json.loads(line[6:]) for line in stream.iter_lines() if line.startswith("data: ")]
    assert told[-1]["state"] == "done"
    assert (told[-1]["done"], told[-1]["total"]) == (4, 4)
    assert [one["done"] for one in told] == sorted(one["done"] for one in told)


def test_a_text_that_nothing_is_like_fails_with_what_to_do(desk):
    key = desk.post("/api/v1/audits/started", json={"text": "Zyx qwv."}).json()["id"]
    failed = ended(desk, key)
    assert failed["state"] == "failed"
    assert "add its sources first" in desk.get(f"/audit/{key}").text


def test_an_audit_can_be_forgotten(desk):
    key = desk.post("/api/v1/audits/started", json={"text": "Indonesia sold Kenya six boats."}).json()["id"]
    assert len(key) == 32
    assert desk.delete(f"/api/v1/audits/{key}").status_code == 204
    assert desk.get(f"/audit/{key}").status_code == 404


def test_only_so_many_audits_wait_and_are_remembered(record_path, monkeypatch):
    queue = AuditQueue(record_path, Settings(fast=True))
    monkeypatch.setattr(queue, "_run", lambda key: None)
    monkeypatch.setattr(audit_queue, "KEPT", 3)
    keys = []
    for _ in range(5):
        keys.append(queue.start("Words.", Against()).id)
        queue.wait(keys[-1], 5)
    assert [queue.get(key) is not None for key in keys] == [False, False, True, True, True]
    assert queue.get(keys[-1]).state == "failed"
    monkeypatch.setattr(audit_queue, "MOST_WAITING", 0)
    with pytest.raises(RequestError, match="wait already"):
        queue.start("Words.", Against())
    queue.close()


# ---------------------------------------------------------------- words and places


def finding(verdict="contradicted", error=None, words=("", ""), note="", ok=None):
    return Finding("Words.", (), verdict, ok, error, (), note, words)


def test_only_the_words_of_a_quotation_that_were_altered_decide():
    altered = finding(
        error="altered quote", words=("we will open every well now", "we may open every pump now")
    )
    assert deciding(altered) == (("will", "well"), ("may", "pump"))
    assert told(altered) == "The quotation was altered: will, well in the text, may, pump in the source"


def test_the_kind_of_a_finding_is_told_in_words():
    assert told(finding("partly", "number", ("40 wells", ""))) == "The number 40 wells stands in no source"
    assert told(finding(error="number", words=("9" * 200, "8"))) == "The number differs"
    assert told(finding("supported", ok=False)) == "The wrong source is cited"
    assert group_of(finding("supported", ok=False)) == "citation"
    assert group_of(finding("supported", ok=True)) == "supported"
    assert needs_note(finding(error="modality", note="The source tells it as promised."))
    assert not needs_note(finding(error="date", words=("May", "June"), note="The source has June, not May."))


def test_words_are_found_whole_and_over_line_ends():
    assert places(["six boats"], "Some sixsix boats, six\n boats") == [(19, 29)]
    assert places(["a", "b"], "b a b") == [(2, 3), (4, 5)]
    assert places(["missing"], "nothing here") == []


@pytest.mark.parametrize(
    "text",
    [
        "One. Two.",
        "One.\nTwo.\n\nThree.",
        "# Head\n\n- One.\n- Two goes\n  on here.\n\n---\n[1] List",
        "One.\r\n\r\nTwo.",
    ],
)
def test_no_character_of_a_text_is_lost_or_moved_but_its_marks_of_headings(text):
    from communique.brief.references import read_brief

    where = placed(text, [one.text for one in read_brief(text).sentences])
    assert None not in where
    shown = "".join(text[run.start : run.end] for one in paragraphs(text, where) for run in one.runs)
    bare = re.sub(r"^#+|^---$", "", text, flags=re.M)
    assert "".join(shown.split()) == "".join(bare.split())


def test_lines_that_are_broken_by_width_are_one_paragraph():
    text = "The first sentence runs over\nthe end of its line.\nThe second begins a line."
    where = placed(text, ["The first sentence runs over the end of its line.", "The second begins a line."])
    assert len(paragraphs(text, where)) == 1
    assert len(paragraphs("One.\nTwo.", placed("One.\nTwo.", ["One.", "Two."]))) == 2
