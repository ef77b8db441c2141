package workflows

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/seam-go/seam/tests/internal/file"
)

// A person can type the values that a workflow passes to make.
func TestMakeExpandsNoInput(t *testing.T) {
	t.Parallel()
	if found := regexp.MustCompile(`\$\((FROM|TO|REPORT|FORMAT|FAIL_ON|BASE|VERSION|OUT)\)`).FindAllString(file.Read(t, "../../Makefile"), -1); found != nil {
		t.Errorf("make expands %q", found)
	}
	if _, err := exec.LookPath("make"); err != nil {
		t.Skipf("SKIP: make is not installed: %v", err)
	}
	for _, target := range []string{"spec", "drift", "api", "release-check", "release-pack"} {
		mark := filepath.Join(t.TempDir(), "ran")
		cmd := exec.CommandContext(t.Context(), "make", "--dry-run", "--directory=../..", target)
		cmd.Env = os.Environ()
		for _, name := range []string{"FROM", "TO", "REPORT", "FORMAT", "FAIL_ON", "BASE", "VERSION", "OUT"} {
			cmd.Env = append(cmd.Env, name+"=1.0.0;touch "+mark+"; $(shell touch "+mark+")`touch "+mark+"`")
		}
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("make %s: %v\n%s", target, err, out)
		}
		if _, err := os.Stat(mark); err == nil || strings.Contains(string(out), mark) {
			t.Errorf("make %s runs or writes out what it is given:\n%s", target, out)
		}
	}
}

// make check selects folders by name. A folder that was renamed would silently get other checks.
func TestFoldersInMakefileExist(t *testing.T) {
	t.Parallel()
	makefile := file.Read(t, "../../Makefile")
	for _, list := range []string{"SLOW", "UNRACED", "ONE_RELEASE"} {
		_, line, found := strings.Cut(makefile, "\n"+list+" := ")
		line, _, _ = strings.Cut(line, "\n")
		if !found || line == "" {
			t.Errorf("the Makefile has no %s", list)
		}
		for folder := range strings.FieldsSeq(line) {
			if info, err := os.Stat(filepath.Join("../..", folder)); err != nil || !info.IsDir() {
				t.Errorf("%s names %s, which is no folder", list, folder)
			}
		}
	}
}

// At the end of its time, go test -fuzz may fail although no input failed (golang/go#75804). A search that ends
// after a number of inputs does not.
func TestFuzzEndsAfterInputs(t *testing.T) {
	t.Parallel()
	calls, err := makeFuzz(t, "exit 0")
	if err != nil {
		t.Error(err)
	}
	for _, call := range calls {
		if !regexp.MustCompile(` -fuzztime \d+x `).MatchString(call) {
			t.Errorf("go %s: want -fuzztime with a number of inputs", call)
		}
	}
}

func TestFuzzFailsWithItsTargets(t *testing.T) {
	t.Parallel()
	if _, err := makeFuzz(t, "exit 1"); err == nil {
		t.Error("make fuzz-check passes although go test -fuzz fails")
	}
}

// makeFuzz runs make fuzz-check with a go command that lists three targets in each folder, and runs the shell
// command fuzz in place of each search. It returns the arguments of the searches.
func makeFuzz(t *testing.T, fuzz string) (calls []string, err error) {
	t.Helper()
	if _, err := exec.LookPath("make"); err != nil {
		t.Skipf("SKIP: make is not installed: %v", err)
	}
	folder := t.TempDir()
	record := filepath.Join(folder, "calls")
	script := "#!/bin/sh\ncase \"$*\" in\n*-list*) echo FuzzOne; echo FuzzTwo; echo FuzzThree; echo ok ;;\n" +
		"*-fuzz*) echo \"$*\" >>\"" + record + "\"; " + fuzz + " ;;\nesac\n"
	if err := os.WriteFile(filepath.Join(folder, "go"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "make", "--no-print-directory", "--directory=../..", "fuzz-check")
	cmd.Env = append(os.Environ(), "PATH="+folder+string(os.PathListSeparator)+os.Getenv("PATH"), "MAKEFLAGS=")
	out, err := cmd.CombinedOutput()
	if err != nil {
		err = fmt.Errorf("make fuzz-check: %w\n%s", err, out)
	}
	data, readErr := os.ReadFile(record)
	if readErr != nil {
		t.Fatalf("make fuzz-check fuzzes nothing: %v\n%s", readErr, out)
	}
	return strings.Split(strings.TrimSpace(string(data)), "\n"), err
}
