package workflows

import (
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
