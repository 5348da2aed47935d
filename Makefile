# Everything from a fresh checkout: `make demo` and `make test` set up what they need themselves.
# ARGS goes to the command: make demo ARGS=--no-serve

VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)

.PHONY: demo run test test-quick lint bench accuracy lock wheel clean

demo: $(VENV)/.run
	@$(BIN)/onward demo $(ARGS)

run: $(VENV)/.run
	@$(BIN)/onward $(ARGS)

test: $(VENV)/.dev
	@tools/system-packages.sh
	$(BIN)/pytest -n 2 --dist worksteal $(ARGS)
	tools/with-postgresql.sh $(BIN)/pytest -n 2 --dist worksteal --database-only -m "not browser and not slow" $(ARGS)

# While working: no browser, nothing slow, SQLite only.
test-quick: $(VENV)/.dev
	$(BIN)/pytest -n 2 --dist worksteal -m "not browser and not slow" $(ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/module_sizes.py

bench: $(VENV)/.dev
	$(BIN)/python -m bench $(ARGS)

accuracy: $(VENV)/.dev
	$(BIN)/python -m bench.accuracy $(ARGS)

# Renew the pinned versions and their hashes from pyproject.toml.
lock: $(VENV)/.dev
	$(BIN)/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--group build -o requirements/run.txt pyproject.toml
	$(BIN)/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--group build --group dev --extra hosted -c requirements/run.txt -o requirements/dev.txt pyproject.toml

wheel: $(VENV)/.dev
	rm -rf build
	$(BIN)/pip wheel -q --no-deps --no-build-isolation --no-index -w dist .

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache

# The environment: a second call finds the stamp and does nothing.
$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Onward needs Python 3.11 or newer; none was found." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing; on Debian it is the package python3-venv." >&2; exit 1; }

$(VENV)/.run: requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "Setting up the environment in $(VENV) …" >&2
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@
