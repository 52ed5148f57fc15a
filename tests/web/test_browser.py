"""The desk in a real browser. Skipped, loudly, where there is no Chromium."""

import shutil
import socket
import threading
import time
import warnings
from pathlib import Path

import pytest

from communique.config import Settings
from communique.web import Serving, create_app

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
WIDTHS = {"narrow": (360, 780), "wide": (1920, 1080)}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

if BROWSER is None:
    warnings.warn(
        "NO BROWSER: install chromium; the tests of the desk in a browser are skipped", stacklevel=1
    )
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium here: install chromium")


@pytest.fixture(scope="module")
def desk(record_path, tmp_path_factory):
    """The address of a running desk over a copy of the sample's record."""
    import uvicorn

    path = tmp_path_factory.mktemp("browser") / "communique.db"
    shutil.copy(record_path, path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(Serving(path, port=port, settings=Settings(fast=True)))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        made = play.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()


class Watched:
    """A page, what it asked of other hosts, and what its console says is wrong."""

    def __init__(self, context, desk):
        self.page = context.new_page()
        self.desk, self.foreign, self.wrong = desk, [], []
        self.page.on("request", lambda r: r.url.startswith(desk) or self.foreign.append(r.url))
        self.page.on("console", lambda m: m.type == "error" and self.wrong.append(m.text))
        self.page.on("pageerror", lambda e: self.wrong.append(str(e)))

    def open(self, path):
        self.page.goto(self.desk + path)
        return self.page


@pytest.fixture(params=WIDTHS)
def watched(request, browser, desk):
    width, height = WIDTHS[request.param]
    context = browser.new_context(viewport={"width": width, "height": height})
    made = Watched(context, desk)
    yield made
    assert made.foreign == []
    assert made.wrong == []
    context.close()


def paths(page, desk):
    page.goto(desk + "/?sort=most+covered")
    story = page.locator(".card h2 a").first.get_attribute("href")
    page.goto(desk + story)
    article = page.locator(".beside ul a").first.get_attribute("href")
    layers = "layer=statements&layer=quotes&layer=events&layer=commitments&layer=actors&removed=true"
    page.goto(desk + "/ledger")
    promise = page.locator(".rows tbody th a").first.get_attribute("href")
    return [
        "/",
        "/ledger",
        "/ledger?between=KEN&overdue=true&as_of=2030-01-01",
        promise,
        "/judgements",
        "/map",
        "/map?change=palm+oil",
        "/relations",
        "/relations/IDN/KEN?since=2000-01-01",
        "/network",
        "/actors",
        "/actors/KEN",
        "/claims",
        "/quotes",
        "/search?words=boats",
        "/audit",
        "/add",
        story,
        article,
        f"{article}?{layers}&at=40",
    ]


def test_every_page_is_accessible_and_fits_its_width(watched):
    found = {}
    for path in paths(watched.page, watched.desk):
        page = watched.open(path)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        result = page.evaluate("rules => axe.run({runOnly: {type: 'tag', values: rules}})", RULES)
        for one in result["violations"]:
            found.setdefault(one["id"], []).append((path, one["nodes"][0]["html"][:120], one["help"]))
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.setdefault("wider than the screen", []).append(path)
    assert found == {}


def test_the_dark_desk_has_enough_contrast(browser, desk):
    context = browser.new_context(color_scheme="dark", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    found = []
    for path in paths(page, desk):
        page.goto(desk + path)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        result = page.evaluate("axe.run({runOnly: {type: 'rule', values: ['color-contrast']}})")
        found += [(path, node["html"][:100]) for one in result["violations"] for node in one["nodes"]]
    context.close()
    assert found == []


def test_from_the_list_to_the_words_a_sentence_rests_on(watched):
    page = watched.open("/?sort=most+covered")
    page.locator(".card h2 a").first.click()
    first = page.locator(".cite").first
    first.locator("a").focus()
    assert first.locator(".pop mark").is_visible()
    cited = first.locator(".pop mark").inner_text()
    first.locator("a").click()
    here = "".join(page.locator(".here").all_inner_texts())
    assert cited.split(". ")[0] in here
    assert page.locator("#at").evaluate("e => e.getBoundingClientRect().top < innerHeight")


def test_stories_are_narrowed_by_a_facet_and_back(watched):
    page = watched.open("/")
    every = page.locator(".card").count()
    if not page.locator("fieldset.when").is_visible():
        page.locator(".facets summary").click()
    page.get_by_label("only where sources differ").check()
    page.wait_for_url("**contested=true**")
    page.wait_for_function("every => document.querySelectorAll('.card').length < every", arg=every)
    assert 0 < page.locator(".card").count() < every
    assert page.locator(".card .warn").count() == page.locator(".card").count()


def test_a_long_list_goes_on_in_its_place(watched):
    page = watched.open("/claims")
    before = page.locator(".card").count()
    page.get_by_role("link", name="More claims").click()
    page.wait_for_function("before => document.querySelectorAll('.card').length > before", arg=before)
    names = page.locator(".card").evaluate_all("all => all.map(one => one.id)")
    assert len(set(names)) == len(names) == 2 * before


def test_keys_alone_find_a_sentence_and_open_it(watched):
    page = watched.open("/claims")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("patrol boats")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search**")
    assert page.locator("mark").count() > 0
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.card')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/**")
    assert "boat" in page.locator("#at").inner_text()


def test_keys_alone_skip_to_the_content_and_reach_the_first_story(watched):
    page = watched.open("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('h2')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/stories/**")


def test_keys_alone_open_a_citation_and_close_it(watched):
    page = watched.open("/?sort=most+covered")
    page.locator(".card h2 a").first.press("Enter")
    page.wait_for_url("**/stories/**")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.cite')"):
            break
    assert page.locator(".pop:visible").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".pop:visible").count() == 0


def test_a_pasted_text_is_audited(watched):
    page = watched.open("/audit")
    page.get_by_label("Paste a brief").fill(
        "Indonesia sold Kenya six boats. Indonesia sold Kenya eleven boats."
    )
    page.get_by_role("button", name="Check every sentence").click()
    page.locator(".finding").first.wait_for()
    assert page.locator(".finding").count() == 2
    assert "contradicted" in page.locator(".finding .verdict").nth(1).inner_text()
    assert page.locator(".finding blockquote mark").count() > 0


def test_files_are_added_and_progress_ends_in_a_list_of_what_failed(watched, tmp_path):
    told = f"Fiji and Tonga sign accord {tmp_path.name}"  # another text at each width
    text = f"{told}\n\nFiji and Tonga signed a ferry accord in Suva on 3 May 2025.\n"
    (tmp_path / "ferry.txt").write_text(text)
    (tmp_path / "noise.txt").write_bytes(b"\x00\x01" * 90)
    page = watched.open("/add")
    page.locator("input[type=file]").set_input_files([tmp_path / "ferry.txt", tmp_path / "noise.txt"])
    page.get_by_role("button", name="Add to the record").click()
    page.locator(".import.done").wait_for(timeout=60_000)
    assert "1 new" in page.locator(".import").inner_text()
    assert "noise.txt" in page.locator(".import").inner_text()


def test_layers_show_what_was_read(watched):
    page = watched.open("/quotes")
    page.locator(".card .by a[href^='/articles']").first.click()
    assert page.locator(".text .layer").count() == 0
    page.get_by_label("quotes").check()
    page.get_by_label("statements by modality").check()
    page.get_by_role("button", name="Show").click()
    page.locator(".text .layer").first.wait_for()
    assert page.locator(".text .layer.quote").count() > 0


def test_it_reads_without_scripts(browser, desk):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(desk + "/?sort=most+covered")
    page.locator(".card h2 a").first.click()
    assert page.locator(".part p").count() > 3
    page.locator(".cite a").first.click()
    assert page.locator("#at").count() == 1
    context.close()


def test_from_a_promise_in_the_picture_or_the_table_to_the_words_behind_it(watched):
    page = watched.open("/ledger")
    drawn = page.locator(".drawing svg:visible")
    assert drawn.count() == 1
    assert drawn.locator("a").count() > 0
    row = page.locator(".rows tbody").first
    row.locator("summary").click()
    said = row.locator("blockquote p").first.inner_text()
    row.locator("blockquote a").first.click()
    page.wait_for_url("**/articles/**")
    here = " ".join("".join(page.locator(".here").all_inner_texts()).split())
    assert here in said or said in here


def test_the_ledger_is_narrowed_to_what_is_overdue_on_a_day(watched):
    page = watched.open("/ledger")
    page.locator(".narrowing summary").click()
    page.get_by_label("As of").fill("2035-01-01")
    page.get_by_label("only overdue").check()
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**overdue=true**")
    assert page.locator(".rows tbody").count() > 0
    stands = page.locator(".rows tbody > tr:first-child td:last-child").all_inner_texts()
    assert all("overdue" in one for one in stands)
    page.locator(".rows tbody th a").first.click()
    assert "may have been" in page.locator(".note").inner_text()


def test_a_change_is_traced_to_the_sentences_that_argue_it(watched):
    page = watched.open("/map")
    cause = page.locator(".rows tbody th").first.inner_text()
    page.get_by_label("What if").fill(cause)
    page.keyboard.press("Enter")
    page.wait_for_url("**change=**")
    answer = page.locator("#answer")
    assert "predicts nothing" in answer.inner_text()
    answer.locator(".step summary").first.click()
    answer.locator(".step blockquote a").first.click()
    page.wait_for_url("**/articles/**")
    assert page.locator("#at").count() == 1


def test_an_arrow_of_the_map_leads_to_its_row(watched):
    page = watched.open("/map")
    target = page.locator(".drawing svg:visible a").first.get_attribute("href")
    assert target.startswith(("#arrow-", "/articles/"))
    if target.startswith("#"):
        assert page.locator(f"[id='{target[1:]}']").count() == 1


def test_from_a_state_over_a_pair_to_the_sentence_behind_a_mark(watched):
    page = watched.open("/relations")
    page.get_by_label("State").fill("Kenya")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**words=Kenya**")
    page.get_by_role("link", name="Indonesia and Kenya").click()
    page.wait_for_url("**/relations/IDN/KEN")
    mark = page.locator("#balance svg:visible a").first
    target = mark.get_attribute("href")
    mark.focus()
    page.keyboard.press("Enter")
    if target.startswith("#"):
        assert page.locator(target).is_visible()
        page.locator(f"{target} a").first.click()
    page.wait_for_url("**/articles/**")
    assert page.locator(".here").count() > 0


def test_a_third_party_leads_to_its_own_relation(watched):
    page = watched.open("/relations/IDN/KEN")
    page.locator("#thirds a[href^='/relations/']").first.click()
    page.wait_for_url("**/relations/**")
    assert "and" in page.locator("h1").inner_text()


def test_the_network_is_narrowed_to_a_field_and_leads_to_a_pair(watched):
    page = watched.open("/network")
    every = page.locator(".rows tbody tr").count()
    page.get_by_label("Field").select_option("transit")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**domain=transit**")
    assert 0 < page.locator(".rows tbody tr").count() <= every
    page.locator(".rows tbody a").first.click()
    page.wait_for_url("**/relations/**")


def test_an_actor_is_found_by_kind_and_leads_to_what_it_said(watched):
    page = watched.open("/actors")
    page.locator(".sorts a", has_text="state").first.click()
    page.wait_for_url("**kind=state**")
    page.get_by_role("link", name="Indonesia", exact=True).click()
    page.wait_for_url("**/actors/IDN")
    page.locator("#said .by a").first.click()
    page.wait_for_url("**/articles/**")
    assert page.locator("#at").count() == 1


def test_an_outlet_is_muted_and_heard_again(watched):
    page = watched.open("/?sort=most+covered")
    page.locator(".card h2 a").first.click()
    page.wait_for_url("**/stories/**")
    page.locator(".beside ul a").first.click()
    page.wait_for_url("**/articles/**")
    page.locator(".correct summary").click()
    form = page.locator("form", has=page.locator("input[value=mute]"))
    form.get_by_label("Your name").fill("Ada")
    form.get_by_role("button").click()
    page.wait_for_url("**/judgements")
    assert "does not count as a source" in page.locator(".card .said").first.inner_text()
    page.locator(".card").first.get_by_role("button", name="Undo").click()
    page.wait_for_function("!document.querySelector('.card button')")
    assert "undone" in page.locator(".card .by").first.inner_text()


@pytest.mark.parametrize("width", [360, 700, 1280])
def test_what_a_citation_opens_stays_inside_the_window(browser, desk, width):
    context = browser.new_context(viewport={"width": width, "height": 700})
    page = context.new_page()
    page.goto(desk + "/?sort=most+covered")
    page.locator(".card h2 a").first.click()
    page.wait_for_url("**/stories/**")
    outside = []
    for cite in page.locator(".cite").all():
        cite.locator(".num").scroll_into_view_if_needed()
        cite.locator(".num").focus()
        box = cite.locator(".pop").bounding_box()
        inside = box["x"] >= 0 and box["x"] + box["width"] <= width
        if not inside or box["y"] < 0 or box["y"] + box["height"] > 700:
            outside.append(box)
    context.close()
    assert outside == []


def test_a_finger_sees_the_words_first_and_opens_the_article_with_a_second_tap(browser, desk):
    context = browser.new_context(viewport={"width": 360, "height": 780}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(desk + "/?sort=most+covered")
    page.locator(".card h2 a").first.tap()
    page.wait_for_url("**/stories/**")
    number = page.locator(".num").first
    number.tap()
    assert page.locator(".pop:visible").count() == 1
    assert "/stories/" in page.url
    number.tap()
    page.wait_for_url("**/articles/**")
    assert page.locator("#at").count() == 1
    context.close()


def test_a_printed_story_is_its_brief_with_numbers_and_references(browser, desk):
    context = browser.new_context()
    page = context.new_page()
    page.goto(desk + "/?sort=most+covered")
    page.locator(".card h2 a").first.click()
    page.wait_for_url("**/stories/**")
    page.emulate_media(media="print")
    for gone in (".top", ".onpage", ".beside", ".record", ".pop >> nth=0"):
        assert not page.locator(gone).is_visible(), gone
    for kept in (".part .line", ".num", ".differ", ".refs li"):
        assert page.locator(kept).first.is_visible(), kept
    context.close()
