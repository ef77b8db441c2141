# The door to this module. `make` alone prints what it can do.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

# One after the other, with -j too: fresh writes gen/ again, which others compile.
.NOTPARALLEL:

# Tools are pinned in a module file of their own, so that none of them shows up in go.mod.
# The first use builds them, later uses come from the build cache.
TOOL := go tool -modfile=openapi/tools.mod

# The other supported Go release. The go command fetches it by itself.
GO_NEXT ?= go1.27.4

# Which fuzz targets run, and for how long. CI takes those that read what arrives from outside.
FUZZ ?= ^Fuzz
FUZZTIME ?= 30s
FUZZ_CI := ^Fuzz(Answers?|Credential|ErrorBody|Literal|Timestamp|Union|WebhookHeaders)$$$$
FUZZ_LEAST := 1

# What `go generate` writes. A stale one fails `make test`.
GENERATED := gen openapi/normalized.json openapi/openapi.lock.json

# In CI a result from the cache is no result.
GO_TEST_FLAGS ?= $(if $(filter true,$(CI)),-count=1)

# Reads `go test -v`: a package that passes shows its skips and its closing line, a package
# that fails shows everything it said. What a test counted, in a line "tally WHAT COUNT", goes
# into a table at the end.
define TEST_READER
/^tally /    { count = $$NF; sub(/^tally /, ""); sub(/ [^ ]+$$/, ""); if (!($$0 in counts)) names[rows++] = $$0; counts[$$0] = count; next }
/^=== (RUN|PAUSE|CONT|NAME)/ { next }
/^ok[ \t]/   { for (i = 0; i < n; i++) if (line[i] ~ /SKIP/) print line[i]; n = 0; print; fflush(); next }
/^\?[ \t]/   { n = 0; print; fflush(); next }
/^FAIL[ \t]/ { for (i = 0; i < n; i++) if (line[i] !~ /^ *--- PASS/) print line[i]; n = 0; print; fflush(); next }
{ line[n++] = $$0 }
END {
	for (i = 0; i < n; i++) if (line[i] !~ /^ *--- PASS/) print line[i]
	if (rows) print ""
	for (i = 0; i < rows; i++) printf "%-44s %9d\n", names[i], counts[names[i]]
}
endef
export TEST_READER

.PHONY: help
help: ## Print this list
	@echo 'usage: make TARGET'
	@echo
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  %-15s %s\n", $$1, $$2 }'

.PHONY: run
run: ## Run the quickstart: no key needed, SEAM_API_KEY=... talks to Seam (ARGS="-h" explains)
	@go run ./wrapper/examples/quickstart $(ARGS)

# provision is a module of its own: its database drivers are no dependencies of this one.
PROVISION := wrapper/examples/provision

.PHONY: provision
provision: ## Play 500 bookings on a fake Seam, with two workers and kill -9 (ARGS="-h" explains)
	@bin=$$(mktemp -d); trap 'rm -rf "$$bin"' EXIT; \
	go -C $(PROVISION) build -o "$$bin/provision" ./cmd/provision; \
	"$$bin/provision" demo $(ARGS)

.PHONY: provision-proof
provision-proof: ## Prove that each guest gets exactly one: 10 seeds with 5 kills, on SQLite and PostgreSQL (minutes)
	@PROOF_SEEDS=10 PROOF_BOOKINGS=300 PROOF_KILLS=5 \
		go -C $(PROVISION) test -count=1 -timeout 60m -v -run 'Exactly|Naive' .

.PHONY: test
test: need-node fmt-check vet spec-check fresh api lint unit unit-next fuzz-ci ## Run every check: format, vet, document, generation, API, lint, tests

# One goroutine that reads a large document again and again: the race detector would take minutes
# to find nothing.
UNRACED := openapi/normalize

.PHONY: unit
unit:
	@echo '--> go test -race ./... (without -race: $(UNRACED))'
	@{ go test -race -v $(GO_TEST_FLAGS) $$(go list ./... | grep -v '$(UNRACED)$$'); \
	   go test -v $(GO_TEST_FLAGS) ./$(UNRACED); } | awk "$$TEST_READER"

# CI also tests with the other supported Go release, but what does not depend on it only once.
.PHONY: unit-next
unit-next:
ifeq ($(CI),true)
	@echo '--> go test -short ./... with $(GO_NEXT)'
	@GOTOOLCHAIN=$(GO_NEXT) go test -short -v $(GO_TEST_FLAGS) ./... | awk "$$TEST_READER"
