# One command a habit. The first one run installs what all need into .venv.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
export OMP_NUM_THREADS ?= 2

.PHONY: help install report test lint format bench docs lock weights clean

help:            ## what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## */\t/' | expand -t 12

install: .venv/installed  ## .venv with the command sayso in it, exactly as requirements.lock says

.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("sayso needs Python 3.11 or later; say which: make PYTHON=...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

report: install  ## read examples/ferry and write ferry-report.html
	$(BIN)/sayso report examples/ferry -o ferry-report.html

test: install    ## all tests
	$(BIN)/python -m pytest

lint: install    ## style, types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: install  ## what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: install   ## every figure in the README and in bench/README.md
	for bench in bench/[a-z]*.py; do echo "== $$bench"; $(BIN)/python $$bench || exit 1; done

docs: install    ## docs/commands.md and docs/data-model.md, from the code
	$(BIN)/python docs/make_reference.py

lock: install    ## requirements.lock anew from pyproject.toml
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --extra dev --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --strip-extras --output-file requirements.lock pyproject.toml

weights:         ## how each model was made
	@cat training/README.md

clean:           ## everything that is not in git
	rm -rf .venv .mypy_cache .ruff_cache .hypothesis ferry-report.html
