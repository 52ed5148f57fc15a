import os
from pathlib import Path

import pytest

WIDTHS = {"phone": (360, 780), "desk": (1280, 860)}
DAY = "2026-03-13T08:00:00"


@pytest.fixture(params=WIDTHS)
def analyst(request, opened):
    """A window of the desk, once as wide as a phone and once as a desk; its clock stands."""
    made = opened(*WIDTHS[request.param])
    made.page.clock.set_fixed_time(DAY)
    made.width = request.param
    return made


@pytest.fixture
def picture(analyst, tmp_path):
    """A function that takes a picture of what the analyst sees.

    Into the folder that COMMUNIQUE_PICTURES names (`make pictures`), else into a temporary one.
    """
    folder = Path(os.environ.get("COMMUNIQUE_PICTURES") or tmp_path)

    def take(name, *, width="desk", scheme="light"):
        if analyst.width != width:
            return
        analyst.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        analyst.page.evaluate("document.fonts.ready")
        analyst.page.screenshot(path=folder / f"{name}.png", animations="disabled", scale="css")
        analyst.page.emulate_media(color_scheme="light", reduced_motion="reduce")

    return take


@pytest.fixture
def keys(analyst):
    """A function that goes on with the tabulator until a condition on the focused element holds."""

    def until(condition, most=120):
        for _ in range(most):
            analyst.page.keyboard.press("Tab")
            if analyst.page.evaluate(f"(one => !!({condition}))(document.activeElement)"):
                return
        raise AssertionError(f"nothing that the tabulator reaches is {condition}")

    return until
