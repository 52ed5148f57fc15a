"""The development cases, against the floors in `benchmarks/floors.toml`.

The scorer stands with the shared case set; where that is absent these tests say so and are skipped,
and `tests/sample` carries the gate.
"""

import json
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "bench" / "cases"
FLOORS = tomllib.loads((ROOT / "benchmarks" / "floors.toml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(
    not (SHARED / "score.py").exists(),
    reason=f"the shared case set is not beside the project ({SHARED.name})",
)


@pytest.fixture(scope="module", params=["shared", "own"])
def scores(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """All metrics of one set of cases, by case and by brief."""
    folder = SHARED if request.param == "shared" else ROOT / "tests" / "cases"
    out = tmp_path_factory.mktemp(request.param)
    runpy.run_path(str(ROOT / "benchmarks" / "cases.py"))["run"](folder, out)
    command = [
        sys.executable,
        str(SHARED / "score.py"),
        "--all",
        str(folder),
        "--reports",
        str(out),
        "--json",
    ]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def test_no_case_falls_below_a_floor(scores: dict[str, Any]) -> None:
    low = [
        f"{case}: {metric} is {value}, the floor is {floor}"
        for case, groups in scores["cases"].items()
        for metric, floor in FLOORS["least"].items()
        if (value := groups[metric.split()[0]][metric.split()[1]]) is not None and value < floor
    ]
    assert low == []


def test_no_look_alike_is_joined_and_no_trap_linked(scores: dict[str, Any]) -> None:
    high = [
        f"{case}: {metric} is {value}"
        for case, groups in scores["cases"].items()
        for metric, ceiling in FLOORS["most"].items()
        if (value := groups[metric.split()[0]][metric.split()[1]]) > ceiling
    ]
    assert high == []


def test_audits_keep_their_floors(scores: dict[str, Any]) -> None:
    everything = scores["briefs"]["all"]
    assert all(everything[metric] >= floor for metric, floor in FLOORS["audit"].items())


def test_no_more_than_one_true_sentence_in_twenty_is_flagged(scores: dict[str, Any]) -> None:
    everything = scores["briefs"]["all"]
    assert everything["false_alarms"] <= everything["clean_sentences"] / 20
