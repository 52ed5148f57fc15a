"""Ten journeys of an analyst through the desk, each on a phone and at a desk, three with keys alone."""

import csv
import datetime as dt
import io
import re

BRIEF = (
    "Indonesia sold Kenya six patrol boats. Indonesia sold Kenya eleven patrol boats. "
    "Kenya bought three submarines from Peru."
)


def text_on(page):
    """The clean text of the article that the page shows, put together from what can be read there."""
    parts = page.locator(".text > p:not([class]), .text > h2").all()
    return "\n\n".join(part.text_content() for part in parts)


def flat(text):
    return " ".join(text.split())


def here(page):
    return flat("".join(page.locator(".here").all_text_contents()))


def most_covered(analyst):
    return analyst.asked("/stories", sort="most covered")["items"][0]


def test_morning_what_is_new_and_where_do_sources_differ(analyst, picture):
    page = analyst.open("/")
    cards = analyst.asked("/stories")["items"]
    assert page.locator(".card h2 a").all_text_contents() == [card["label"] for card in cards]
    days = [card["date"]["end"] for card in cards if card["date"]]
    assert days == sorted(days, reverse=True)
    picture("stories")
    if not page.locator("fieldset.when").is_visible():
        page.locator(".facets summary").first.click()
    page.get_by_label("only where sources differ").check()
    page.wait_for_url("**contested=true**")
    differ = [card for card in cards if card["contested"]]
    assert 0 < len(differ) < len(cards)
    page.wait_for_function("n => document.querySelectorAll('.card').length === n", arg=len(differ))
    page.locator(".card a[href$='#differ']").first.click()
    page.wait_for_url(f"**/stories/{differ[0]['id']}#differ")
    claims = analyst.asked("/claims", standing="contested", story=differ[0]["id"])["items"]
    pairs = [other["spans"] for claim in claims for other in claim["contradicts"]]
    told = flat(page.locator("#differ").text_content())
    shown = [pair for pair in pairs if all(span["quote"] in told for span in pair)]
    assert shown
    a, b = shown[0]
    assert a["quote"] != b["quote"]
    page.locator(f"#differ a[href*='{a['article']}']").first.click()
    page.wait_for_url("**/articles/**")
    assert text_on(page)[a["start"] : a["end"]] == a["quote"]


