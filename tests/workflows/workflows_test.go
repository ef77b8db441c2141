package workflows

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/seam-go/seam/tests/internal/file"
)

// The workflows cannot run here, so they contain no code: each step runs a make target or a script
// of the repository, which other tests run. actionlint (make lint) checks the rest.
func TestWorkflowsRunWhatRunsHere(t *testing.T) {
	t.Parallel()
	makefile := file.Read(t, "../../Makefile")
	for name, text := range workflows(t) {
		steps := runSteps(text)
		if len(steps) == 0 && !strings.Contains(text, codeql) {
			t.Errorf("%s runs nothing", name)
		}
		for _, step := range steps {
			if problem := unrunnable(step, makefile); problem != "" {
				t.Errorf("%s: run: %s: %s", name, step, problem)
			}
		}
	}
}

// Every action is pinned, permissions are listed, and no checkout keeps the token.
func TestWorkflowRights(t *testing.T) {
	t.Parallel()
	for name, text := range workflows(t) {
		for _, problem := range loose(text) {
			t.Errorf("%s: %s", name, problem)
		}
	}
}

// Every change runs .ci/run, with the history that make api needs.
func TestEveryChangeRunsCI(t *testing.T) {
	t.Parallel()
	check := workflows(t)["check.yml"]
	if got := runSteps(check); !slices.Equal(got, []string{".ci/run"}) {
		t.Errorf("check.yml runs %q", got)
	}
	for _, want := range []string{"\n  pull_request:\n", "\n    branches: [main]\n", "fetch-depth: 0"} {
		if !strings.Contains(check, want) {
			t.Errorf("check.yml lacks %q", want)
		}
	}
}

// A job that runs code of a tree has no write access. A job with write access runs only a script of main
// and stores the artifact outside of it.
func TestJobsThatRunCodeCannotWrite(t *testing.T) {
	t.Parallel()
	for name, text := range workflows(t) {
		for _, problem := range mixed(text) {
			t.Errorf("%s: %s", name, problem)
		}
	}
	for name, pair := range map[string][2]string{"drift.yml": {"update", "propose"}, "release.yml": {"pack", "publish"}} {
		jobs := jobsOf(workflows(t)[name])
		if len(jobs) != 2 || strings.Contains(jobs[pair[0]], ": write") || !strings.Contains(jobs[pair[1]], "contents: write") {
			t.Errorf("%s has the jobs %q", name, jobs)
		}
	}
}

// A release is checked and packed before it is attested and published.
func TestReleaseOrder(t *testing.T) {
	t.Parallel()
	text := workflows(t)["release.yml"]
	at := 0
	for _, part := range []string{`tags: ["v*"]`, "run: .ci/run", "run: make release-pack", "needs: pack", "uses: actions/attest-build-provenance@", "run: .github/publish"} {
		next := strings.Index(text[at:], part)
		if next < 0 {
			t.Fatalf("release.yml lacks %q after byte %d", part, at)
		}
		at += next
	}
}

func TestWorkflowChecksCanFail(t *testing.T) {
	t.Parallel()
	const makefile = "update: ## Do\nspec-check:\n"
	for step, fails := range map[string]bool{
		"make update":               false,
		"make spec-check":           false,
		".ci/run":                   false,
		"make upgrade":              true,
		"make update && rm x":       true,
		"make ${{ inputs.target }}": true,
		"README.md":                 true,
		".ci/walk":                  true,
		"|":                         true,
		"curl example.com":          true,
	} {
		if problem := unrunnable(step, makefile); (problem != "") != fails {
			t.Errorf("%s: got %q", step, problem)
		}
	}

	const good = "on:\n  push:\npermissions:\n  contents: read\njobs:\n  a:\n    steps:\n" +
		"      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6\n        with:\n          persist-credentials: false\n"
	if got := loose(good); got != nil {
		t.Errorf("got %q", got)
	}
	for _, change := range [][2]string{
		{"@de0fac2e4500dabe0009e67214ff5f5447ce83dd", "@v6"},
		{"permissions:\n", "x:\n"},
		{"contents: read", "contents: write-all"},
		{"persist-credentials: false", "fetch-depth: 0"},
		{"push:", "pull_request_target:"},
	} {
		if got := loose(strings.Replace(good, change[0], change[1], 1)); len(got) != 1 {
			t.Errorf("%s: got %q", change[1], got)
		}
	}
}

