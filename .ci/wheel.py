"""Builds the wheel, compares what it holds with the tree, and runs it from a folder of its own.

The editable install finds its data files in the tree; only this shows that a user's install does.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"


def main() -> None:
    """Exit with 1 and the names of the missing files if the wheel is not whole."""
    with tempfile.TemporaryDirectory() as folder:
        build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
        subprocess.run([*build, "--wheel-dir", folder, str(ROOT)], check=True)
        (wheel,) = Path(folder).glob("*.whl")
        unpacked = Path(folder) / "unpacked"
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(unpacked)
        expected = {
            path.relative_to(SOURCE).as_posix()
            for path in (SOURCE / "communique").rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        held = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
        missing = sorted(expected - held)
        if missing:
            sys.exit("the wheel lacks:\n" + "\n".join(missing))
        # -P and PYTHONPATH: the package of the wheel, not the editable one.
        python = [sys.executable, "-P"]
        environment = {**os.environ, "PYTHONPATH": str(unpacked)}
        where = [*python, "-c", "import communique; print(communique.__file__)"]
        found = subprocess.run(
            where, check=True, cwd=folder, env=environment, capture_output=True, text=True
        ).stdout
        if not found.startswith(str(unpacked)):
            sys.exit(f"this is not the wheel's package: {found}")
        demo = [*python, "-m", "communique", "demo", "--output", "out", "--json"]
        subprocess.run(demo, check=True, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
        pages = sorted(path.name for path in (Path(folder) / "out").iterdir())
        print(f"{wheel.name}: {len(expected)} files, all there; its demo writes {', '.join(pages)}")


if __name__ == "__main__":
    main()
