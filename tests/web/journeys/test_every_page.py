"""What holds on every page of the desk, at every width and in both themes."""

from pathlib import Path

import pytest

AXE = (Path(__file__).parent.parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTRAST = {"type": "rule", "values": ["color-contrast"]}
LAYERS = "layer=statements&layer=quotes&layer=events&layer=commitments&layer=actors&removed=true"
LEAST = 24  # px: WCAG 2.2, target size (minimum)

PAGES = {
    "stories": "/",
    "nothing fits": "/?words=zeppelin",
    "a story": "/stories/{story}",
    "an article": "/articles/{article}",
    "its layers": "/articles/{article}?at=40&" + LAYERS,
    "claims": "/claims",
    "quotes": "/quotes",
    "search": "/search?words=boats",
    "relations": "/relations",
    "a relation": "/relations/IDN/KEN?since=2000-01-01",
    "network": "/network",
    "actors": "/actors",
    "an actor": "/actors/KEN",
    "ledger": "/ledger",
    "what is overdue": "/ledger?between=KEN&overdue=true&as_of=2030-01-01",
    "a promise": "/ledger/{promise}",
    "causes": "/map",
    "a change": "/map?change=palm+oil",
    "audit": "/audit",
    "add": "/add",
    "corrections": "/judgements",
}

REACHED = "a[href], button, select, summary, textarea, [tabindex='0'], input:not([type=hidden])"

# Links in running text may be as small as the text; what stands alone may not.
SMALL = f"""() =>
  [...document.querySelectorAll("button, select, summary, .rooms a, input:not([type=hidden])")]
  .filter(one => one.checkVisibility())
  .filter(one => (one.closest("label") || one).getBoundingClientRect().height < {LEAST} - 0.5)
  .filter(one => one.getBoundingClientRect().height < {LEAST} - 0.5)
  .map(one => `${{Math.round(one.getBoundingClientRect().height)}} ${{one.outerHTML.slice(0, 90)}}`)"""

UNSEEN = f"""() => [...document.querySelectorAll("{REACHED}")]
  .filter(one => one.checkVisibility())
  .filter(one => {{
    one.focus({{focusVisible: true, preventScroll: true}});
    if (document.activeElement !== one) return false;
    const seen = getComputedStyle(one);
    return seen.outlineStyle === "none" || parseFloat(seen.outlineWidth) < 2;
  }})
  .map(one => one.outerHTML.slice(0, 100))"""

# On a phone everything is one column: what the keys reach next is never above what they reached before.
BACKWARDS = f"""() => {{
  const reached = [...document.querySelectorAll("{REACHED}")]
    .filter(one => one.checkVisibility() && !one.matches(".scroll") && !one.closest("svg, .pop, .skip"));
  return reached.slice(1).filter((one, n) =>
    one.getBoundingClientRect().bottom < reached[n].getBoundingClientRect().top - 2)
    .map(one => one.outerHTML.slice(0, 100));
}}"""

LONG = """() => [...document.querySelectorAll("main p, main li, main dd")]
  .filter(one => one.checkVisibility() && !one.closest("table, svg, pre") && one.innerText.length > 160)
  .map(one => [one, document.createRange()])
  .map(([one, range]) => { range.selectNodeContents(one);
    const tops = new Set([...range.getClientRects()].map(box => Math.round(box.top / 12)));
    return [one.innerText.length / tops.size, one]; })
  .filter(([length]) => length > 90)
  .map(([length, one]) => `${Math.round(length)} ${one.outerHTML.slice(0, 100)}`)"""

WIDER = "document.scrollingElement.scrollWidth > innerWidth"


@pytest.fixture(scope="module")
def known(client, story):
    """Names of things in the sample's record that pages are about."""
    promise = client.get("/api/v1/ledger").json()["items"][0]["id"]
    return {"story": story["id"], "article": story["articles"][0]["id"], "promise": promise}


def violations(page, what):
    page.evaluate(AXE)
    found = page.evaluate("what => axe.run({runOnly: what})", what)["violations"]
    return [(one["id"], one["help"], one["nodes"][0]["html"][:120]) for one in found]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_fits_in_both_themes_at_every_width(opened, known, name):
    watched = opened(360, 780)
    page = watched.open(PAGES[name].format(**known))
    if name == "a relation":
        page.locator("#balance").wait_for()
    found = {"phone, light": violations(page, RULES)}
    found["smaller than a finger needs"] = page.evaluate(SMALL)
    found["goes back up"] = page.evaluate(BACKWARDS)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found["phone, dark"] = violations(page, CONTRAST)
    for width in (320, 360, 640, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 860})
        found[f"wider than {width}"] = page.evaluate(WIDER)
    found["lines too long"] = page.evaluate(LONG)
    page.set_viewport_size({"width": 1280, "height": 860})
    found["desk, dark"] = violations(page, RULES)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found["desk, light"] = violations(page, CONTRAST)
    found["focus not seen"] = page.evaluate(UNSEEN)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found["wider than the screen with text twice as large"] = page.evaluate(WIDER)
    assert {check: wrong for check, wrong in found.items() if wrong} == {}


def test_a_page_that_is_not_there_says_what_to_do(opened):
    watched = opened(360, 780)
    page = watched.open("/stories/none")
    assert page.get_by_role("link", name="Back to the stories").is_visible()
    assert violations(page, RULES) == []
    assert not page.evaluate(WIDER)
    watched.wrong.clear()  # the console tells of the 404


def test_nothing_moves_for_who_wants_no_motion(opened, known):
    page = opened(1280, 860).open(f"/stories/{known['story']}")
    moving = """() => [document.documentElement, ...document.querySelectorAll("*")].filter(one => {
      const style = getComputedStyle(one);
      return style.scrollBehavior === "smooth" || style.animationName !== "none"
        || style.transitionDuration.split(", ").some(time => parseFloat(time) > 0);
    }).length"""
    assert page.evaluate(moving) == 0
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(moving) > 0


def test_marks_and_the_room_one_is_in_are_seen_in_forced_colours(opened, known):
    page = opened(1280, 860, forced_colors="active").open(f"/articles/{known['article']}?at=40&{LAYERS}")
    style = "(one, [what]) => getComputedStyle(one)[what]"
    here, text = page.locator(".here").first, page.locator(".text p").last
    assert here.evaluate(style, ["backgroundColor"]) != text.evaluate(style, ["backgroundColor"])
    assert page.locator(".layer.quote").first.evaluate(style, ["outlineStyle"]) == "solid"
    inside = page.locator(".rooms a[aria-current]").evaluate(style, ["borderBottomColor"])
    other = page.locator(".rooms a:not([aria-current])").first.evaluate(style, ["borderBottomColor"])
    assert inside != other


def test_what_is_under_way_is_seen_and_a_desk_that_is_gone_is_told(opened):
    watched = opened(1280, 860)
    page = watched.open("/")
    page.route("**/?*", lambda route: None)
    page.get_by_label("only where sources differ").check()
    page.locator("#found[aria-busy=true]").wait_for()
    page.unroute("**/?*")
    page.reload()
    page.route("**/?*", lambda route: route.abort())
    page.get_by_label("only where sources differ").check()
    page.get_by_role("alert").wait_for()
    assert "does not answer" in page.get_by_role("alert").inner_text()
    assert page.locator("[aria-busy=true]").count() == 0
    watched.wrong.clear()  # the console tells of the request that failed
