# What a newcomer runs: `make demo` and `make test`. Everything else is for those who work on the code.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
DEV := $(VENV)/.ready-dev

.PHONY: setup demo test check format bench lock clean

setup: $(STAMP)

$(STAMP): requirements.txt requirements-build.txt pyproject.toml
	@$(PYTHON) -c 'import sys; ok = (3, 11) <= sys.version_info[:2] <= (3, 13); sys.exit(0 if ok else "Dailies needs Python 3.11, 3.12 or 3.13; this is " + sys.version.split()[0] + ". Say which: make PYTHON=python3.12 ...")'
	@echo "Setting up (the first time takes a minute or two) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "  libraries, from the lock ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt -r requirements-build.txt
	@echo "  dailies itself ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements-dev.txt $(STAMP)
	@echo "Setting up what the tests need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.txt
	@touch $@

# CAMERA=omni or CAMERA=veo: takes roll on the real model, with the key or project of the environment.
# ONCE=1: play the scene in a fresh folder on free ports, print one JSON line, and end.
demo: $(STAMP)
	@$(if $(CAMERA),DAILIES_CAMERA=$(CAMERA)) $(BIN)/dailies demo $(if $(ONCE),--once) $(if $(DATA),--data $(DATA)) $(if $(PORT),--port $(PORT))

# Bytecode is kept, whatever the environment says: the suite starts some hundred processes on the same modules.
test: $(DEV)
	@$(BIN)/python -m tests.chromium
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

check: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(DEV)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(DEV)
	$(BIN)/python -m bench

lock: $(DEV)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml --output-file requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml --group dev --constraint requirements.txt --output-file requirements-dev.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --group build --constraint requirements-dev.txt --output-file requirements-build.txt

clean:
	rm -rf $(VENV) .dailies build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
