# The targets are the documentation: `make` lists them.
# Everything is installed from uv.lock into .venv; only Python 3.11+ and make are needed to begin with.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup run test check format bench docs lock clean

PYTHON ?= python3
UV := $(shell command -v uv || echo .uv/bin/uv)
BIN := .venv/bin

help:  ## List the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: .venv/.synced  ## Install everything into .venv, from the lock

run: setup  ## Start Postgres, the sample newsroom and Airflow; Ctrl-C stops them all
	@$(BIN)/marsad up

test: setup  ## Run every test
	@$(BIN)/pytest -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder

check: setup  ## Style, types, layers, SQL, YAML, compose files, generated files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint --disable-progress-bar -q sql
	$(BIN)/yamllint --strict .
	$(BIN)/python scripts/requirements.py --check
	$(BIN)/python scripts/reference.py --check
	$(BIN)/docker-compose -f docker-compose.yml --env-file .env.example config -q

format: setup  ## Rewrite what a formatter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/sqlfluff fix --disable-progress-bar -q sql

bench: setup  ## Measure; prints the ratios of docs/reference/benchmarks.md
	@for script in benchmarks/bench_*.py; do $(BIN)/python $$script || exit 1; done

docs: setup  ## Rewrite the generated pages of docs/reference
	$(BIN)/python scripts/reference.py

lock: $(UV)  ## Take the newest versions that pyproject.toml allows
	$(UV) lock --upgrade
	$(BIN)/python scripts/requirements.py

clean:  ## Remove the environment and everything `make run` keeps
	rm -rf .venv .uv .marsad

.uv/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv .uv
	@.uv/bin/pip install --quiet --disable-pip-version-check uv

# Bytecode is compiled while installing: each of Airflow's processes would otherwise compile its imports anew.
.venv/.synced: pyproject.toml uv.lock | $(UV)
	@echo "installing from uv.lock into .venv"
	@UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy $(UV) sync --frozen --all-extras --quiet --python $(PYTHON)
	@touch $@
