"""Rules of the house that no linter knows. Each test names all offenders at once."""

import ast
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src" / "communique"
MODULES = {p.relative_to(SOURCE).as_posix(): p.read_text(encoding="utf-8") for p in SOURCE.rglob("*.py")}
TABLES = {p.relative_to(SOURCE).as_posix(): p.read_text(encoding="utf-8") for p in SOURCE.rglob("*.tsv")}
NO_NAMES = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}
MOST_LINES = 400
GLOSSARY = "records.py"  # every noun in one place, however many there are


def public_without_docstring(body, inside=""):
    """Names of public functions, classes and methods of public classes that have no docstring."""
    for node in body:
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        if node.name.startswith("_"):
            continue
        if not ast.get_docstring(node):
            yield inside + node.name
        if isinstance(node, ast.ClassDef):
            yield from public_without_docstring(node.body, f"{inside}{node.name}.")


def test_a_modules_name_says_what_it_is_for():
    assert [name for name in MODULES if NO_NAMES & set(Path(name).stem.split("_"))] == []


def test_a_module_is_short_enough_to_be_read():
    long = {name: len(text.splitlines()) for name, text in MODULES.items() if name != GLOSSARY}
    assert {name: lines for name, lines in long.items() if lines > MOST_LINES} == {}


def test_every_module_and_everything_public_in_it_has_a_docstring():
    missing = []
    for name, text in MODULES.items():
        module = ast.parse(text)
        if module.body and not ast.get_docstring(module) and name != "__init__.py":
            missing.append(name)
        missing += [f"{name}: {found}" for found in public_without_docstring(module.body)]
    assert sorted(missing) == []


def test_a_table_says_at_its_head_what_it_holds():
    assert [name for name, text in TABLES.items() if not text.startswith("# ")] == []


def test_no_table_is_empty():
    rows = {name: [li for li in text.splitlines() if li and li[0] != "#"] for name, text in TABLES.items()}
    assert [name for name, found in rows.items() if not found] == []


def test_no_file_names_a_machine():
    traces = ("/home/", "/root/", "/Users/", "/work/", "C:\\Users")
    texts = {**MODULES, **TABLES}
    assert [name for name, text in texts.items() if any(trace in text for trace in traces)] == []


def test_the_commands_are_those_of_the_design_and_no_more():
    from communique.cli import app

    names = [c.name or c.callback.__name__ for c in app.registered_commands]
    names += [g.name for g in app.registered_groups]
    record = ["add", "stories", "story", "claims", "quotes", "pledges", "search", "changes"]
    assert names == [
        "demo",
        "report",
        "brief",
        "audit",
        *record,
        "timeline",
        "relation",
        "scenario",
        "serve",
        "doctor",
        "judge",
    ]
