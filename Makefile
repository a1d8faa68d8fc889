# Proeftuin. `make help` lists the targets.
SHELL := /bin/sh
.DEFAULT_GOAL := help
export PATH := $(CURDIR)/.tools/node/bin:$(PATH)
NODE := node --disable-warning=ExperimentalWarning

.PHONY: help setup setup-test images demo try test test-full test-unit test-engines test-line test-cluster conformance detection bench docs lint

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | awk -F'|' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: ## bring what a fresh Debian 12 lacks: engine, image tools, Node 24, dependencies
	@sh scripts/setup.sh
	@./proeftuin --version >/dev/null

setup-test: ## the same for the tests: Docker Engine, a browser, an image registry
	@SETUP=test sh scripts/setup.sh
	@./proeftuin --version >/dev/null

images: setup ## build the lab's own images (cached by content), with their sizes
	@$(NODE) control-plane/src/images/make.ts

demo: setup ## set everything up and try verhuisloket, good and with five defects
	@$(NODE) scripts/demo.ts

test: setup-test ## all suites, a seeded part of the long ones: at most 20 minutes on two cores
	@$(NODE) scripts/test.ts

test-full: setup-test ## all suites, all cases
	@$(NODE) scripts/test.ts --full

test-unit: setup-test ## types, lint and unit tests
	@$(NODE) scripts/test.ts --suite types --suite biome --suite knip --suite unit

test-engines: setup-test ## the contract suites on real engines and a cluster
	@$(NODE) scripts/test.ts --suite engines --suite cluster

test-line: setup-test ## whole trials
	@$(NODE) scripts/test.ts --suite line

test-cluster: setup-test ## contract suites and whole trials on a Kubernetes cluster
	@$(NODE) scripts/test.ts --suite cluster

conformance: setup-test ## every answer of the municipality by its schema or shape, all profiles: at most 15 minutes on two cores
	@$(NODE) scripts/conformance.ts

detection: setup-test ## every planted defect: detected, missed, false alarms
	@$(NODE) control-plane/src/detection/main.ts

bench: setup-test ## measure; writes bench/results.json
	@$(NODE) bench/run.ts

docs: setup ## write the generated references in docs/
	@$(NODE) scripts/docs.ts

lint: setup ## mend what Biome can mend
	@node_modules/.bin/biome check --write .
