# Everything a person needs to run, check and build JoinedUp. `make` alone lists it.

.DEFAULT_GOAL := help
.PHONY: help setup demo test check docs reference assets pictures bench clean

VENV := .venv/bin
SOURCES := joinedup tests benchmarks docs

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Make .venv with everything in requirements.lock
	@scripts/setup.sh

demo: setup ## Make the fictional county, run everything on it and open it in the web application (SERVE=0: do not open)
	@scripts/debian_packages.sh pdf
	@$(VENV)/joinedup demo demo/ $(if $(filter 0,$(SERVE)),,--serve)

test: setup ## Run every test
	@scripts/debian_packages.sh pdf browser postgres
	@$(VENV)/pytest -n 2 -rfEs

check: setup ## Check format, lint, types and layers; all are run, whichever fails
	@failed=0; \
	for tool in "ruff format --check $(SOURCES)" "ruff check $(SOURCES)" mypy lint-imports; do \
		echo "$$tool"; $(VENV)/$$tool || failed=1; \
	done; exit $$failed

reference: setup ## Write docs/reference/ anew from the declarations
	@$(VENV)/python docs/make_reference.py

assets: ## Compile the look of the web application anew; needs Node.js
	@scripts/build_assets.sh

docs: setup ## Build the manual into manual/
	@$(VENV)/sphinx-build -q -W --keep-going -b html docs manual
	@echo "The manual is in manual/index.html"

pictures: setup ## Take the pictures of the web application for the manual anew
	@$(VENV)/python docs/make_pictures.py

bench: setup ## Run the benchmarks
	@for benchmark in benchmarks/*.py; do $(VENV)/python "$$benchmark" || exit 1; done

clean: ## Remove what the other targets made, except .venv
	rm -rf build dist demo manual .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