func TestJobChecksCanFail(t *testing.T) {
	t.Parallel()
	const good = "permissions: {}\njobs:\n" +
		"  a:\n    permissions:\n      contents: read\n    steps:\n      - uses: actions/checkout@x\n      - run: make update\n" +
		"  b:\n    permissions:\n      contents: write # push\n    steps:\n      - uses: actions/checkout@x\n        with:\n          ref: main\n" +
		"      - uses: actions/download-artifact@x\n        with:\n          path: ${{ runner.temp }}/packed\n" +
		"      - env:\n          GH_TOKEN: ${{ github.token }}\n        run: .github/propose\n"
	if got := mixed(good); got != nil {
		t.Errorf("got %q", got)
	}
	for _, change := range [][2]string{
		{"contents: read", "contents: write"},
		{"    permissions:\n      contents: read\n", "    permissions: write-all\n"},
		{"permissions: {}\njobs:\n  a:\n    permissions:\n      contents: read\n", "permissions:\n  contents: write\njobs:\n  a:\n"},
		{"permissions: {}\njobs:\n  a:\n    permissions:\n      contents: read\n", "jobs:\n  a:\n"},
		{"run: make update\n", "run: make update\n        env:\n          T: ${{ github.token }}\n"},
		{"run: make update\n", "run: make update\n        env:\n          T: ${{ secrets.GITHUB_TOKEN }}\n"},
		{"run: .github/propose", "run: make propose"},
		{"run: .github/propose", "run: ./packed/propose"},
		{"${{ runner.temp }}/packed", "."},
		{"        with:\n          path: ${{ runner.temp }}/packed\n", ""},
		{"          ref: main\n", "          ref: drift/x\n"},
		{"        with:\n          ref: main\n", ""},
		{"actions/download-artifact@x", "actions/setup-go@x"},
		{"contents: write # push", "security-events: write"},
	} {
		text := strings.Replace(good, change[0], change[1], 1)
		if got := mixed(text); len(got) == 0 || text == good {
			t.Errorf("%q instead of %q: got %q", change[1], change[0], got)
		}
	}

	const analysis = "permissions: {}\njobs:\n  a:\n    permissions:\n      contents: read\n      security-events: write\n    steps:\n" +
		"      - uses: actions/checkout@x\n      - uses: github/codeql-action/init@x\n      - uses: github/codeql-action/analyze@x\n"
	if got := mixed(analysis); got != nil {
		t.Errorf("got %q", got)
	}
	for _, change := range [][2]string{
		{"contents: read", "contents: write"},
		{"uses: github/codeql-action/init@x", "run: make test"},
		{"uses: github/codeql-action/init@x", "uses: someone/else@x"},
	} {
		if got := mixed(strings.Replace(analysis, change[0], change[1], 1)); len(got) == 0 {
			t.Errorf("%q instead of %q passes", change[1], change[0])
		}
	}
}

// workflows returns the texts of all workflow files.
func workflows(t *testing.T) map[string]string {
	t.Helper()
	names, err := filepath.Glob("../../.github/workflows/*.y*ml")
	if err != nil || len(names) == 0 {
		t.Fatalf("no workflows: %v", err)
	}
	texts := map[string]string{}
	for _, name := range names {
		texts[filepath.Base(name)] = file.Read(t, name)
	}
	return texts
}

var runStep = regexp.MustCompile(`(?m)^ +(?:- )?run: *(.*)$`)

func runSteps(workflow string) []string {
	var steps []string
	for _, match := range runStep.FindAllStringSubmatch(workflow, -1) {
		steps = append(steps, strings.TrimSpace(match[1]))
	}
	return steps
}

var makeTarget = regexp.MustCompile(`^make ([a-z][a-z-]*)$`)

// unrunnable returns why a step cannot run outside of the workflow.
func unrunnable(step, makefile string) string {
	if target := makeTarget.FindStringSubmatch(step); target != nil {
		if !strings.Contains("\n"+makefile, "\n"+target[1]+":") {
			return "the Makefile has no such target"
		}
		return ""
	}
	info, err := os.Stat(filepath.Join("../..", step))
	if err != nil || info.IsDir() || info.Mode()&0o111 == 0 {
		return "it is neither a make target nor a program of the repository; put it into one"
	}
	return ""
}

var (
	usedAction   = regexp.MustCompile(`(?m)^ +(?:- )?uses: *(\S+)`)
	pinnedAction = regexp.MustCompile(`^[\w-]+/[\w-]+(/[\w-]+)?@[0-9a-f]{40}$`)
)

