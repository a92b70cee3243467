# `make package` builds the data package, `make test` runs every check, `make docs` builds the site of the
# documentation. Each sets up what it needs in .venv, with uv where it is there, and is quick the second time.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEV := $(VENV)/.dev
PROOFS := .venv-proofs
TESTS ?=
JOBS ?= auto

.PHONY: package test lint format schema docs clean

package: $(READY)
	$(BIN)/broadsheet build

# The examples of one document build on each other, so a file stays in one process.

test: $(DEV) $(PROOFS)/.ready lint
	$(BIN)/broadsheet schema --check schema
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile $(TESTS)

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(DEV)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

schema: $(READY)
	$(BIN)/broadsheet schema --out schema

# The site lies in site/, to be opened from the disk or copied to any server. A warning is an error.

docs: $(DEV)
	$(BIN)/python -m sphinx --fail-on-warning --keep-going --quiet docs site

# An install is editable, so it goes stale only with pyproject.toml.

$(READY): pyproject.toml
	@test -x $(BIN)/python || if command -v uv >/dev/null; \
		then uv venv --quiet --python $(PYTHON) $(VENV); \
		else $(PYTHON) -m venv $(VENV); fi
	@$(call install,-e '.[page]')
	@touch $@

$(DEV): pyproject.toml $(READY)
	@$(call install,-e '.[all]' --group dev)
	@touch $@

# Two validators want older libraries than the rest, so they have an environment of their own.

$(PROOFS)/.ready: pyproject.toml
	@test -x $(PROOFS)/bin/python || $(PYTHON) -m venv $(PROOFS)
	@$(PROOFS)/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	@$(PROOFS)/bin/python -m pip install --quiet --group proofs-apart
	@touch $@

define install
if command -v uv >/dev/null; \
	then VIRTUAL_ENV=$(VENV) uv pip install --quiet $(1); \
	else $(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1' && $(BIN)/python -m pip install --quiet $(1); fi
endef

clean:
	rm -rf $(VENV) $(PROOFS) dist build site .hypothesis .mypy_cache .pytest_cache .ruff_cache
