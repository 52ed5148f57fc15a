# Communiqué: everything a developer or a new user runs. Needs Python 3.11 or newer and make.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
OUT    ?= out
TASK   ?= cases
BENCH  ?= ../shared/bench
EXAMPLES ?= 300

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

# A stamp is named by the digest of what was installed: while lock and metadata stay the same,
# nothing is installed again; once they change, everything that must be is.
digest = $(shell cat $(1) pyproject.toml 2>/dev/null | cksum | tr ' ' '-')
BASE := $(VENV)/.base-$(call digest,requirements.lock)
DEV  := $(VENV)/.dev-$(call digest,requirements-dev.lock)

.PHONY: help demo test browser pictures fuzz lint types contracts wheel bench train lock format clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

demo: $(BASE)  ## report and brief of the bundled sample; prints the path of report.html
	@$(BIN)/communique demo --output $(OUT)

test: $(DEV) browser  ## all tests
	@$(BIN)/python -m pytest $(ARGS)

fuzz: $(DEV)  ## the interface asked at length by schemathesis: make fuzz [EXAMPLES=300]
	@FUZZ_EXAMPLES=$(EXAMPLES) $(BIN)/python -m pytest tests/web/test_fuzz.py

browser:  # Chromium for the tests of the desk, where it is missing and may be installed
	@for one in chromium chromium-browser google-chrome; do command -v $$one >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	echo "Installing Chromium for the tests in a browser (once)"; apt-get install -y -qq chromium >/dev/null 2>&1; fi; \
	command -v chromium >/dev/null || \
	echo "NO BROWSER: the tests of the desk in a browser are skipped; install Chromium (apt-get install chromium)" >&2

pictures: $(DEV) browser  ## the pictures of the desk in docs, made by the journeys of its tests; needs chromium
	@COMMUNIQUE_PICTURES=docs/pictures $(BIN)/python -m pytest tests/web/journeys/test_journeys.py

lint: $(DEV)  ## ruff: rules and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(DEV)  ## mypy, strict, over src
	@$(BIN)/mypy --strict src

contracts: $(DEV)  ## import-linter: who may import whom
	@$(BIN)/lint-imports

wheel: $(DEV)  ## the wheel builds, holds its data files and runs from there
	@$(BIN)/python .ci/wheel.py

bench: $(DEV)  ## figures over a folder of development data: make bench TASK=cases|attribution|modality|events|copies|stories|verify|briefs|timelines BENCH=folder
	@$(BIN)/python benchmarks/$(TASK).py $(BENCH)/$(TASK)

train: $(DEV)  ## a model anew, an hour or more on one core: make train TASK=reader|entailment BENCH=folder
	@test -x $(VENV)-train/bin/python || $(PYTHON) -m venv $(VENV)-train
	@$(VENV)-train/bin/python -m pip install --quiet --require-hashes -r requirements.lock
	@$(VENV)-train/bin/python -m pip install --quiet -r training/requirements.txt
	@PYTHONPATH=src:. OMP_NUM_THREADS=1 $(VENV)-train/bin/python -m training.$(TASK).train --bench $(BENCH) --out $(OUT)/$(TASK) $(ARGS)

format: $(DEV)  ## put the code into shape
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

lock: $(BIN)/python  ## compile both locks anew
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile pyproject.toml --group build $(LOCKING) --output-file requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --group build --extra dev $(LOCKING) --output-file requirements-dev.lock

LOCKING := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

clean:  ## remove all that was made here
	rm -rf $(VENV) $(OUT) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Communiqué needs Python 3.11 or newer; name one with PYTHON=... make ...")'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

# The package itself needs no download: its build tools are in the lock.
define install
	@echo "Installing $(1) into $(VENV) (once)"
	@$(BIN)/python -m pip install --quiet --require-hashes -r $(1)
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@rm -f $(VENV)/.$(2)-* && touch $@
endef

$(BASE): | $(BIN)/python
	$(call install,requirements.lock,base)

# The development lock holds the base lock whole, so it serves for both.
$(DEV): | $(BIN)/python
	$(call install,requirements-dev.lock,dev)
	@touch $(BASE)
