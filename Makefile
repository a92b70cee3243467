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

.PHONY: package test lint pytest format schema docs clean

# Libraries are compiled when they are first used, which is a small part of them, and not when they are installed: so
# Python must be allowed to keep what it compiled.

unexport PYTHONDONTWRITEBYTECODE

package: $(READY)
	$(BIN)/broadsheet build

# With -j2 both run side by side, and so do the two installs before them.

test: lint pytest

# The examples of one document build on each other, so a file stays in one process.

pytest: $(DEV) $(PROOFS)/.ready
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
		else $(PYTHON) -m venv $(VENV) && $(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'; fi
	@$(call install,$(BIN)/python,-e '.[page]')
	@touch $@

$(DEV): pyproject.toml $(READY)
	@$(call install,$(BIN)/python,-e '.[all]' --group dev)
	@touch $@

# Two validators want older libraries than the rest, so they have an environment of their own.

$(PROOFS)/.ready: pyproject.toml $(READY)
	@test -x $(PROOFS)/bin/python || $(PYTHON) -m venv --without-pip $(PROOFS)
	@$(call install,$(PROOFS)/bin/python,--group proofs-apart)
	@touch $@

define install
if command -v uv >/dev/null; \
	then uv pip install --quiet --python $(1) $(2); \
	else $(BIN)/python -m pip --python $(1) install --quiet --no-compile $(2); fi
endef

clean:
	rm -rf $(VENV) $(PROOFS) dist build site .hypothesis .mypy_cache .pytest_cache .ruff_cache
