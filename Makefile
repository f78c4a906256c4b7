# Polyphonie. `make` alone explains what there is.
# Needed: Python 3.11 or newer, make, git. Nothing else; the rest is set up here, in .venv.
PY ?= python3
ARGS ?= -n 2 --dist loadfile
V := .venv
BIN := $(V)/bin
STAMP := $(V)/.ready
UV_VERSION := 0.13.9
export UV_SYSTEM_CERTS ?= 1
MO := polyphonie/config/locale/en/LC_MESSAGES/django.mo

.PHONY: help demo test check messages reference lock clean
.DEFAULT_GOAL := help

help: ## this page
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "make %-12s %s\n", $$1, $$2}'

demo: $(STAMP) $(MO) ## a living example on http://localhost:8000/demo/ (PORT=… changes it)
	$(BIN)/python -m polyphonie demo --port $${PORT:-8000}

test: $(STAMP) $(MO) ## every test; those in a browser run where Chromium is found
	$(BIN)/python -m pytest $(ARGS)

check: $(STAMP) $(MO) ## lint, types, the plan of the house, migrations, messages, reference
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.manage makemigrations --check --dry-run
	$(BIN)/python -m tools.manage check
	$(BIN)/python -m tools.messages check
	$(BIN)/python -m tools.reference check
	$(BIN)/python -m polyphonie guides check

messages: $(STAMP) ## gather the French sentences into the English catalogue, and compile it
	$(BIN)/python -m tools.messages update
	$(BIN)/python -m tools.messages compile

reference: $(STAMP) $(MO) ## write docs/reference anew
	$(BIN)/python -m tools.reference write

lock: $(STAMP) ## lock what we stand on, with hashes and without naming any host
	for x in base: "scale:--extra scale" "opensearch:--extra scale --extra opensearch" \
	  "dev:--extra scale --extra opensearch --group dev" "bench:--extra scale --extra opensearch --group dev --group bench"; do \
	  $(BIN)/uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --no-emit-find-links --no-header --no-annotate pyproject.toml $${x#*:} -o requirements/$${x%%:*}.txt; done
	! grep -nE 'https?://|--index|--find-links' requirements/*.txt

clean: ## forget what was set up; data in var/ stays
	rm -rf $(V) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(MO): $(STAMP) $(wildcard polyphonie/config/locale/*/LC_MESSAGES/*.po)
	$(BIN)/python -m tools.messages compile

$(STAMP): requirements/dev.txt
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: PY=/path/to/python3.11 make …"; exit 1; }
	@$(PY) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python’s venv module is missing: on Debian or Ubuntu, apt install python3-venv"; exit 1; }
	test -x $(BIN)/python || $(PY) -m venv $(V)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION) || true
	if [ -x $(BIN)/uv ]; then $(BIN)/uv pip sync --quiet --require-hashes --python $(BIN)/python requirements/dev.txt; \
	else $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt; fi
	touch $@
