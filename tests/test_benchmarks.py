"""Reading measured on the field's data, against the floors in `benchmarks/floors.toml`.

The data stand beside the project; where they are absent these tests say so and are skipped.
"""

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
BENCH = ROOT.parent / "shared" / "bench"
FLOORS = tomllib.loads((ROOT / "benchmarks" / "floors.toml").read_text(encoding="utf-8"))


def figures(task: str, *options: str) -> dict[str, Any]:
    """What `benchmarks/<task>.py` prints for the task's folder."""
    folder = BENCH / task
    if not (folder / "score.py").exists():
        pytest.skip(f"the development data of {task} are not beside the project")
    command = [sys.executable, str(ROOT / "benchmarks" / f"{task}.py"), str(folder), *options]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def under(found: dict[str, Any], floors: dict[str, float]) -> list[str]:
    """The figures that fall below their floor, each with both numbers."""
    low = []
    for metric, floor in floors.items():
        value: Any = found
        for key in metric.split():
            value = value[key]
        if value < floor:
            low.append(f"{metric} is {value}, the floor is {floor}")
    return low


def test_attributions_keep_their_floors() -> None:
    assert under(figures("attribution", "--limit", "30"), FLOORS["attribution"]["least"]) == []


def test_values_of_event_words_keep_their_floors() -> None:
    found = figures("modality")
    wrong = []
    for name, floors in FLOORS["modality"].items():
        for key, bound in floors.items():
            metric, side = key.split()
            value = found[name]["all"][metric]
            if value > bound if side == "most" else value < bound:
                wrong.append(f"{name}: {metric} is {value}, at {side} {bound}")
    assert wrong == []


def test_values_of_event_words_beat_the_constant_where_nearly_all_is_fact() -> None:
    found = figures("modality", "--files", "meantime_dev")["meantime_dev"]["all"]
    assert found["mae_gain_over_best_constant"] > 0
    assert found["mae_below_2.5"] < found["mae_below_2.5_always_3"]


def test_events_keep_their_floors() -> None:
    assert under(figures("events"), FLOORS["events"]["least"]) == []


def test_copies_keep_their_floors() -> None:
    assert under(figures("copies"), FLOORS["copies"]["least"]) == []


def test_stories_with_look_alikes_keep_their_floors() -> None:
    found = figures("stories", "--files", "ecb")
    floors, ceilings = FLOORS["stories"]["least"], FLOORS["stories"]["most"]
    assert under(found, {name: floor for name, floor in floors.items() if name.startswith("ecb ")}) == []
    assert found["ecb"]["lookalike_joined"] <= ceilings["ecb lookalike_joined"]


def test_the_verifier_keeps_its_floors() -> None:
    assert under(figures("verify"), FLOORS["verify"]["least"]) == []


def test_short_briefs_keep_their_floors_and_no_brief_holds_what_its_sources_do_not() -> None:
    found = figures("briefs", "--limit", "150")
    assert under(found, FLOORS["briefs"]["least"]) == []
    checks = found["checks"]["topics"]
    assert {kind: checks[kind] for kind in FLOORS["briefs"]["never"]["kinds"] if checks[kind]} == {}


def test_timelines_keep_their_floors() -> None:
    assert under(figures("timelines"), FLOORS["timelines"]["least"]) == []
