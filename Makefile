# The door to this module. `make` alone prints what it can do.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

# Tools are pinned in a module file of their own, so that none of them shows up in go.mod.
# The first use builds them, later uses come from the build cache.
TOOL := go tool -modfile=openapi/tools.mod

# The other supported Go release. The go command fetches it by itself.
GO_NEXT ?= go1.27.4

FUZZTIME ?= 30s

# What `go generate` writes. A stale one fails `make test`.
GENERATED := gen openapi/normalized.json openapi/openapi.lock.json

# In CI a result from the cache is no result.
GO_TEST_FLAGS ?= $(if $(filter true,$(CI)),-count=1)

# Reads `go test -v`: a package that passes shows its skips and its closing line, a package
# that fails shows everything it said.
define TEST_READER
/^=== (RUN|PAUSE|CONT|NAME)/ { next }
/^ok[ \t]/   { for (i = 0; i < n; i++) if (line[i] ~ /SKIP/) print line[i]; n = 0; print; fflush(); next }
/^\?[ \t]/   { n = 0; print; fflush(); next }
/^FAIL[ \t]/ { for (i = 0; i < n; i++) if (line[i] !~ /^ *--- PASS/) print line[i]; n = 0; print; fflush(); next }
{ line[n++] = $$0 }
END { for (i = 0; i < n; i++) if (line[i] !~ /^ *--- PASS/) print line[i] }
endef
export TEST_READER

.PHONY: help
help: ## Print this list
	@echo 'usage: make TARGET'
	@echo
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  %-10s %s\n", $$1, $$2 }'

.PHONY: run
run: ## Run the quickstart: no key needed, SEAM_API_KEY=... talks to Seam (ARGS="-h" explains)
	@go run ./wrapper/examples/quickstart $(ARGS)

.PHONY: test
test: need-node fmt-check vet spec-check fresh lint unit unit-next fuzz-ci ## Run every check: format, vet, document, generation, lint, tests

.PHONY: unit
unit:
	@echo '--> go test -race ./...'
	@go test -race -v $(GO_TEST_FLAGS) ./... | awk "$$TEST_READER"

# CI also tests with the other supported Go release.
.PHONY: unit-next
unit-next:
ifeq ($(CI),true)
	@echo '--> go test ./... with $(GO_NEXT)'
	@GOTOOLCHAIN=$(GO_NEXT) go test -v $(GO_TEST_FLAGS) ./... | awk "$$TEST_READER"
endif

# Tests that need Node skip without it, and say so. CI may not skip them.
.PHONY: need-node
need-node:
ifeq ($(CI),true)
	@command -v node >/dev/null || { echo 'node is not installed: CI needs it, because tests that use it would skip' >&2; exit 1; }
endif

.PHONY: generate
generate: ## Write gen/ and openapi/normalized.json again, from openapi/openapi.json
	@echo '--> go generate ./...'
	@go generate ./...

# Compares with what stood there before, not with a commit: it works in a dirty tree too.
.PHONY: fresh
fresh:
	@before=$$(mktemp -d); after=$$(mktemp -d); trap 'rm -rf "$$before" "$$after"' EXIT; \
	for f in $(GENERATED); do if [ -e "$$f" ]; then cp -R "$$f" "$$before/"; fi; done; \
	$(MAKE) generate; \
	for f in $(GENERATED); do \
		[ -e "$$f" ] || { echo "make generate did not write $$f" >&2; exit 1; }; \
		cp -R "$$f" "$$after/"; \
	done; \
	stale=$$(diff -rq "$$before" "$$after") || { \
		echo "$$stale" | sed -e "s|$$before|before|g" -e "s|$$after|generated|g" >&2; \
		echo 'generated files were stale; make generate has written them again: look at them and commit them' >&2; \
		exit 1; \
	}

# Built first: go run adds a line of its own to a failure.
.PHONY: spec
spec: ## Fetch the document again (FROM=npm:@seamapi/types@VERSION or FROM=path.json; default: Seam)
	@bin=$$(mktemp -d); trap 'rm -rf "$$bin"' EXIT; \
	go build -o "$$bin/spec" ./openapi/cmd/spec; \
	"$$bin/spec" fetch $(if $(FROM),-from '$(FROM)')
	@echo 'Now run: make generate'

.PHONY: spec-check
spec-check:
	@echo '--> spec check'
	@go run ./openapi/cmd/spec check

.PHONY: fmt
fmt: ## Format the code
	@gofmt -l -w .

.PHONY: fmt-check
fmt-check:
	@echo '--> gofmt'
	@unformatted=$$(gofmt -l .); [ -z "$$unformatted" ] || { echo "not formatted, run make fmt:" >&2; echo "$$unformatted" >&2; exit 1; }

.PHONY: lint
lint: ## Run golangci-lint (the first run builds it, which takes a minute or two)
	@echo '--> golangci-lint'
	@$(TOOL) golangci-lint run ./...

.PHONY: vet
vet: ## Run go vet
	@echo '--> go vet'
	@go vet ./...

.PHONY: fuzz
fuzz: ## Run every fuzz target for FUZZTIME (default 30s) each
	@go list -f '{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}}{{end}}' ./... | while read -r pkg; do \
		targets=$$(go test -list '^Fuzz' "$$pkg" </dev/null | { grep '^Fuzz' || true; }); \
		for target in $$targets; do \
			echo "--> $$pkg $$target"; \
			go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) "$$pkg" </dev/null; \
		done; \
	done

# The seeds and what fuzzing has found before run with every `make test`; CI also looks for more.
.PHONY: fuzz-ci
fuzz-ci:
ifeq ($(CI),true)
	@$(MAKE) fuzz
endif

# A compiler flag that means nothing, new each time, makes the go command compile gen again and
# nothing else (-a would compile the standard library too).
.PHONY: size
size: ## Measure gen/ (lines, compile time, memory) and what package seam pulls in
	@printf 'lines in gen/:     '; cat gen/*.go | wc -l
	@go build ./gen
	@build=(go build -gcflags="$$(go list ./gen)=-D=size-$$$$-$$RANDOM" ./gen); \
	if /usr/bin/time -f '' true 2>/dev/null; then \
		/usr/bin/time -f 'compile gen/:      %e s, peak %M KiB' "$${build[@]}"; \
	else \
		TIMEFORMAT='compile gen/:      %R s (no /usr/bin/time -f here: memory not measured)'; time "$${build[@]}"; \
	fi
	@self=$$(go list -m); \
	modules=$$(go list -deps -f '{{with .Module}}{{.Path}} {{.Version}}{{end}}' ./wrapper | sort -u | { grep -v "^$$self " || true; }); \
	printf 'modules of seam:   '; printf '%s' "$${modules:+$$modules$$'\n'}" | wc -l; \
	printf '%s' "$${modules:+$$modules$$'\n'}" | sed 's/^/  /'

.PHONY: clean
clean: ## Remove built programs, profiles and cached test results
	@rm -rf bin
	@find . -type f \( -name '*.test' -o -name '*.prof' -o -name '*.out' \) -not -path './.git/*' -delete
	@go clean -testcache
