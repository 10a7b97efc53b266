# Two commands do it all: `make run` and `make test`. The others are listed by `make help`.
.DEFAULT_GOAL := help
.PHONY: help run test check bench crash-test screenshots

help: ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: ## start the app and its worker on http://localhost:$PORT (8000)
	@scripts/bootstrap run && exec scripts/run

test: ## the suite on SQLite and on PostgreSQL, then in a real browser
	@scripts/bootstrap dev && exec scripts/test

check: ## format, lint, types, dependency rules, templates, translations
	@scripts/bootstrap dev && exec scripts/check

bench: ## measure against the budgets and write benchmarks/results.md
	@scripts/bootstrap dev && exec .venv/bin/python -m benchmarks

crash-test: ## kill real processes in the middle of their work
	@scripts/bootstrap dev && . scripts/browser && . scripts/firefox && exec .venv/bin/python -m pytest -m crash tests/crash

screenshots: ## photograph every screen into docs/screenshots
	@scripts/bootstrap dev && . scripts/browser && exec .venv/bin/python -m scripts.screenshots
