package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
)

const makeOutput = `--> go vet
# github.com/seam-go/seam/tests/js
vet: tests/js/operations_test.go:99:18: assignment mismatch: 2 variables
/module/tests/js/operations_test.go:99:18: assignment mismatch: 2 variables
make[1]: *** [Makefile:60: vet] Error 1
--> go test
ok  	github.com/seam-go/seam/gen	0.1s
--- FAIL: TestLists (0.00s)
    --- FAIL: TestLists/a_page (0.00s)
        lists_test.go:7: got 1
--- FAIL: TestCounts (0.00s)
FAIL
FAIL	github.com/seam-go/seam/tests	1.2s
FAIL	github.com/seam-go/seam/tests/js [build failed]
FAIL
make[1]: *** [Makefile:70: unit] Error 1
make: *** [Makefile:40: update] Error 2
`

func failures(t *testing.T, output string, args ...string) result {
	t.Helper()
	var stdout, stderr bytes.Buffer
	c := &command{stdin: strings.NewReader(output), stdout: &stdout, stderr: &stderr}
	status := c.run(t.Context(), append([]string{"failures", "-dir", "/module/openapi"}, args...))
	return result{status, stdout.String(), stderr.String()}
}

func TestFailures(t *testing.T) {
	t.Parallel()
	report := filepath.Join(t.TempDir(), "report.md")
	write(t, report, "## Drift: a → b\n\n- 1 operation\n\n### Deployed programs fail\n")
	got := failures(t, makeOutput, "-report", report)
	if got.status != 0 || !strings.HasPrefix(got.stdout, makeOutput+"\n### Failing checks") {
		t.Errorf("got %+v", got)
	}
	const want = "## Drift: a → b\n\n- 1 operation\n\n### Failing checks\n\n- `make vet`\n- `make unit`\n" +
		"- `tests/js/operations_test.go:99:18`: `assignment mismatch: 2 variables`\n" +
		"- `github.com/seam-go/seam/tests`: `TestLists/a_page`, `TestCounts`\n- `github.com/seam-go/seam/tests/js`\n" +
		"\n### Deployed programs fail\n"
	if got := text(t, report); got != want {
		t.Errorf("the report is\n%s\nwant\n%s", got, want)
	}
}

func TestNoFailures(t *testing.T) {
	t.Parallel()
	report := filepath.Join(t.TempDir(), "report.md")
	write(t, report, "## Drift\n")
	const output = "--> go test\nok  \tgithub.com/seam-go/seam/gen\t0.1s\n"
	if got := failures(t, output, "-report", report); got.status != 0 || got.stdout != output || text(t, report) != "## Drift\n" {
		t.Errorf("got %+v, and the report\n%s", got, text(t, report))
	}
}

// A long list is cut, and says how much it leaves out.
func TestManyFailures(t *testing.T) {
	t.Parallel()
	var output strings.Builder
	for i := range most + 2 {
		fmt.Fprintf(&output, "./a.go:%d:1: broken\n", i)
	}
	got := failures(t, output.String())
	if got.status != 0 || !strings.HasSuffix(got.stdout, "- a.go:39:1: broken\n- 2 more\n") {
		t.Errorf("got %+v", got)
	}
}

// A report without a section gets the first one, and a report that is missing is made.
func TestFailuresInAReportWithoutSections(t *testing.T) {
	t.Parallel()
	const section = "### Failing checks\n\n- `make vet`\n"
	for before, want := range map[string]string{"": "\n\n" + section, "## Drift\n": "## Drift\n\n" + section} {
		report := filepath.Join(t.TempDir(), "report.md")
		if before != "" {
			write(t, report, before)
		}
		if got := failures(t, "make: *** [Makefile:60: vet] Error 1\n", "-report", report); got.status != 0 || text(t, report) != want {
			t.Errorf("%q: got %+v and %q", before, got, text(t, report))
		}
	}
}

// Output that cannot be read to its end, or a report that cannot be written, is a failure.
func TestFailuresFail(t *testing.T) {
	t.Parallel()
	const output = "make: *** [Makefile:60: vet] Error 1\n"
	if got := failures(t, output, "-report", t.TempDir()); got.status != 1 || !strings.Contains(got.stderr, "is a directory") {
		t.Errorf("got %+v", got)
	}
	var stdout, stderr bytes.Buffer
	c := &command{stdin: iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader(output))), stdout: &stdout, stderr: &stderr}
	if status := c.run(t.Context(), []string{"failures", "-dir", "/module/openapi"}); status != 1 || stderr.String() != "spec: timeout\n" {
		t.Errorf("got %d, %q", status, stderr.String())
	}
}