endif

# Tests that need Node skip without it, and say so. CI may not skip them.
.PHONY: need-node
need-node:
ifeq ($(CI),true)
	@command -v node >/dev/null || { echo 'node is not installed: CI needs it, because tests that use it would skip' >&2; exit 1; }
endif

# Only this folder has directives. With ./... the go command would look for some in files of gen/
# that are removed by then.
.PHONY: generate
generate: ## Write gen/ and openapi/normalized.json again, from openapi/openapi.json
	@echo '--> go generate'
	@go generate .

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

# Built first: go run adds a line of its own to a failure. A workflow passes FROM on as it was typed,
# so make looks at its value alone: expanded, it could hold a $(shell ...).
.PHONY: spec
spec: ## Fetch the document again (FROM=npm:@seamapi/types@VERSION or FROM=path.json; default: Seam)
	@bin=$$(mktemp -d); trap 'rm -rf "$$bin"' EXIT; \
	go build -o "$$bin/spec" ./openapi/cmd/spec; \
	"$$bin/spec" fetch $(if $(value FROM),-from "$$FROM")
	@echo 'Now run: make generate'

.PHONY: drift
drift: ## Say what changed and whom it hurts (FROM, TO: as above; FORMAT=text|md|json|github; FAIL_ON=...; COMPILE=1)
	@bin=$$(mktemp -d); trap 'rm -rf "$$bin"' EXIT; \
	go build -o "$$bin/spec" ./openapi/cmd/spec; \
	"$$bin/spec" drift $(if $(value FROM),-from "$$FROM") $(if $(value TO),-to "$$TO") $(if $(value FORMAT),-format "$$FORMAT") $(if $(value FAIL_ON),-fail-on "$$FAIL_ON") $(if $(COMPILE),-compile)

.PHONY: drift-history
drift-history: ## Compare all released documents, and write openapi/HISTORY.md (some minutes)
	@go run ./openapi/cmd/spec drift-history

# What has to hold after an update.
UPDATE_CHECKS ?= test

# A document that did not change ends it: nothing is generated or tested.
.PHONY: update
update: ## Take a new document (FROM as above; REPORT=file.md): fetch, generate, draft the changelog, test
	@bin=$$(mktemp -d); trap 'rm -rf "$$bin"' EXIT; \
	cp openapi/openapi.json "$$bin/before.json"; \
	go build -o "$$bin/spec" ./openapi/cmd/spec; \
	"$$bin/spec" update $(if $(value FROM),-from "$$FROM") $(if $(value REPORT),-report "$$REPORT"); \
	if ! cmp -s openapi/openapi.json "$$bin/before.json"; then \
		$(MAKE) generate; \
		$(MAKE) api DRAFT=1; \
		$(MAKE) $(UPDATE_CHECKS); \
	fi

.PHONY: spec-check
spec-check:
	@echo '--> spec check'
	@go run ./openapi/cmd/spec check

.PHONY: api
api: ## Hold the exported API against the last release (BASE=commit; DRAFT=1 writes CHANGELOG.md)
	@echo '--> exported API'
	@go run ./tests/api $(if $(value BASE),-base "$$BASE") $(if $(DRAFT),-draft)

.PHONY: fmt
fmt: ## Format the code
	@gofmt -l -w .

.PHONY: fmt-check
fmt-check:
	@echo '--> gofmt'
	@unformatted=$$(gofmt -l .); [ -z "$$unformatted" ] || { echo "not formatted, run make fmt:" >&2; echo "$$unformatted" >&2; exit 1; }

# shellcheck is left out everywhere, and not just where it is not installed: the steps of the
# workflows are single commands, which tests/workflows_test.go sees to.
.PHONY: lint
lint: ## Run golangci-lint and actionlint (the first run builds them, which takes a minute or two)
	@echo '--> golangci-lint'
	@$(TOOL) golangci-lint run --allow-parallel-runners ./...
	@echo '--> actionlint'
	@$(TOOL) actionlint -shellcheck= -pyflakes=

.PHONY: vet
vet: ## Run go vet
	@echo '--> go vet'
	@go vet ./...

