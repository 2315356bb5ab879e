# The commands of this repository; `make` alone lists them.
#
# Everything is installed into .venv, from the lock files and nothing else. A mark in .venv says what is
# installed already, so a second run goes straight to work and a changed lock file is installed anew.
# What only the tests need of npm goes into tests/tools/node_modules, by a lock file of its own; the Node.js that
# fetches and runs it is in .venv too.

PYTHON ?= python3
PORT ?= 8000
UPGRADE ?=

BIN := .venv/bin
LOCKS := generator/locks
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check --no-input
INSTALL := $(PIP) install --require-hashes --requirement
TOOLS := tests/tools/node_modules
ELEVENTY := tests/bench/eleventy/node_modules

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve test test-all trees check format install screenshots measure bench how-fast lock clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: install ## Build the portal into site/
	@sh generator/machine.sh paper
	@$(BIN)/talkoot build
	@echo "The portal is in site/. To look at it, run: make serve"

serve: install ## Show the portal on this machine; what you save shows at once (PORT=8000)
	@$(BIN)/talkoot serve --port $(PORT)

test: .venv/installed-test $(TOOLS)/.package-lock.json ## Run everything that must hold before a change is published
	@sh generator/machine.sh browser
	@sh generator/machine.sh java
	@$(MAKE) --no-print-directory check
	@$(BIN)/python -m pytest -n 3 --dist loadscope

test-all: .venv/installed-test .venv/installed-bench $(TOOLS)/.package-lock.json $(ELEVENTY)/.package-lock.json ## Run in full what make test takes a part of: every page, however looked at (takes minutes)
	@sh generator/machine.sh browser
	@sh generator/machine.sh office
	@$(BIN)/python -m pytest -n 2 -m everywhere
	@$(BIN)/python -m pytest -m measured

trees: .venv/installed-test ## Renew what a screen reader hears on each kind of page (tests/browser/trees); read what changed
	@sh generator/machine.sh browser
	@TREES=renew $(BIN)/python -m pytest tests/browser/test_trees.py

check: .venv/installed-test $(TOOLS)/.package-lock.json ## Check format, types and content; the quick part of make test
	@echo "Checking format" && $(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet .
	@echo "Checking types" && $(BIN)/mypy --no-error-summary && $(BIN)/node $(TOOLS)/.bin/tsc --project tests/tools
	@echo "Checking content" && $(BIN)/talkoot check

format: .venv/installed-test ## Put the code into the house format
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

install: .venv/installed-site ## Make the environment .venv with what the site needs

screenshots: .venv/installed-test ## Take a picture of every kind of page, narrow and wide, light and dark
	@sh generator/machine.sh browser
	@sh generator/machine.sh paper
	@PYTHONPATH=tests $(BIN)/python -m browser.screenshots

measure: .venv/installed-test $(TOOLS)/.package-lock.json site ## Measure a visit: Lighthouse, weight, how fast filters answer (takes minutes)
	@sh generator/machine.sh browser
	@PYTHONPATH=tests $(BIN)/python -m browser.measure

bench: .venv/installed-bench $(ELEVENTY)/.package-lock.json ## Measure speed and memory beside other generators (takes many minutes)
	@sh generator/machine.sh browser
	@$(BIN)/python -m tests.bench 1000 10000

how-fast: .venv/installed-test .venv/installed-bench $(ELEVENTY)/.package-lock.json ## The same in full, with 100,000 records, and write the pages that tell it (takes hours)
	@sh generator/machine.sh browser
	@$(BIN)/python -m tests.bench 1000 10000 100000 --rounds 5 --photos 1000 --write
	@$(BIN)/python -m tests.bench.growing --write
	@TREES=renew $(BIN)/python -m pytest tests/browser/test_trees.py -k how-fast

lock: .venv/installed-lock ## Renew the lock files; UPGRADE=--upgrade takes newer versions
	@$(call compile,site) pyproject.toml --group build
	@$(call compile,test) pyproject.toml --group build --group test --constraint $(LOCKS)/site.txt
	@$(call compile,bench) pyproject.toml --group build --group bench --constraint $(LOCKS)/site.txt
	@$(call compile,lock) --group lock
	@echo "The lock files in $(LOCKS)/ are up to date."

clean: ## Remove everything that these commands have made
	rm -rf .venv $(TOOLS) $(ELEVENTY) .cache .site.talkoot site dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

# An environment whose Python has moved away or been upgraded is made anew.
ifneq ($(shell $(BIN)/python -c 'print("works")' 2>/dev/null),works)
.PHONY: .venv/pyvenv.cfg
endif

.venv/pyvenv.cfg:
	@echo "Making an environment in .venv"
	@PYTHON="$(PYTHON)" sh generator/machine.sh environment

# The project itself goes in without dependencies and without the network: the lock holds its build backend.
.venv/installed-site: $(LOCKS)/site.txt pyproject.toml .venv/pyvenv.cfg
	@echo "Installing what the site needs (a minute or so the first time)"
	@$(INSTALL) $<
	@$(PIP) install --no-deps --no-index --no-build-isolation --editable .
	@touch $@

.venv/installed-%: $(LOCKS)/%.txt .venv/installed-site
	@echo "Installing what make $* needs"
	@$(INSTALL) $<
	@touch $@

# npm notes at the end what it has installed.
$(TOOLS)/.package-lock.json: tests/tools/package-lock.json tests/tools/package.json tests/tools/.npmrc | .venv/installed-test
	@echo "Installing the tools that read pages and scripts"
	@$(BIN)/npm ci --prefix tests/tools --silent
	@touch $@

$(ELEVENTY)/.package-lock.json: tests/bench/eleventy/package-lock.json tests/bench/eleventy/package.json tests/bench/eleventy/.npmrc | .venv/installed-bench
	@echo "Installing Eleventy"
	@$(BIN)/npm ci --prefix tests/bench/eleventy --silent
	@touch $@

compile = $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock" $(UPGRADE) \
	--output-file $(LOCKS)/$(1).txt
