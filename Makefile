# The two commands that matter: `make run` and `make test`. `make help` names the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 5000
WORKERS ?= 2
PYTEST_ARGS ?=
MATCHING_BENCH ?= ../shared/bench/matching
MATCHING_BENCH_ARGS ?=
SCHEDULING_BENCH ?= ../shared/bench/scheduling/instances
SCHEDULING_BENCH_ARGS ?= --pictures docs/algorithms/pictures
CATALOGUE := jobfair/translations/es/LC_MESSAGES/messages

export PORT

.PHONY: help setup setup-dev run demo test lint format types check bench-matching bench-scheduling bench-pages lock messages clean

help: ## Name what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /|/' | awk -F'|' '{printf "  make %-16s %s\n", $$1, $$2}'

setup: $(VENV)/.installed $(CATALOGUE).mo ## Install the program into .venv, make its secrets and its database
	@$(BIN)/jobfair setup

run: setup ## Serve the sample fair on localhost (PORT=5000); a second run keeps the data
	@$(BIN)/jobfair sample load
	@$(BIN)/jobfair sample links
	@exec $(BIN)/jobfair serve

demo: $(VENV)/.installed $(CATALOGUE).mo ## Show on the command line what comes of the sample spreadsheets
	@$(BIN)/jobfair try jobfair/sample

setup-dev: $(VENV)/.installed-dev $(CATALOGUE).mo

test: setup-dev ## Run the tests
	@$(BIN)/python -m pytest -n $(WORKERS) $(PYTEST_ARGS)

lint: setup-dev ## Check style and form
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: setup-dev ## Put style and form right
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: setup-dev ## Check types
	@$(BIN)/mypy

check: lint types ## All that has to hold before a change lands
	@$(BIN)/coverage erase
	@$(MAKE) --no-print-directory test PYTEST_ARGS="--cov --cov-report= $(PYTEST_ARGS)"
	@$(BIN)/coverage report --fail-under=95
	@$(BIN)/coverage report --fail-under=100 --include='jobfair/matching/*,jobfair/scheduling/*'

bench-matching: setup-dev ## Compare matching with its peers (MATCHING_BENCH_ARGS="--only speed" for a part); draws the picture of the docs
	@$(BIN)/python -m benchmarks.matching $(MATCHING_BENCH) $(MATCHING_BENCH_ARGS)

bench-scheduling: setup-dev ## Compare schedules, repairs and booths with their peers; draws the pictures of the docs
	@test -d $(SCHEDULING_BENCH) || { echo "There are no instances in $(SCHEDULING_BENCH); set SCHEDULING_BENCH=folder."; exit 1; }
	@OMP_NUM_THREADS=1 $(BIN)/python -m benchmarks.scheduling $(SCHEDULING_BENCH) $(SCHEDULING_BENCH_ARGS)
	@OMP_NUM_THREADS=1 $(BIN)/python -m benchmarks.repair $(SCHEDULING_BENCH)/state_1.json.gz
	@OMP_NUM_THREADS=1 $(BIN)/python -m benchmarks.booths

bench-pages: setup-dev ## Measure how soon a cheap phone on slow 3G shows each page for people who look for work
	@$(BIN)/python -m benchmarks.pages

messages: setup-dev ## Collect the sentences to translate into the Spanish catalogue
	@$(BIN)/pybabel -q extract -F babel.cfg -k N_ -k _l --no-location --omit-header --sort-output -o $(VENV)/messages.pot .
	@$(BIN)/pybabel -q update -i $(VENV)/messages.pot -l es -d jobfair/translations --no-fuzzy-matching --omit-header --ignore-obsolete

lock: setup-dev ## Lock the newest versions of requirements.in and requirements-dev.in
	@for name in requirements requirements-dev; do \
	  $(BIN)/pip-compile --quiet --upgrade --strip-extras --allow-unsafe --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o $$name.txt $$name.in && \
	  sed -i "1i # Locked from $$name.in by make lock." $$name.txt; done

clean: ## Remove what was installed; the data in instance/ stays
	rm -rf $(VENV) *.egg-info .pytest_cache .mypy_cache .ruff_cache

$(VENV)/.installed: requirements.txt setup.cfg
	@$(PYTHON) -c 'import sys; sys.exit("jobfair needs Python 3.11 or newer; set PYTHON=python3.x" if sys.version_info < (3, 11) else 0)'
	@echo "Installing into $(VENV) (a minute or two the first time) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.txt
	@echo "Installing what the tests need ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt -r requirements-dev.txt
	@touch $@

$(CATALOGUE).mo: $(CATALOGUE).po $(VENV)/.installed
	@$(BIN)/pybabel -q compile -d jobfair/translations
	@touch $@