.PHONY: fuzz
fuzz: ## Run the fuzz targets (FUZZ=regexp; default: all) for FUZZTIME (default 30s) each
	@count=0; \
	for pkg in $$(go list -f '{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}}{{end}}' ./...); do \
		targets=$$(go test -list '$(FUZZ)' "$$pkg" </dev/null | { grep '^Fuzz' || true; }); \
		for target in $$targets; do \
			echo "--> $$pkg $$target"; \
			go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) "$$pkg" </dev/null; \
			count=$$((count + 1)); \
		done; \
	done; \
	echo "$$count fuzz targets"; \
	[ "$$count" -ge $(FUZZ_LEAST) ] || { echo 'fewer than there should be: was one renamed? See FUZZ_CI' >&2; exit 1; }

# The seeds and what fuzzing has found before run with every `make test`; CI also looks for more.
.PHONY: fuzz-ci
fuzz-ci:
ifeq ($(CI),true)
	@$(MAKE) fuzz FUZZ='$(FUZZ_CI)' FUZZ_LEAST=8
endif

# How long make soak runs, and the one call that it repeats instead.
SOAKTIME ?= 5m
SEED ?=

# `make test` makes a few thousand calls, always the same.
.PHONY: soak
soak: ## Make random calls through random faults for SOAKTIME (default 5m); SEED=n repeats one of them
	@MODEL_TIME=$(if $(SEED),,$(SOAKTIME)) MODEL_SEED=$(SEED) \
		go test -count=1 -timeout 0 -v -run '$(if $(SEED),^TestTransport$$,.)' ./tests/model

# Nothing of it is measured by `make test`, which only compiles, vets and tests it.
.PHONY: bench
bench: ## Measure package seam against code written by hand (lines "ratio NAME VALUE LIMIT") and Seam's JavaScript client
	@bin=$$(mktemp -d); trap 'rm -rf "$$bin"' EXIT; go build -o "$$bin/bench" ./tests/bench; "$$bin/bench"

.PHONY: bench-growth
bench-growth: ## Write tests/bench/RESULTS.md and its plot again: how cost grows (needs Node)
	@bin=$$(mktemp -d); trap 'rm -rf "$$bin"' EXIT; go build -o "$$bin/bench" ./tests/bench; "$$bin/bench" growth

# What gen/ and a program that creates one credential may cost. Of three compiles of gen/ the best
# counts, of the cold builds the median.
MAX_GEN_LINES := 30000
MAX_GEN_SECONDS := 1
MAX_GEN_KIB := 200000
MAX_HELLO_BYTES := 700000
MAX_COLD_PERCENT := 5
COLD_PAIRS ?= 5

.PHONY: size
size: size-hello ## Measure gen/ (lines, compile time, memory), a program that uses seam, and its modules
	@self=$$(go list -m); \
	modules=$$(go list -deps -f '{{with .Module}}{{.Path}} {{.Version}}{{end}}' ./wrapper | sort -u | { grep -v "^$$self " || true; }); \
	printf 'modules of seam:   '; printf '%s' "$${modules:+$$modules$$'\n'}" | wc -l; \
	printf '%s' "$${modules:+$$modules$$'\n'}" | sed 's/^/  /'
	@lines=$$(find gen -name '*.go' -exec cat {} + | wc -l); printf 'lines in gen/:     %s (limit $(MAX_GEN_LINES))\n' "$$lines"; \
	[ "$$lines" -le $(MAX_GEN_LINES) ] || { echo 'gen/ has too many lines' >&2; exit 1; }
	@go run ./tests/size gen -seconds $(MAX_GEN_SECONDS) -kib $(MAX_GEN_KIB)

.PHONY: size-hello
size-hello:
	@go run ./tests/size hello -bytes $(MAX_HELLO_BYTES)

.PHONY: size-cold
size-cold: ## Compare COLD_PAIRS (default 5) cold builds of a program with seam with those of one without (takes minutes)
	@go run ./tests/size cold -percent $(MAX_COLD_PERCENT) -pairs $(COLD_PAIRS)

.PHONY: clean
clean: ## Remove built programs, profiles, npm packages and cached test results
	@rm -rf bin tests/node_modules tests/.npm-*
	@find . -type f \( -name '*.test' -o -name '*.prof' -o -name '*.out' \) -not -path './.git/*' -delete
	@go clean -testcache