def test_keys_alone_check_a_citation_at_its_characters(analyst, keys, picture):
    story = most_covered(analyst)
    page = analyst.open("/?sort=most+covered")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    keys("one.closest('.card h2')")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/stories/{story['id']}")
    keys("one.closest('.cite')")
    words = page.locator(".pop:visible")
    assert words.count() == 1
    cited = flat(words.locator("mark").first.text_content())
    box = words.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= page.viewport_size["width"]
    picture("citation")
    picture("phone", width="phone")
    page.keyboard.press("Escape")
    assert words.count() == 0
    page.keyboard.press("Shift+Tab")
    keys("one.closest('.cite')")
    address = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/**")
    article, start = re.search(r"/articles/(\w+)\?at=(\d+)", address).groups()
    sections = analyst.asked(f"/stories/{story['id']}")["brief"]["sections"]
    spans = [span for part in sections for one in part["sentences"] for span in one["evidence"]]
    span = next(one for one in spans if (one["article"], one["start"]) == (article, int(start)))
    assert text_on(page)[span["start"] : span["end"]] == span["quote"]
    assert cited in flat(span["quote"]) or flat(span["quote"]) in cited
    assert flat(span["quote"])[:40] in here(page)
    assert page.locator("#at").evaluate("e => e.getBoundingClientRect().top < innerHeight")


def test_who_said_it_and_what_the_article_makes_of_it(analyst, picture):
    asked = "Wambui Kariithi"
    quote = next(
        one for one in analyst.asked("/quotes", speaker=asked)["items"] if len(one["span"]["quote"]) > 40
    )
    page = analyst.open("/quotes")
    if not page.get_by_label("Speaker").is_visible():
        page.locator(".facets summary").first.click()
    page.get_by_label("Speaker").fill(asked)
    page.get_by_label("Speaker").press("Enter")
    page.wait_for_url("**speaker=**")
    card = page.locator(".card", has_text=flat(quote["span"]["quote"])).first
    assert asked in card.inner_text()
    card.locator(f"a[href*='{quote['span']['article']}']").first.click()
    page.wait_for_url("**/articles/**")
    assert page.locator(".text .layer").count() == 0
    for name in ("statements by modality", "quotes", "promises"):
        page.get_by_label(name).check()
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**layer=quotes**")
    said = quote["span"]
    assert text_on(page)[said["start"] : said["end"]] == said["quote"]
    runs = page.locator(f".layer.quote[title*='said by {asked}']").all_text_contents()
    assert flat(said["quote"]) in flat("".join(runs))
    assert page.locator(".layer.statement").count() > 0
    page.evaluate("scrollTo(0, 0)")
    picture("article")


def test_why_the_balance_between_two_states_is_what_it_is(analyst, picture):
    page = analyst.open("/relations")
    page.get_by_label("State", exact=True).fill("Kenya")
    page.get_by_label("State", exact=True).press("Enter")
    page.wait_for_url("**words=Kenya**")
    page.get_by_role("link", name="Indonesia and Kenya").click()
    page.wait_for_url("**/relations/IDN/KEN")
    page.locator("#balance").wait_for()  # told for the first time, the page asks again by itself
    picture("relation")
    told = analyst.page.request.get(f"{analyst.desk}/relations/IDN/KEN.json").json()
    resting = [one["statement"]["span"]["quote"] for one in told["evidence"]]
    page.locator("#balance summary").first.click()
    lines = page.locator("#balance .cited li")
    assert lines.count() >= 1
    first = lines.first
    words = flat(first.locator(".words").text_content())
    assert any(words in flat(one) or flat(one) in words for one in resting)
    page.get_by_label("since").fill("2026-01-01")
    page.locator(".since button").click()
    page.wait_for_url("**since=2026-01-01**")
    changed = page.locator("#since").inner_text()
    assert "Balance then" in changed and "Balance now" in changed
    page.locator("#since .happenings a").first.click()
    page.wait_for_url("**/articles/**")
    assert here(page)


def test_keys_alone_find_a_promise_that_is_overdue(analyst, keys, picture):
    page = analyst.open("/ledger")
    picture("ledger")
    keys("one.matches('summary') && one.textContent === 'Narrow'")
    page.keyboard.press("Enter")
    keys("one.name === 'as_of'")
    page.keyboard.type("06012027")
    keys("one.name === 'overdue'")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**overdue=true**")
    assert "as_of=2027-06-01" in page.url
    found = analyst.asked("/ledger", overdue="true", as_of="2027-06-01")
    assert found["items"] and all(one["due"]["end"] < "2027-06-01" for one in found["items"])
    rows = page.locator(".rows tbody th").all_text_contents()
    assert [flat(row) for row in rows] == [flat(one["what"]) for one in found["items"]]
    keys("one.closest('tbody th')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ledger/**")
    assert "It may have been; nothing here tells." in page.locator(".note").inner_text()
    step = found["items"][0]["history"][0]
    keys("one.closest('.steps')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/**")
    span = step["span"]
    assert text_on(page)[span["start"] : span["end"]] == span["quote"]


def test_a_change_is_traced_along_the_causes_that_sources_state(analyst, picture):
    page = analyst.open("/map")
    cause = flat(page.locator(".rows tbody th").first.text_content())
    page.get_by_label("What if").fill(cause)
    page.keyboard.press("Enter")
    page.wait_for_url("**change=**")
    answer = page.locator("#answer")
    assert "predicts nothing" in answer.inner_text()
    told = analyst.asked("/scenario", change=cause)
    for one in told["moved"]:
        assert one["concept"] in answer.inner_text()
        assert f"{one['value']:+.2f}" in answer.inner_text()
    step = told["moved"][0]["way"][0]
    answer.locator(".step summary").first.click()
    page.evaluate("scrollTo(0, 0)")
    picture("causes", scheme="dark")
    assert flat(step["sentences"][0]["span"]["quote"]) in flat(answer.locator(".step").first.inner_text())
    answer.locator(".step blockquote a").first.click()
    page.wait_for_url("**/articles/**")
    span = step["sentences"][0]["span"]
    assert text_on(page)[span["start"] : span["end"]] == span["quote"]


