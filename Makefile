# Two are enough to know: `make run` and `make test`. Anything longer than a line is in scripts/ or crates/xtask.
.DEFAULT_GOAL := help
.PHONY: help run dev test lint browser bench setup register shape

help: ## says this
	@grep -E '^[a-z-]+: .*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## (.*)/  make \1\t\2/' | expand -t 22
run: ## builds Hootis, makes a demo space and serves it (PORT=8080, DATA=./data)
	@scripts/run
dev: ## serves a debug build on the same data, with backtraces
	@scripts/run --debug
test: ## everything that must pass: lint, the tests on both engines, the browser test
	@scripts/test
lint: ## formatting, clippy, tidy, licences and sources, shell scripts
	@scripts/lint
browser: ## the browser test alone, against the build that `make run` starts
	@scripts/browser
bench: ## measures: imports, pages, spaces, memory, equal times; writes docs/performance.md
	@scripts/bench
setup: ## installs what the others need and is missing
	@scripts/setup test
register: ## writes the public register from the policy declarations
	@cargo xtask register
shape: ## writes the shape of the databases on both engines, for review, after a migration was added
	@scripts/shape
