"""The desk in a real browser: what is beside the journeys. Skipped, loudly, where there is no Chromium."""

from pathlib import Path

import pytest

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def watched(opened):
    """A window of the desk as wide as a phone; the journeys are made at two widths."""
    return opened(360, 780)


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


BRIEF = (
    "Indonesia sold Kenya six patrol boats. Indonesia sold Kenya eleven patrol boats.\n\n"
    "Kenya has bought six Indonesian patrol boats for 190 million dollars. [1]\n\n"
    "[1] Great Lakes Quarterly, “The lender and the lake”\n"
)


def audited(page):
    page.get_by_label("Paste a brief").fill(BRIEF)
    page.get_by_role("button", name="Check every sentence").click()
    page.locator("details.found").first.wait_for(timeout=60_000)


def test_a_pasted_text_is_audited_and_read_with_the_keys(watched):
    page = watched.open("/audit")
    page.get_by_label("Find stories").fill("trawler")
    page.locator("#choices .check").nth(2).wait_for(state="detached")
    assert page.locator("#choices .check").count() == 2
    page.get_by_label("Find stories").fill("")
    audited(page)
    assert page.locator("details.found").count() == 3
    assert page.locator("details.found[open]").count() == 2
    page.get_by_role("link", name="Sentence 2: contradicted").press("Enter")
    card = page.locator("details.found:target")
    assert "eleven patrol boats in the text" in card.inner_text()
    assert card.locator("blockquote mark").inner_text() == "six patrol boats"
    card.get_by_role("link", name="next finding").press("Enter")
    assert "The wrong source is cited" in page.locator("details.found:target").inner_text()
    page.locator("details.found:target").get_by_role("link", name="to the sentence").press("Enter")
    assert "190 million" in page.locator(".sent:target").inner_text()
    beside = page.locator("#f2").bounding_box()["x"] > page.locator("#s2").bounding_box()["x"] + 200
    assert beside == (page.viewport_size["width"] > 900)
    address = page.url.partition("#")[0]
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(address)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        result = page.evaluate("rules => axe.run({runOnly: {type: 'tag', values: rules}})", RULES)
        assert [(one["id"], one["nodes"][0]["html"][:120]) for one in result["violations"]] == []
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(wide)


def test_a_text_is_audited_without_scripts(browser, desk):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(desk + "/audit")
    page.get_by_label("Paste a brief").fill(BRIEF)
    page.get_by_label("Find stories").fill("trawler")
    page.get_by_role("button", name="Find", exact=True).click()
    assert page.locator("#choices .check").count() == 2
    assert "eleven patrol boats" in page.get_by_label("Paste a brief").input_value()
    page.get_by_role("button", name="Check every sentence").click()
    page.locator("details.found").first.wait_for(timeout=60_000)
    assert page.locator("details.found").count() == 3
    context.close()


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


def test_an_arrow_of_the_map_leads_to_its_row(watched):
    page = watched.open("/map")
    target = page.locator(".drawing svg:visible a").first.get_attribute("href")
    assert target.startswith(("#arrow-", "/articles/"))
    if target.startswith("#"):
        assert page.locator(f"[id='{target[1:]}']").count() == 1


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


def test_a_folder_is_added_with_all_that_is_in_it(watched, tmp_path):
    (tmp_path / "in" / "deeper").mkdir(parents=True)
    for name in ("in/buoy.txt", "in/deeper/mole.txt"):
        told = f"Fiji and Samoa agreed in Apia on 3 June 2025 to mend the {name[-8:-4]}."
        (tmp_path / name).write_text(f"Harbour works\n\n{told}\n", encoding="utf-8")
    page = watched.open("/add")
    page.locator("#folder").set_input_files(tmp_path / "in")
    page.get_by_role("button", name="Add to the record").click()
    page.wait_for_url("**/add/*")
    page.get_by_text("To the stories").wait_for()
    assert "2 of 2 articles read" in page.locator(".state").inner_text()


def test_a_form_without_files_says_what_to_do(watched):
    page = watched.open("/add")
    page.get_by_role("button", name="Add to the record").click()
    assert "Choose files or a folder first" in page.get_by_role("alert").inner_text()