def test_a_brief_is_audited_sentence_by_sentence(analyst, picture):
    page = analyst.open("/audit")
    page.get_by_label("Paste a brief").fill(BRIEF)
    page.get_by_role("button", name="Check every sentence").click()
    findings = page.locator(".finding, details.found")
    findings.nth(2).wait_for(timeout=60_000)
    assert findings.count() == 3
    words = [one.inner_text().casefold() for one in findings.all()]
    assert "supported" in words[0] and "unsupported" not in words[0]
    assert "contradicted" in words[1]
    assert "unsupported" in words[2] or "not found" in words[2]
    decides = findings.nth(1).locator("blockquote mark").all_text_contents()
    assert any("six" in one for one in decides)
    page.evaluate("scrollTo(0, 0)")
    picture("audit")
    findings.nth(1).locator("blockquote a").first.click()
    page.wait_for_url("**/articles/**")
    assert "six" in here(page)


def test_keys_alone_find_sentences_and_save_them_as_a_table(analyst, keys):
    page = analyst.open("/claims")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("patrol boats")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search**")
    quotes = [flat(one) for one in page.locator(".card .said").all_text_contents()]
    assert quotes
    assert all("boat" in one.casefold() for one in quotes)
    keys("one.matches('.card a[href*=\"/articles/\"]')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/**")
    assert "boat" in here(page)
    page.go_back()
    keys("one.textContent === 'CSV'", most=300)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))
    assert len(rows) == len(quotes)
    cells = {flat(cell) for row in rows for cell in row.values()}
    assert set(quotes) <= cells


def test_files_are_added_with_progress_and_one_that_fails_is_named(analyst, tmp_path):
    told = f"Fiji and Tonga sign accord {tmp_path.name}"  # another text at each width
    text = f"{told}\n\nFiji and Tonga signed a ferry accord in Suva on 3 May 2025.\n"
    (tmp_path / "ferry.txt").write_text(text)
    (tmp_path / "noise.txt").write_bytes(b"\x00\x01" * 90)
    before = analyst.asked("/stories")["total"]
    page = analyst.open("/add")
    page.locator("#files").set_input_files([tmp_path / "ferry.txt", tmp_path / "noise.txt"])
    page.get_by_role("button", name="Add to the record").click()
    page.locator(".import.done").wait_for(timeout=60_000)
    done = page.locator(".import").inner_text()
    assert "1 new" in done
    assert page.locator(".import code").all_text_contents() == ["noise.txt"]
    assert page.locator("progress").get_attribute("value") == page.locator("progress").get_attribute("max")
    page.get_by_role("link", name="To the stories").click()
    page.wait_for_url(analyst.desk + "/")
    assert analyst.asked("/stories")["total"] >= before
    page.get_by_role("searchbox", name="Search all sentences").fill("ferry accord Suva")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search**")
    assert page.locator(".card .said").first.inner_text() == text.splitlines()[2]


def test_a_correction_is_made_seen_and_taken_back(analyst):
    story = most_covered(analyst)
    article = next(
        one for one in analyst.asked(f"/stories/{story['id']}")["articles"] if one["outlet"] == "Rift Wire"
    )
    page = analyst.open(f"/articles/{article['id']}")
    page.locator(".correct summary").click()
    form = page.locator("form", has=page.locator("input[value=mute]"))
    form.get_by_label("Your name").fill("Ada")
    form.get_by_role("button").click()
    page.wait_for_url("**/judgements**")
    newest = page.locator(".card").first
    assert "Rift Wire" in newest.inner_text() and "Ada" in newest.inner_text()
    assert dt.date.today().strftime("%Y") in newest.inner_text()
    analyst.open(f"/articles/{article['id']}")
    assert "Ada judged that Rift Wire does not count as a source" in page.locator(".note").inner_text()
    analyst.open("/judgements")
    page.locator(".card").first.get_by_role("button", name="Undo").click()
    page.wait_for_function("!document.querySelector('.card button')")
    assert "undone" in page.locator(".card .by").first.inner_text()
    analyst.open(f"/articles/{article['id']}")
    assert page.locator(".note").count() == 0
