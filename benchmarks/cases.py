"""Reports and audits of every case under a folder, then the folder's own scorer.

usage: python benchmarks/cases.py CASES [--scorer score.py] [--out DIR] [--json]

CASES holds one folder a case with its articles and a `gold.json`; briefs to audit are named
`brief_<case>_<x>.txt` in any folder that has no articles of its own. Prints what
the scorer prints: `CASES/score.py`, unless another is named.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from communique.config import settings
from communique.exchange import audit_to_dict, report_to_dict
from communique.pipeline import make_audit, make_report


def run(cases: Path, out: Path) -> None:
    """Write `<case>.json` for every case and `<brief>.json` for every brief into `out`."""
    briefs = sorted(cases.glob("*/brief_*.txt"))
    for gold in sorted(cases.glob("*/gold.json")):
        folder = gold.parent
        if any(b.parent == folder for b in briefs):
            continue
        report = make_report([folder], settings=settings())
        _write(out / f"{folder.name}.json", report_to_dict(report))
        for brief in briefs:
            if brief.stem.split("_")[1] == folder.name:
                audit, _ = make_audit(brief.read_text(encoding="utf-8"), [folder], settings=settings())
                _write(out / f"{brief.stem}.json", audit_to_dict(audit))


def _write(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")


def main() -> int:
    """Run and score; the scorer's exit code."""
    parser = argparse.ArgumentParser(description="score the cases under a folder")
    parser.add_argument("cases", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    out = args.out or Path(tempfile.mkdtemp(prefix="communique-cases-"))
    out.mkdir(parents=True, exist_ok=True)
    run(args.cases, out)
    scorer = args.scorer or args.cases / "score.py"
    command = [sys.executable, str(scorer), "--all", str(args.cases), "--reports", str(out)]
    return subprocess.run(command + (["--json"] if args.json else []), check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
