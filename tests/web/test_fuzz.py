"""Schemathesis over the whole interface, in process: every check that it has, cases by a fixed seed.

`FUZZ_EXAMPLES=500 pytest tests/web/test_fuzz.py` (or `make fuzz`) looks longer.
"""

import os
import shutil
from collections import Counter

import pytest

schemathesis = pytest.importorskip("schemathesis", reason="no schemathesis here: make test installs it")

from schemathesis.config import SchemathesisConfig  # noqa: E402
from schemathesis.engine import events, from_schema  # noqa: E402

from communique.config import Settings  # noqa: E402
from communique.web import Serving, create_app  # noqa: E402

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "2"))
SEED = int(os.environ.get("FUZZ_SEED", "20260311"))
CHECKS = {
    "allow_header_conformance",
    "content_type_conformance",
    "ensure_resource_availability",
    "missing_required_header",
    "negative_data_rejection",
    "not_a_server_error",
    "positive_data_acceptance",
    "response_headers_conformance",
    "response_schema_conformance",
    "status_code_conformance",
    "unsupported_method",
    "use_after_free",
}
CONFIG = """
seed = {seed}
continue-on-failure = true
request-timeout = 60
[generation]
max-examples = {examples}
"""


@pytest.fixture
def described(record_path, tmp_path, monkeypatch):
    """The interface over a copy of the sample's record. Uploads are taken in; reading them is tested
    elsewhere, and would keep a core busy here."""
    monkeypatch.setattr("communique.web.importing.Imports._run", lambda imports, job: None)
    path = tmp_path / "r.db"
    shutil.copy(record_path, path)
    app = create_app(Serving(path, names=("testserver",), settings=Settings(fast=True)))
    config = SchemathesisConfig.from_str(CONFIG.format(seed=SEED, examples=EXAMPLES))
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, config=config)


def failures(recorder):
    for nodes in recorder.checks.values():
        for node in nodes:
            if node.failure_info is not None:
                told, sample = node.failure_info.failure.message, node.failure_info.code_sample
                yield f"{recorder.label}: {node.name}", f"{told[:300]}\n{sample[:500]}"


@pytest.mark.slow
def test_schemathesis_finds_nothing(described):
    found, done, checked = {}, Counter(), set()
    for event in from_schema(described).execute():
        if isinstance(event, events.ScenarioFinished):
            done[event.phase.value] += len(event.recorder.interactions)
            checked |= {node.name for nodes in event.recorder.checks.values() for node in nodes}
            found = dict(failures(event.recorder)) | found  # one of a kind is enough to read
        elif isinstance(event, events.NonFatalError):
            found.setdefault(event.label, str(event.info))
    assert found == {}
    assert set(done) == {"examples", "coverage", "fuzzing", "stateful"}
    assert done["coverage"] > 1000
    assert done["fuzzing"] > 40
    assert checked >= CHECKS - {"response_headers_conformance", "missing_required_header"}