// loose returns where a workflow grants more than it needs.
func loose(workflow string) []string {
	var problems []string
	checkouts := 0
	for _, used := range usedAction.FindAllStringSubmatch(workflow, -1) {
		if !pinnedAction.MatchString(used[1]) {
			problems = append(problems, used[1]+" is not pinned to a commit")
		}
		if strings.HasPrefix(used[1], "actions/checkout@") {
			checkouts++
		}
	}
	if strings.Count(workflow, "persist-credentials: false") < checkouts {
		problems = append(problems, "a checkout leaves the token in .git/config")
	}
	if !strings.Contains(workflow, "\npermissions:") {
		problems = append(problems, "permissions are those of the repository's settings")
	}
	for _, never := range []string{"write-all", "pull_request_target"} {
		if strings.Contains(workflow, never) {
			problems = append(problems, never+" gives strangers or steps too much")
		}
	}
	return problems
}

var jobLine = regexp.MustCompile(`(?m)^  ([\w-]+):\n`)

// jobsOf returns the texts of the jobs of a workflow, by name.
func jobsOf(workflow string) map[string]string {
	_, text, _ := strings.Cut("\n"+workflow, "\njobs:\n")
	jobs := map[string]string{}
	lines := jobLine.FindAllStringSubmatchIndex(text, -1)
	for i, line := range lines {
		end := len(text)
		if i+1 < len(lines) {
			end = lines[i+1][0]
		}
		jobs[text[line[2]:line[3]]] = text[line[1]:end]
	}
	return jobs
}

var (
	tokenUsed      = regexp.MustCompile(`github\.token|secrets\.`)
	writePermitted = regexp.MustCompile(`(?m)\S+: write(-all)?\b`)
	artifactPath   = regexp.MustCompile(`(?s)uses: actions/download-artifact@\S+[^-]*?path: \$\{\{ runner\.temp \}\}/`)
	baseCheckedOut = regexp.MustCompile(`uses: actions/checkout@\S+[^-]*?ref: main\n`)
)

// mixed returns the jobs that combine write access with unreviewed code.
func mixed(workflow string) []string {
	var problems []string
	head, _, _ := strings.Cut("\n"+workflow, "\njobs:\n")
	for name, job := range jobsOf(workflow) {
		permissions := job
		if !strings.Contains(job, "\n    permissions:") && !strings.HasPrefix(job, "    permissions:") {
			permissions = head
			if !strings.Contains(head, "\npermissions:") {
				problems = append(problems, name+": its permissions are those of the repository's settings")
			}
		}
		switch writes := writePermitted.FindAllString(permissions, -1); {
		case slices.Equal(writes, []string{"security-events: write"}):
			problems = append(problems, onlyAnalyzes(name, job)...)
		case len(writes) > 0:
			problems = append(problems, onlyPublishes(name, job)...)
		case tokenUsed.MatchString(job):
			problems = append(problems, name+": a step gets the token and runs the tree")
		}
	}
	return problems
}

const codeql = "github/codeql-action/analyze@"

// onlyAnalyzes returns what a job that stores findings does in addition to finding them.
func onlyAnalyzes(name, job string) []string {
	var problems []string
	if steps := runSteps(job); len(steps) > 0 {
		problems = append(problems, name+": it may store findings and runs the tree")
	}
	return append(problems, otherActions(name, job, "actions/checkout", "actions/setup-go", "github/codeql-action/init", "github/codeql-action/analyze")...)
}

// otherActions returns the actions of a job with write access that are not expected.
func otherActions(name, job string, expected ...string) []string {
	var problems []string
	for _, used := range usedAction.FindAllStringSubmatch(job, -1) {
		if action, _, _ := strings.Cut(used[1], "@"); !slices.Contains(expected, action) {
			problems = append(problems, name+": it may write and uses "+action)
		}
	}
	return problems
}

// onlyPublishes returns what a job with write access does in addition to proposing an update or
// publishing a release.
func onlyPublishes(name, job string) []string {
	var problems []string
	if steps := runSteps(job); len(steps) != 1 || !slices.Contains([]string{".github/propose", ".github/publish"}, steps[0]) {
		problems = append(problems, name+": it may write and runs more than .github/propose or .github/publish")
	}
	problems = append(problems, otherActions(name, job, "actions/checkout", "actions/download-artifact", "actions/attest-build-provenance")...)
	if !baseCheckedOut.MatchString(job) {
		problems = append(problems, name+": its script is not the one of main")
	}
	if strings.Contains(job, "download-artifact") && !artifactPath.MatchString(job) {
		problems = append(problems, name+": the artifact lands in the tree")
	}
	return problems
}
